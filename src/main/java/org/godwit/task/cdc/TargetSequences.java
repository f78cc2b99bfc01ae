package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.EngineException;
import org.godwit.engine.TargetCounter;
import org.godwit.task.LogComponent;
import org.godwit.task.StopReason;
import org.godwit.task.TaskLog;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.load.StopSignal;
import org.godwit.task.plan.PlannedTable;

/**
 * Sets what a target's columns take their values from behind what the source has used: changes
 * bring rows with their values, and leave the counters where they were. Nothing is ever set back,
 * so it may be done at any time, also while changes are applied.
 */
public final class TargetSequences {
  private static final String TWO_WAY =
      "the target's sequences are left as they are: both sides of a two-way pair give numbers of their own";

  private static final int NAMED_MAX = 10;

  /** The largest number of a column without an index is only found by reading all of its table. */
  private static final int STATEMENT_SECONDS = 60;

  /** A person who stops a task doesn't wait longer for it. */
  private static final Duration AT_STOP_MAX = Duration.ofSeconds(3);

  /** So that there is time for the target's after it. */
  private static final Duration OF_SOURCE_AT_STOP_MAX = Duration.ofSeconds(2);

  private static final Duration OF_SOURCE_MAX = Duration.ofSeconds(60);

  private static final Set<StopReason> ORDERED_ENDS =
      EnumSet.of(
          StopReason.NORMAL,
          StopReason.STOPPED_AFTER_FULL_LOAD,
          StopReason.STOPPED_AFTER_CACHED_EVENTS,
          StopReason.STOPPED_AT_POSITION,
          StopReason.STOPPED_AT_COMMIT_TIME,
          StopReason.STOPPED_AT_SERVER_TIME,
          StopReason.STOPPED_WHEN_IDLE);

  private final FullLoad.Source from;
  private final LoadContext.Target to;
  private final Map<TableName, PlannedTable> tables;
  private final boolean isTwoWay;

  /**
   * Of a task.
   *
   * @param tables that it follows, by source name
   * @param isTwoWay whether another task brings the target's changes back to the source
   */
  public TargetSequences(
      FullLoad.Source from,
      LoadContext.Target to,
      Map<TableName, PlannedTable> tables,
      boolean isTwoWay) {
    this.from = from;
    this.to = to;
    this.tables = new TreeMap<>(tables);
    this.isTwoWay = isTwoWay;
  }

  /**
   * Sets them where a run has ended as it should, for applications may write to the target next.
   * Never fails the end.
   */
  public void atEnd(StopReason reason, StopSignal stop, TaskLog log) {
    if (!ORDERED_ENDS.contains(reason)) {
      return;
    }
    try (var _ = stop.interruptAfter(AT_STOP_MAX)) {
      set(log, stop.isGiven() ? OF_SOURCE_AT_STOP_MAX : OF_SOURCE_MAX);
    } catch (RuntimeException e) {
      String why = e instanceof EngineException known ? known.sentence() : e.toString();
      warn(log, "the target's sequences were not set past what is used: " + why);
    } finally {
      if (stop.isGiven()) {
        Thread.interrupted(); // it was for this, and not for who called it
      }
    }
  }

  /**
   * Sets them, each by itself: one that can't be set is a warning in the log, with the statement to
   * run. A source that doesn't answer is one as well, and the target's rows alone tell then.
   * Returns early where the thread is interrupted.
   *
   * @param sourceLimit how long the source may take to say where its own stand
   * @return what was done, which is in the log as well; empty where the target has nothing to set
   * @throws EngineException where the target can't be asked
   */
  public Optional<String> set(TaskLog log, Duration sourceLimit) {
    Optional<ChangeTarget> target =
        to.engine().changeTarget().filter(ChangeTarget::hasCounters).filter(_ -> !tables.isEmpty());
    if (target.isEmpty()) {
      return Optional.empty();
    }
    if (isTwoWay) {
      log.info(LogComponent.TARGET_APPLY, TWO_WAY);
      return Optional.of(TWO_WAY);
    }
    try (Connection connection = to.connect()) {
      connection.setAutoCommit(true); // a refusal is of one alone
      List<TargetCounter> counters =
          target
              .get()
              .counters(connection, tables.values().stream().map(PlannedTable::target).toList());
      if (counters.isEmpty()) {
        return Optional.empty();
      }
      SourceCounts counts = counts(counters, log, sourceLimit);
      String done = set(counters, counts, connection, log);
      log.info(LogComponent.TARGET_APPLY, done);
      return Optional.of(done);
    } catch (SQLException e) {
      throw to.engine().explain(e, "setting sequences", to.config());
    }
  }

