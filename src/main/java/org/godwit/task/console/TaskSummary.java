package org.godwit.task.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.godwit.engine.Failure;
import org.godwit.task.Acknowledgement;
import org.godwit.task.MigrationType;
import org.godwit.task.StopReason;
import org.godwit.task.TaskProgress;
import org.godwit.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * A task as lists and its own header show it.
 *
 * @param id of the task
 * @param name of the task
 * @param project who owns it
 * @param source where rows come from
 * @param target where they go
 * @param type what it does
 * @param run where it stands
 * @param changes how far it has followed its source
 * @param figures the sums over its tables
 */
public record TaskSummary(
    long id,
    String name,
    Owner project,
    End source,
    End target,
    MigrationType type,
    Run run,
    Changes changes,
    TaskFigures figures) {

  /** A project by id and name. */
  public record Owner(long id, String name) {}

  /**
   * One end of a task.
   *
   * @param endpointId of the endpoint
   * @param name of the endpoint
   * @param engine as DMS names it
   */
  public record End(long endpointId, String name, String engine) {}

  /**
   * Where a task stands.
   *
   * @param state by DMS's names
   * @param since when it came into the state
   * @param reason why its last run ended, null where it has not
   * @param phase what the run is doing, empty where none is
   * @param failure why the last run failed and what to do, empty where it did not
   * @param failureKind its kind, null where it did not
   * @param pace how fast it moves
   * @param startedAt when the last run began, null before the first
   * @param endedAt when it ended
   * @param pointsInTime at how many points in time the source was read
   * @param acknowledged who has seen the altered values of the last run, null for nobody
   */
  public record Run(
      TaskState state,
      Instant since,
      @Nullable StopReason reason,
      String phase,
      String failure,
      @Nullable Failure failureKind,
      Pace pace,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      int pointsInTime,
      @Nullable Acknowledged acknowledged) {
    /** Whether the task has ever run. */
    public boolean hasRun() {
      return startedAt != null;
    }

    /** Whether the last run did all that it was asked. */
    public boolean isFinished() {
      return state == TaskState.STOPPED && reason == StopReason.FULL_LOAD_ONLY_FINISHED;
    }

    /** Whether the last run was refused because the source has to be changed first. */
    public boolean lacksConsent() {
      return failureKind == Failure.CONSENT_MISSING;
    }

    /** Whether the run waits before it tries again. */
    public boolean isWaiting() {
      return state == TaskState.RUNNING && phase.startsWith(TaskProgress.WAITING);
    }

    /** Whether the last run ended because a server refused the login. */
    public boolean isLoginRefused() {
      return state == TaskState.FAILED && failureKind == Failure.AUTHENTICATION;
    }

    /** Whether the last run was refused because the rows so far came from another source. */
    public boolean isOfAnotherSource() {
      return failureKind == Failure.SOURCE_CHANGED;
    }

    /** How long the last run took, up to now while it lasts; zero before the first. */
    public Duration lasted(Instant now) {
      Instant begun = startedAt;
      Instant ended = endedAt;
      return begun == null ? Duration.ZERO : Duration.between(begun, ended == null ? now : ended);
    }
  }

  /**
   * That a person has seen what a run altered and rejected.
   *
   * @param by their name
   * @param at when they said so, null where that was not kept
   */
  public record Acknowledged(String by, @Nullable Instant at) {}

  /**
   * How fast a run moves, measured over the last 30 seconds.
   *
   * @param rowsPerSecond rows each second
   * @param bytesPerSecond bytes each second
   * @param secondsLeft an estimate, null where there is none
   */
  public record Pace(double rowsPerSecond, double bytesPerSecond, @Nullable Long secondsLeft) {
    /** How long the rest will take, an estimate. */
    public Optional<Duration> timeLeft() {
      return Optional.ofNullable(secondsLeft).map(Duration::ofSeconds);
    }
  }

  /**
   * How far a task has followed its source.
   *
   * @param position behind the last change on the target; empty before it is known
   * @param startAt where changes begin; empty for where the source begins to keep its log
   * @param stopAt up to where they are applied; empty for no end
   * @param perSecond changes each second, over the last 30 seconds of the run
   * @param sourceLatency from the source's commit of the last transaction until it came, null where
   *     none has come for 30 seconds
   * @param latency from the source's commit of the last change to the target's, null where none
   *     waits and none was applied for 30 seconds
   * @param appliedAt when the target committed the last change, null before the first
   */
  public record Changes(
      String position,
      String startAt,
      String stopAt,
      double perSecond,
      @Nullable Duration sourceLatency,
      @Nullable Duration latency,
      @Nullable Instant appliedAt) {}

  /** Whether changes are applied at the moment. */
  public boolean isReplicating() {
    return run.state() == TaskState.RUNNING && run.phase().equals(TaskProgress.ONGOING_CHANGES);
  }

  /** Whether there is nothing left to load, and changes are followed, or will be by a resume. */
  public boolean isFollowing() {
    return type.follows()
        && !changes.position().isEmpty()
        && figures.tables() > 0
        && figures.completed() + figures.failed() == figures.tables();
  }

  /** Whether a process works on it. */
  public boolean isActive() {
    return run.state().isActive();
  }

  /**
   * Whether values were altered, or rows or changes rejected, and nobody has said that they saw it.
   */
  public boolean isUnacknowledged() {
    return acknowledgement() == Acknowledgement.MISSING;
  }

  /** Whether a person has said that they saw what was altered and rejected. */
  public Acknowledgement acknowledgement() {
    return Acknowledgement.of(figures.losses(), run.acknowledged() != null);
  }

  /** The same for one of its tables. */
  public Acknowledgement acknowledgement(TableRow table) {
    return Acknowledgement.of(table.losses(), run.acknowledged() != null);
  }
}
