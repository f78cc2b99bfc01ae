package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.conversion.Conversions;
import org.godwit.conversion.EarlierText;
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

/** One conversion: the source's objects, one of them on both sides, and what the target gets. */
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
    return htmx.wantsFragment() ? Templates.trees(shown) : Templates.objects(shown);
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
      @RestQuery @Nullable String side,
      @RestQuery @Nullable Integer page) {
    ConversionView view = views.see(id);
    Asked asked = Asked.of(view.path(), text, state, changed, code);
    Side of = TaskFilter.parse(Form.text(side), Side.class).orElse(Side.SOURCE);
    ObjectKind branch =
        TaskFilter.parse(Form.text(kind), ObjectKind.class)
            .orElseThrow(() -> new NotVisible("There is no such kind of objects."));
    int number = page == null ? 0 : Math.max(0, page);
    List<ObjectTree.Leaf> leaves =
        tree.leaves(id, asked.filter(of), Form.text(schema), branch, number);
    String more =
        leaves.size() < ObjectTree.PAGE
            ? ""
            : asked.leaves(of, Form.text(schema), branch, object) + "&page=" + (number + 1);
    boolean mayPick = of == Side.TARGET && view.mayEdit();
    return Templates.leaves(
        new Leaves(leaves, asked.address(), object == null ? 0 : object, of, mayPick, more));
  }

  private List<ObjectTree.Branch> branches(ConversionView view, Asked asked, Side side) {
    return view.conversion().hasResult()
        ? tree.branches(view.conversion().id, asked.filter(side))
        : List.of();
  }

  private Shown shown(ConversionView view, Asked asked, @Nullable Long objectId) {
    // Asked first: what a trial that ended meanwhile has kept must be in what is read after it.
    Asking trial = objectId == null ? Asking.NOTHING : Asking.of(trials.last(objectId));
    StoredObject object = objectId == null ? null : conversions.object(view.conversion(), objectId);
    return new Shown(
        view,
        asked,
        branches(view, asked, Side.SOURCE),
        branches(view, asked, Side.TARGET),
        object,
        objectId == null ? List.of() : EarlierText.of(objectId),
        trial);
  }

  /** Whose tree it is. */
  enum Side {
    SOURCE,
    TARGET
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
              Form.text(code),
              false);
      return new Asked(
          filter,
          Address.of(path)
              .with("text", filter.text())
              .with("state", filter.state() == null ? "" : TaskFilter.word(filter.state()))
              .with("changed", filter.changed())
              .with("code", filter.code()));
    }

    /** Which objects a tree has. */
    ObjectTree.Filter filter(Side side) {
      return side == Side.TARGET ? filter.made() : filter;
    }

    /** Where a branch's objects come from. */
    String leaves(Side side, String schema, ObjectKind kind, @Nullable Long object) {
      return new Address(address.path() + "/of", address.query(), "page")
          .with("side", TaskFilter.word(side))
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
   * @param earlier texts that persons wrote of the object
   * @param branches of the source
   * @param made of these what the target gets
   * @param object that is open; null for none
   * @param trial of it that goes on
   */
  record Shown(
      ConversionView view,
      Asked asked,
      List<ObjectTree.Branch> branches,
      List<ObjectTree.Branch> made,
      @Nullable StoredObject object,
      List<EarlierText> earlier,
      Asking trial) {
    /** Where a branch's objects come from. */
    public String address(ObjectTree.Branch branch, boolean isTarget) {
      return asked.leaves(
          isTarget ? Side.TARGET : Side.SOURCE,
          branch.schema(),
          branch.kind(),
          object == null ? null : object.id);
    }

    /** Whether the open object is in the branch, or there is but one. */
    public boolean isOpen(ObjectTree.Branch branch) {
      return branches.size() == 1
          || (object != null
              && object.kind == branch.kind()
              && object.schemaName.equals(branch.schema()));
    }

    /** Objects that the target gets. */
    public long found() {
      return made.stream().mapToLong(ObjectTree.Branch::objects).sum();
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
   * @param mayPick whether they can be chosen for the target
   * @param more where the next ones come from; empty where these are the last
   */
  record Leaves(
      List<ObjectTree.Leaf> leaves,
      Address address,
      long open,
      Side side,
      boolean mayPick,
      String more) {
    /** Whether they are the target's. */
    public boolean isTarget() {
      return side == Side.TARGET;
    }

    /** What matters of an object on this side. */
    public TaskBadge badge(ObjectTree.Leaf leaf) {
      return isTarget() ? ConversionBadge.onTarget(leaf) : ConversionBadge.badge(leaf);
    }

    /** The page with an object open. */
    public Address to(ObjectTree.Leaf leaf) {
      return address.with("object", String.valueOf(leaf.id()));
    }
  }

  @CheckedTemplate(basePath = "conversions")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance objects(Shown shown);

    static native TemplateInstance trees(Shown shown);

    static native TemplateInstance head(ConversionView view);

    static native TemplateInstance leaves(Leaves leaves);
  }
}
