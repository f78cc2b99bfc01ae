package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EngineException;
import org.godwit.engine.KeptLog;
import org.godwit.task.ChangeProgress;
import org.godwit.task.SourceLog;
import org.godwit.task.load.FullLoad;

/**
 * Looks, beside a load and the changes behind it, at what the source keeps of its log for the task,
 * and warns before that runs out.
 */
public final class LogWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final FullLoad.Source from;
  private final ChangeSource source;
  private final ChangeProgress progress;
  private final Clock clock;
  private final Consumer<String> warn;
  private final LogGrowth growth;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean isWarned;
  private boolean isUnanswered;

  /**
   * Begins to look.
   *
   * @param growth of the stream's log so far: none
   * @param progress has up to where the task has come, and is told what is found
   * @param warn is told a person what to look at
   */
  LogWatch(
      FullLoad.Source from,
      LogGrowth growth,
      ChangeProgress progress,
      Clock clock,
      Consumer<String> warn) {
    this.from = from;
    this.source = from.engine().changeSource().orElseThrow();
    this.growth = growth;
    this.progress = progress;
    this.clock = clock;
    this.warn = warn;
    Thread.ofVirtual().name("watching the source's log").start(this::watch);
  }

  private void watch() {
    try {
      do {
        look();
      } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does that
    }
  }

  private void look() {
    try (Connection connection = from.engine().connect(from.config())) {
      Optional<KeptLog> kept =
          source.kept(
              connection, from.config(), growth.stream(), source.position(progress.position()));
      isUnanswered = false;
      kept.ifPresent(it -> tell(growth.add(it, clock.instant())));
    } catch (SQLException e) {
      unanswered(
          from.engine().explain(e, "asking what the source keeps of its log", from.config()));
    } catch (EngineException e) {
      unanswered(e);
    }
  }

  /** A source that is away is told by the run itself; what it keeps is asked again. */
  private void unanswered(EngineException e) {
    if (!isUnanswered && closed.getCount() > 0) {
      warn.accept(
          "what the source keeps of its log isn't known at the moment, and is asked again every %d s: %s"
              .formatted(EVERY.toSeconds(), e.sentence()));
    }
    isUnanswered = true;
  }

  private void tell(SourceLog found) {
    progress.looked(found);
    if (found.isPressing() && !isWarned && closed.getCount() > 0) {
      warn.accept(warning(found));
    }
    isWarned = found.isPressing();
  }

  /** What is said once each time the mark is passed. */
  public static String warning(SourceLog found) {
    KeptLog kept = found.kept();
    Duration left = found.left();
    if (!kept.isBounded()) {
      return String.format(
          Locale.ROOT,
          "%s keeps %,d MB of the source's log, and nothing bounds that but the server's disk, for %s sets no limit; from %,d MB on it is warned of (SourceLogAlarm). Let the task catch up, or, where it is given up, remove what its source keeps for it.",
          kept.holder(),
          kept.bytes() / 1_000_000,
          kept.setting(),
          found.alarmBytes() / 1_000_000);
    }
    return "%s has used %d %% of what %s allows (%s)%s. What it gives up before the task has applied it is lost, and every table has to be loaded again: let the task catch up, or raise %s."
        .formatted(
            kept.holder(),
            Math.round(kept.used() * 100),
            kept.setting(),
            used(kept),
            left == null
                ? ""
                : "; at the growth of the last minutes the rest lasts for about %s"
                    .formatted(words(left)),
            kept.setting());
  }

  private static String used(KeptLog kept) {
    Long bytesMax = kept.bytesMax();
    Duration ageMax = kept.ageMax();
    return ageMax == null
        ? String.format(
            Locale.ROOT,
            "%,d of %,d MB",
            kept.bytes() / 1_000_000,
            bytesMax == null ? 0 : bytesMax / 1_000_000)
        : "%s of %s".formatted(words(kept.age()), words(ageMax));
  }

  private static String words(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds >= 172_800) {
      return Math.round(seconds / 86_400.0) + " d";
    }
    if (seconds >= 7_200) {
      return Math.round(seconds / 3_600.0) + " h";
    }
    return seconds >= 120 ? Math.round(seconds / 60.0) + " min" : seconds + " s";
  }

  /** Ends the looking. */
  @Override
  public void close() {
    closed.countDown();
  }
}
