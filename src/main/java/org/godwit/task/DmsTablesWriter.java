package org.godwit.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.godwit.engine.EngineException;
import org.godwit.task.control.DmsTables;
import org.godwit.task.control.DmsTables.Doing;
import org.godwit.task.control.TaskClaim;
import org.godwit.task.load.LoadContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes, beside a run, DMS's control tables on the target for those who watch tasks there. What
 * becomes of the run doesn't depend on it: where the target can't take them, a warning says so, and
 * they are tried again.
 */
final class DmsTablesWriter implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final long MEGABYTE = 1_000_000;

  private final RunContext context;
  private final LoadContext.Target target;
  private final TaskClaim claim;
  private final DmsTables tables;
  private final Duration slot;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private boolean isUnwritten;

  /** Up to where rows, bytes and changes of this run are in the history. */
  private Told told;

  private record Told(long rows, long bytes, long changes) {}

  /**
   * Begins to write.
   *
   * @param slot how long the stretches of time are that the history has
   */
  DmsTablesWriter(
      RunContext context,
      LoadContext.Target target,
      TaskClaim claim,
      DmsTables.Wishes wishes,
      Duration slot) {
    this.context = context;
    this.target = target;
    this.claim = claim;
    this.tables = new DmsTables(claim, wishes);
    this.slot = slot;
    this.told = now();
    this.thread = Thread.ofVirtual().name("DMS's control tables").start(this::writeAgain);
  }

  private void writeAgain() {
    boolean isOver = closed.getCount() == 0;
    try {
      boolean isMade = write(false, isOver);
      while (!isOver) {
        isOver = closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        isMade = write(isMade, isOver);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does that
    }
  }

  private boolean write(boolean isMade, boolean isOver) {
    try (Connection connection = target.connect()) {
      if (!isMade) {
        tables.create(connection);
      }
      write(connection, isOver);
      isUnwritten = false;
      return true;
    } catch (SQLException e) {
      warn(target.engine().explain(e, "writing DMS's control tables", target.config()));
    } catch (EngineException e) {
      warn(e);
    }
    return isMade;
  }

  private void write(Connection connection, boolean isOver) throws SQLException {
    claim.hold(connection);
    Told now = now();
    Instant at = context.clock().instant();
    ChangeProgress changes = context.progress().changes();
    boolean isFollowing =
        !changes.position().isEmpty()
            && context.progress().phase().equals(TaskProgress.ONGOING_CHANGES);
    Doing doing = isFollowing ? Doing.CHANGE_PROCESSING : Doing.FULL_LOAD;
    tables.write(connection, standing(isOver ? Doing.NOT_RUNNING : doing, at));
    if (now.rows() > told.rows() || doing == Doing.FULL_LOAD) {
      add(connection, Doing.FULL_LOAD, at, now.rows() - told.rows(), now.bytes() - told.bytes());
    }
    if (now.changes() > told.changes() || isFollowing) {
      add(connection, Doing.CHANGE_PROCESSING, at, now.changes() - told.changes(), null);
    }
    tables.write(connection, context.owner(), suspended(at));
    connection.commit();
    told = now;
  }

  private Told now() {
    TaskProgress progress = context.progress();
    return new Told(
        progress.rowsOfThisRun(), progress.bytesOfThisRun(), progress.changes().ofThisRun());
  }

  private DmsTables.Standing standing(Doing doing, Instant at) {
    ChangeProgress changes = context.progress().changes();
    Runtime runtime = Runtime.getRuntime();
    return new DmsTables.Standing(
        context.owner(),
        doing,
        at,
        changes.isWaiting() ? null : 0L,
        (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
        changes.readPosition(),
        changes.readAt(),
        changes.position(),
        changes.appliedOf());
  }

  private void add(
      Connection connection, Doing doing, Instant at, long records, @Nullable Long bytes)
      throws SQLException {
    Duration latency =
        doing == Doing.FULL_LOAD ? null : context.progress().changes().lastLatency(at);
    long slots = at.getEpochSecond() / slot.toSeconds();
    tables.add(
        connection,
        new DmsTables.Moved(
            context.owner(),
            doing,
            Instant.ofEpochSecond(slots * slot.toSeconds()),
            (int) slot.toMinutes(),
            latency == null ? null : latency.toSeconds(),
            records,
            bytes));
  }

  private List<DmsTables.Suspended> suspended(Instant now) {
    return context.progress().statistics().stream()
        .filter(table -> table.state() == TableState.ERROR)
        .map(
            table ->
                new DmsTables.Suspended(
                    table.source(),
                    table.message(),
                    table.failedAt() == null ? now : table.failedAt()))
        .toList();
  }

  private void warn(EngineException e) {
    if (!isUnwritten) {
      context
          .log()
          .warning(
              LogComponent.TASK_MANAGER,
              "DMS's control tables aren't written at the moment, and are tried again every %d s: %s"
                  .formatted(EVERY.toSeconds(), e.sentence()));
    }
    isUnwritten = true;
  }

  /** Writes for the last time that the task doesn't run. */
  @Override
  public void close() {
    closed.countDown();
    try {
      var _ = thread.join(EVERY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
