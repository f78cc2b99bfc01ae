package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.task.console.TableGrid;
import org.godwit.task.console.TaskFilter;
import org.godwit.task.console.TaskList;
import org.godwit.task.console.TaskSummary;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Finds tasks, tables, endpoints and projects that one may see by a part of their names. */
@Path("/search")
@Authenticated
final class SearchPage {
  private static final int SUGGESTED_MAX = 5;
  private static final int LISTED_MAX = 50;

  private final Access access;
  private final Endpoints endpoints;
  private final TaskList tasks;
  private final TableGrid tables;
  private final Htmx htmx;

  SearchPage(Access access, Endpoints endpoints, TaskList tasks, TableGrid tables, Htmx htmx) {
    this.access = access;
    this.endpoints = endpoints;
    this.tasks = tasks;
    this.tables = tables;
    this.htmx = htmx;
  }

  @GET
  public TemplateInstance get(@RestQuery @Nullable String text) {
    String typed = Form.text(text).strip();
    return htmx.wantsFragment()
        ? Templates.hits(new Shown(typed, groups(typed, SUGGESTED_MAX), SUGGESTED_MAX))
        : Templates.results(new Shown(typed, groups(typed, LISTED_MAX), LISTED_MAX));
  }

  private List<Group> groups(String text, int most) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<Project> visible = access.projects();
    List<Long> projects = visible.stream().map((Project it) -> it.id).toList();
    TaskFilter byName =
        new TaskFilter(text, TaskFilter.Standing.ALL, TaskFilter.Sort.NAME, false, 0);
    return Stream.of(
            new Group(
                "Tasks",
                "arrows-right-left",
                tasks.read(projects, byName).rows().stream()
                    .limit(most)
                    .map(SearchPage::hit)
                    .toList()),
            new Group(
                "Tables",
                "table",
                tables.find(projects, text, most).stream().map(SearchPage::hit).toList()),
            new Group(
                "Endpoints",
                "database",
                endpoints.visible().stream()
                    .filter(it -> has(it.name, text) || has(it.host, text))
                    .limit(most)
                    .map(SearchPage::hit)
                    .toList()),
            new Group(
                "Projects",
                "folder",
                visible.stream()
                    .filter(it -> has(it.name, text))
                    .limit(most)
                    .map(it -> new Hit(it.name, "", "/projects/" + it.id))
                    .toList()))
        .filter(it -> !it.hits().isEmpty())
        .toList();
  }

  private static Hit hit(TaskSummary task) {
    return new Hit(task.name(), task.project().name(), "/tasks/" + task.id());
  }

  private static Hit hit(TableGrid.Found table) {
    String path = "/tasks/%d/table?%s".formatted(table.taskId(), TaskFormats.query(table.table()));
    return new Hit(table.table().toString(), table.task(), path);
  }

  private static Hit hit(Endpoint endpoint) {
    return new Hit(endpoint.name, endpoint.host + ":" + endpoint.port, "/endpoints/" + endpoint.id);
  }

  private static boolean has(String name, String text) {
    return name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  /**
   * What was found.
   *
   * @param text what was typed
   * @param groups those that have something
   * @param most how many of a kind are shown
   */
  record Shown(String text, List<Group> groups, int most) {}

  /**
   * What was found of one kind.
   *
   * @param label the kind
   * @param icon its sign
   * @param hits by name
   */
  record Group(String label, String icon, List<Hit> hits) {}

  /**
   * Something with an address.
   *
   * @param name of it
   * @param within what it belongs to, or where it is; may be empty
   * @param path of its page
   */
  record Hit(String name, String within, String path) {}

  @CheckedTemplate(basePath = "search")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance hits(Shown shown);

    static native TemplateInstance results(Shown shown);
  }
}