  private String set(
      List<TargetCounter> counters, SourceCounts counts, Connection connection, TaskLog log)
      throws SQLException {
    List<String> set = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    int refused = 0;
    int left = 0;
    for (TargetCounter counter : counters) {
      Optional<String> sql = counts.statement(counter);
      if (sql.isEmpty()) {
        unknown.add(counter.name().toString());
        continue;
      }
      if (sql.get().isEmpty()) {
        continue;
      }
      if (Thread.currentThread().isInterrupted() || connection.isClosed()) {
        left++;
        continue;
      }
      try {
        String next = value(connection, sql.get());
        if (!next.isEmpty()) {
          set.add(counter.name() + " " + next);
        }
      } catch (SQLException e) {
        if (connection.isClosed()) {
          left++;
        } else {
          refused++;
          warn(
              log,
              "the sequence %s was not set past what is used: %s. Let its owner run: %s;"
                  .formatted(
                      counter.name(),
                      Objects.requireNonNullElse(e.getMessage(), "").lines().findFirst().orElse(""),
                      sql.get()));
        }
      }
    }
    if (left > 0) {
      warn(
          log,
          "%,d sequences were not looked at, for the target had not answered in time: press Set sequences in the console, or resume the task and stop it again"
              .formatted(left));
    }
    if (!unknown.isEmpty()) {
      warn(
          log,
          "nothing tells how far these sequences are used, set them by hand: " + some(unknown));
    }
    return sentence(counters.size() - refused - left - unknown.size(), set)
        + (refused + left + unknown.size() > 0
            ? "; %,d of them not set, the warnings in the log say why"
                .formatted(refused + left + unknown.size())
            : "");
  }

  private static String sentence(int looked, List<String> set) {
    if (set.isEmpty()) {
      return "%,d of the target's sequences stand past what is used".formatted(looked);
    }
    return "%,d of the target's sequences stand past what is used, %,d of them set now: %s"
        .formatted(looked, set.size(), some(set));
  }

  private static String some(List<String> all) {
    String some = String.join(", ", all.subList(0, Math.min(all.size(), NAMED_MAX)));
    return all.size() > NAMED_MAX
        ? "%s, and %,d more".formatted(some, all.size() - NAMED_MAX)
        : some;
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(STATEMENT_SECONDS);
      try (ResultSet row = statement.executeQuery(sql)) {
        return row.next() ? Objects.requireNonNullElse(row.getString(1), "") : "";
      }
    }
  }

  /** What the source says of the columns whose values go to columns with counters. */
  private SourceCounts counts(List<TargetCounter> counters, TaskLog log, Duration sourceLimit) {
    Set<TableName> counted =
        counters.stream()
            .flatMap(counter -> counter.uses().stream())
            .map(TargetCounter.Use::table)
            .collect(Collectors.toSet());
    List<TableName> asked =
        tables.entrySet().stream()
            .filter(table -> counted.contains(table.getValue().target()))
            .map(Map.Entry::getKey)
            .toList();
    SourceCounts counts = new SourceCounts(counters);
    for (Table table : ofSource(asked, log, sourceLimit)) {
      PlannedTable planned = tables.get(table.name());
      if (planned != null) {
        counts.add(table, planned);
      }
    }
    return counts;
  }

  private Collection<Table> ofSource(List<TableName> names, TaskLog log, Duration limit) {
    FutureTask<Collection<Table>> question =
        new FutureTask<>(
            () -> {
              try (Connection connection = from.engine().connect(from.config())) {
                return from.engine().catalogReader().tables(connection, names);
              } catch (SQLException e) {
                throw from.engine().explain(e, "reading sequences", from.config());
              }
            });
    Thread.ofVirtual().name("sequences of the source").start(question);
    try {
      return question.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      question.cancel(true);
      warnOfSource(log, "it gave no answer within %d s".formatted(limit.toSeconds()));
    } catch (InterruptedException _) {
      question.cancel(true);
      Thread.currentThread().interrupt();
      warnOfSource(log, "it gave no answer in time");
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof EngineException known)) {
        throw new IllegalStateException(e.getCause());
      }
      warnOfSource(log, known.sentence());
    }
    return List.of();
  }

  private static void warnOfSource(TaskLog log, String why) {
    warn(
        log,
        "the source doesn't say where its sequences stand, and the target's rows alone tell what is used: "
            + why);
  }

  private static void warn(TaskLog log, String sentence) {
    log.warning(LogComponent.TARGET_APPLY, sentence);
  }
}
