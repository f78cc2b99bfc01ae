package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.godwit.engine.mysql.StandardSql.Type;

/**
 * MySQL's functions in standard SQL ("Functions and Operators" of its manual). A function is here
 * only where target and source agree on every argument that the rule lets through.
 *
 * @param comparisons decides which texts may be compared
 */
record FunctionRules(Comparisons comparisons) {
  /** Units of time that both sides count alike. */
  static final Set<String> UNITS =
      Set.of("second", "minute", "hour", "day", "week", "month", "year");

  private static final Set<String> DAY_UNITS = Set.of("day", "week", "month", "year");

  StandardSql call(String function, List<StandardSql> arguments) {
    return switch (function) {
      case "concat" -> concat(arguments);
      case "ifnull", "coalesce" -> same(arguments, "COALESCE");
      case "nullif" -> nullIf(arguments);
      case "if" -> choose(arguments);
      case "lower", "lcase" -> text(arguments, "lower(%s)");
      case "upper", "ucase" -> text(arguments, "upper(%s)");
      case "trim" -> text(arguments, "btrim(%s)");
      case "ltrim" -> text(arguments, "ltrim(%s)");
      case "rtrim" -> text(arguments, "rtrim(%s)");
      case "reverse" -> text(arguments, "reverse(%s)");
      case "replace" -> texts(arguments, 3, "replace");
      case "left", "right" -> part(function, arguments);
      case "substr", "substring", "mid" -> substring(arguments);
      case "lpad", "rpad" -> pad(function, arguments);
      case "char_length", "character_length" ->
          StandardSql.of(Type.INTEGER, "char_length(" + one(arguments).asText().text() + ")");
      case "json_extract" -> {
        count(arguments, 2);
        yield JsonPaths.extract(arguments.get(0), pathOf(arguments.get(1)));
      }
      case "json_unquote" -> JsonPaths.unquote(one(arguments));
      case "abs", "floor", "ceiling", "ceil", "sign", "round", "truncate", "mod" ->
          number(function, arguments);
      case "greatest", "least" -> extreme(function, arguments);
      default -> time(function, arguments);
    };
  }

  private static StandardSql concat(List<StandardSql> arguments) {
    return StandardSql.of(
        Type.TEXT,
        "("
            + arguments.stream()
                .map(argument -> argument.asText().text())
                .collect(Collectors.joining(" || "))
            + ")");
  }

  private static StandardSql same(List<StandardSql> arguments, String function) {
    List<StandardSql> values = arguments.stream().map(StandardSql::asValue).toList();
    return StandardSql.of(
        common(values),
        function
            + "("
            + values.stream().map(StandardSql::text).collect(Collectors.joining(", "))
            + ")");
  }

  private StandardSql nullIf(List<StandardSql> arguments) {
    count(arguments, 2);
    StandardSql equal = comparisons.compare(arguments.get(0), "=", arguments.get(1));
    StandardSql value = arguments.get(0).asValue();
    return StandardSql.of(
        value.type(), "CASE WHEN " + equal.text() + " THEN NULL ELSE " + value.text() + " END");
  }

  private static StandardSql choose(List<StandardSql> arguments) {
    count(arguments, 3);
    return caseOf(
        List.of(arguments.get(0).asCondition()), List.of(arguments.get(1), arguments.get(2)));
  }

  /** One value more than conditions is the ELSE. */
  static StandardSql caseOf(List<StandardSql> conditions, List<StandardSql> results) {
    List<StandardSql> values = results.stream().map(StandardSql::asValue).toList();
    StringBuilder text = new StringBuilder("CASE");
    for (int i = 0; i < conditions.size(); i++) {
      text.append(" WHEN ").append(conditions.get(i).text());
      text.append(" THEN ").append(values.get(i).text());
    }
    if (values.size() > conditions.size()) {
      text.append(" ELSE ").append(values.getLast().text());
    }
    return StandardSql.of(common(values), text.append(" END").toString());
  }

