package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.mapping.Rule;
import org.godwit.security.NotVisible;
import org.godwit.task.console.Page;
import org.godwit.task.console.draft.LongValueJobs;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDrafts;
import org.godwit.task.console.draft.TaskPreviews;
import org.godwit.task.load.LoadTable;
import org.godwit.task.load.RowPreview;
import org.godwit.task.plan.PlannedColumn;
import org.godwit.task.plan.PlannedTable;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The wizard's third step: what becomes of every table, and what must be read before. */
@Path("/tasks/new/{id:\\d+}/preview")
@Authenticated
final class TaskPreviewPage {
  private final TaskDrafts drafts;
  private final TaskPreviews previews;
  private final LongValueJobs longValues;
  private final Htmx htmx;
  private final Toast toast;

  TaskPreviewPage(
      TaskDrafts drafts, TaskPreviews previews, LongValueJobs longValues, Htmx htmx, Toast toast) {
    this.drafts = drafts;
    this.previews = previews;
    this.longValues = longValues;
    this.htmx = htmx;
    this.toast = toast;
  }

  @GET
  public Response get(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    DraftMapping mapping = DraftMapping.of(draft);
    if (!mapping.isRead()) {
      toast.next("The JSON has to be mended first.");
      return Reply.to("/tasks/new/" + id + "/json");
    }
    if (!mapping.selects()) {
      toast.next("Nothing is selected yet: tick a table, or add a rule that includes some.");
      return Reply.to("/tasks/new/" + id + "/tables");
    }
    previews.forget(draft);
    return Reply.page(Templates.preview(draft));
  }

  /**
   * Reads both catalogs, which takes a while; the page asks for it when it is there.
   *
   * @param page of the tables, from 1; the others of the lists of notes
   */
  @GET
  @Path("plan")
  public TemplateInstance plan(
      @RestPath long id,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable Integer page,
      @RestQuery @Nullable Integer errors,
      @RestQuery @Nullable Integer warnings,
      @RestQuery @Nullable Integer notes) {
    TaskDraft draft = drafts.get(id);
    try {
      DraftPlan plan = new DraftPlan(previews.of(draft));
      Page<LoadTable> tables = plan.tables(Form.text(text), number(page));
      Address address =
          Address.of("/tasks/new/" + id + "/preview/plan")
              .with("text", Form.text(text))
              .page(tables.number());
      Notes bad = new Notes("Errors", "errors", DraftPlan.page(plan.errors(), number(errors)));
      Notes read =
          new Notes("Warnings", "warnings", DraftPlan.page(plan.warnings(), number(warnings)));
      Notes good = new Notes("Notes", "notes", DraftPlan.page(plan.hints(), number(notes)));
      Shown shown = new Shown(tables, address, Form.text(text), bad, read, good);
      return htmx.wantsFragment()
          ? Templates.plan(draft, plan, shown, longValues(draft))
          : Templates.planned(draft, plan, shown, longValues(draft));
    } catch (EngineException e) {
      return Templates.noplan(draft, e.sentence());
    }
  }

  private static int number(@Nullable Integer page) {
    return page == null ? 0 : page - 1;
  }

  /** How many values are too long to arrive whole; asked for until they are counted. */
  @GET
  @Path("long-values")
  public Response longValues(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    return htmx.wantsFragment()
        ? Reply.page(Templates.longvalues(draft, longValues(draft)))
        : Reply.to("/tasks/new/%d/preview/plan".formatted(id));
  }

  private LongValueLines longValues(TaskDraft draft) {
    try {
      return LongValueLines.of(longValues.of(draft, previews.of(draft)));
    } catch (EngineException e) {
      return LongValueLines.refused(e.sentence());
    }
  }

