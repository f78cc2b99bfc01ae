package org.godwit.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import org.godwit.json.LenientJson;
import org.godwit.task.LogLevel;
import org.godwit.task.LogLine;
import org.godwit.task.console.LogTail;
import org.godwit.task.console.TableGrid;
import org.godwit.task.console.TableRow;
import org.godwit.task.console.TaskFilter;
import org.godwit.task.console.TaskSummary;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Downloads: table statistics as CSV and JSON, the log as text. */
@Path("/tasks/{id:\\d+}")
@Authenticated
final class TaskExports {
  private final TaskViews views;
  private final TableGrid grid;
  private final LogTail log;
  private final Downloads downloads;

  TaskExports(TaskViews views, TableGrid grid, LogTail log, Downloads downloads) {
    this.views = views;
    this.grid = grid;
    this.log = log;
    this.downloads = downloads;
  }

  @GET
  @Path("tables.csv")
  public Response csv(@RestPath long id) {
    TaskView view = views.see(id);
    StringBuilder text = new StringBuilder(TableCsv.HEAD);
    grid.all(id).forEach(row -> TableCsv.write(row, view.task().acknowledgement(row), text));
    return downloads.of(view, "tables.csv", "text/csv;charset=UTF-8", text.toString());
  }

  @GET
  @Path("tables.json")
  public Response json(@RestPath long id) {
    TaskView view = views.see(id);
    ObjectNode root = LenientJson.newObject();
    root.put("Task", view.task().name());
    root.put("Status", TaskFilter.word(view.task().run().state()));
    root.put("At", view.now().toString());
    write(view.task(), root);
    ArrayNode tables = root.putArray("TableStatistics");
    for (TableRow row : grid.all(id)) {
      ObjectNode table = tables.addObject();
      write(row, table);
      table.put("Acknowledgement", view.task().acknowledgement(row).words());
    }
    return downloads.of(view, "tables.json", "application/json", LenientJson.print(root));
  }

  private static void write(TaskSummary task, ObjectNode json) {
    json.put("FullLoadErrorRows", task.figures().rejected());
    json.put("RejectedChanges", task.figures().changesRejected());
    json.put("AlteredValues", task.figures().altered());
    json.put("Acknowledgement", task.acknowledgement().words());
    TaskSummary.Acknowledged acknowledged = task.run().acknowledged();
    json.put("AcknowledgedBy", acknowledged == null ? null : acknowledged.by());
    json.put("AcknowledgedAt", acknowledged == null ? null : text(acknowledged.at()));
  }

  // DMS's names where DMS has one.
  private static void write(TableRow row, ObjectNode json) {
    json.put("SchemaName", row.source().schema());
    json.put("TableName", row.source().table());
    json.put("TargetSchemaName", row.target().schema());
    json.put("TargetTableName", row.target().table());
    json.put("TableState", row.state().words());
    json.put("FullLoadRows", row.load().rows());
    json.put("FullLoadErrorRows", row.load().rejected());
    json.put("AppliedInserts", row.changes().inserts());
    json.put("AppliedUpdates", row.changes().updates());
    json.put("AppliedDeletes", row.changes().deletes());
    json.put("AppliedTruncates", row.changes().truncates());
    json.put("AppliedDdls", row.changes().alterations());
    json.put("RejectedChanges", row.changes().rejected());
    json.put("AlteredValues", row.load().altered());
    json.put("AlteredDetails", row.alteredDetails());
    json.put("RowsEstimate", row.load().isEstimated() ? row.load().rowsEstimate() : null);
    json.put("Bytes", row.load().bytes());
    json.put("FullLoadStartTime", text(row.load().startedAt()));
    json.put("FullLoadEndTime", text(row.load().endedAt()));
    json.put("LastUpdateTime", row.updatedAt().toString());
    json.put("ValidationState", row.validation().state().words());
    json.put("ValidationRows", row.validation().rows());
    json.put("ValidationFailedRecords", row.validation().failed());
    json.put("ValidationAlteredValues", row.validation().altered());
    json.put("ValidationStateDetails", row.validation().details());
    json.put("Message", row.message());
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  @GET
  @Path("log.txt")
  public Response log(
      @RestPath long id, @RestQuery @Nullable String level, @RestQuery @Nullable String text) {
    TaskView view = views.see(id);
    LogTail.Filter filter =
        new LogTail.Filter(
            TaskFilter.parse(Form.text(level), LogLevel.class).orElse(LogLevel.DEBUG),
            Form.text(text));
    return downloads.of(
        view,
        "log.txt",
        "text/plain;charset=UTF-8",
        writer -> log.all(id, filter, line -> write(writer, line)));
  }

  private static void write(Writer writer, LogLine line) {
    try {
      writer.write(
          "%s %-7s %s%s %s%n"
              .formatted(
                  line.at(),
                  line.level(),
                  line.component(),
                  line.table().isEmpty() ? "" : " " + line.table(),
                  line.message()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