  /** The type of alternatives: one kind, numbers widened, texts together. */
  private static Type common(List<StandardSql> values) {
    Set<Type> types = new HashSet<>();
    for (StandardSql value : values) {
      if (!value.is(Type.NULL)) {
        types.add(value.is(Type.LABEL) || value.is(Type.LITERAL) ? Type.TEXT : value.type());
      }
    }
    if (types.size() == 1) {
      return types.iterator().next();
    }
    if (Set.of(Type.INTEGER, Type.DECIMAL).equals(types)) {
      return Type.DECIMAL;
    }
    throw new Untranslatable();
  }

  private static StandardSql text(List<StandardSql> arguments, String form) {
    return StandardSql.of(Type.TEXT, form.formatted(one(arguments).asText().text()));
  }

  private static StandardSql texts(List<StandardSql> arguments, int expected, String function) {
    count(arguments, expected);
    return StandardSql.of(
        Type.TEXT,
        function
            + "("
            + arguments.stream()
                .map(argument -> argument.asText().text())
                .collect(Collectors.joining(", "))
            + ")");
  }

  /** A count below zero means something else to the target. */
  private static StandardSql part(String function, List<StandardSql> arguments) {
    count(arguments, 2);
    return StandardSql.of(
        Type.TEXT,
        "\"%s\"(%s, %s)"
            .formatted(function, arguments.get(0).asText().text(), constant(arguments.get(1))));
  }

  private static StandardSql substring(List<StandardSql> arguments) {
    if (arguments.size() < 2 || arguments.size() > 3 || constant(arguments.get(1)).equals("0")) {
      throw new Untranslatable();
    }
    String length = arguments.size() == 3 ? ", " + constant(arguments.get(2)) : "";
    return StandardSql.of(
        Type.TEXT,
        "substr(%s, %s%s)"
            .formatted(arguments.get(0).asText().text(), constant(arguments.get(1)), length));
  }

  private static StandardSql pad(String function, List<StandardSql> arguments) {
    count(arguments, 3);
    if (arguments.get(2).text().equals("''")) {
      throw new Untranslatable();
    }
    return StandardSql.of(
        Type.TEXT,
        "%s(%s, %s, %s)"
            .formatted(
                function,
                arguments.get(0).asText().text(),
                constant(arguments.get(1)),
                arguments.get(2).asText().text()));
  }

  private static StandardSql number(String function, List<StandardSql> arguments) {
    if (function.equals("mod")) {
      count(arguments, 2);
      return Arithmetic.calculate(arguments.get(0), "%", arguments.get(1));
    }
    StandardSql number = arguments.isEmpty() ? one(arguments) : arguments.getFirst().asWideNumber();
    boolean isExact = !number.is(Type.REAL);
    boolean hasDigits = arguments.size() == 2 && List.of("round", "truncate").contains(function);
    if ((!isExact && !function.equals("abs")) || (arguments.size() != 1 && !hasDigits)) {
      throw new Untranslatable();
    }
    String name =
        switch (function) {
          case "ceil" -> "ceiling";
          case "truncate" -> "trunc";
          default -> function;
        };
    String digits = hasDigits ? ", " + constant(arguments.get(1)) : "";
    if (number.is(Type.INTEGER) && !function.equals("abs")) {
      return wholeNumber(number, name, hasDigits);
    }
    Type type = hasDigits || function.equals("abs") ? number.type() : Type.DECIMAL;
    return StandardSql.of(type, name + "(" + number.text() + digits + ")");
  }

  /** Rounding leaves a whole number as it is. */
  private static StandardSql wholeNumber(StandardSql number, String name, boolean hasDigits) {
    return name.equals("sign") && !hasDigits
        ? StandardSql.of(Type.INTEGER, "CAST(sign(" + number.text() + ") AS integer)")
        : number;
  }

