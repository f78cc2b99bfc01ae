package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.NotActedOn;
import org.godwit.mapping.Rule;
import org.godwit.mapping.RuleReach;
import org.godwit.mapping.TableMapping;
import org.godwit.mapping.ValidationRule;
import org.godwit.task.console.Page;
import org.godwit.task.console.draft.TableTree;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDrafts;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The wizard's second step as rules, and as the JSON that DMS reads: the same mapping. */
@Path("/tasks/new/{id:\\d+}")
@Authenticated
final class TaskDraftRulesPage {
  private final TaskDrafts drafts;
  private final TableTree tree;
  private final Toast toast;

  TaskDraftRulesPage(TaskDrafts drafts, TableTree tree, Toast toast) {
    this.drafts = drafts;
    this.tree = tree;
    this.toast = toast;
  }

  /**
   * The rules, and a form for a new one or for the one that shall be changed.
   *
   * @param change the id of the rule that the form holds; missing for a new one
   * @param page of the rules, from 1
   * @param rule the id of one whose page is wanted
   */
  @GET
  @Path("rules")
  public Response rules(
      @RestPath long id,
      @RestQuery @Nullable Long change,
      @RestQuery @Nullable Integer page,
      @RestQuery @Nullable Long rule) {
    TaskDraft draft = drafts.get(id);
    DraftMapping read = DraftMapping.of(draft);
    if (!read.isRead()) {
      toast.next("The JSON has to be mended before its rules can be shown.");
      return Reply.to("/tasks/new/" + id + "/json");
    }
    Map<String, String> fields =
        read.mapping().rules().stream()
            .filter(it -> change != null && it.id() == change)
            .findFirst()
            .flatMap(TypedRule::of)
            .map(TypedRule::fields)
            .orElse(Map.of("schema-name", "%", "table-name", "%"));
    Page<Rule> shown = RuleLine.page(read.mapping(), page, change == null ? rule : change);
    return Reply.page(rules(draft, read.mapping(), shown, new Form(fields, Map.of())));
  }

  private static TemplateInstance rules(
      TaskDraft draft, TableMapping mapping, Page<Rule> page, Form form) {
    Page<Offered> rules =
        page.map(rule -> new Offered(RuleLine.of(rule), TypedRule.of(rule).isPresent()));
    return Templates.rules(
        draft, new Shown(rules, addressOf(draft.id), mapping.notActedOn()), form);
  }

  /** Adds the rule, or puts it in the place of the one that it changes. */
  @POST
  @Path("rules")
  public Response keep(
      @RestPath long id,
      @RestForm @Nullable List<String> field,
      @RestForm @Nullable List<String> value) {
    TaskDraft draft = drafts.get(id);
    Map<String, String> typed = paired(field, value);
    TypedRule rule = new TypedRule(typed);
    TableMapping mapping = DraftMapping.of(draft).mapping();
    try {
      drafts.mapping(id, rule.keptIn(mapping).toJson());
      return Reply.to("/tasks/new/%d/rules?rule=%d".formatted(id, rule.in(mapping).id()));
    } catch (MappingException e) {
      Form form = new Form(Map.copyOf(typed), Map.of("form", String.join(" ", e.problems())));
      return Reply.invalid(rules(draft, mapping, RuleLine.page(mapping, null, null), form));
    }
  }

  /** What the rule would do as it is typed now; nothing is kept. */
  @POST
  @Path("rules/reading")
  public TemplateInstance read(
      @RestPath long id,
      @RestForm @Nullable List<String> field,
      @RestForm @Nullable List<String> value) {
    TaskDraft draft = drafts.get(id);
    try {
      Rule rule = new TypedRule(paired(field, value)).in(DraftMapping.of(draft).mapping());
      List<RuleReach> reach = tree.reachOf(rule, draft.content.sourceId());
      return Templates.reading(draft.id, RuleWords.of(rule), reach, true);
    } catch (MappingException e) {
      return Templates.reading(draft.id, String.join(" ", e.problems()), List.of(), false);
    }
  }

  private static Address addressOf(long draft) {
    return Address.of("/tasks/new/" + draft + "/rules");
  }

  static Map<String, String> paired(@Nullable List<String> fields, @Nullable List<String> values) {
    Map<String, String> paired = new LinkedHashMap<>();
    if (fields != null && values != null) {
      for (int i = 0; i < Math.min(fields.size(), values.size()); i++) {
        paired.put(fields.get(i), values.get(i));
      }
    }
    return paired;
  }

  @POST
  @Path("rules/{rule:\\d+}/delete")
  public Response delete(@RestPath long id, @RestPath long rule) {
    TableMapping mapping = DraftMapping.of(drafts.get(id)).mapping();
    int page = RuleLine.page(mapping, null, rule).number();
    List<Rule> rest = mapping.rules().stream().filter(it -> it.id() != rule).toList();
    drafts.mapping(id, new TableMapping(rest, mapping.otherKeys()).toJson());
    toast.next("Rule %d is deleted.".formatted(rule));
    return Reply.to(addressOf(id).page(page).toString());
  }

  @GET
  @Path("json")
  public TemplateInstance json(@RestPath long id) {
    TaskDraft draft = drafts.get(id);
    return Templates.json(draft, draft.content.mapping(), DraftMapping.of(draft).problems());
  }

  /** Keeps what was typed, right or wrong. */
  @POST
  @Path("json")
  public Response keep(@RestPath long id, @RestForm @Nullable String mapping) {
    String typed = Form.text(mapping);
    drafts.mapping(id, typed);
    DraftMapping read = DraftMapping.of(typed);
    if (!read.isRead()) {
      return Reply.invalid(Templates.json(drafts.get(id), typed, read.problems()));
    }
    toast.next("The mapping is read: %d rules.".formatted(read.mapping().rules().size()));
    return Reply.to("/tasks/new/" + id + "/rules");
  }

  /**
   * A rule of the list.
   *
   * @param line what it does
   * @param isHeld whether the form holds all of it; another is changed as JSON
   */
  record Offered(RuleLine line, boolean isHeld) {}

  /**
   * The rules.
   *
   * @param rules in the order of the document
   * @param address of the pages
   * @param unacted what has no effect yet
   */
  record Shown(Page<Offered> rules, Address address, List<NotActedOn> unacted) {
    /** What can be added. */
    public List<RuleChoices.Group> groups() {
      return RuleChoices.groups();
    }

    /** DMS's data types. */
    public List<String> types() {
      return RuleChoices.types();
    }

    /** What a function may hold. */
    public String functionHelp() {
      return "An expression of its SQL, %s standing for the column, such as UPPER(%<s); empty for the column itself"
          .formatted(ValidationRule.COLUMN);
    }

    /** What a rule that nobody typed is for. */
    public List<RuleReach> noReach() {
      return List.of();
    }

    /** DMS's filter operators. */
    public List<RuleChoices.Operator> operators() {
      return RuleChoices.operators();
    }
  }

  @CheckedTemplate(basePath = "wizard")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance rules(TaskDraft draft, Shown shown, Form form);

    static native TemplateInstance reading(
        long draft, String words, List<RuleReach> reach, boolean isRule);

    static native TemplateInstance json(TaskDraft draft, String typed, List<String> problems);
  }
}
