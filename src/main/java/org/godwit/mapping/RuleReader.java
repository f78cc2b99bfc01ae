package org.godwit.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.godwit.json.JsonKeys;
import org.godwit.mapping.SelectionRule.TableType;

/** Reads one rule of a document. */
final class RuleReader {
  private static final List<String> KEPT = List.of("object-mapping", "post-processing");

  private final ObjectNode json;
  private final JsonKeys keys;
  private final long id;

  /**
   * Prepares the reading.
   *
   * @param place of the rule in its document, from 1
   * @throws MappingException where the rule has no usable id
   */
  RuleReader(ObjectNode json, int place) {
    this.json = json;
    this.id = idOf(json, place);
    this.keys = JsonKeys.of(json, (key, rest) -> MappingException.ofRule(id, key + " " + rest));
  }

  private static long idOf(ObjectNode json, int place) {
    JsonKeys head =
        JsonKeys.of(
            json,
            (key, rest) ->
                new MappingException("Rule at place " + place + ": " + key + " " + rest));
    OptionalLong id = head.wholeNumber("rule-id");
    if (id.isEmpty()) {
      throw head.refuse("rule-id", "is missing; give the rule a number of its own.");
    }
    if (id.getAsLong() < 0) {
      throw head.refuse("rule-id", "must not be negative.");
    }
    return id.getAsLong();
  }

  Rule read() {
    String type = keys.text("rule-type");
    keys.wholeNumber("rule-id");
    String name = keys.optionalText("rule-name").orElse(Long.toString(id));
    return switch (type) {
      case "selection" -> selection(name);
      case "transformation" -> transformation(name);
      case "table-settings" -> tableSettings(name);
      case "validation" -> validation(name);
      default -> {
        if (KEPT.contains(type)) {
          yield new KeptRule(id, name, type, json.deepCopy());
        }
        throw keys.refuse(
            "rule-type",
            "\""
                + type
                + "\" is unknown; use one of selection, transformation, table-settings, validation, "
                + String.join(", ", KEPT)
                + ".");
      }
    };
  }

  private SelectionRule selection(String name) {
    SelectionRule.Action action = choice(keys, "rule-action", SelectionRule.Action.class);
    JsonKeys where = keys.object("object-locator");
    Locator locator = Locator.tables(where.text("schema-name"), where.text("table-name"));
    if (action == SelectionRule.Action.EXPLICIT) {
      mustBeExact(where, locator);
    }
    TableType tableType =
        where.has("table-type") ? choice(where, "table-type", TableType.class) : TableType.TABLE;
    int loadOrder = positive(keys, "load-order");
    List<Filter> filters = new FilterReader(keys).read();
    if (action == SelectionRule.Action.EXCLUDE && !filters.isEmpty()) {
      throw keys.refuse(
          "filters", "are only for include rules; a table that is excluded has no rows to choose.");
    }
    String condition = keys.optionalText("where").orElse("").strip();
    if (action == SelectionRule.Action.EXCLUDE && !condition.isEmpty()) {
      throw keys.refuse(
          "where", "is only for include rules; a table that is excluded has no rows to choose.");
    }
    WhereText.problem(condition)
        .ifPresent(
            problem -> {
              throw keys.refuse("where", problem);
            });
    return new SelectionRule(
        id, name, locator, action, tableType, loadOrder, filters, condition, keys.unread());
  }

  private TransformationRule transformation(String name) {
    RuleTarget target = choice(keys, "rule-target", RuleTarget.class);
    Transformation action = new TransformationReader(keys).read(target);
    Locator locator = transformed(target, action, keys.object("object-locator"));
    return new TransformationRule(id, name, target, locator, action, keys.unread());
  }

