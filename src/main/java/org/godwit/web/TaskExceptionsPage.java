package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.godwit.catalog.TableName;
import org.godwit.csv.Csv;
import org.godwit.engine.EngineException;
import org.godwit.security.NotVisible;
import org.godwit.task.console.StoredTask;
import org.godwit.task.console.TargetExceptions;
import org.godwit.task.console.Tasks;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What of one table did not arrive: rejected rows with their values, and refused statements. */
@Path("/tasks/{id:\\d+}/exceptions")
@Authenticated
final class TaskExceptionsPage {
  private final TaskViews views;
  private final Tasks tasks;
  private final TargetExceptions exceptions;
  private final Htmx htmx;
  private final Downloads downloads;

  TaskExceptionsPage(
      TaskViews views, Tasks tasks, TargetExceptions exceptions, Htmx htmx, Downloads downloads) {
    this.views = views;
    this.tasks = tasks;
    this.exceptions = exceptions;
    this.htmx = htmx;
    this.downloads = downloads;
  }

  @GET
  public TemplateInstance get(
      @RestPath long id,
      @RestQuery @Nullable String schema,
      @RestQuery @Nullable String table,
      @RestQuery @Nullable Integer page) {
    TaskView view = views.see(id);
    Shown shown = shown(id, name(schema, table), page == null ? 0 : page - 1);
    return htmx.wantsFragment()
        ? Templates.exceptions(view, shown)
        : Templates.exceptionspage(view, shown);
  }

  private Shown shown(long id, TableName table, int page) {
    StoredTask task = tasks.see(id);
    try {
      TargetExceptions.Found found = exceptions.find(task, table, page);
      return new Shown(id, table, found, exceptions.rejectFile(task, table).isPresent(), "");
    } catch (EngineException e) {
      return new Shown(id, table, TargetExceptions.Found.NONE, false, e.sentence());
    }
  }

  private static TableName name(@Nullable String schema, @Nullable String table) {
    return new TableName(Form.text(schema), Form.text(table));
  }

  @GET
  @Path("rows.csv")
  public Response csv(
      @RestPath long id, @RestQuery @Nullable String schema, @RestQuery @Nullable String table) {
    TaskView view = views.see(id);
    StoredTask task = tasks.see(id);
    TableName name = name(schema, table);
    return downloads.of(
        view,
        name + "-rejected.csv",
        "text/csv;charset=UTF-8",
        writer -> {
          write(writer, "time", "segment", "key", "statement", "error");
          exceptions.all(
              task,
              name,
              row ->
                  write(writer, row.at(), row.segment(), row.key(), row.statement(), row.error()));
        });
  }

  private static void write(Writer writer, Object... cells) {
    try {
      writer.write(Csv.line(cells));
      writer.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The reject file as it is. */
  @GET
  @Path("rows.jsonl")
  public Response file(
      @RestPath long id, @RestQuery @Nullable String schema, @RestQuery @Nullable String table) {
    TaskView view = views.see(id);
    TableName name = name(schema, table);
    java.nio.file.Path file =
        exceptions
            .rejectFile(tasks.see(id), name)
            .orElseThrow(
                () ->
                    new NotVisible(
                        "There is no reject file of %s on this machine.".formatted(name)));
    return downloads.of(view, name + "-rejected.jsonl", "application/jsonl", file.toFile());
  }

  /**
   * What did not arrive.
   *
   * @param taskId whose table
   * @param table by its source name
   * @param found a page of rejected rows, and refused statements
   * @param hasFile whether its reject file is here
   * @param error why nothing could be read, empty where it could
   */
  record Shown(
      long taskId, TableName table, TargetExceptions.Found found, boolean hasFile, String error) {
    /** This list. */
    public Address address() {
      return address("");
    }

    /** This list, or a file of it. */
    public Address address(String file) {
      return Address.of("/tasks/" + taskId + "/exceptions" + file)
          .with("schema", table.schema())
          .with("table", table.table());
    }

    /** How many rows the CSV holds at most. */
    public int csvMax() {
      return TargetExceptions.DOWNLOAD_MAX;
    }
  }

  @CheckedTemplate(basePath = "tasks")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance exceptions(TaskView view, Shown shown);

    static native TemplateInstance exceptionspage(TaskView view, Shown shown);
  }
}
