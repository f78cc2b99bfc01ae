package org.godwit.task.validate;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.godwit.engine.CanonicalText;
import org.godwit.engine.Dialect;
import org.godwit.engine.EngineException;

/**
 * Compares a table with the one that its rows went to.
 *
 * <p>The servers render each row as text and hash it; only sums of hashes travel. Where they differ
 * the comparison descends, to groups of rows, to rows and to cells, so that memory and network are
 * bounded by what differs and not by the table.
 */
public final class TableValidation {
  private final PairingPlanner.ServerText source;
  private final PairingPlanner.ServerText target;
  private final ValidationSettings settings;
  private final SourcePace pace;

  /** A validation between two kinds of servers; may run for several tables at once. */
  public TableValidation(
      Dialect sourceDialect,
      CanonicalText sourceText,
      Dialect targetDialect,
      CanonicalText targetText,
      ValidationSettings settings,
      SourcePace pace) {
    this.pace = pace;
    this.source = new PairingPlanner.ServerText(sourceDialect, sourceText);
    this.target = new PairingPlanner.ServerText(targetDialect, targetText);
    this.settings = settings;
  }

  /**
   * Compares all rows. What a server refuses is a result, {@link ValidationState#TABLE_ERROR}.
   *
   * @param sources connections to the source, prepared, under the load's snapshot if there is one
   * @param targets connections to the target, prepared
   * @throws EngineException where a server is gone, so that no other table can be compared either
   * @throws InterruptedException if the thread was interrupted; the servers have been told to stop.
   *     On PostgreSQL a transaction that was open on a connection is then aborted
   */
  public ValidationResult run(
      ValidationPair pair, Connections sources, Connections targets, ValidationListener listener)
      throws InterruptedException {
    PairingPlanner planner = new PairingPlanner(pair, source, target, settings);
    Pairing pairing = planner.plan();
    Findings findings = new Findings(settings.tableFailuresMax(), listener);
    List<UncomparedColumn> uncompared = planner.uncompared();
    if (pairing.columns().isEmpty()) {
      String details = "no column of %s can be compared".formatted(pair.source().name());
      return findings.result(ValidationState.TABLE_ERROR, details, List.of(), uncompared);
    }
    try {
      List<AlteredColumn> altered = compare(pairing, findings, sources, targets);
      return findings.result(
          stateOf(findings), Verdict.details(pairing, findings, uncompared), altered, uncompared);
    } catch (EngineException e) {
      if (e.failure().isOfServer()) {
        throw e;
      }
      String details =
          "%s could not be compared with %s: %s"
              .formatted(pair.source().name(), pair.target().name(), e.sentence());
      return findings.result(ValidationState.TABLE_ERROR, details, List.of(), uncompared);
    }
  }

  private static ValidationState stateOf(Findings findings) {
    return findings.failed() == 0 && !findings.isCutShort()
        ? ValidationState.VALIDATED
        : ValidationState.MISMATCHED_RECORDS;
  }

  private List<AlteredColumn> compare(
      Pairing pairing, Findings findings, Connections sources, Connections targets)
      throws InterruptedException {
    Queries queries = new Queries(sources, targets);
    boolean isSettled = false;
    // The caller's own thread makes no query: to interrupt a virtual thread closes its connection.
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Semaphore permits = new Semaphore(settings.threads());
      var pairs = new ConnectionPairs(sources, targets, permits, queries);
      SlicePlanner planner = new SlicePlanner(pairing);
      int rows = Math.min(settings.partitionRows(), pace.rowsMax());
      Future<List<Slice>> planned =
          threads.submit(() -> pairs.with((s, t) -> planner.slices(rows, queries, s, t)));
      Future<List<AlteredColumn>> altered =
          threads.submit(
              () -> pairs.with((s, _) -> AlteredValues.count(pairing.source(), queries, s, pace)));
      List<Slice> slices = resultOf(planned);
      var comparisons = new ExecutorCompletionService<Slice>(threads);
      int bits = planner.bits(slices.size());
      long sliceRows = planner.rowsOf(slices.size());
      for (Slice slice : slices) {
        comparisons.submit(
            () ->
                pairs.with(
                    (s, t) -> {
                      compare(
                          new BothSides(pairing, queries, threads, s, t, pace, sliceRows),
                          slice,
                          bits,
                          findings);
                      return slice;
                    }));
      }
      for (int i = 0; i < slices.size(); i++) {
        resultOf(comparisons.take());
      }
      List<AlteredColumn> result = resultOf(altered);
      isSettled = true;
      return result;
    } finally {
      end(threads, queries, isSettled);
    }
  }

  private static void compare(BothSides sides, Slice slice, int bits, Findings findings)
      throws InterruptedException {
    if (findings.isFull()) {
      findings.cutShort();
      return;
    }
    new SliceComparison(sides, slice, findings).run(bits);
  }

  private static <T> T resultOf(Future<T> part) throws InterruptedException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Ends what still runs after an error or an interrupt; after success nothing does. A server that
   * hangs obeys no cancellation: at one more interrupt the connections are closed instead.
   */
  private static void end(ExecutorService threads, Queries queries, boolean isSettled) {
    boolean isInterrupted = Thread.interrupted();
    threads.shutdown();
    if (!isSettled) {
      queries.cancel();
    }
    while (!threads.isTerminated()) {
      try {
        if (!threads.awaitTermination(Queries.CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          queries.cancel();
        }
      } catch (InterruptedException e) {
        isInterrupted = true;
        threads.shutdownNow();
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