  private static Locator transformed(RuleTarget target, Transformation action, JsonKeys where) {
    String schema = where.text("schema-name");
    return switch (target) {
      case SCHEMA -> {
        where
            .optionalText("table-name")
            .filter(table -> !table.equals("%"))
            .ifPresent(
                table -> {
                  throw where.refuse(
                      "table-name",
                      "\""
                          + table
                          + "\" has no place in a rule for schemas; a schema's name is the"
                          + " same for all its tables.");
                });
        yield new Locator(schema, "", "", "");
      }
      case TABLE -> Locator.tables(schema, where.text("table-name"));
      case TABLE_TABLESPACE, INDEX_TABLESPACE ->
          Locator.tables(schema, where.optionalText("table-name").orElse("%"));
      case COLUMN -> column(schema, action, where);
    };
  }

  private static Locator column(String schema, Transformation action, JsonKeys where) {
    String table = where.text("table-name");
    if (action instanceof Transformation.AddColumn) {
      where.optionalText("column-name");
      return Locator.tables(schema, table);
    }
    String dataType = where.optionalText("data-type").orElse("");
    String column =
        dataType.isEmpty()
            ? where.text("column-name")
            : where.optionalText("column-name").orElse("%");
    if (!dataType.isEmpty()) {
      if (RuleWord.parse(dataType, RuleType.Name.class).isEmpty()) {
        throw where.refuse(
            "data-type", TransformationReader.unknown(dataType, RuleType.Name.class));
      }
      if (!column.equals("%")) {
        throw where.refuse("column-name", "must be % beside data-type.");
      }
    }
    return new Locator(schema, table, column, dataType.strip().toLowerCase(Locale.ROOT));
  }

  private TableSettingsRule tableSettings(String name) {
    JsonKeys where = keys.object("object-locator");
    Locator locator = Locator.tables(where.text("schema-name"), where.text("table-name"));
    mustBeExact(where, locator);
    TableSettingsReader settings = new TableSettingsReader(keys);
    return new TableSettingsRule(
        id, name, locator, settings.parallelLoad(), settings.lobSettings(), keys.unread());
  }

  private ValidationRule validation(String name) {
    keys.optionalText("rule-target")
        .filter(target -> !target.equals("column"))
        .ifPresent(
            target -> {
              throw keys.refuse("rule-target", "\"" + target + "\" is unknown; use column.");
            });
    String action = keys.text("rule-action");
    if (!action.equals("override-validation-function")) {
      throw keys.refuse(
          "rule-action", "\"" + action + "\" is unknown; use override-validation-function.");
    }
    JsonKeys where = keys.object("object-locator");
    Locator locator =
        Locator.columns(
            where.text("schema-name"), where.text("table-name"), where.text("column-name"));
    return new ValidationRule(
        id, name, locator, function("source-function"), function("target-function"), keys.unread());
  }

  private String function(String key) {
    String function = keys.optionalText(key).orElse(ValidationRule.COLUMN).strip();
    WhereText.problem(function)
        .ifPresent(
            problem -> {
              throw keys.refuse(key, problem);
            });
    return function;
  }

  private static void mustBeExact(JsonKeys where, Locator locator) {
    if (Wildcard.literalName(locator.schema()) == null) {
      throw where.refuse("schema-name", "must be an exact name, without wildcards.");
    }
    if (Wildcard.literalName(locator.table()) == null) {
      throw where.refuse("table-name", "must be an exact name, without wildcards.");
    }
  }

  static int positive(JsonKeys keys, String key) {
    OptionalLong value = keys.wholeNumber(key);
    if (value.isEmpty()) {
      return 0;
    }
    if (value.getAsLong() < 0 || value.getAsLong() > Integer.MAX_VALUE) {
      throw keys.refuse(
          key, "is " + value.getAsLong() + "; it must be from 0 to " + Integer.MAX_VALUE + ".");
    }
    return (int) value.getAsLong();
  }

  static <E extends Enum<E>> E choice(JsonKeys keys, String key, Class<E> type) {
    String word = keys.text(key);
    return RuleWord.parse(word, type)
        .orElseThrow(() -> keys.refuse(key, TransformationReader.unknown(word, type)));
  }
}
