package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.jspecify.annotations.Nullable;

/** Functions of MySQL and MariaDB; one without a rule is an action item. */
final class MySqlFunctions {
  /** Those that mean the same on PostgreSQL. */
  private static final Set<String> SAME =
      Set.of(
          "ABS",
          "ACOS",
          "ASCII",
          "ASIN",
          "ATAN",
          "ATAN2",
          "AVG",
          "BIT_AND",
          "BIT_OR",
          "BIT_XOR",
          "BIT_LENGTH",
          "CEILING",
          "CHAR_LENGTH",
          "CHARACTER_LENGTH",
          "COALESCE",
          "COS",
          "COT",
          "COUNT",
          "CUME_DIST",
          "DEGREES",
          "DENSE_RANK",
          "EXP",
          "FIRST_VALUE",
          "FLOOR",
          "GROUPING",
          "LAG",
          "LAST_VALUE",
          "LEAD",
          "LN",
          "LOWER",
          "LPAD",
          "LTRIM",
          "MAX",
          "MD5",
          "MIN",
          "NTH_VALUE",
          "NTILE",
          "NULLIF",
          "OCTET_LENGTH",
          "PERCENT_RANK",
          "PI",
          "RADIANS",
          "RANK",
          "REPEAT",
          "REPLACE",
          "REVERSE",
          "ROLLUP",
          "ROW_NUMBER",
          "RPAD",
          "RTRIM",
          "SIGN",
          "SIN",
          "SQRT",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "SUM",
          "TAN",
          "UPPER",
          "VAR_POP",
          "VAR_SAMP",
          "ANY_VALUE");

  private final Items items;
  private final Kinds kinds;
  private final MySqlDates dates;
  private final MySqlDays ofDays;
  private final UnaryOperator<Expression> condition;

  MySqlFunctions(Items items, Kinds kinds, MySqlDates dates, UnaryOperator<Expression> condition) {
    this.items = items;
    this.kinds = kinds;
    this.dates = dates;
    this.ofDays = new MySqlDays(items, kinds, dates);
    this.condition = condition;
  }

  /** The value as text, which || and patterns want. */
  Expression text(Expression value) {
    return kinds.of(value) == Kind.TEXT || Sql.isNull(value)
        ? value
        : Sql.cast(value.place(), value, Sql.type("CLOB"));
  }

  private Expression number(Expression value) {
    return kinds.of(value) == Kind.BOOLEAN
        ? Sql.cast(value.place(), value, Sql.type("INTEGER"))
        : value;
  }

  /** The call, whose arguments are standard already. */
  Expression converted(Expression.Call call) {
    String name = call.function().last().text().toUpperCase(Locale.ROOT);
    if (name.equals("GROUP_CONCAT")) {
      return call; // the aggregate around it knows its separator
    }
    List<Expression> all = new ArrayList<>();
    for (int at = 0; at < call.arguments().size(); at++) {
      Expression value = call.arguments().get(at).value();
      boolean isCondition = at == 0 && (name.equals("IF") || name.equals("COUNT"));
      all.add(isCondition || name.equals("XOR") ? value : number(value));
    }
    Place place = call.place();
    if (all.isEmpty()) {
      return withoutArguments(name, call);
    }
    Expression first = all.getFirst();
    Optional<Expression> ofTwo =
        all.size() == 2 ? ofTwo(name, first, all.getLast(), place) : Optional.empty();
    return ofTwo
        .or(() -> ofDays.converted(name, all, place))
        .or(() -> ofAny(name, all, place))
        .orElseGet(() -> other(call, name, all));
  }

  private Expression other(Expression.Call call, String name, List<Expression> all) {
    if (!SAME.contains(name) || call.function().parts().size() > 1) {
      items.block(ActionCode.FUNCTION, call.place(), call.function());
    }
    return Sql.call(call.place(), name, all);
  }

