package org.godwit.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.godwit.json.LenientJson;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.Rule;
import org.godwit.mapping.TableMapping;

/**
 * A mapping rule as the wizard's form holds it, written as DMS writes it.
 *
 * @param fields what stands in the form, by the fields' names
 */
record TypedRule(Map<String, String> fields) {
  private static final List<String> LOCATOR = List.of("schema-name", "table-name", "column-name");
  private static final List<String> SAME_NAME =
      List.of(
          "rule-name",
          "value",
          "old-value",
          "regex",
          "expression",
          "masking-key",
          "where",
          "source-function",
          "target-function");
  private static final List<String> TYPE_PARAMETERS =
      List.of("type", "length", "precision", "scale");

  TypedRule {
    fields = Map.copyOf(fields);
  }

  /** A rule as it is shown in the form; empty where the form would lose something of it. */
  static Optional<TypedRule> of(Rule rule) {
    String json = TableMapping.of(List.of(rule)).toJson();
    ObjectNode written =
        (ObjectNode) LenientJson.object(json, "table mapping").withArray("rules").get(0);
    TypedRule typed = new TypedRule(fieldsOf(written));
    try {
      Rule read = typed.read(rule.id());
      return TableMapping.of(List.of(read)).toJson().equals(json)
          ? Optional.of(typed)
          : Optional.empty();
    } catch (MappingException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> fieldsOf(ObjectNode rule) {
    Map<String, String> fields = new LinkedHashMap<>();
    String type = rule.path("rule-type").asText();
    String group = type.equals("transformation") ? rule.path("rule-target").asText() : type;
    fields.put("rule", rule.path("rule-id").asText());
    fields.put("what", group + "/" + rule.path("rule-action").asText());
    take(fields, LOCATOR, rule.path("object-locator"));
    take(fields, SAME_NAME, rule);
    take(fields, TYPE_PARAMETERS, rule.path("data-type"));
    JsonNode filter = rule.path("filters").path(0);
    JsonNode condition = filter.path("filter-conditions").path(0);
    fields.put("filter-column", filter.path("column-name").asText());
    fields.put("filter-operator", condition.path("filter-operator").asText());
    fields.put(
        "filter-value",
        condition.has("values")
            ? StreamSupport.stream(condition.path("values").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "))
            : condition.path("value").asText(condition.path("start-value").asText()));
    fields.put("filter-end", condition.path("end-value").asText());
    return fields;
  }

  private static void take(Map<String, String> fields, List<String> keys, JsonNode from) {
    keys.forEach(key -> fields.put(key, from.path(key).asText()));
  }

  /**
   * The rule that is meant: with the id of the one that is changed, or with the next free one.
   *
   * @throws MappingException with what is wrong with it
   */
  Rule in(TableMapping mapping) {
    return read(
        changed(mapping)
            .map(Rule::id)
            .orElse(mapping.rules().stream().mapToLong(Rule::id).max().orElse(0) + 1));
  }

  /**
   * The mapping with the rule: in the place of the one that is changed, or at its end.
   *
   * @throws MappingException with what is wrong with the rule
   */
  TableMapping keptIn(TableMapping mapping) {
    Rule rule = in(mapping);
    List<Rule> rules = new ArrayList<>(mapping.rules());
    changed(mapping)
        .ifPresentOrElse(it -> rules.set(rules.indexOf(it), rule), () -> rules.add(rule));
    return new TableMapping(rules, mapping.otherKeys());
  }

  private Optional<Rule> changed(TableMapping mapping) {
    return mapping.rules().stream()
        .filter(it -> Long.toString(it.id()).equals(typed("rule")))
        .findFirst();
  }

  private Rule read(long id) {
    ObjectNode document = LenientJson.newObject();
    document.putArray("rules").add(json(id));
    return TableMapping.parse(LenientJson.print(document)).rules().getFirst();
  }

  private ObjectNode json(long id) {
    String[] what = typed("what").split("/", 2);
    String group = what[0];
    String action = what.length == 2 ? what[1] : "";
    boolean isTransformation = !List.of("selection", "validation").contains(group);
    boolean isOfColumns =
        group.equals("validation") || (group.equals("column") && !action.equals("add-column"));
    requireName(id, "schema");
    if (!group.equals("schema")) {
      requireName(id, "table");
    }
    if (isOfColumns) {
      requireName(id, "column");
    }
    ObjectNode rule = LenientJson.newObject();
    rule.put("rule-type", isTransformation ? "transformation" : group);
    rule.put("rule-id", Long.toString(id));
    rule.put("rule-name", Long.toString(id));
    if (isTransformation) {
      rule.put("rule-target", group);
    }
    rule.put("rule-action", action);
    ObjectNode locator = rule.putObject("object-locator");
    locator.put("schema-name", typed("schema-name"));
    if (!group.equals("schema")) {
      locator.put("table-name", typed("table-name"));
    }
    if (isOfColumns) {
      locator.put("column-name", typed("column-name"));
    }
    put(rule, SAME_NAME);
    if (!typed("type").isEmpty()) {
      put(rule.putObject("data-type"), TYPE_PARAMETERS);
    }
    if (!typed("filter-column").isEmpty()) {
      filter(rule);
    }
    return rule;
  }

  private void requireName(long id, String noun) {
    if (typed(noun + "-name").isEmpty()) {
      throw MappingException.ofRule(
          id, "%1$s-name is empty; %% stands for every %1$s.".formatted(noun));
    }
  }

  private void put(ObjectNode json, List<String> keys) {
    keys.stream().filter(key -> !typed(key).isEmpty()).forEach(key -> json.put(key, typed(key)));
  }

  private void filter(ObjectNode rule) {
    ObjectNode filter = rule.putArray("filters").addObject();
    filter.put("filter-type", "source");
    filter.put("column-name", typed("filter-column"));
    ObjectNode condition = filter.putArray("filter-conditions").addObject();
    String operator = typed("filter-operator");
    condition.put("filter-operator", operator);
    switch (operator) {
      case "between", "notbetween" -> {
        condition.put("start-value", typed("filter-value"));
        condition.put("end-value", typed("filter-end"));
      }
      case "in", "notin" -> {
        ArrayNode values = condition.putArray("values");
        Arrays.stream(typed("filter-value").split(",")).map(String::strip).forEach(values::add);
      }
      case "null", "notnull" -> {
        // Needs no value.
      }
      default -> condition.put("value", typed("filter-value"));
    }
  }

  private String typed(String field) {
    return fields.getOrDefault(field, "").strip();
  }
}
