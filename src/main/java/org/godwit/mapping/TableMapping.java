package org.godwit.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.json.JsonKeys;
import org.godwit.json.LenientJson;
import org.godwit.json.OtherKeys;

/**
 * All rules of a task: which tables, rows and columns are moved, and what they become. The JSON
 * form is that of AWS DMS.
 *
 * @param rules in the order of the document
 * @param otherKeys of the document beside its rules
 */
public record TableMapping(List<Rule> rules, OtherKeys otherKeys) {
  public TableMapping {
    rules = List.copyOf(rules);
  }

  /** A mapping of these rules. */
  public static TableMapping of(List<Rule> rules) {
    return new TableMapping(rules, OtherKeys.NONE);
  }

  /** Selects every table of a schema. */
  public static TableMapping ofSchema(String schema) {
    return of(List.of(SelectionRule.of(1, SelectionRule.Action.INCLUDE, schema, "%")));
  }

  /**
   * Reads a document leniently: comments, trailing commas, numbers as strings and the reverse.
   *
   * @throws org.godwit.json.JsonProblem where it is no JSON
   * @throws MappingException with every problem of every rule
   */
  public static TableMapping parse(String json) {
    ObjectNode root = LenientJson.object(json, "table mapping");
    JsonKeys keys = JsonKeys.of(root, (key, rest) -> new MappingException(key + " " + rest));
    if (!keys.has("rules")) {
      throw new MappingException(
          "The table mapping has no \"rules\"; it must be {\"rules\": [ … ]}.");
    }
    List<Rule> rules = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    keys.objects("rules");
    for (JsonNode rule : root.withArray("rules")) {
      try {
        rules.add(new RuleReader((ObjectNode) rule, rules.size() + problems.size() + 1).read());
      } catch (MappingException e) {
        problems.addAll(e.problems());
      }
    }
    problems.addAll(sharedIds(rules));
    if (!problems.isEmpty()) {
      throw new MappingException(problems);
    }
    return new TableMapping(rules, documentKeys(root));
  }

  private static OtherKeys documentKeys(ObjectNode root) {
    ObjectNode rest = root.deepCopy();
    rest.remove("rules");
    return JsonKeys.of(rest, (key, text) -> new MappingException(key + " " + text)).unread();
  }

  private static List<String> sharedIds(List<Rule> rules) {
    Set<Long> seen = new HashSet<>();
    return rules.stream()
        .filter(rule -> !seen.add(rule.id()))
        .map(
            rule ->
                "Rule "
                    + rule.id()
                    + ": rule-id "
                    + rule.id()
                    + " is used by more than one rule; give each rule its own number.")
        .distinct()
        .toList();
  }

  /** The document, with every key that it had. */
  public String toJson() {
    ObjectNode root = LenientJson.newObject();
    ArrayNode written = root.putArray("rules");
    rules.forEach(rule -> written.add(RuleWriter.write(rule)));
    otherKeys.insertInto(root);
    return LenientJson.print(root);
  }

  /** What the document asks for and doesn't get, in the order of the document. */
  public List<NotActedOn> notActedOn() {
    return Unacted.of(this);
  }

  /** Whether the table is moved. For many tables, make one {@link Selection} and ask that. */
  public boolean selects(TableName table, TableKind kind) {
    return new Selection(this).selects(table, kind);
  }

  /** Selection rules, lowest id first. */
  public List<SelectionRule> selectionRules() {
    return ofType(SelectionRule.class);
  }

  /** Transformation rules, lowest id first. */
  public List<TransformationRule> transformationRules() {
    return ofType(TransformationRule.class);
  }

  /** Table-settings rules, lowest id first. */
  public List<TableSettingsRule> tableSettingsRules() {
    return ofType(TableSettingsRule.class);
  }

  /** Validation rules, lowest id first. */
  public List<ValidationRule> validationRules() {
    return ofType(ValidationRule.class);
  }

  private <R extends Rule> List<R> ofType(Class<R> type) {
    return rules.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .sorted(Comparator.comparingLong(Rule::id))
        .toList();
  }
}
