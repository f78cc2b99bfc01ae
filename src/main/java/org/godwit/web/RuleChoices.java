package org.godwit.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.godwit.mapping.RuleType;

/** What the wizard's rule form offers. */
final class RuleChoices {
  private static final List<String> NAMING =
      List.of(
          "rename",
          "convert-lowercase",
          "convert-uppercase",
          "add-prefix",
          "remove-prefix",
          "replace-prefix",
          "add-suffix",
          "remove-suffix",
          "replace-suffix");

  private static final List<String> MASKING =
      List.of(
          "data-masking-digits-mask",
          "data-masking-digits-randomize",
          "data-masking-keyed-digits",
          "data-masking-hash-mask",
          "data-masking-keyed-hash");

  private RuleChoices() {}

  /**
   * What one kind of object can be made to do.
   *
   * @param label for the form
   * @param target as rules write it
   * @param actions as rules write them
   */
  record Group(String label, String target, List<String> actions) {}

  static List<Group> groups() {
    List<String> columns =
        List.of("remove-column", "include-column", "add-column", "change-data-type");
    return List.of(
        new Group("Which tables", "selection", List.of("include", "exclude", "explicit")),
        new Group("Schemas", "schema", NAMING),
        new Group("Tables", "table", NAMING),
        new Group("Columns", "column", columns),
        new Group("Names of columns", "column", NAMING),
        new Group("Masking of columns", "column", MASKING),
        new Group("Comparison of columns", "validation", List.of("override-validation-function")));
  }

  /** DMS's data types. */
  static List<String> types() {
    return Arrays.stream(RuleType.Name.values())
        .map(it -> it.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Filter operators, DMS's and Godwit's own, and their words. */
  static List<Operator> operators() {
    return List.of(
        new Operator("eq", "is"),
        new Operator("noteq", "is not"),
        new Operator("gt", "is over"),
        new Operator("gte", "is at least"),
        new Operator("lt", "is under"),
        new Operator("lte", "is at most"),
        new Operator("between", "is between"),
        new Operator("notbetween", "is not between"),
        new Operator("in", "is one of"),
        new Operator("notin", "is none of"),
        new Operator("like", "is like"),
        new Operator("notlike", "is not like"),
        new Operator("null", "is NULL"),
        new Operator("notnull", "is not NULL"));
  }

  /** A filter operator by DMS's word, and ours. */
  record Operator(String id, String words) {}
}
