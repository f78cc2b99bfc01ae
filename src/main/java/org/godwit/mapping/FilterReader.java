package org.godwit.mapping;

import java.util.ArrayList;
import java.util.List;
import org.godwit.json.JsonKeys;
import org.godwit.mapping.Filter.Between;
import org.godwit.mapping.Filter.Comparison;
import org.godwit.mapping.Filter.Condition;
import org.godwit.mapping.Filter.In;
import org.godwit.mapping.Filter.Like;
import org.godwit.mapping.Filter.Nullness;
import org.godwit.mapping.Filter.Operator;

/** Reads the filters of a selection rule. */
final class FilterReader {
  private final JsonKeys rule;

  FilterReader(JsonKeys rule) {
    this.rule = rule;
  }

  List<Filter> read() {
    return rule.objects("filters").stream().map(this::filter).toList();
  }

  private Filter filter(JsonKeys keys) {
    keys.optionalText("filter-type")
        .filter(type -> !type.equals("source"))
        .ifPresent(
            type -> {
              throw keys.refuse("filter-type", "\"" + type + "\" is unknown; use source.");
            });
    String column = keys.text("column-name");
    List<Condition> conditions = new ArrayList<>();
    keys.objects("filter-conditions").forEach(condition -> conditions.add(condition(condition)));
    if (conditions.isEmpty()) {
      throw keys.refuse("filter-conditions", "is empty; a filter needs at least one condition.");
    }
    return new Filter(column, conditions);
  }

  private static Condition condition(JsonKeys keys) {
    String operator = keys.text("filter-operator");
    return switch (operator) {
      case "lte", "ste" -> new Comparison(Operator.LTE, keys.text("value"));
      case "lt" -> new Comparison(Operator.LT, keys.text("value"));
      case "gt" -> new Comparison(Operator.GT, keys.text("value"));
      case "in" -> new In(false, values(keys));
      case "notin" -> new In(true, values(keys));
      case "like" -> new Like(false, keys.text("value"));
      case "notlike" -> new Like(true, keys.text("value"));
      case "gte" -> new Comparison(Operator.GTE, keys.text("value"));
      case "eq" -> new Comparison(Operator.EQ, keys.text("value"));
      case "noteq" -> new Comparison(Operator.NOTEQ, keys.text("value"));
      case "between" -> new Between(false, keys.text("start-value"), keys.text("end-value"));
      case "notbetween" -> new Between(true, keys.text("start-value"), keys.text("end-value"));
      case "null" -> new Nullness(true);
      case "notnull" -> new Nullness(false);
      default ->
          throw keys.refuse(
              "filter-operator",
              "\""
                  + operator
                  + "\" is unknown; use one of lt, lte, gt, gte, eq, noteq, between, notbetween,"
                  + " in, notin, like, notlike, null, notnull.");
    };
  }

  private static List<String> values(JsonKeys keys) {
    List<String> values = keys.texts("values");
    if (values.isEmpty()) {
      throw keys.refuse("values", "is missing; list the values, such as [\"new\", \"paid\"].");
    }
    return values;
  }
}
