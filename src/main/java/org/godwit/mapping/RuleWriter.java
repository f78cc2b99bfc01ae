package org.godwit.mapping;

import static org.godwit.catalog.DataType.UNBOUNDED;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.godwit.json.LenientJson;
import org.godwit.mapping.Filter.Between;
import org.godwit.mapping.Filter.Comparison;
import org.godwit.mapping.Filter.Condition;
import org.godwit.mapping.Filter.Nullness;

/** Writes rules as DMS reads them. */
final class RuleWriter {
  private RuleWriter() {}

  static ObjectNode write(Rule rule) {
    return switch (rule) {
      case SelectionRule selection -> selection(selection);
      case TransformationRule transformation -> transformation(transformation);
      case TableSettingsRule settings -> tableSettings(settings);
      case ValidationRule validation -> validation(validation);
      case KeptRule kept -> kept.body().deepCopy();
    };
  }

  private static ObjectNode head(Rule rule, String type) {
    ObjectNode json = LenientJson.newObject();
    json.put("rule-type", type);
    json.put("rule-id", Long.toString(rule.id()));
    json.put("rule-name", rule.name());
    return json;
  }

  private static ObjectNode selection(SelectionRule rule) {
    ObjectNode json = head(rule, "selection");
    ObjectNode locator = locator(json, rule.locator());
    if (rule.tableType() != SelectionRule.TableType.TABLE) {
      locator.put("table-type", RuleWord.of(rule.tableType()));
    }
    json.put("rule-action", RuleWord.of(rule.action()));
    if (rule.loadOrder() > 0) {
      json.put("load-order", Integer.toString(rule.loadOrder()));
    }
    if (!rule.filters().isEmpty()) {
      ArrayNode filters = json.putArray("filters");
      rule.filters().forEach(filter -> filter(filters.addObject(), filter));
    }
    present(json, "where", rule.where());
    rule.otherKeys().insertInto(json);
    return json;
  }

  private static void filter(ObjectNode json, Filter filter) {
    json.put("filter-type", "source");
    json.put("column-name", filter.column());
    ArrayNode conditions = json.putArray("filter-conditions");
    for (Condition condition : filter.conditions()) {
      ObjectNode one = conditions.addObject();
      switch (condition) {
        case Comparison(Filter.Operator operator, String value) -> {
          one.put("filter-operator", RuleWord.of(operator));
          one.put("value", value);
        }
        case Between(boolean isNegative, String start, String end) -> {
          one.put("filter-operator", isNegative ? "notbetween" : "between");
          one.put("start-value", start);
          one.put("end-value", end);
        }
        case Filter.In(boolean isNegative, List<String> values) -> {
          one.put("filter-operator", isNegative ? "notin" : "in");
          texts(one, "values", values);
        }
        case Filter.Like(boolean isNegative, String pattern) -> {
          one.put("filter-operator", isNegative ? "notlike" : "like");
          one.put("value", pattern);
        }
        case Nullness(boolean isNull) -> one.put("filter-operator", isNull ? "null" : "notnull");
      }
    }
  }

  private static ObjectNode transformation(TransformationRule rule) {
    ObjectNode json = head(rule, "transformation");
    json.put("rule-target", RuleWord.of(rule.target()));
    locator(json, rule.locator());
    TransformationWriter.write(json, rule.action());
    rule.otherKeys().insertInto(json);
    return json;
  }

  private static ObjectNode tableSettings(TableSettingsRule rule) {
    ObjectNode json = head(rule, "table-settings");
    locator(json, rule.locator());
    rule.parallelLoad().ifPresent(load -> parallelLoad(json.putObject("parallel-load"), load));
    rule.lobSettings()
        .ifPresent(
            lobs -> {
              ObjectNode settings = json.putObject("lob-settings");
              settings.put("mode", RuleWord.of(lobs.mode()));
              settings.put("bulk-max-size", Integer.toString(lobs.bulkMaxSizeKb()));
            });
    rule.otherKeys().insertInto(json);
    return json;
  }

  private static ObjectNode validation(ValidationRule rule) {
    ObjectNode json = head(rule, "validation");
    json.put("rule-target", "column");
    locator(json, rule.locator());
    json.put("rule-action", "override-validation-function");
    json.put("source-function", rule.sourceFunction());
    json.put("target-function", rule.targetFunction());
    rule.otherKeys().insertInto(json);
    return json;
  }

  private static void parallelLoad(ObjectNode json, ParallelLoad load) {
    json.put("type", RuleWord.of(load.type()));
    texts(json, "partitions", load.partitions());
    texts(json, "subpartitions", load.subpartitions());
    texts(json, "columns", load.columns());
    if (!load.boundaries().isEmpty()) {
      ArrayNode boundaries = json.putArray("boundaries");
      load.boundaries().forEach(bound -> bound.forEach(boundaries.addArray()::add));
    }
  }

  private static ObjectNode locator(ObjectNode json, Locator locator) {
    ObjectNode written = json.putObject("object-locator");
    written.put("schema-name", locator.schema());
    present(written, "table-name", locator.table());
    present(written, "column-name", locator.column());
    present(written, "data-type", locator.dataType());
    return written;
  }

  static void type(ObjectNode json, RuleType type) {
    ObjectNode written = json.putObject("data-type");
    written.put("type", RuleWord.of(type.name()));
    number(written, "length", type.length());
    number(written, "precision", type.precision());
    number(written, "scale", type.scale());
    present(written, "encoding", type.encoding());
  }

  static void present(ObjectNode json, String key, String text) {
    if (!text.isEmpty()) {
      json.put(key, text);
    }
  }

  static void texts(ObjectNode json, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(json.putArray(key)::add);
    }
  }

  private static void number(ObjectNode json, String key, int value) {
    if (value != UNBOUNDED) {
      json.put(key, value);
    }
  }
}
