package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;

/**
 * Conditions of MySQL by name, number and SQLSTATE become conditions of PL/pgSQL: {@code 1062} is
 * {@code unique_violation}. Numbers and states: MySQL 8.4 "Server Error Message Reference",
 * PostgreSQL "Error Codes".
 */
final class MySqlConditions {
  static final String NOT_FOUND = "NOT FOUND";

  private static final String OTHERS = "OTHERS";

  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("1022", "unique_violation"),
          Map.entry("1048", "not_null_violation"),
          Map.entry("1050", "duplicate_table"),
          Map.entry("1051", "undefined_table"),
          Map.entry("1054", "undefined_column"),
          Map.entry("1062", "unique_violation"),
          Map.entry("1146", "undefined_table"),
          Map.entry("1169", "unique_violation"),
          Map.entry("1172", "too_many_rows"),
          Map.entry("1205", "lock_not_available"),
          Map.entry("1213", "deadlock_detected"),
          Map.entry("1216", "foreign_key_violation"),
          Map.entry("1217", "foreign_key_violation"),
          Map.entry("1242", "cardinality_violation"),
          Map.entry("1264", "numeric_value_out_of_range"),
          Map.entry("1305", "undefined_function"),
          Map.entry("1329", NOT_FOUND),
          Map.entry("1364", "not_null_violation"),
          Map.entry("1365", "division_by_zero"),
          Map.entry("1366", "invalid_text_representation"),
          Map.entry("1406", "string_data_right_truncation"),
          Map.entry("1451", "foreign_key_violation"),
          Map.entry("1452", "foreign_key_violation"),
          Map.entry("1586", "unique_violation"),
          Map.entry("1644", "SQLSTATE '45000'"),
          Map.entry("1690", "numeric_value_out_of_range"),
          Map.entry("3819", "check_violation"),
          Map.entry("4025", "check_violation"));

  /** States that the target has others for. */
  private static final Map<String, String> STATES =
      Map.of(
          "02000", NOT_FOUND,
          "23000", "integrity_constraint_violation",
          "40001", "deadlock_detected",
          "42S01", "duplicate_table",
          "42S02", "undefined_table",
          "42S22", "undefined_column",
          "42000", "syntax_error_or_access_rule_violation",
          "HY000", OTHERS);

  /** Numbers that {@code MYSQL_ERRNO} has for what the target raises. */
  private static final Map<String, String> NUMBER_OF_STATE =
      Map.of(
          "23505", "1062",
          "23503", "1452",
          "23502", "1048",
          "23514", "3819",
          "22012", "1365",
          "42P01", "1146",
          "22001", "1406",
          "22003", "1264",
          "40P01", "1213");

  private final Items items;
  private final Map<String, Name> named = new HashMap<>();

  /** Of a routine, whose names of conditions it takes. */
  MySqlConditions(Items items, Code.Block body) {
    this.items = items;
    Rewriter.walk(
        body,
        node -> {
          if (node instanceof Declaration.ConditionName(var name, var condition, _)) {
            named.put(name.text().toLowerCase(Locale.ROOT), condition);
          }
        });
  }

  /** What a handler is for: {@link #NOT_FOUND}, and names of the target, the widest last. */
  List<Name> of(Declaration.ConditionHandler handler) {
    List<Name> all = new ArrayList<>();
    boolean isOthers = false;
    for (Name written : handler.conditions()) {
      String word = word(written);
      switch (word) {
        case "SQLEXCEPTION", OTHERS -> isOthers = true;
        case "SQLWARNING" ->
            items.add(ActionCode.LEFT_OUT, handler.place(), "a handler of SQLWARNING");
        case "" -> items.add(ActionCode.EXCEPTION_CODE, handler.place(), written.last().text());
        default -> all.add(Name.of(Identifier.of(word)));
      }
    }
    if (isOthers) {
      all.add(Name.of(OTHERS));
    }
    return List.copyOf(all);
  }

  private String word(Name written) {
    String text = written.last().text();
    Name meant = named.getOrDefault(text.toLowerCase(Locale.ROOT), written);
    String word = meant.last().text();
    if (word.startsWith("SQLSTATE ")) {
      String state = word.substring("SQLSTATE '".length(), word.length() - 1);
      return STATES.getOrDefault(state, word);
    }
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "SQLEXCEPTION" -> "SQLEXCEPTION";
      case "SQLWARNING" -> "SQLWARNING";
      case NOT_FOUND -> NOT_FOUND;
      default -> NUMBERS.getOrDefault(word, "");
    };
  }

  /** The SQLSTATE that a condition's name stands for; of a number it is that of any error. */
  String state(Name name, Place place) {
    Name meant = named.get(name.last().text().toLowerCase(Locale.ROOT));
    if (meant == null) {
      items.block(ActionCode.EXCEPTION_CODE, place, name);
      return "45000";
    }
    String word = meant.last().text();
    return word.startsWith("SQLSTATE ")
        ? word.substring("SQLSTATE '".length(), word.length() - 1)
        : "45000";
  }

  /** The number of the source's error for the SQLSTATE at hand; 1105 of those without one. */
  static Expression number(Place place) {
    List<Expression.When> whens = new ArrayList<>();
    new TreeMap<>(NUMBER_OF_STATE)
        .forEach(
            (state, number) ->
                whens.add(new Expression.When(Sql.string(state), Sql.number(number), Place.NONE)));
    return new Expression.Case(
        Optional.of(Sql.reference("SQLSTATE")),
        List.copyOf(whens),
        Optional.of(Sql.number("1105")),
        place);
  }
}
