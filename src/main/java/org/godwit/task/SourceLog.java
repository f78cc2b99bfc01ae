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
 * @param alarmBytes of which a person should know where nothing bounds it; 0 for none
 * @param left how long it lasts at the growth of the last minutes, an estimate; null where nothing
 *     bounds it, or it was not seen to grow
 * @param at when it was looked at
 */
public record SourceLog(
    String stream, KeptLog kept, long alarmBytes, @Nullable Duration left, Instant at) {
  /** From here on a person should look. */
  private static final double PRESSING = 0.8;

  /** What was pressing is so no more from here on, so that nothing is told twice. */
  private static final double EASED = 0.7;

  /** Growth over less says little. */
  private static final Duration SPAN_MIN = Duration.ofSeconds(30);

  /** Whether so much of what bounds it is used, or unbounded, that a person should look. */
  public boolean isPressing() {
    return strain() >= PRESSING;
  }

  /** Whether what was pressing is clearly so no more. */
  public boolean isEased() {
    return strain() < EASED;
  }

  /** An alarm by size is where one by what is used would be. */
  private double strain() {
    if (kept.isBounded() || alarmBytes == 0) {
      return kept.used();
    }
    return PRESSING * kept.bytes() / alarmBytes;
  }

  /** What was found later, with how long that lasts at the growth since this. */
  public SourceLog later(KeptLog found, Instant when) {
    Duration span = Duration.between(at, when);
    double growth = found.used() - kept.used();
    if (span.compareTo(SPAN_MIN) < 0 || growth <= 0) {
      return new SourceLog(stream, found, alarmBytes, null, when);
    }
    double spans = Math.max(0, 1 - found.used()) / growth;
    long seconds = (long) Math.min(spans * span.toSeconds(), Integer.MAX_VALUE);
    return new SourceLog(stream, found, alarmBytes, Duration.ofSeconds(seconds), when);
  }

  /** The same where a person should know of another size. */
  public SourceLog withAlarm(long bytes) {
    return new SourceLog(stream, kept, bytes, left, at);
  }
}
