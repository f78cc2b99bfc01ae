package org.godwit.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.godwit.mapping.Filter;
import org.godwit.mapping.KeptRule;
import org.godwit.mapping.Locator;
import org.godwit.mapping.Rule;
import org.godwit.mapping.SelectionRule;
import org.godwit.mapping.TableSettingsRule;
import org.godwit.mapping.Transformation;
import org.godwit.mapping.TransformationRule;
import org.godwit.mapping.ValidationRule;
import org.godwit.task.console.TaskFilter;

/** Says a mapping rule as a sentence. */
final class RuleWords {
  private RuleWords() {}

  static String of(Rule rule) {
    return switch (rule) {
      case SelectionRule it -> selection(it);
      case TransformationRule it -> transformation(it);
      case TableSettingsRule it -> tableSettings(it);
      case ValidationRule it ->
          "Compare column %s of %s.%s as %s on the source and as %s on the target."
              .formatted(
                  it.locator().column(),
                  it.locator().schema(),
                  it.locator().table(),
                  it.sourceFunction(),
                  it.targetFunction());
      case KeptRule it ->
          "Keep the "
              + it.ruleType()
              + " rule as it is; it is for targets that Godwit doesn't write.";
    };
  }

  private static String selection(SelectionRule rule) {
    String verb =
        switch (rule.action()) {
          case INCLUDE -> "Move";
          case EXCLUDE -> "Leave out";
          case EXPLICIT -> "Move exactly";
        };
    Stream<String> where = Stream.of(rule.where()).filter(it -> !it.isEmpty());
    String filters =
        Stream.concat(rule.filters().stream().map(RuleWords::filter), where)
            .collect(Collectors.joining(" and "));
    String order =
        rule.loadOrder() == 0 ? "" : ", with load order " + rule.loadOrder() + " (higher first)";
    return "%s %s%s%s."
        .formatted(
            verb, selected(rule), filters.isEmpty() ? "" : ", only rows where " + filters, order);
  }

  private static String selected(SelectionRule rule) {
    String noun =
        switch (rule.tableType()) {
          case TABLE -> "table";
          case VIEW -> "view";
          case ALL -> "table and view";
        };
    Locator where = rule.locator();
    if (where.table().equals("%")) {
      return "every " + noun + " of " + schema(where);
    }
    return noun + " " + where.schema() + "." + where.table();
  }

  private static String schema(Locator where) {
    return where.schema().equals("%") ? "every schema" : "schema " + where.schema();
  }

  private static String filter(Filter filter) {
    String conditions =
        filter.conditions().stream()
            .map(it -> condition(filter.column(), it))
            .collect(Collectors.joining(" or "));
    return filter.conditions().size() > 1 ? "(" + conditions + ")" : conditions;
  }

  private static String condition(String column, Filter.Condition condition) {
    return switch (condition) {
      case Filter.Comparison(var operator, var value) ->
          column + " " + operator.sql() + " " + value;
      case Filter.Between(var isNegative, var start, var end) ->
          "%s is %sbetween %s and %s".formatted(column, isNegative ? "not " : "", start, end);
      case Filter.In(var isNegative, var values) ->
          "%s is %sone of %s"
              .formatted(column, isNegative ? "not " : "", String.join(", ", values));
      case Filter.Like(var isNegative, var pattern) ->
          "%s is %slike %s".formatted(column, isNegative ? "not " : "", pattern);
      case Filter.Nullness(var isNull) -> column + (isNull ? " is null" : " is not null");
    };
  }

  private static String transformation(TransformationRule rule) {
    String what = subject(rule);
    return columns(rule.action(), what);
  }