  private Expression withoutArguments(String name, Expression.Call call) {
    Place place = call.place();
    return switch (name) {
      case "NOW", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP", "SYSDATE" ->
          Sql.call(place, "LOCALTIMESTAMP", Sql.number("0"));
      case "CURDATE", "CURRENT_DATE" -> Sql.reference("CURRENT_DATE");
      case "CURTIME", "CURRENT_TIME" ->
          Sql.cast(place, Sql.call(Place.NONE, "LOCALTIME", Sql.number("0")), Sql.type("INTERVAL"));
      case "UTC_TIMESTAMP" ->
          Sql.operation(
              place,
              Operator.AT_TIME_ZONE,
              Sql.call(Place.NONE, "CURRENT_TIMESTAMP", Sql.number("0")),
              Sql.string("UTC"));
      case "UTC_DATE" ->
          Sql.cast(
              place,
              Sql.operation(
                  Place.NONE,
                  Operator.AT_TIME_ZONE,
                  Sql.reference("CURRENT_TIMESTAMP"),
                  Sql.string("UTC")),
              Sql.type("DATE"));
      case "UNIX_TIMESTAMP" -> MySqlDays.epoch(Sql.reference("CURRENT_TIMESTAMP"), place);
      case "RAND" -> Sql.call(place, "RANDOM", List.of());
      case "UUID" ->
          Sql.cast(place, Sql.call(Place.NONE, "GEN_RANDOM_UUID", List.of()), Sql.type("CLOB"));
      case "DATABASE", "SCHEMA" -> Sql.call(place, "CURRENT_SCHEMA", List.of());
      case "USER", "SESSION_USER", "SYSTEM_USER", "CURRENT_USER" ->
          Sql.cast(place, Sql.reference("CURRENT_USER"), Sql.type("CLOB"));
      case "LAST_INSERT_ID" -> Sql.call(place, "LASTVAL", List.of());
      case "CONNECTION_ID" -> Sql.call(place, "PG_BACKEND_PID", List.of());
      case "VERSION" -> Sql.call(place, "VERSION", List.of());
      default -> other(call, name, List.of());
    };
  }

  private Optional<Expression> ofTwo(String name, Expression one, Expression two, Place place) {
    return Optional.ofNullable(
        switch (name) {
          case "DIV" ->
              whole(Sql.call(place, "DIV", numeric(one), Sql.unlessZero(numeric(two))), place);
          case "MOD" -> Sql.call(place, "MOD", one, Sql.unlessZero(two));
          case "POW", "POWER" -> Sql.call(place, "POWER", one, two);
          case "XOR" ->
              Sql.operation(place, Operator.NOT_EQUAL, condition.apply(one), condition.apply(two));
          case "LEFT" -> Sql.call(place, "LEFT", text(one), two);
          case "RIGHT" -> Sql.call(place, "RIGHT", text(one), two);
          case "INSTR" -> Sql.call(place, "STRPOS", text(one), text(two));
          case "LOCATE" -> Sql.call(place, "STRPOS", text(two), text(one));
          case "ROUND" -> Sql.call(place, "ROUND", exact(one), two);
          case "TRUNCATE" -> Sql.call(place, "TRUNC", exact(one), two);
          case "DATE_FORMAT" ->
              dates
                  .mask(two)
                  .<Expression>map(mask -> Sql.call(place, "TO_CHAR", ofDays.moment(one), mask))
                  .orElse(one);
          case "STR_TO_DATE" -> ofDays.parsed(one, two, place);
          case "DATE_ADD", "ADDDATE" -> ofDays.added(Operator.ADD, one, two, place);
          case "DATE_SUB", "SUBDATE" -> ofDays.added(Operator.SUBTRACT, one, two, place);
          case "DATEDIFF" ->
              Sql.operation(
                  place, Operator.SUBTRACT, dates.day(one, Place.NONE), dates.day(two, Place.NONE));
          case "FORMAT" -> grouped(one, two, place);
          case "TIMEDIFF" -> difference(one, two, place);
          case "LOG" ->
              Sql.operation(
                  place,
                  Operator.DIVIDE,
                  Sql.call(Place.NONE, "LN", two),
                  Sql.call(Place.NONE, "LN", one));
          case "JSON_EXTRACT" -> json(one, two, place);
          case "SET_USER_VARIABLE" -> ofSession(one, two, place);
          default -> null;
        });
  }

  /** The setting of a session that stands for one of its variables. */
  static String setting(String variable) {
    return "mysql." + variable.toLowerCase(Locale.ROOT).replaceAll("\\W", "");
  }