  /** MySQL gives NULL where any argument is, the target where all are. */
  private static StandardSql extreme(String function, List<StandardSql> arguments) {
    List<StandardSql> values = arguments.stream().map(StandardSql::asValue).toList();
    Type type = common(values);
    if (type == Type.TEXT || type == Type.OTHER || type == Type.JSON) {
      throw new Untranslatable();
    }
    List<String> nulls = new ArrayList<>();
    values.forEach(value -> nulls.add(value.text() + " IS NULL"));
    return StandardSql.of(
        type,
        "CASE WHEN "
            + String.join(" OR ", nulls)
            + " THEN NULL ELSE "
            + same(values, function).text()
            + " END");
  }

  private static StandardSql time(String function, List<StandardSql> arguments) {
    UnaryOperator<String> field =
        unit ->
            "CAST(EXTRACT(%s FROM %s) AS integer)"
                .formatted(unit, one(arguments).asDateOrTimestamp().text());
    return switch (function) {
      case "now", "current_timestamp", "localtime", "localtimestamp", "sysdate" ->
          StandardSql.of(
              Type.INSTANT,
              "CURRENT_TIMESTAMP(" + (arguments.isEmpty() ? "0" : constant(one(arguments))) + ")");
      case "curdate", "current_date" -> {
        count(arguments, 0);
        yield StandardSql.of(Type.DATE, "CURRENT_DATE");
      }
      case "uuid" -> {
        count(arguments, 0);
        yield StandardSql.of(Type.UUID, "gen_random_uuid()");
      }
      case "year", "month", "quarter" -> StandardSql.of(Type.INTEGER, field.apply(function));
      case "day", "dayofmonth" -> StandardSql.of(Type.INTEGER, field.apply("day"));
      case "dayofyear" -> StandardSql.of(Type.INTEGER, field.apply("doy"));
      case "dayofweek" -> StandardSql.of(Type.INTEGER, "(" + field.apply("dow") + " + 1)");
      case "weekday" -> StandardSql.of(Type.INTEGER, "(" + field.apply("isodow") + " - 1)");
      case "hour", "minute" -> timeOfDay(arguments, field.apply(function));
      case "date" -> Casts.to(one(arguments), "date");
      case "datediff" -> {
        count(arguments, 2);
        yield StandardSql.of(
            Type.INTEGER,
            "("
                + Casts.to(arguments.get(0), "date").text()
                + " - "
                + Casts.to(arguments.get(1), "date").text()
                + ")");
      }
      default -> throw new Untranslatable();
    };
  }

  private static StandardSql timeOfDay(List<StandardSql> arguments, String field) {
    if (!one(arguments).is(Type.TIMESTAMP)) {
      throw new Untranslatable();
    }
    return StandardSql.of(Type.INTEGER, field);
  }

  /** A date plus days is a date on the source, a timestamp on the target. */
  StandardSql addInterval(StandardSql moment, String operator, String interval) {
    StandardSql from = moment.asDateOrTimestamp();
    String sum = "(" + from.text() + " " + operator + " INTERVAL '" + interval + "')";
    String unit = interval.substring(interval.indexOf(' ') + 1);
    return from.is(Type.DATE) && DAY_UNITS.contains(unit)
        ? StandardSql.of(Type.DATE, "CAST(" + sum + " AS date)")
        : StandardSql.of(Type.TIMESTAMP, sum);
  }

  private static String pathOf(StandardSql literal) {
    if (!literal.is(Type.LITERAL)) {
      throw new Untranslatable();
    }
    String quoted = literal.text();
    return JsonPaths.toTarget(quoted.substring(1, quoted.length() - 1).replace("''", "'"));
  }

  private static String constant(StandardSql argument) {
    if (!argument.isConstant()) {
      throw new Untranslatable();
    }
    return argument.text();
  }

  private static StandardSql one(List<StandardSql> arguments) {
    count(arguments, 1);
    return arguments.getFirst();
  }

  private static void count(List<StandardSql> arguments, int expected) {
    if (arguments.size() != expected) {
      throw new Untranslatable();
    }
  }
}
