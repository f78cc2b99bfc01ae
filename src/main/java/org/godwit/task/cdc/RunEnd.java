package org.godwit.task.cdc;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Position;
import org.godwit.task.StopReason;
import org.jspecify.annotations.Nullable;

/** Where a person wishes a run to end: at a position, at a time, or when the source rests. */
final class RunEnd {
  /** A commit is stamped a moment before it is in the log. */
  private static final Duration STAMPED_BEFORE = Duration.ofSeconds(1);

  /** The source's clock may be set while it is waited for. */
  private static final Duration ASK_EVERY = Duration.ofMinutes(10);

  private final ChangeSource source;
  private final Clock clock;
  private final Asking log;
  private final Optional<LogTime> time;
  private final Optional<Position> place;
  private final Optional<Duration> idle;
  private long changedAt = System.nanoTime();
  private @Nullable Position idleEnd;
  private @Nullable Position timeEnd;
  private long askAt = System.nanoTime();

  /**
   * Where the source's log ends.
   *
   * @param asked when that was asked, by the source's clock
   */
  record LogEnd(Instant asked, Position end) {}

  /** Asks the source. */
  @FunctionalInterface
  interface Asking {
    LogEnd ask() throws SQLException;
  }

  /**
   * By the wishes.
   *
   * @param clock of Godwit
   */
  RunEnd(ChangeSource source, ChangeWishes wishes, Clock clock, Asking log) {
    this.source = source;
    this.clock = clock;
    this.log = log;
    this.time = wishes.stopAt().flatMap(LogTime::of);
    this.place = time.isPresent() ? Optional.empty() : wishes.stopAt().map(source::position);
    this.idle = wishes.stopAfterIdle();
  }

  /** The source has changed something that the task follows: it doesn't rest. */
  void changed() {
    changedAt = System.nanoTime();
    idleEnd = null;
  }

  /** Whether the run ends before this transaction. */
  Optional<StopReason> before(Change.Begin transaction) {
    if (isReached(transaction.position())) {
      return Optional.of(StopReason.STOPPED_AT_POSITION);
    }
    if (time.filter(it -> !it.isOfServer() && !transaction.committedAt().isBefore(it.at()))
        .isPresent()) {
      return Optional.of(StopReason.STOPPED_AT_COMMIT_TIME);
    }
    return Optional.empty();
  }

  /** Whether the run ends between two transactions, at that position. */
  Optional<StopReason> at(Position position) throws SQLException {
    if (isReached(position)) {
      return Optional.of(StopReason.STOPPED_AT_POSITION);
    }
    if (time.isPresent() && time.get().isOfServer() && !clock.instant().isBefore(time.get().at())) {
      return Optional.of(StopReason.STOPPED_AT_SERVER_TIME);
    }
    if (time.isPresent() && !time.get().isOfServer() && isPast(time.get().at(), position)) {
      return Optional.of(StopReason.STOPPED_AT_COMMIT_TIME);
    }
    return isIdle(position) ? Optional.of(StopReason.STOPPED_WHEN_IDLE) : Optional.empty();
  }

  /**
   * Whether all is applied that the source committed before then. No transaction may come that is
   * late enough to show that the time has passed: the source's own clock tells, for Godwit's may be
   * ahead of it.
   */
  private boolean isPast(Instant stop, Position position) throws SQLException {
    Position end = timeEnd;
    if (end == null && System.nanoTime() - askAt >= 0) {
      LogEnd told = log.ask();
      Duration left = Duration.between(told.asked(), stop.plus(STAMPED_BEFORE));
      if (left.isPositive()) {
        askAt = System.nanoTime() + (left.compareTo(ASK_EVERY) < 0 ? left : ASK_EVERY).toNanos();
      } else {
        end = told.end();
        timeEnd = end;
      }
    }
    return end != null && !source.isBefore(position, end);
  }

  private boolean isReached(Position reached) {
    return place.filter(stop -> !source.isBefore(reached, stop)).isPresent();
  }

  /** A source that sends nothing may have nothing, or be busy reading its log: its end tells. */
  private boolean isIdle(Position position) throws SQLException {
    if (idle.isEmpty() || System.nanoTime() - changedAt < idle.get().toNanos()) {
      return false;
    }
    Position end = idleEnd == null ? log.ask().end() : idleEnd;
    idleEnd = end;
    return !source.isBefore(position, end);
  }
}
