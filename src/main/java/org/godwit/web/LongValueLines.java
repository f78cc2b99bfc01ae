package org.godwit.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.endpoint.BackgroundJob;
import org.godwit.task.console.draft.LongValueCount;
import org.godwit.task.console.draft.LongValueCounts;
import org.godwit.task.plan.LengthLimit;

/**
 * How many values a draft's task would cut or reject as too long, as the preview tells it.
 *
 * @param doing what is counted at this moment; empty when it has ended
 * @param elapsed since it began
 * @param failure why nothing was counted; empty where something was
 * @param lines one a column or table; the worst first
 * @param good what can be said for sure; empty for nothing
 */
public record LongValueLines(
    String doing, Duration elapsed, String failure, List<DraftPlan.Note> lines, String good) {
  private static final int NOT_COUNTED_MAX = 50;
  private static final LongValueLines NONE =
      new LongValueLines("", Duration.ZERO, "", List.of(), "");

  static LongValueLines refused(String sentence) {
    return new LongValueLines("", Duration.ZERO, sentence, List.of(), "");
  }

  static LongValueLines of(Optional<BackgroundJob<LongValueCounts>> job) {
    return job.map(LongValueLines::of).orElse(NONE);
  }

  private static LongValueLines of(BackgroundJob<LongValueCounts> job) {
    if (job.isRunning()) {
      return new LongValueLines(job.doing(), job.elapsed(), "", List.of(), "");
    }
    return job.result().map(LongValueLines::of).orElseGet(() -> refused(job.failure()));
  }

  private static LongValueLines of(LongValueCounts counts) {
    List<DraftPlan.Note> lines = new ArrayList<>();
    counts.found().forEach(it -> lines.add(note(it)));
    if (counts.foundMore() > 0) {
      lines.add(
          new DraftPlan.Note(
              new TaskBadge("warning", "alert-triangle", "Too long"),
              "",
              "%,d further columns have values that are too long.".formatted(counts.foundMore())));
    }
    TaskBadge unknown = new TaskBadge("warning", "alert-triangle", "Not counted");
    counts.notCounted().stream()
        .limit(NOT_COUNTED_MAX)
        .forEach(
            it ->
                lines.add(
                    new DraftPlan.Note(
                        unknown,
                        it.table().toString(),
                        "Whether values are too long is not known: the table %s"
                            .formatted(it.why()))));
    int notShown = counts.notCounted().size() - NOT_COUNTED_MAX;
    if (notShown > 0) {
      lines.add(
          new DraftPlan.Note(
              unknown,
              "",
              "Of %s more it is not known either."
                  .formatted(TaskFormats.counted(notShown, "table"))));
    }
    String good =
        lines.isEmpty()
            ? "Counted in %s: no value is too long."
                .formatted(TaskFormats.counted(counts.counted(), "table"))
            : "";
    return new LongValueLines("", Duration.ZERO, "", lines, good);
  }

  private static DraftPlan.Note note(LongValueCount count) {
    LengthLimit limit = count.limit();
    String values = TaskFormats.counted(count.values(), "value");
    String longest = length(limit, count.longest());
    String most = length(limit, limit.length());
    boolean isOne = count.values() == 1;
    String subject = count.table() + "." + limit.source().name();
    return switch (limit.outcome()) {
      case CUT ->
          new DraftPlan.Note(
              new TaskBadge("warning", "alert-triangle", "Cut"),
              subject,
              "%s %s cut to %s (limited LOB mode); the longest has %s. Raise LobMaxSize, or choose full LOB mode to move them whole."
                  .formatted(values, isOne ? "is" : "are", most, longest));
      case REJECTED ->
          new DraftPlan.Note(
              new TaskBadge("warning", "alert-triangle", "Rejected"),
              subject,
              "%s %s longer than the %s that %s takes; the longest has %s. The row of one is rejected, unless all that is too much are blanks. Give the column a longer type, or raise the limit."
                  .formatted(
                      values, isOne ? "is" : "are", most, limit.target().nativeType(), longest));
    };
  }

  private static String length(LengthLimit limit, long length) {
    return switch (limit.unit()) {
      case BYTES -> Formats.grouped(length) + (length == 1 ? " byte" : " bytes");
      case CHARACTERS -> TaskFormats.counted(length, "character");
    };
  }

  /** Whether a page should ask again. */
  public boolean isRunning() {
    return !doing.isEmpty();
  }

  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return doing.isEmpty() && failure.isEmpty() && lines.isEmpty() && good.isEmpty();
  }
}
