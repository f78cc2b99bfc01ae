package org.godwit.task.cdc;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Position;
import org.godwit.task.StopReason;
import org.jspecify.annotations.Nullable;

/** Where a person wishes a run to end: at a position, at a time, or when the source rests. */
final class RunEnd {
  private final ChangeSource source;
  private final Clock clock;
  private final LogEnd log;
  private final Optional<LogTime> time;
  private final Optional<Position> place;
  private final Optional<Duration> idle;
  private long changedAt = System.nanoTime();
  private @Nullable Position idleEnd;
  private @Nullable Position timeEnd;

  /** Where the source's log ends now. */
  @FunctionalInterface
  interface LogEnd {
    Position ask() throws SQLException;
  }

  RunEnd(ChangeSource source, ChangeWishes wishes, Clock clock, LogEnd log) {
    this.source = source;
    this.clock = clock;
    this.log = log;
    this.time = wishes.stopAt().flatMap(LogTime::of);
    this.place = time.isPresent() ? Optional.empty() : wishes.stopAt().map(source::position);
    this.idle = wishes.stopAfterIdle();
  }

  /** Whether the run ends before this transaction; if not, the source doesn't rest. */
  Optional<StopReason> before(Change.Begin transaction) {
    if (isReached(transaction.position())) {
      return Optional.of(StopReason.STOPPED_AT_POSITION);
    }
    if (time.filter(it -> !it.isOfServer() && !transaction.committedAt().isBefore(it.at()))
        .isPresent()) {
      return Optional.of(StopReason.STOPPED_AT_COMMIT_TIME);
    }
    changedAt = System.nanoTime();
    idleEnd = null;
    return Optional.empty();
  }

  /** Whether the run ends between two transactions, at that position. */
  Optional<StopReason> at(Position position) throws SQLException {
    if (isReached(position)) {
      return Optional.of(StopReason.STOPPED_AT_POSITION);
    }
    if (time.isPresent() && !clock.instant().isBefore(time.get().at())) {
      if (time.get().isOfServer()) {
        return Optional.of(StopReason.STOPPED_AT_SERVER_TIME);
      }
      // No transaction may come that is late enough to show that the time has passed.
      Position end = timeEnd == null ? log.ask() : timeEnd;
      timeEnd = end;
      if (!source.isBefore(position, end)) {
        return Optional.of(StopReason.STOPPED_AT_COMMIT_TIME);
      }
    }
    return isIdle(position) ? Optional.of(StopReason.STOPPED_WHEN_IDLE) : Optional.empty();
  }

  private boolean isReached(Position reached) {
    return place.filter(stop -> !source.isBefore(reached, stop)).isPresent();
  }

  /** A source that sends nothing may have nothing, or be busy reading its log: its end tells. */
  private boolean isIdle(Position position) throws SQLException {
    if (idle.isEmpty() || System.nanoTime() - changedAt < idle.get().toNanos()) {
      return false;
    }
    Position end = idleEnd == null ? log.ask() : idleEnd;
    idleEnd = end;
    return !source.isBefore(position, end);
  }
}
