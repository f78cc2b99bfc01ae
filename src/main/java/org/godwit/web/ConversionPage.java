package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.conversion.Conversions;
import org.godwit.conversion.ObjectState;
import org.godwit.conversion.ObjectTree;
import org.godwit.conversion.ObjectTrials;
import org.godwit.conversion.StoredObject;
import org.godwit.convert.ObjectKind;
import org.godwit.security.NotVisible;
import org.godwit.task.console.TaskFilter;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One conversion: its objects on the left, one of them on both sides beside that. */
@Path("/conversions/{id:\\d+}")
@Authenticated
final class ConversionPage {
  private final ConversionViews views;
  private final Conversions conversions;
  private final ObjectTree tree;
  private final ObjectTrials trials;
  private final Htmx htmx;

  ConversionPage(
      ConversionViews views,
      Conversions conversions,
      ObjectTree tree,
      ObjectTrials trials,
      Htmx htmx) {
    this.views = views;
    this.conversions = conversions;
    this.tree = tree;
    this.trials = trials;
    this.htmx = htmx;
  }

  @GET
  public TemplateInstance objects(
      @RestPath long id,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String changed,
      @RestQuery @Nullable String code,
      @RestQuery @Nullable Long object) {
    ConversionView view = views.see(id);
    Shown shown = shown(view, Asked.of(view.path(), text, state, changed, code), object);
    return htmx.wantsFragment() ? Templates.tree(shown) : Templates.objects(shown);
  }

  /** How far it is; asked for while it is being converted. */
  @GET
  @Path("head")
  public Response head(@RestPath long id) {
    ConversionView view = views.see(id);
    return view.conversion().isConverting()
        ? Reply.page(Templates.head(view))
        : Response.ok().header("HX-Refresh", "true").build();
  }

  /** The objects of one kind in a schema; asked for when that is opened. */
  @GET
  @Path("of")
  public TemplateInstance leaves(
      @RestPath long id,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String changed,
      @RestQuery @Nullable String code,
      @RestQuery @Nullable String schema,
      @RestQuery @Nullable String kind,
      @RestQuery @Nullable Long object,
      @RestQuery @Nullable Integer page) {
    ConversionView view = views.see(id);
    Asked asked = Asked.of(view.path(), text, state, changed, code);
    ObjectKind of =
        TaskFilter.parse(Form.text(kind), ObjectKind.class)
            .orElseThrow(() -> new NotVisible("There is no such kind of objects."));
    int number = page == null ? 0 : Math.max(0, page);
    List<ObjectTree.Leaf> leaves = tree.leaves(id, asked.filter(), Form.text(schema), of, number);
    String more =
        leaves.size() < ObjectTree.PAGE
            ? ""
            : asked.leaves(Form.text(schema), of, object) + "&page=" + (number + 1);
    return Templates.leaves(new Leaves(leaves, asked.address(), object == null ? 0 : object, more));
  }

  private Shown shown(ConversionView view, Asked asked, @Nullable Long objectId) {
    List<ObjectTree.Branch> branches =
        view.conversion().hasResult()
            ? tree.branches(view.conversion().id, asked.filter())
            : List.of();
    // Asked first: what a trial that ended meanwhile has kept must be in what is read after it.
    Asking trial = objectId == null ? Asking.NOTHING : Asking.of(trials.last(objectId));
    StoredObject object = objectId == null ? null : conversions.object(view.conversion(), objectId);
    return new Shown(view, asked, branches, object, trial);
  }

  /**
   * What the address asks for.
   *
   * @param address as links write it, without an object
   */
  record Asked(ObjectTree.Filter filter, Address address) {
    static Asked of(
        String path,
        @Nullable String text,
        @Nullable String state,
        @Nullable String changed,
        @Nullable String code) {
      ObjectTree.Filter filter =
          new ObjectTree.Filter(
              Form.text(text),
              TaskFilter.parse(Form.text(state), ObjectState.class).orElse(null),
              Form.text(changed),
              Form.text(code));
      return new Asked(
          filter,
          Address.of(path)
              .with("text", filter.text())
              .with("state", filter.state() == null ? "" : TaskFilter.word(filter.state()))
              .with("changed", filter.changed())
              .with("code", filter.code()));
    }

    /** Where a branch's objects come from. */
    String leaves(String schema, ObjectKind kind, @Nullable Long object) {
      return new Address(address.path() + "/of", address.query(), "page")
          .with("schema", schema)
          .with("kind", TaskFilter.word(kind))
          .with("object", object == null ? "" : object.toString())
          .toString();
    }

    /** The states to choose from. */
    public List<ObjectState> states() {
      return List.of(ObjectState.values());
    }
  }

  /**
   * The page.
   *
   * @param object that is open; null for none
   * @param trial of it that goes on
   */
  record Shown(
      ConversionView view,
      Asked asked,
      List<ObjectTree.Branch> branches,
      @Nullable StoredObject object,
      Asking trial) {
    /** Where a branch's objects come from. */
    public String address(ObjectTree.Branch branch) {
      return asked.leaves(branch.schema(), branch.kind(), object == null ? null : object.id);
    }

    /** Whether the open object is in the branch, or there is but one. */
    public boolean isOpen(ObjectTree.Branch branch) {
      return branches.size() == 1
          || (object != null
              && object.kind == branch.kind()
              && object.schemaName.equals(branch.schema()));
    }

    /** Objects that are wanted. */
    public long found() {
      return branches.stream().mapToLong(ObjectTree.Branch::objects).sum();
    }

    /** Links between lines, as the script that shows them reads it: {@code 2:1 3:4}. */
    public String links() {
      StringBuilder text = new StringBuilder();
      if (object != null && !object.isEdited()) {
        object
            .content
            .links()
            .forEach(it -> text.append(it.target()).append(':').append(it.source()).append(' '));
      }
      return text.toString().strip();
    }

    /** Where parts of the source's text stand in their files: {@code 1:12 9:40}. */
    public String pieces() {
      StringBuilder text = new StringBuilder();
      if (object != null) {
        object
            .content
            .pieces()
            .forEach(it -> text.append(it.at()).append(':').append(it.line()).append(' '));
      }
      return text.toString().strip();
    }
  }

  /**
   * Some objects of a branch.
   *
   * @param open the object that is open; 0 for none
   * @param more where the next ones come from; empty where these are the last
   */
  record Leaves(List<ObjectTree.Leaf> leaves, Address address, long open, String more) {
    /** The page with an object open. */
    public Address to(ObjectTree.Leaf leaf) {
      return address.with("object", String.valueOf(leaf.id()));
    }
  }

  @CheckedTemplate(basePath = "conversions")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance objects(Shown shown);

    static native TemplateInstance tree(Shown shown);

    static native TemplateInstance head(ConversionView view);

    static native TemplateInstance leaves(Leaves leaves);
  }
}
