package org.godwit.web;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.godwit.catalog.TableName;
import org.godwit.engine.KeptLog;
import org.godwit.task.LogLevel;
import org.godwit.task.SourceLog;
import org.godwit.task.TableState;
import org.godwit.task.console.ChangeSeries;
import org.godwit.task.console.TableRow;
import org.godwit.task.console.TaskFilter;
import org.godwit.task.console.TaskSummary;

/** How pages write what is said of tasks. */
@TemplateExtension
public final class TaskFormats {
  private TaskFormats() {}

  /** {@code 12,300 rows/s}. */
  public static String rowRate(TaskSummary.Pace pace) {
    return Formats.grouped(pace.rowsPerSecond()) + " rows/s";
  }

  /** {@code 2,100 changes/s}, {@code 0.4 changes/s} below ten. */
  public static String rate(TaskSummary.Changes changes) {
    return changeRate(changes.perSecond());
  }

  /** What the source's statistics guess of rows, which have none, or no number, where it is 0. */
  public static String guessed(Long rows) {
    return rows > 0 ? Formats.grouped(rows) : "not known";
  }

  /** The same in a sentence: {@code about 12,300 rows}. */
  public static String guessedRows(Long rows) {
    return rows > 0 ? "about " + counted(rows, "row") : "number of rows not known";
  }

  /** As {@link #rate}. */
  public static String changeRate(Number perSecond) {
    double rate = perSecond.doubleValue();
    String figure =
        rate > 0 && rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : Formats.grouped(rate);
    return figure + " changes/s";
  }

  /** How far the target is behind its source, in words; empty before that is known. */
  public static String behind(TaskSummary.Changes changes) {
    Duration latency = changes.latency();
    return latency == null ? "" : Formats.spoken(latency);
  }

  /** How long a transaction of the source took until it came, in words; empty likewise. */
  public static String sourceBehind(TaskSummary.Changes changes) {
    Duration latency = changes.sourceLatency();
    return latency == null ? "" : Formats.spoken(latency);
  }

  /** The latency of one point of a chart, in words; empty where nothing was to be applied. */
  public static String behind(ChangeSeries.Point point) {
    Duration latency = point.latency();
    return latency == null ? "" : Formats.spoken(latency);
  }

  /** Likewise of the source. */
  public static String sourceBehind(ChangeSeries.Point point) {
    Duration latency = point.sourceLatency();
    return latency == null ? "" : Formats.spoken(latency);
  }

  /** What bounds the log that a source keeps for a task, and when it runs out. */
  public static String outlook(SourceLog log) {
    KeptLog kept = log.kept();
    Duration ageMax = kept.ageMax();
    if (!kept.isBounded()) {
      String alarm =
          log.alarmBytes() == 0
              ? ""
              : " From %s on it is warned of (SourceLogAlarm)."
                  .formatted(Formats.bytes(log.alarmBytes()));
      return "Nothing bounds it but the server's disk, for %s sets no limit: no forecast."
              .formatted(kept.setting())
          + alarm;
    }
    if (ageMax != null && kept.age().isZero()) {
      return "The server still writes that file, and keeps its files for %s after that (%s)."
          .formatted(Formats.spoken(ageMax), kept.setting());
    }
    String bound =
        ageMax == null
            ? kept.setting() + " bounds it."
            : "The server stopped writing that file %s ago, and keeps its files for %s after that (%s)."
                .formatted(Formats.spoken(kept.age()), Formats.spoken(ageMax), kept.setting());
    Duration left = log.left();
    return bound
        + (left == null
            ? " It was not seen to grow over the last minutes: no forecast."
            : " At its growth over the last minutes it runs out in about %s."
                .formatted(Formats.spoken(left)));
  }

  /** Why a person should look at it, in two words. */
  public static String pressure(SourceLog log) {
    return log.kept().isBounded() ? percent(log.kept()) + " used" : "Large";
  }

  /** How much of what bounds it is used: {@code 4 %}. */
  public static String percent(KeptLog kept) {
    return Math.round(kept.used() * 100) + " %";
  }

  /** {@code 48.2 MB/s}. */
  public static String byteRate(TaskSummary.Pace pace) {
    return Formats.bytes(pace.bytesPerSecond()) + "/s";
  }

  /** {@code 3 min 20 s}, empty where there is no estimate. */
  public static String left(TaskSummary.Pace pace) {
    Optional<Duration> left = pace.timeLeft();
    return left.map(Formats::spoken).orElse("");
  }

  /** As addresses write a constant: {@code table-error}. */
  public static String word(Enum<?> constant) {
    return TaskFilter.word(constant);
  }

  /** The badge of a table's state. */
  public static TaskBadge badge(TableState state) {
    return TaskBadge.of(state);
  }

  /** The first sentence of a long message, for lists. */
  public static String brief(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.length() <= 200 ? line : line.substring(0, 199) + "…";
  }

  /** A value for a cell, its first 500 characters. */
  public static String shortened(String value) {
    return value.length() <= 500 ? value : value.substring(0, 499) + "…";
  }

  /** The address of a table's page. */
  public static String path(TableRow row, long taskId) {
    return Address.of("/tasks/" + taskId + "/table")
        .with("schema", row.source().schema())
        .with("table", row.source().table())
        .toString();
  }

  /** The address of what of a table did not arrive. */
  public static String exceptionsPath(TableRow row, long taskId) {
    return Address.of("/tasks/" + taskId + "/exceptions")
        .with("schema", row.source().schema())
        .with("table", row.source().table())
        .toString();
  }

  /** The address of the rows of a table that validation found different. */
  public static String differencesPath(TableRow row, long taskId) {
    return Address.of("/tasks/" + taskId + "/validation")
            .with("schema", row.source().schema())
            .with("table", row.source().table())
        + "#rows";
  }

  /** What names a table in a form: its schema and its name, each encoded. */
  public static String key(TableName table) {
    return Address.encoded(table.schema()) + "." + Address.encoded(table.table());
  }

  /** The badge of a log level. */
  public static TaskBadge badge(LogLevel level) {
    return TaskBadge.of(level);
  }

  /** {@code 1 table}, {@code 2,000 tables}. */
  public static String counted(Number count, String noun) {
    return Formats.grouped(count) + " " + noun + (count.longValue() == 1 ? "" : "s");
  }

  /** What names a table in an address. */
  public static String query(TableName table) {
    return "schema=" + Address.encoded(table.schema()) + "&table=" + Address.encoded(table.table());
  }
}
