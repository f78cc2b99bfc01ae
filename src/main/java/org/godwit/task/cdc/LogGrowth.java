package org.godwit.task.cdc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.godwit.engine.KeptLog;
import org.godwit.task.SourceLog;
import org.jspecify.annotations.Nullable;

/** Tells from how much a source's log has grown over the last minutes when it runs out. */
final class LogGrowth {
  private static final Duration SPAN = Duration.ofMinutes(5);

  /** Growth over less says little. */
  private static final Duration SPAN_MIN = Duration.ofSeconds(30);

  private final String stream;
  private final Deque<SourceLog> looks = new ArrayDeque<>();

  LogGrowth(String stream) {
    this.stream = stream;
  }

  /** What was found at a moment, with how long it lasts. */
  SourceLog add(KeptLog kept, Instant at) {
    looks.removeIf(look -> look.at().isBefore(at.minus(SPAN)));
    looks.addLast(new SourceLog(stream, kept, null, at));
    return new SourceLog(stream, kept, left(looks.getFirst(), looks.getLast()), at);
  }

  private static @Nullable Duration left(SourceLog first, SourceLog last) {
    Duration span = Duration.between(first.at(), last.at());
    double growth = last.kept().used() - first.kept().used();
    if (span.compareTo(SPAN_MIN) < 0 || growth <= 0) {
      return null;
    }
    double spans = Math.max(0, 1 - last.kept().used()) / growth;
    return Duration.ofSeconds((long) Math.min(spans * span.toSeconds(), Integer.MAX_VALUE));
  }
}
