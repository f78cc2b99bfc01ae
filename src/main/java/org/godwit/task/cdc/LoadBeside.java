package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.task.LogComponent;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.load.LoadContext;
import org.godwit.task.load.Stopped;
import org.jspecify.annotations.Nullable;

/**
 * Loads some tables in a thread of its own while the changes of the others are applied ({@code
 * docs/adr/0024}). While it may have loaded one, the source keeps its log from before the snapshot
 * on. It is given up with the run that it is part of: the next one begins such tables again, or,
 * where they are complete, joins them ({@link JoiningTables}). Foreign keys are made by a run whose
 * tables are all of one moment, which this waits for, too.
 */
final class LoadBeside implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final LoadContext context;
  private final ChangeSource source;
  private final UnaryOperator<Set<TableName>> load;
  private final Set<TableName> tables;
  private final Optional<Position> keysAt;
  private @Nullable Thread thread;

  /** Whether the run has heeded the end. */
  private boolean isTold;

  private volatile Set<TableName> loaded = Set.of();
  private volatile @Nullable RuntimeException failure;

  /**
   * Not begun yet.
   *
   * @param load loads tables, and says which of them are complete then
   * @param tables may be none
   * @param keysAt behind which foreign keys can be made; empty where none is owed
   */
  LoadBeside(
      LoadContext context,
      ChangeSource source,
      UnaryOperator<Set<TableName>> load,
      Set<TableName> tables,
      Optional<Position> keysAt) {
    this.context = context;
    this.source = source;
    this.keysAt = keysAt;
    this.load = load;
    this.tables = Set.copyOf(tables);
    this.isTold = tables.isEmpty();
  }

  /** Whether the table is one that it loads. */
  boolean has(TableName table) {
    return tables.contains(table);
  }

  /** Begins, where there is something to load. */
  void start() {
    if (tables.isEmpty() || thread != null) {
      return;
    }
    context
        .log()
        .info(
            LogComponent.TABLES_MANAGER,
            "%s: loaded beside the changes of the other tables".formatted(tables));
    thread = Thread.ofVirtual().name("load beside changes").start(this::run);
  }

  private void run() {
    context.progress().beginLoadBeside();
    try {
      loaded = context.watch().beside(context.progress()::rowsOfThisRun, () -> load.apply(tables));
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      failure =
          new EngineException(
              Failure.UNKNOWN,
              "loading %s ended by an error of Godwit itself (%s)".formatted(tables, e),
              e);
      throw e;
    } finally {
      context.progress().endLoadBeside();
    }
  }

  /** Whether the source has to keep its log from where the run began. */
  boolean keepsLog() {
    return !isTold;
  }

  /** Whether it has begun and not ended. */
  boolean isRunning() {
    Thread running = thread;
    return running != null && running.isAlive();
  }

  /**
   * Whether the load has ended, or foreign keys can be made, and {@link #end} is to be called.
   *
   * @param committed the place up to which the target has all changes
   */
  boolean isDue(Position committed) {
    boolean isLoaded = !isTold && thread != null && !isRunning();
    return isLoaded || keysAt.filter(place -> !source.isBefore(committed, place)).isPresent();
  }

  /**
   * Call it once, when it is due and all that is whole is committed. Returns where no table was
   * loaded: each is suspended with its reason.
   *
   * @throws PlanAnew where one was loaded, or foreign keys can be made
   * @throws RuntimeException what it has failed by, where that isn't a matter of these tables
   */
  void end() {
    RuntimeException failed = failure;
    if (failed instanceof EngineException e
        && !e.failure().isTransient()
        && !e.failure().isOfServer()) {
      suspend(e.sentence());
    } else if (failed != null) {
      throw failed;
    }
    if (!loaded.isEmpty()) {
      throw new PlanAnew(loaded + " were loaded");
    }
    if (tables.isEmpty()) {
      throw new PlanAnew("foreign keys can be made");
    }
    isTold = true;
  }

  /** The others go on; what was complete by then has to be joined. */
  private void suspend(String why) {
    LoadLedger loads = new LoadLedger(context.claim());
    try (Connection connection = context.target().connect()) {
      Set<TableName> failed =
          context.compute(
              connection,
              "suspending " + tables,
              it -> {
                Set<TableName> left = new TreeSet<>(tables);
                left.removeAll(ReadyTables.loaded(loads, it));
                for (TableName table : left) {
                  loads.failed(it, table, why);
                }
                return left;
              });
      for (TableName table : failed) {
        context.progress().of(table).fail(why, context.clock().instant());
        context.log().error(LogComponent.TABLES_MANAGER, table, why);
      }
      if (failed.size() < tables.size()) {
        throw new PlanAnew("some of %s were loaded".formatted(tables));
      }
    } catch (SQLException e) {
      throw context.target().engine().explain(e, "suspending tables", context.target().config());
    }
  }

  /**
   * Waits for its end where it has one to come.
   *
   * @throws RuntimeException as {@link #end}
   * @throws Stopped where a person wished it meanwhile
   */
  void await() {
    if (isTold) {
      return;
    }
    start();
    try {
      while (isRunning()) {
        if (context.stop().await(POLL)) {
          throw new Stopped();
        }
        context.watch().beat();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    }
    end();
  }

  /** What isn't complete is given up; waits until nothing is written any more. */
  @Override
  public void close() {
    Thread running = thread;
    boolean isInterrupted = false;
    while (running != null && running.isAlive()) {
      running.interrupt();
      try {
        running.join(POLL);
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
