package org.godwit.task;

import java.time.Duration;
import java.time.Instant;
import org.godwit.engine.KeptLog;
import org.jspecify.annotations.Nullable;

/**
 * What a source keeps of its log for a task, as it was at a moment.
 *
 * @param stream by whose name it keeps it
 * @param kept what it keeps
 * @param left how long it lasts at the growth of the last minutes, an estimate; null where nothing
 *     bounds it, or it was not seen to grow
 * @param at when it was looked at
 */
public record SourceLog(String stream, KeptLog kept, @Nullable Duration left, Instant at) {
  /** From here on a person should look. */
  private static final double PRESSING = 0.8;

  /** Growth over less says little. */
  private static final Duration SPAN_MIN = Duration.ofSeconds(30);

  /** Whether so much of what bounds it is used that a person should look. */
  public boolean isPressing() {
    return kept.used() >= PRESSING;
  }

  /** What was found later, with how long that lasts at the growth since this. */
  public SourceLog later(KeptLog found, Instant when) {
    Duration span = Duration.between(at, when);
    double growth = found.used() - kept.used();
    if (span.compareTo(SPAN_MIN) < 0 || growth <= 0) {
      return new SourceLog(stream, found, null, when);
    }
    double spans = Math.max(0, 1 - found.used()) / growth;
    long seconds = (long) Math.min(spans * span.toSeconds(), Integer.MAX_VALUE);
    return new SourceLog(stream, found, Duration.ofSeconds(seconds), when);
  }
}