  /** One table: its columns, and ten rows as they are now and as they would arrive. */
  @GET
  @Path("table")
  public TemplateInstance table(
      @RestPath long id, @RestQuery @Nullable String schema, @RestQuery @Nullable String table) {
    TaskDraft draft = drafts.get(id);
    TableName name = new TableName(Form.text(schema), Form.text(table));
    LoadTable found =
        TaskPreviews.find(previews.of(draft), name)
            .orElseThrow(() -> new NotVisible("The task would not move %s.".formatted(name)));
    List<Column> inOrder = found.source().table().columns();
    List<Integer> places =
        inOrder.stream().map(found.source().columns()::indexOf).filter(at -> at >= 0).toList();
    List<String> heads =
        places.stream().map(at -> found.source().columns().get(at).name()).toList();
    List<String> targets = found.columns().stream().map(it -> it.target().name()).toList();
    List<ColumnLine> columns =
        PlannedTable.of(found).columns().stream().map(it -> line(it, found)).toList();
    try {
      List<RowPreview.Sample> rows =
          previews.sample(draft, found).stream().map(it -> it.inOrder(places)).toList();
      Sample sample = new Sample(heads, targets, rows, "");
      return Templates.table(draft, found, columns, sample);
    } catch (EngineException e) {
      Sample sample = new Sample(heads, targets, List.of(), e.sentence());
      return Templates.table(draft, found, columns, sample);
    }
  }

  private static ColumnLine line(PlannedColumn column, LoadTable table) {
    List<String> rules = new ArrayList<>();
    if (column.ruleId() != Rule.NONE) {
      rules.add("rule " + column.ruleId());
    }
    Optional.ofNullable(table.mapped().wishes().validation().get(column.source()))
        .ifPresent(rule -> rules.add("compared as rule %d says".formatted(rule.id())));
    return new ColumnLine(column, String.join(", ", rules));
  }

  @POST
  public Response read(@RestPath long id, @RestForm boolean read) {
    drafts.acknowledge(id, read);
    return Reply.to("/tasks/new/" + id + "/settings");
  }

  /**
   * A page of sentences to be read.
   *
   * @param title of the list
   * @param name of the list in an address
   * @param page where we are
   */
  record Notes(String title, String name, Page<DraftPlan.Note> page) {
    private Address at(Address address) {
      return address.pagedBy(name).page(page.number());
    }
  }

  /**
   * A page of the plan's tables and of the notes on it.
   *
   * @param page where we are
   * @param tables as links write where we are in the list of tables
   * @param text what was searched for
   * @param errors what keeps the task from being started
   * @param warnings what must be read before
   * @param hints what is good to know
   */
  record Shown(
      Page<LoadTable> page,
      Address tables,
      String text,
      Notes errors,
      Notes warnings,
      Notes hints) {
    /** The whole address; each list's pager changes its own number. */
    public Address address() {
      return hints.at(warnings.at(errors.at(tables))).pagedBy("page");
    }

    /** The address for the pager of some notes. */
    public Address address(Notes notes) {
      return address().pagedBy(notes.name());
    }
  }

  /**
   * What becomes of a column.
   *
   * @param rules those that concern it, empty for none
   */
  record ColumnLine(PlannedColumn column, String rules) {}

  /**
   * The first rows of a table.
   *
   * @param heads the source columns' names
   * @param targets the target columns' names
   * @param rows their values before and after
   * @param error why there are none, empty where there are
   */
  record Sample(
      List<String> heads, List<String> targets, List<RowPreview.Sample> rows, String error) {}

  @CheckedTemplate(basePath = "wizard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance preview(TaskDraft draft);

    static native TemplateInstance plan(
        TaskDraft draft, DraftPlan plan, Shown shown, LongValueLines longValues);

    static native TemplateInstance planned(
        TaskDraft draft, DraftPlan plan, Shown shown, LongValueLines longValues);

    static native TemplateInstance longvalues(TaskDraft draft, LongValueLines longValues);

    static native TemplateInstance noplan(TaskDraft draft, String sentence);

    static native TemplateInstance table(
        TaskDraft draft, LoadTable table, List<ColumnLine> columns, Sample sample);
  }
}
