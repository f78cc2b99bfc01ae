package org.godwit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.godwit.task.Acknowledgement;
import org.godwit.task.ChangeProgress;
import org.godwit.task.Losses;
import org.godwit.task.TableProgress;
import org.godwit.task.TableStatistics;
import org.godwit.task.Task;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskProgress;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.validate.ValidationState;

/** What a run came to, for people and for scripts. */
final class RunReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunReport() {}

  /** A table of all tables, and the totals. */
  static void print(PrintWriter out, TaskOutcome outcome, TaskProgress progress, Duration elapsed) {
    out.printf(
        "%-44s %-20s %14s %9s %9s %9s  %s%n",
        "Table", "State", "Rows", "Rejected", "Altered", "Seconds", "Validation");
    for (TableStatistics table : outcome.tables()) {
      out.printf(
          "%-44s %-20s %,14d %,9d %,9d %9.1f  %s%n",
          table.source(),
          table.state().words(),
          table.rows(),
          table.losses().rejected(),
          table.alteredTotal(),
          seconds(table),
          validation(table));
      if (!table.message().isEmpty()) {
        table.message().lines().forEach(line -> out.println("    " + line));
      }
    }
    Losses losses = outcome.losses();
    if (!losses.isNone()) {
      out.printf(
          "%n%s by policy: source and target are not the same%s.%n",
          losses.words(),
          losses.changes() == 0 ? "" : ", but where later changes have made up for it");
    }
    long rows = progress.rowsOfThisRun();
    out.printf(
        "%n%,d rows loaded in %.1f s, %,.0f rows/s; %.1f s in all: %s%n",
        rows,
        millis(progress.loading()) / 1e3,
        perSecond(rows, progress.loading()),
        millis(elapsed) / 1e3,
        phases(progress));
    printChanges(out, progress, elapsed);
    if (progress.pointsInTime() > 1 && progress.changes().position().isEmpty()) {
      out.printf(
          "The source was read at %d points in time: source and target are equal only if the source was at rest.%n",
          progress.pointsInTime());
    }
    out.println(
        outcome.message().isEmpty()
            ? "Ended: " + outcome.reason()
            : "Ended: " + outcome.reason() + ": " + outcome.message());
  }

  private static void printChanges(PrintWriter out, TaskProgress progress, Duration elapsed) {
    ChangeProgress changes = progress.changes();
    if (changes.position().isEmpty()) {
      return;
    }
    for (TableProgress table : progress.tables()) {
      ChangeCounts counts = changes.of(table.source());
      if (!counts.equals(ChangeCounts.NONE)) {
        out.printf(
            "%-44s %,d inserts, %,d updates, %,d deletes, %,d truncates, %,d DDL applied%s%n",
            table.source(),
            counts.inserts(),
            counts.updates(),
            counts.deletes(),
            counts.truncates(),
            counts.alterations(),
            counts.rejected() == 0 ? "" : "; %,d rejected".formatted(counts.rejected()));
      }
    }
    out.printf(
        "%,d changes applied by this run, %,.0f changes/s; checkpoint %s%n",
        changes.ofThisRun(), perSecond(changes.ofThisRun(), elapsed), changes.position());
  }

  private static String validation(TableStatistics table) {
    ValidationState state = table.validation().state();
    if (state == ValidationState.VALIDATED && acknowledgement(table) == Acknowledgement.MISSING) {
      return "%s, not as it was".formatted(state.words());
    }
    return table.validation().failed() == 0
        ? state.words()
        : "%s (%,d)".formatted(state.words(), table.validation().failed());
  }

  private static double seconds(TableStatistics table) {
    Instant started = table.startedAt();
    Instant ended = table.endedAt();
    return started == null || ended == null ? 0 : millis(Duration.between(started, ended)) / 1e3;
  }

  private static String phases(TaskProgress progress) {
    return String.join(
        ", ",
        progress.phases().stream()
            .map(
                phase ->
                    "%s %.1f s"
                        .formatted(phase.name(), millis(phase.duration(phase.startedAt())) / 1e3))
            .toList());
  }

  /** Everything that was measured. */
  static String json(
      Task task, TaskOutcome outcome, TaskProgress progress, Duration elapsed, long peakHeap) {
    ObjectNode report = JSON.createObjectNode();
    report.put("task", task.name());
    report.put("type", task.type().id());
    report.put("source", task.source().place());
    report.put("target", task.target().place());
    report.put("stopReason", outcome.reason().name());
    report.put("message", outcome.message());
    report.put("pointsInTime", progress.pointsInTime());
    report.put("seconds", millis(elapsed) / 1e3);
    report.put("rows", rows(outcome));
    Losses losses = outcome.losses();
    report.put("rejectedRows", losses.rows());
    report.put("rejectedChanges", losses.changes());
    report.put("alteredValues", losses.altered());
    report.put("acknowledgement", Acknowledgement.of(losses, false).words());
    report.put("rowsOfThisRun", progress.rowsOfThisRun());
    report.put("rowsPerSecond", perSecond(progress.rowsOfThisRun(), progress.loading()));
    report.put(
        "megabytesPerSecond", perSecond(progress.bytesOfThisRun(), progress.loading()) / 1e6);
    report.put("peakHeapBytes", peakHeap);
    report.put("checkpoint", progress.changes().position());
    report.put("changesOfThisRun", progress.changes().ofThisRun());
    ArrayNode phases = report.putArray("phases");
    for (TaskProgress.Phase phase : progress.phases()) {
      phases
          .addObject()
          .put("name", phase.name())
          .put("startedAt", phase.startedAt().toString())
          .put("seconds", millis(phase.duration(phase.startedAt())) / 1e3);
    }
    ArrayNode tables = report.putArray("tables");
    outcome.tables().forEach(table -> add(tables.addObject(), table));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static void add(ObjectNode node, TableStatistics table) {
    ChangeCounts changes = table.changes();
    node.put("appliedInserts", changes.inserts());
    node.put("appliedUpdates", changes.updates());
    node.put("appliedDeletes", changes.deletes());
    node.put("appliedTruncates", changes.truncates());
    node.put("appliedDdls", changes.alterations());
    node.put("rejectedChanges", changes.rejected());
    node.put("sourceSchema", table.source().schema());
    node.put("sourceTable", table.source().table());
    node.put("targetSchema", table.target().schema());
    node.put("targetTable", table.target().table());
    node.put("state", table.state().words());
    node.put("rowsEstimate", table.isEstimated() ? table.rowsEstimate() : null);
    node.put("fullLoadRows", table.rows());
    node.put("rejectedRows", table.rejected());
    node.put("refusedStatements", table.refused());
    node.put("bytes", table.bytes());
    node.put("segments", table.segments());
    node.put("seconds", seconds(table));
    node.put("message", table.message());
    ArrayNode altered = node.putArray("altered");
    for (AlteredValues values : table.altered()) {
      altered
          .addObject()
          .put("column", values.column())
          .put("change", values.change())
          .put("values", values.count());
    }
    node.put("alteredValues", table.alteredTotal());
    node.put("acknowledgement", acknowledgement(table).words());
    node.putObject("validation")
        .put("state", table.validation().state().words())
        .put("rows", table.validation().rows())
        .put("failed", table.validation().failed())
        .put("altered", table.validation().altered())
        .put("details", table.validation().details())
        .set("differences", JSON.valueToTree(table.validation().differences()));
  }

  /** Nobody who could acknowledge anything looks on while a command runs. */
  private static Acknowledgement acknowledgement(TableStatistics table) {
    return Acknowledgement.of(table.losses(), false);
  }

  private static long rows(TaskOutcome outcome) {
    return outcome.tables().stream().mapToLong(TableStatistics::rows).sum();
  }

  private static double perSecond(long figure, Duration elapsed) {
    return millis(elapsed) == 0 ? 0 : figure * 1e3 / millis(elapsed);
  }

  private static double millis(Duration duration) {
    return duration.toMillis();
  }
}