  private Expression ofSession(Expression variable, Expression value, Place place) {
    String name = Sql.text(variable).orElseThrow();
    items.add(ActionCode.USER_VARIABLE, Place.NONE, name, setting(name));
    return Sql.call(
        place, "SET_CONFIG", Sql.string(setting(name)), text(value), Sql.truth(false, Place.NONE));
  }

  /** {@code 1,234.50}; null where the number of digits isn't known. */
  private static @Nullable Expression grouped(Expression number, Expression digits, Place place) {
    Optional<String> count = Sql.digits(digits).filter(it -> it.matches("\\d"));
    if (count.isEmpty()) {
      return null;
    }
    int zeros = Integer.parseInt(count.get());
    String mask = "FM" + "999,".repeat(6) + "990" + (zeros == 0 ? "" : "." + "0".repeat(zeros));
    return Sql.call(
        place, "TO_CHAR", Sql.call(Place.NONE, "ROUND", numeric(number), digits), Sql.string(mask));
  }

  /** Of two times of day, or of two moments. */
  private Expression difference(Expression one, Expression two, Place place) {
    boolean areTimes = kinds.of(one) == Kind.TIME && kinds.of(two) == Kind.TIME;
    return areTimes
        ? Sql.operation(place, Operator.SUBTRACT, one, two)
        : Sql.operation(place, Operator.SUBTRACT, ofDays.moment(one), ofDays.moment(two));
  }

  private static Expression numeric(Expression value) {
    return Sql.cast(Place.NONE, value, Sql.type("NUMERIC"));
  }

  /** With digits only exact numbers are rounded by the target. */
  private Expression exact(Expression value) {
    Kind kind = kinds.of(value);
    return kind == Kind.EXACT || kind == Kind.WHOLE ? value : numeric(value);
  }

  private static Expression whole(Expression value, Place place) {
    return Sql.cast(place, value, Sql.type("BIGINT"));
  }

  /** A path of plain keys: {@code '$.a.b'} is {@code '{a,b}'}. */
  private Expression json(Expression document, Expression path, Place place) {
    Optional<String> keys =
        Sql.text(path).filter(it -> it.matches("\\$(\\.[A-Za-z_][A-Za-z0-9_]*|\\[\\d+\\])+"));
    if (keys.isEmpty()) {
      items.block(ActionCode.NO_RULE, place, "this path of JSON_EXTRACT");
      return document;
    }
    String list =
        keys.get().substring(1).replaceAll("\\[(\\d+)\\]", ".$1").substring(1).replace('.', ',');
    Expression value = document;
    for (String key : list.split(",", -1)) {
      Expression at = key.matches("\\d+") ? Sql.number(key) : Sql.string(key);
      value = Sql.operation(place, Operator.JSON_VALUE, value, at);
    }
    return value;
  }

