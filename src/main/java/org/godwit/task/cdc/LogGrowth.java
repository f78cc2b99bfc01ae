package org.godwit.task.cdc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.godwit.engine.KeptLog;
import org.godwit.task.SourceLog;

/** Tells from how much a source's log has grown over the last minutes when it runs out. */
final class LogGrowth {
  private static final Duration SPAN = Duration.ofMinutes(5);

  private final String stream;
  private final long alarmBytes;
  private final Deque<SourceLog> looks = new ArrayDeque<>();

  /**
   * Nothing was seen so far.
   *
   * @param stream by whose name the source keeps its log
   * @param alarmBytes of which a person should know where nothing bounds it; 0 for none
   */
  LogGrowth(String stream, long alarmBytes) {
    this.stream = stream;
    this.alarmBytes = alarmBytes;
  }

  String stream() {
    return stream;
  }

  /** What was found at a moment, with how long it lasts. */
  SourceLog add(KeptLog kept, Instant at) {
    looks.removeIf(look -> look.at().isBefore(at.minus(SPAN)));
    SourceLog found =
        looks.isEmpty()
            ? new SourceLog(stream, kept, alarmBytes, null, at)
            : looks.getFirst().later(kept, at);
    looks.addLast(found);
    return found;
  }
}
