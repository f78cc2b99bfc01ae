package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.mapping.TableMapping;
import org.godwit.security.InvalidInput;
import org.godwit.task.console.Page;
import org.godwit.task.console.draft.TableTree;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDrafts;
import org.godwit.task.console.draft.TreeChoice;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The wizard's second step as a tree: schemas and tables with boxes to tick. */
@Path("/tasks/new/{id:\\d+}/tables")
@Authenticated
final class TaskChoicePage {
  private final TaskDrafts drafts;
  private final TableTree tree;
  private final EndpointChoices choices;
  private final Toast toast;
  private final Htmx htmx;

  TaskChoicePage(
      TaskDrafts drafts, TableTree tree, EndpointChoices choices, Toast toast, Htmx htmx) {
    this.drafts = drafts;
    this.tree = tree;
    this.choices = choices;
    this.toast = toast;
    this.htmx = htmx;
  }

  @GET
  public Response get(@RestPath long id, @RestQuery @Nullable String text) {
    TaskDraft draft = drafts.get(id);
    DraftMapping read = DraftMapping.of(draft);
    if (!read.isRead()) {
      toast.next("The JSON has to be mended before the tree can show it.");
      return Reply.to("/tasks/new/" + id + "/json");
    }
    Shown shown = shown(draft, read.mapping(), Form.text(text), "");
    return Reply.page(
        htmx.wantsFragment() ? Templates.tree(draft, shown) : Templates.choose(draft, shown));
  }

  /** The tables of one schema; asked for when it is opened. */
  @GET
  @Path("of")
  public TemplateInstance schema(
      @RestPath long id,
      @RestQuery @Nullable String schema,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable Integer page) {
    TaskDraft draft = drafts.get(id);
    return Templates.leaves(draft, branch(draft, schema, text, page == null ? 0 : page - 1));
  }

  /** A tick on a schema or on a table. */
  @POST
  public TemplateInstance tick(
      @RestPath long id,
      @RestForm @Nullable String schema,
      @RestForm @Nullable String table,
      @RestForm @Nullable String text,
      @RestForm boolean on) {
    TaskDraft draft = drafts.get(id);
    TableMapping mapping = DraftMapping.of(draft).mapping();
    String error = "";
    try {
      TableMapping ticked = ticked(draft, mapping, Form.text(schema), Form.text(table), on);
      drafts.mapping(id, ticked.toJson());
      mapping = ticked;
    } catch (InvalidInput e) {
      error = e.getMessage() == null ? "" : e.getMessage();
    }
    return Templates.tree(draft, shown(draft, mapping, Form.text(text), error));
  }

  private TableMapping ticked(
      TaskDraft draft, TableMapping mapping, String schema, String table, boolean isOn) {
    TreeChoice choice = new TreeChoice(mapping);
    List<TableTree.Leaf> leaves = tree.leavesOf(draft.content.sourceId(), mapping, schema);
    if (table.isEmpty()) {
      return isOn ? choice.withSchema(schema) : choice.withoutSchema(schema, leaves);
    }
    TableName name = new TableName(schema, table);
    TableKind kind =
        leaves.stream()
            .filter(it -> it.name().equals(name))
            .map(TableTree.Leaf::kind)
            .findFirst()
            .orElse(TableKind.TABLE);
    return isOn ? choice.withTable(name, kind) : choice.withoutTable(name, kind);
  }

  @POST
  @Path("refresh")
  public Response refresh(@RestPath long id) {
    try {
      choices.refresh(drafts.get(id).content.sourceId());
      toast.next("The source's tables are listed anew.");
    } catch (EngineException e) {
      throw new InvalidInput("source", e.sentence());
    }
    return Reply.to("/tasks/new/" + id + "/tables");
  }

  private Shown shown(TaskDraft draft, TableMapping mapping, String text, String error) {
    TableTree.Closed closed = tree.closed(draft.content.sourceId(), mapping, text);
    return new Shown(closed.schemas(), closed.selected(), text, error);
  }

  private Branch branch(TaskDraft draft, @Nullable String schema, @Nullable String text, int page) {
    TableMapping mapping = DraftMapping.of(draft).mapping();
    String name = Form.text(schema);
    Address address =
        Address.of("/tasks/new/" + draft.id + "/tables/of")
            .with("schema", name)
            .with("text", Form.text(text));
    return new Branch(
        name,
        tree.tables(draft.content.sourceId(), mapping, name, Form.text(text), page),
        address,
        Form.text(text));
  }

  /**
   * The tree, its schemas closed.
   *
   * @param schemas that fit the search
   * @param size of what is selected in all
   * @param text what was searched for
   * @param error why the last tick did nothing, empty where it did
   */
  record Shown(List<TableTree.Schema> schemas, TableTree.Size size, String text, String error) {
    /** Where a schema's tables come from. */
    public Address address(TaskDraft draft, String schema) {
      return Address.of("/tasks/new/" + draft.id + "/tables/of")
          .with("schema", schema)
          .with("text", text);
    }
  }

  /**
   * The tables of an open schema.
   *
   * @param schema its name
   * @param page where we are
   * @param address as links write it
   * @param text what was searched for
   */
  record Branch(String schema, Page<TableTree.Leaf> page, Address address, String text) {}

  @CheckedTemplate(basePath = "wizard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance choose(TaskDraft draft, Shown shown);

    static native TemplateInstance tree(TaskDraft draft, Shown shown);

    static native TemplateInstance leaves(TaskDraft draft, Branch branch);
  }
}
