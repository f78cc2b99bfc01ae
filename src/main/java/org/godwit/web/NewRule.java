package org.godwit.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.godwit.json.LenientJson;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.Rule;
import org.godwit.mapping.TableMapping;

/** A mapping rule as the wizard's form gives it, written as DMS writes it. */
final class NewRule {
  private static final List<String> SAME_NAME =
      List.of("value", "old-value", "regex", "expression", "masking-key");
  private static final List<String> TYPE_PARAMETERS = List.of("length", "precision", "scale");

  private final Map<String, String> typed;

  NewRule(Map<String, String> typed) {
    this.typed = typed;
  }

  /**
   * The mapping with the rule at its end.
   *
   * @throws org.godwit.mapping.MappingException with what is wrong with the rule
   */
  TableMapping addedTo(TableMapping mapping) {
    ObjectNode document = LenientJson.object(mapping.toJson(), "table mapping");
    long id = mapping.rules().stream().mapToLong(Rule::id).max().orElse(0) + 1;
    document.withArray("rules").add(json(id));
    return TableMapping.parse(LenientJson.print(document));
  }

  private ObjectNode json(long id) {
    String[] what = typed("what").split("/", 2);
    boolean isSelection = what[0].equals("selection");
    requireNames(id, what[0]);
    ObjectNode rule = LenientJson.newObject();
    rule.put("rule-type", isSelection ? "selection" : "transformation");
    rule.put("rule-id", Long.toString(id));
    rule.put("rule-name", Long.toString(id));
    rule.put("rule-action", what.length == 2 ? what[1] : "");
    ObjectNode locator = rule.putObject("object-locator");
    locator.put("schema-name", typed("schema-name"));
    if (isSelection) {
      locator.put("table-name", typed("table-name"));
      filter(rule);
    } else {
      transformation(rule, locator, what[0]);
    }
    return rule;
  }

  private void requireNames(long id, String target) {
    if (typed("schema-name").isEmpty()) {
      throw MappingException.ofRule(id, "schema-name is empty; % stands for every schema.");
    }
    if (!target.equals("schema") && typed("table-name").isEmpty()) {
      throw MappingException.ofRule(id, "table-name is empty; % stands for every table.");
    }
  }

  private void transformation(ObjectNode rule, ObjectNode locator, String target) {
    rule.put("rule-target", target);
    if (!target.equals("schema")) {
      locator.put("table-name", typed("table-name"));
    }
    if (target.equals("column") && !rule.path("rule-action").asText().equals("add-column")) {
      locator.put("column-name", typed("column-name"));
    }
    for (String key : SAME_NAME) {
      if (!typed(key).isEmpty()) {
        rule.put(key, typed(key));
      }
    }
    if (!typed("type").isEmpty()) {
      ObjectNode type = rule.putObject("data-type");
      type.put("type", typed("type"));
      for (String parameter : TYPE_PARAMETERS) {
        if (!typed(parameter).isEmpty()) {
          type.put(parameter, typed(parameter));
        }
      }
    }
  }

  private void filter(ObjectNode rule) {
    if (!typed("where").isEmpty()) {
      rule.put("where", typed("where"));
    }
    if (typed("filter-column").isEmpty()) {
      return;
    }
    ArrayNode filters = rule.putArray("filters");
    ObjectNode filter = filters.addObject();
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
    return typed.getOrDefault(field, "").strip();
  }
}
