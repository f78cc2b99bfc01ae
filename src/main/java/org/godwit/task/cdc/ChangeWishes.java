package org.godwit.task.cdc;

import java.time.Duration;
import java.util.Optional;
import org.godwit.engine.Position;

/**
 * What a person wishes of one run that follows changes.
 *
 * @param startAt where a task that never followed its source begins, as its engine writes
 *     positions; empty for now
 * @param stopAt up to where, exclusive, likewise; empty for no end
 * @param stopAfterIdle ends the run when the source has had no change for so long; empty for never
 * @param maySetUp whether the source may be changed as the task needs it
 * @param isByItself whether nobody asked for the run: the process that ran the task is gone, and
 *     where a stop had been reached by then it holds
 * @param isAsking whether a person who has asked for the run sees what it is refused for, and so is
 *     asked for what new tables need; else the task goes on without these
 */
public record ChangeWishes(
    Optional<String> startAt,
    Optional<String> stopAt,
    Optional<Duration> stopAfterIdle,
    boolean maySetUp,
    boolean isByItself,
    boolean isAsking) {
  /** From now on, until stopped, on a source that is set up. */
  public static final ChangeWishes NONE =
      new ChangeWishes(Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** Of a run that somebody asks for. */
  public ChangeWishes(
      Optional<String> startAt,
      Optional<String> stopAt,
      Optional<Duration> stopAfterIdle,
      boolean maySetUp) {
    this(startAt, stopAt, stopAfterIdle, maySetUp, false, false);
  }

  /** The same of a run that nobody asks for. */
  public ChangeWishes byItself() {
    return new ChangeWishes(startAt, stopAt, stopAfterIdle, maySetUp, true, false);
  }

  /** The same where the person who asks for the run is asked back. */
  public ChangeWishes asking() {
    return new ChangeWishes(startAt, stopAt, stopAfterIdle, maySetUp, false, true);
  }

  /** The same once the source was changed: who consented has seen no more than that. */
  public ChangeWishes withoutConsent() {
    return new ChangeWishes(startAt, stopAt, stopAfterIdle, false, isByItself, false);
  }

  /** The same up to that place. */
  ChangeWishes until(Position end) {
    return new ChangeWishes(
        startAt, Optional.of(end.text()), stopAfterIdle, maySetUp, isByItself, isAsking);
  }
}