  private Optional<Expression> ofAny(String name, List<Expression> all, Place place) {
    Expression first = all.getFirst();
    return Optional.ofNullable(
        switch (name) {
          case "IF" -> all.size() == 3 ? choice(all, place) : null;
          case "IFNULL", "NVL", "COALESCE" -> Sql.call(place, "COALESCE", ofOneKind(all));
          case "ISNULL" -> new Expression.Is(first, "NULL", place);
          case "CONCAT" -> concatenated(all, place);
          case "CONCAT_WS" -> Sql.call(place, "CONCAT_WS", all);
          case "SUBSTR", "SUBSTRING", "MID" -> substring(all, place);
          case "SUBSTRING_INDEX" -> substringIndex(all, place);
          case "LCASE" -> Sql.call(place, "LOWER", text(first));
          case "UCASE" -> Sql.call(place, "UPPER", text(first));
          case "LOWER", "UPPER", "REPLACE", "REVERSE", "REPEAT", "LPAD", "RPAD" -> {
            List<Expression> texts = new ArrayList<>(all);
            texts.set(0, text(first));
            yield Sql.call(place, name, texts);
          }
          case "TRIM" -> Sql.call(place, "BTRIM", text(first));
          case "LENGTH" -> Sql.call(place, "OCTET_LENGTH", bytesOrText(first));
          case "CHAR_LENGTH", "CHARACTER_LENGTH" -> Sql.call(place, "CHAR_LENGTH", text(first));
          case "SLEEP" -> slept(first, place);
          case "SPACE" -> Sql.call(place, "REPEAT", Sql.string(" "), first);
          case "HEX" ->
              kinds.of(first).isNumber()
                  ? Sql.call(place, "UPPER", Sql.call(Place.NONE, "TO_HEX", first))
                  : null;
          case "CEIL" -> Sql.call(place, "CEILING", first);
          case "ROUND" -> Sql.call(place, "ROUND", exact(first));
          case "LOG" -> Sql.call(place, "LN", first);
          case "LOG10" -> Sql.call(place, "LOG", first);
          case "LOG2" -> Sql.call(place, "LOG", Sql.number("2"), numeric(first));
          case "RAND" -> Sql.call(place, "RANDOM", List.of());
          case "GREATEST", "LEAST" -> extreme(name, all, place);
          case "FIELD" -> field(all, place);
          case "FIND_IN_SET" ->
              Sql.call(
                  place,
                  "COALESCE",
                  Sql.call(
                      Place.NONE,
                      "ARRAY_POSITION",
                      Sql.call(Place.NONE, "STRING_TO_ARRAY", all.getLast(), Sql.string(",")),
                      text(first)),
                  Sql.number("0"));
          case "ELT" -> elt(all, place);
          case "STD", "STDDEV" -> Sql.call(place, "STDDEV_POP", first);
          case "VARIANCE" -> Sql.call(place, "VAR_POP", first);
          case "JSON_ARRAYAGG" -> Sql.call(place, "JSONB_AGG", first);
          case "JSON_OBJECTAGG" -> Sql.call(place, "JSONB_OBJECT_AGG", all);
          case "JSON_OBJECT" -> Sql.call(place, "JSONB_BUILD_OBJECT", all);
          case "JSON_ARRAY" -> Sql.call(place, "JSONB_BUILD_ARRAY", all);
          case "JSON_UNQUOTE" ->
              first instanceof Expression.Operation(var operator, var operands, var at)
                      && operator == Operator.JSON_VALUE
                  ? new Expression.Operation(Operator.JSON_TEXT, operands, at)
                  : null;
          case "ROW" -> new Expression.Row(all, place);
          case "POSITION" ->
              first instanceof Expression.In(var part, var whole, _)
                  ? Sql.call(place, "STRPOS", text(whole), text(part))
                  : null;
          default -> null;
        });
  }

  /** Of numbers and texts all are texts; a variable of the session is a number beside one. */
  private List<Expression> ofOneKind(List<Expression> all) {
    boolean hasNumber = all.stream().anyMatch(it -> kinds.of(it).isNumber());
    boolean hasText = all.stream().anyMatch(it -> kinds.of(it) == Kind.TEXT && !Sql.isSetting(it));
    if (!hasNumber) {
      return all;
    }
    return all.stream()
        .map(
            it ->
                hasText && kinds.of(it).isNumber()
                    ? text(it)
                    : !hasText && Sql.isSetting(it) ? numeric(it) : it)
        .toList();
  }

  /** {@code (SELECT 0 FROM pg_sleep(n))}: the function itself gives nothing. */
  private static Expression slept(Expression seconds, Place place) {
    FromItem sleep =
        new FromItem.Function(
            Sql.call(Place.NONE, "PG_SLEEP", seconds), false, Optional.empty(), Place.NONE);
    Query.Select select =
        MySqlUpserts.select(
            List.of(new Query.Item(Sql.number("0"), Optional.empty(), Place.NONE)),
            List.of(sleep),
            Optional.empty());
    return new Expression.Subquery(Query.of(select), place);
  }

  private Expression bytesOrText(Expression value) {
    return kinds.of(value) == Kind.BYTES ? value : text(value);
  }

  private Expression choice(List<Expression> all, Place place) {
    return new Expression.Case(
        Optional.empty(),
        List.of(new Expression.When(condition.apply(all.getFirst()), all.get(1), Place.NONE)),
        Optional.of(all.getLast()),
        place);
  }

  /** NULL in any part makes all of it NULL, as || has it. */
  Expression concatenated(List<Expression> all, Place place) {
    return all.size() == 1
        ? text(all.getFirst())
        : new Expression.Operation(Operator.CONCAT, all.stream().map(this::text).toList(), place);
  }