  private static String naming(Transformation.Naming action, String what) {
    return switch (action) {
      case Transformation.Rename(var value, var expression) ->
          "Rename %s to %s."
              .formatted(what, expression.isEmpty() ? value : "what " + expression + " gives");
      case Transformation.RenameByRegex(var regex, var value) ->
          "Replace %s by \"%s\" in the name of %s.".formatted(regex, value, what);
      case Transformation.ConvertLowercase _ -> "Write the name of " + what + " in lower case.";
      case Transformation.ConvertUppercase _ -> "Write the name of " + what + " in upper case.";
      case Transformation.AddPrefix(var value) ->
          "Put " + value + " before the name of " + what + ".";
      case Transformation.RemovePrefix(var value) ->
          "Take the prefix " + value + " from the name of " + what + ".";
      case Transformation.ReplacePrefix(var old, var value) ->
          "Replace the prefix %s by %s in the name of %s.".formatted(old, value, what);
      case Transformation.AddSuffix(var value) ->
          "Put " + value + " behind the name of " + what + ".";
      case Transformation.RemoveSuffix(var value) ->
          "Take the suffix " + value + " from the name of " + what + ".";
      case Transformation.ReplaceSuffix(var old, var value) ->
          "Replace the suffix %s by %s in the name of %s.".formatted(old, value, what);
    };
  }

  private static String columns(Transformation action, String what) {
    return switch (action) {
      case Transformation.RemoveColumn _ -> "Leave out " + what + ".";
      case Transformation.IncludeColumn _ ->
          "Keep " + what + "; columns of the table that no such rule names are left out.";
      case Transformation.AddColumn(var column, var expression, var type) ->
          "Add column %s (%s) to %s%s."
              .formatted(
                  column, type.text(), what, expression.isEmpty() ? "" : " with " + expression);
      case Transformation.ChangeDataType(var type) ->
          "Change the type of " + what + " to " + type.text() + ".";
      case Transformation.DefinePrimaryKey(var name, var isIndex, var columns) ->
          "Give %s the %s %s over %s."
              .formatted(
                  what, isIndex ? "unique index" : "primary key", name, String.join(", ", columns));
      case Transformation.AddBeforeImageColumns _ ->
          "Add columns with the values before a change to " + what + ".";
      case Transformation.MaskDigits(var character) ->
          "Replace every digit of " + what + " by " + character + ".";
      case Transformation.RandomizeDigits _ -> "Replace every digit of " + what + " at random.";
      case Transformation.KeyedHash(var key) ->
          "Replace the values of %s by their HMAC under the key %s.".formatted(what, key);
      case Transformation.KeyedDigits(var key) ->
          "Replace every digit of %s by another one of the key %s.".formatted(what, key);
      case Transformation.HashMask _ -> "Replace the values of " + what + " by their SHA-256.";
      case Transformation.Naming it -> naming(it, what);
    };
  }

  private static String subject(TransformationRule rule) {
    Locator where = rule.locator();
    String table =
        where.table().equals("%")
            ? "every table of " + schema(where)
            : "table " + where.schema() + "." + where.table();
    return switch (rule.target()) {
      case SCHEMA -> schema(where);
      case TABLE -> table;
      case COLUMN ->
          where.column().isEmpty()
              ? table
              : "%s of %s"
                  .formatted(
                      where.column().equals("%")
                          ? "every column" + ofType(where)
                          : "column " + where.column(),
                      table);
      case TABLE_TABLESPACE, INDEX_TABLESPACE ->
          "the " + TaskFilter.word(rule.target()) + " of " + table;
    };
  }

  private static String ofType(Locator where) {
    return where.dataType().isEmpty() ? "" : " of type " + where.dataType();
  }

  private static String tableSettings(TableSettingsRule rule) {
    String load =
        rule.parallelLoad()
            .map(it -> " in parallel, cut by " + TaskFilter.word(it.type()))
            .orElse("");
    String lobs =
        rule.lobSettings().map(it -> " with LOB mode " + TaskFilter.word(it.mode())).orElse("");
    return "Load table %s.%s%s%s."
        .formatted(rule.locator().schema(), rule.locator().table(), load, lobs);
  }
}
