package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.godwit.catalog.TableName;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.task.CanarySight;
import org.godwit.task.ChangeProgress;
import org.godwit.task.LogComponent;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;

/**
 * Writes a task's canary on the source, and looks for it on the target over a connection of its
 * own, as anybody who reads there would. Beside the changes, and without a word to what applies
 * them. One is on its way at a time.
 */
final class CanaryWatch implements AutoCloseable {
  private static final int ANSWER_MAX_MILLIS = 20_000;

  /** How exactly the time on the way is known. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** What has not come by then isn't measured so exactly. */
  private static final Duration LOOK_OFTEN_FOR = Duration.ofSeconds(10);

  private static final Duration LOOK_SELDOM_EVERY = Duration.ofSeconds(1);

  private final Canary canary;
  private final TableName arrivesAs;
  private final CanarySettings settings;
  private final FullLoad.Source from;
  private final LoadContext context;
  private final ChangeProgress progress;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private CanarySight sight;
  private String positionThen = "";

  /** What the target must have to show that the last one arrived. */
  private long expected;

  /**
   * Begins to write and to look.
   *
   * @param arrivesAs the table's name on the target
   */
  CanaryWatch(
      Canary canary,
      TableName arrivesAs,
      CanarySettings settings,
      FullLoad.Source from,
      LoadContext context) {
    this.canary = canary;
    this.arrivesAs = arrivesAs;
    this.settings = settings;
    this.from = from;
    this.context = context;
    this.progress = context.progress().changes();
    this.clock = context.clock();
    this.sight = CanarySight.of(canary.name());
    Thread.ofVirtual().name("canary " + canary.name()).start(this::watch);
  }

  private void watch() {
    try {
      while (!isClosed()) {
        watchWhileConnected();
        pause(settings.interval());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does that
    }
  }

  private void watchWhileConnected() throws InterruptedException {
    try (Connection toSource = from.engine().connect(from.config());
        Connection toTarget = context.target().engine().connect(context.target().config())) {
      // Where one flow of packets alone is dropped, nothing else would end the wait for an answer.
      toSource.setNetworkTimeout(Runnable::run, ANSWER_MAX_MILLIS);
      toTarget.setNetworkTimeout(Runnable::run, ANSWER_MAX_MILLIS);
      while (!isClosed()) {
        if (!sight.isOnItsWay()) {
          write(toSource);
        }
        await(toTarget);
        pause(settings.interval());
      }
    } catch (SQLException e) {
      trouble(from.engine().explain(e, "leaving the canary " + canary.name(), from.config()));
    } catch (EngineException e) {
      trouble(e);
    }
  }

  private void write(Connection toSource) {
    Instant before = clock.instant();
    positionThen = progress.position();
    expected = canary.beat(toSource);
    tell(sight.written(before));
  }

  private void await(Connection toTarget) throws InterruptedException {
    Instant written = written();
    while (!isClosed()) {
      OptionalLong there = there(toTarget);
      Instant now = clock.instant();
      Duration way = Duration.between(written, now);
      if (there.isPresent() && there.getAsLong() >= expected) {
        if (sight.isLate()) {
          info("the canary has arrived on the target, after %d s".formatted(way.toSeconds()));
        }
        tell(sight.seen(way, now));
        return;
      }
      alarm(way);
      pause(way.compareTo(LOOK_OFTEN_FOR) < 0 ? LOOK_EVERY : LOOK_SELDOM_EVERY);
    }
  }

  private OptionalLong there(Connection toTarget) {
    Engine engine = context.target().engine();
    try {
      return Canary.read(toTarget, engine, arrivesAs);
    } catch (SQLException e) {
      throw engine.explain(e, "looking for the canary " + arrivesAs, context.target().config());
    }
  }

  private Instant written() {
    Instant written = sight.writtenAt();
    if (written == null) {
      throw new IllegalStateException("no canary is on its way");
    }
    return written;
  }

  private void alarm(Duration way) {
    if (sight.isLate() || way.compareTo(settings.alarm()) < 0) {
      return;
    }
    String rest =
        progress.position().equals(positionThen)
            ? "and the checkpoint has not moved since"
            : "while the checkpoint has moved on";
    warn(
        "the canary was written to %s on the source %d s ago and has not arrived in %s on the target, %s: what has changed on the source since then may be missing there"
            .formatted(canary.name(), way.toSeconds(), arrivesAs, rest));
    tell(sight.late());
  }

  /** A server that is away is told by the run itself; it is tried again. */
  private void trouble(EngineException e) {
    if (sight.isOnItsWay()) {
      alarm(Duration.between(written(), clock.instant()));
    }
    if (sight.trouble().isEmpty() && !isClosed()) {
      warn("the canary isn't watched at the moment: " + e.sentence());
    }
    tell(sight.troubled(e.sentence()));
  }

  private void tell(CanarySight now) {
    sight = now;
    if (!isClosed()) {
      progress.looked(now);
    }
  }

  private void warn(String sentence) {
    if (!isClosed()) {
      context.log().warning(LogComponent.TARGET_APPLY, sentence);
    }
  }

  private void info(String sentence) {
    context.log().info(LogComponent.TARGET_APPLY, sentence);
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause(Duration duration) throws InterruptedException {
    var _ = closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it. */
  @Override
  public void close() {
    closed.countDown();
  }
}