  /** From a negative place on is from the end. */
  private Expression substring(List<Expression> all, Place place) {
    Expression text = text(all.getFirst());
    Optional<String> from = Sql.digits(all.get(1));
    if (from.isPresent()) {
      List<Expression> arguments = new ArrayList<>(all);
      arguments.set(0, text);
      return from.get().matches("0+") ? Sql.string("") : Sql.call(place, "SUBSTR", arguments);
    }
    boolean isNegative =
        all.get(1) instanceof Expression.Operation(var operator, var operands, _)
            && operator == Operator.NEGATE
            && Sql.digits(operands.getFirst()).isPresent();
    if (isNegative) {
      Expression count = ((Expression.Operation) all.get(1)).operands().getFirst();
      Expression end = Sql.call(Place.NONE, "RIGHT", text, count);
      return all.size() == 2 ? end : Sql.call(place, "LEFT", end, all.get(2));
    }
    List<Expression> arguments = new ArrayList<>(all);
    arguments.set(0, text);
    return Sql.call(place, "SUBSTR", arguments);
  }

  private Expression substringIndex(List<Expression> all, Place place) {
    boolean isFirst = Sql.digits(all.getLast()).filter("1"::equals).isPresent();
    boolean isLast =
        all.getLast() instanceof Expression.Operation(var operator, var operands, _)
            && operator == Operator.NEGATE
            && Sql.digits(operands.getFirst()).filter("1"::equals).isPresent();
    if (!isFirst && !isLast) {
      items.block(ActionCode.NO_RULE, place, "SUBSTRING_INDEX of more than one part");
    }
    Expression part = isLast ? all.getLast() : Sql.number("1");
    return Sql.call(place, "SPLIT_PART", text(all.getFirst()), all.get(1), part);
  }

  /** NULL where any is NULL; the target passes over those. */
  private static Expression extreme(String name, List<Expression> all, Place place) {
    List<Expression> nulls = new ArrayList<>();
    all.stream()
        .filter(it -> !(it instanceof Expression.Literal))
        .forEach(it -> nulls.add(new Expression.Is(it, "NULL", Place.NONE)));
    if (all.stream().anyMatch(Sql::isNull)) {
      return Sql.none(place);
    }
    Expression call = Sql.call(place, name, all);
    if (nulls.isEmpty()) {
      return call;
    }
    Expression any =
        nulls.size() == 1
            ? nulls.getFirst()
            : new Expression.Operation(Operator.OR, List.copyOf(nulls), Place.NONE);
    return new Expression.Case(
        Optional.empty(),
        List.of(new Expression.When(any, Sql.none(Place.NONE), Place.NONE)),
        Optional.of(call),
        place);
  }

  private static Expression field(List<Expression> all, Place place) {
    List<Expression.When> whens = new ArrayList<>();
    for (int at = 1; at < all.size(); at++) {
      whens.add(new Expression.When(all.get(at), Sql.number(Integer.toString(at)), Place.NONE));
    }
    return new Expression.Case(
        Optional.of(all.getFirst()), List.copyOf(whens), Optional.of(Sql.number("0")), place);
  }

  private static Expression elt(List<Expression> all, Place place) {
    List<Expression.When> whens = new ArrayList<>();
    for (int at = 1; at < all.size(); at++) {
      whens.add(new Expression.When(Sql.number(Integer.toString(at)), all.get(at), Place.NONE));
    }
    return new Expression.Case(
        Optional.of(all.getFirst()), List.copyOf(whens), Optional.empty(), place);
  }

  /** EXTRACT, TRIM and SUBSTRING with words between their arguments. */
  Expression withWords(Expression.KeywordCall it) {
    List<Node> parts = it.parts();
    if (it.function().is("EXTRACT") && parts.size() == 3) {
      String unit = MySqlDays.unit((Expression) parts.getFirst());
      if (unit.contains("_") || unit.isEmpty()) {
        items.block(ActionCode.NO_RULE, it.place(), "EXTRACT of " + unit);
        return it;
      }
      return dates.field(unit, (Expression) parts.getLast(), it.place());
    }
    boolean isKnown = it.function().is("TRIM") || it.function().is("SUBSTRING");
    if (!isKnown) {
      items.block(ActionCode.FUNCTION, it.place(), it.function());
    }
    return it;
  }
}
