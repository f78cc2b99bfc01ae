package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Type;

/** Oracle's functions become standard ones, or others that give the same; see the cases. */
final class OracleFunctions {
  /** Functions that mean the same on both, and those that the rules here write. */
  private static final Set<String> KNOWN =
      Set.of(
          ("abs acos ascii asin atan atan2 avg ceil chr coalesce concat corr cos cosh count"
                  + " covar_pop covar_samp cume_dist currval date_trunc decode dense_rank encode exp"
                  + " first_value floor gen_random_uuid greatest grouping initcap json_agg json_build_array"
                  + " json_build_object json_object_agg json_strip_nulls lag last_value lead least length ln log lower"
                  + " lpad ltrim max min mod nextval ntile nullif percent_rank percentile_cont"
                  + " percentile_disc power rank regexp_count regexp_instr regexp_like regexp_replace"
                  + " regexp_substr replace right round row_number rpad rtrim sign sin sinh sqrt"
                  + " statement_timestamp stddev stddev_pop stddev_samp string_agg strpos substr sum"
                  + " tan tanh to_char to_number to_timestamp translate trunc upper uuid_send var_pop"
                  + " var_samp variance cube rollup current_setting set_config pg_sleep"
                  + " generate_series random left array trim reverse array_lower array_upper"
                  + " array_append array_agg cardinality row trim_array clock_timestamp int4send"
                  + " jsonb_extract_path jsonb_extract_path_text jsonb_exists jsonb_object_keys"
                  + " jsonb_populate_record to_jsonb byteacat octet_length int8and host"
                  + " inet_client_addr nth_value width_bucket degrees radians pi regr_slope"
                  + " regr_intercept regr_count quote_literal current_database pg_backend_pid"
                  + " generate_subscripts unnest convert_to convert_from jsonb_build_object"
                  + " array_remove timezone unistr trim_scale xmlagg xmlconcat xmlcomment")
              .split(" "));

  /** Parameters of functions that are called with their names, in PL/SQL. */
  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "REGEXP_SUBSTR",
          List.of("SRCSTR", "PATTERN", "POSITION", "OCCURRENCE", "MODIFIER", "SUBEXPRESSION"),
          "REGEXP_COUNT",
          List.of("SRCSTR", "PATTERN", "POSITION", "MODIFIER"),
          "REGEXP_INSTR",
          List.of(
              "SRCSTR",
              "PATTERN",
              "POSITION",
              "OCCURRENCE",
              "RETURNPARAM",
              "MODIFIER",
              "SUBEXPRESSION"),
          "REGEXP_REPLACE",
          List.of("SRCSTR", "PATTERN", "REPLACESTR", "POSITION", "WHICH", "MODIFIER"));

  /** What stands for parameters that aren't given. */
  private static final Map<String, Expression> LEFT_OUT =
      Map.of(
          "POSITION", Tree.number("1"),
          "OCCURRENCE", Tree.number("1"),
          "WHICH", Tree.number("0"),
          "RETURNPARAM", Tree.number("0"),
          "MODIFIER", Tree.string("c"));

  private static final String HEXADECIMAL = "(?i)(FM)?0*X+";
  private static final String NUMBER_MASK = "(?i)(FM)?([LS]?[09GDV.,]+(MI|PR|S)?|RN)";

  /** Masks that the pack writes by. */
  private static final String OTHER_NUMBER_MASK =
      "(?i)TM9?|(FM)?(\\$[09GD.,]+|[09GD.,]+\\$|9(\\.9+)?EEEE)";

  private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";

  private final Items items;
  private final Kinds kinds;
  private final Zones zones;
  private final Coercions coercions;
  private final TextFunctions text;
  private final DateUnits units;

  OracleFunctions(Items items, Kinds kinds, Zones zones, Coercions coercions) {
    this.items = items;
    this.units = new DateUnits(items, kinds);
    this.text = new TextFunctions(items, kinds, coercions);
    this.kinds = kinds;
    this.zones = zones;
    this.coercions = coercions;
  }

  /** Whether the target has a function of that name. */
  static boolean isKnown(Expression.Call call) {
    return call.function().parts().size() == 1
        && !call.function().last().isQuoted()
        && (call.function().is("GROUPING SETS")
            || KNOWN.contains(call.function().last().text().toLowerCase(Locale.ROOT)));
  }

  /** {@code STANDARD.f}, {@code SYS.STANDARD.f}: Oracle's own, whatever else has its name here. */
  static boolean isStandard(Name name) {
    List<Identifier> parts = name.parts();
    return name.link().isEmpty()
        && (parts.size() == 2 || (parts.size() == 3 && parts.getFirst().is("SYS")))
        && parts.get(parts.size() - 2).is("STANDARD");
  }

  /** The call without the package that it names. */
  static Expression.Call bare(Expression.Call call) {
    return new Expression.Call(Name.of(call.function().last()), call.arguments(), call.place());
  }

  /** What the call becomes; itself where both mean the same by it. */
  Expression converted(Expression.Call call) {
    boolean isNamed = call.arguments().stream().anyMatch(it -> it.key().isPresent());
    if (isNamed && call.function().parts().size() == 1) {
      Optional<Expression.Call> plain = positional(call);
      if (plain.isPresent()) {
        return converted(plain.get());
      }
    }
    if (call.function().parts().size() > 1 || call.function().last().isQuoted() || isNamed) {
      return call;
    }
    Place place = call.place();
    String name = call.function().last().text().toUpperCase(Locale.ROOT);
    List<Expression> all =
        zones.shown(name, call.arguments().stream().map(Expression.Argument::value).toList());
    if (name.equals("GROUPING_ID")) {
      return Tree.call(place, "GROUPING", all); // of any number of columns
    }
    if (name.equals("MAKE_REF") && all.size() > 1) {
      return RowReference.to(all, place, items);
    }
    return switch (name + "/" + all.size()) {
      case "NVL/2" -> Tree.call(place, "COALESCE", coercions.asFirst(all));
      case "NVL2/3" -> nvl2(place, all);
      case "LISTAGG/1", "LISTAGG/2" -> listagg(place, all);
      case "TO_CHAR/1", "TO_NCHAR/1" -> text(all.getFirst(), place);
      case "TO_CLOB/1", "TO_NCLOB/1" -> Tree.cast(place, all.getFirst(), Tree.type("CLOB"));
      case "TO_CHAR/2" -> masked(place, "TO_CHAR", all);
      case "TO_NUMBER/1" -> Tree.cast(place, all.getFirst(), Tree.type("NUMERIC"));
      case "TO_DATE/1", "TO_TIMESTAMP/1" -> {
        items.add(ActionCode.STRING_NUMBER, place, call.function());
        yield Tree.cast(place, all.getFirst(), type(call.function().is("TO_DATE")));
      }
      case "TO_DATE/2", "TO_TIMESTAMP/2" ->
          moment(all)
              .orElseGet(
                  () ->
                      Tree.cast(
                          place,
                          parsed(all).orElseGet(() -> masked(Place.NONE, "TO_TIMESTAMP", all)),
                          type(call.function().is("TO_DATE"))));
      case "TO_TIMESTAMP_TZ/2" -> masked(place, "TO_TIMESTAMP", all);
      case "TRUNC/1" ->
          kinds.isDate(all.getFirst())
              ? Tree.call(place, "DATE_TRUNC", Tree.string("day"), all.getFirst())
              : kinds.isTimestamp(all.getFirst())
                  ? DateUnits.truncated(all.getFirst(), "day", place)
                  : call;
      case "TRUNC/2" -> units.truncated(call, all);
      case "ROUND/1", "ROUND/2" -> units.rounded(call, all);
      case "ADD_MONTHS/2" ->
          PackCalls.call(
              place,
              "add_months",
              List.of(
                  kinds.is(all.get(0), ValueKind.ZONED)
                      ? DateUnits.truncated(all.get(0), "second", Place.NONE)
                      : all.get(0),
                  all.get(1)));
      case "NEW_TIME/3" -> PackCalls.call(place, "new_time", all);
      case "FROM_TZ/2" -> zones.fromZone(all.get(0), all.get(1), place);
      case "STDDEV/1", "VARIANCE/1" -> Aggregates.ofOne(call, place);
      case "MOD/2" -> OracleExpressions.modulo(all, place);
      case "MONTHS_BETWEEN/2" -> DateFunctions.monthsBetween(all.get(0), all.get(1), place);
      case "NEXT_DAY/2" -> DateFunctions.nextDay(all.get(0), all.get(1), place).orElse(call);
      case "TO_CHAR/3", "TO_DATE/3", "TO_TIMESTAMP/3", "TO_NUMBER/3" -> {
        items.add(ActionCode.NLS_PARAMETERS, all.get(2).place(), call.function());
        yield converted(
            new Expression.Call(call.function(), call.arguments().subList(0, 2), place));
      }
      case "TO_NUMBER/2" ->
          Tree.text(all.get(1)).filter(it -> it.matches(HEXADECIMAL)).isPresent()
              ? masked(place, "TO_NUMBER", coercions.texts(all))
              : PackCalls.call(place, "to_number", coercions.texts(all));
      case "NANVL/2" -> Doubles.orElse(all.get(0), all.get(1), place);
      case "TO_DSINTERVAL/1" -> Tree.cast(place, all.getFirst(), Tree.type("INTERVAL"));
      case "TO_BINARY_DOUBLE/1" -> Tree.cast(place, all.getFirst(), Tree.type("DOUBLE PRECISION"));
      case "TO_BINARY_FLOAT/1" -> Tree.cast(place, all.getFirst(), Tree.type("REAL"));
      case "LNNVL/1" ->
          Tree.operation(
              place, Operator.NOT, new Expression.Is(all.getFirst(), "TRUE", Place.NONE));
      case "MEDIAN/1" -> Aggregates.median(all.getFirst(), place);
      case "LAST_DAY/1" -> lastDay(place, all.getFirst());
      case "NUMTODSINTERVAL/2", "NUMTOYMINTERVAL/2" -> interval(call, all);
      case "SYS_GUID/0" -> Tree.call(place, "UUID_SEND", Tree.call(Place.NONE, "GEN_RANDOM_UUID"));
      case "RAWTOHEX/1" ->
          Tree.call(
              place, "UPPER", Tree.call(Place.NONE, "ENCODE", all.getFirst(), Tree.string("hex")));
      case "ROWIDTOCHAR/1", "ROWIDTONCHAR/1" -> Tree.cast(place, all.getFirst(), Tree.type("CLOB"));
      case "CHARTOROWID/1" -> Tree.cast(place, all.getFirst(), Tree.type("TID"));
      case "HEXTORAW/1" -> Coercions.raw(all.getFirst(), place);
      case "SYS_EXTRACT_UTC/1" ->
          Tree.call(
              place,
              "TIMEZONE",
              Tree.string("UTC"),
              Tree.cast(Place.NONE, all.getFirst(), Zones.zoned()));
      case "TZ_OFFSET/1", "SUBSTRB/2", "SUBSTRB/3", "INSTRB/2", "LENGTH2/1" ->
          PackCalls.call(place, name.toLowerCase(Locale.ROOT), all);
      case "LENGTH4/1", "SUBSTR4/2", "SUBSTR4/3", "INSTR4/2", "INSTR4/3", "INSTR4/4" ->
          converted(new Expression.Call(Name.of(name.replace("4", "")), call.arguments(), place));
      case "LENGTHC/1", "SUBSTRC/2", "SUBSTRC/3", "INSTRC/2", "INSTRC/3", "INSTRC/4" -> {
        items.add(ActionCode.COMPLETE_CHARACTERS, place, name);
        yield converted(
            new Expression.Call(
                Name.of(name.substring(0, name.length() - 1)), call.arguments(), place));
      }
      case "EMPTY_CLOB/0" -> Tree.string("");
      case "EMPTY_BLOB/0" -> Tree.cast(place, Tree.string(""), Tree.type("BLOB"));
      default -> text.converted(call, all).orElseGet(() -> others(call, all));
    };
  }

  /** Of a number or RAW it is the same in each session. */
  private Expression text(Expression value, Place place) {
    Expression text = coercions.text(value);
    boolean isPlain =
        kinds.is(value, ValueKind.WHOLE)
            || kinds.is(value, ValueKind.TEXT)
            || kinds.is(value, ValueKind.NUMBER)
            || kinds.is(value, ValueKind.RAW);
    if (!isPlain) {
      items.add(ActionCode.STRING_NUMBER, place, "TO_CHAR");
    }
    return kinds.is(text, ValueKind.TEXT) && !kinds.is(value, ValueKind.TEXT)
        ? text
        : Tree.cast(place, text, Tree.type("CLOB"));
  }

  /** The call without names of parameters; empty where it is none of those that are known. */
  private static Optional<Expression.Call> positional(Expression.Call call) {
    List<String> names = PARAMETERS.get(call.function().last().text().toUpperCase(Locale.ROOT));
    if (names == null) {
      return Optional.empty();
    }
    Expression[] all = new Expression[names.size()];
    int last = 0;
    for (int at = 0; at < call.arguments().size(); at++) {
      Expression.Argument argument = call.arguments().get(at);
      int to =
          argument.key().orElse(null) instanceof Expression.Reference(var key, _)
              ? parameter(names, key.last().text().toUpperCase(Locale.ROOT))
              : at;
      if (to < 0 || to >= all.length) {
        return Optional.empty();
      }
      all[to] = argument.value();
      last = Math.max(last, to);
    }
    List<Expression.Argument> plain = new ArrayList<>();
    for (int at = 0; at <= last; at++) {
      Expression left = LEFT_OUT.getOrDefault(names.get(at), Tree.none(Place.NONE));
      plain.add(
          new Expression.Argument(Optional.empty(), all[at] == null ? left : all[at], Place.NONE));
    }
    return Optional.of(new Expression.Call(call.function(), List.copyOf(plain), call.place()));
  }

  /** Which one it is; the one match that is replaced is all of them unless it is said. */
  private static int parameter(List<String> names, String name) {
    return names.indexOf(name.equals("OCCURRENCE") && names.contains("WHICH") ? "WHICH" : name);
  }

  private Expression others(Expression.Call call, List<Expression> all) {
    if (call.function().is("DECODE")) {
      return decode(call.place(), all);
    }
    if (call.function().is("BIN_TO_NUM") && !all.isEmpty()) {
      return all.stream()
          .reduce(
              (high, bit) ->
                  Tree.operation(
                      call.place(),
                      Operator.ADD,
                      Tree.operation(Place.NONE, Operator.MULTIPLY, high, Tree.number("2")),
                      bit))
          .orElseThrow();
    }
    return call.function().is("GREATEST") || call.function().is("LEAST") ? strict(call, all) : call;
  }

  /** Oracle's is NULL where one of them is, PostgreSQL's passes over it. */
  private Expression strict(Expression.Call call, List<Expression> all) {
    List<Expression> open =
        all.stream().filter(it -> !(it instanceof Literal) || Tree.isNullLiteral(it)).toList();
    if (open.isEmpty() || open.stream().anyMatch(it -> !isShort(it))) {
      items.add(
          call.function().is("GREATEST") ? ActionCode.GREATEST : ActionCode.LEAST, call.place());
      return call;
    }
    List<Expression> tests = open.stream().map(Tree::isNull).toList();
    Expression test =
        tests.size() == 1
            ? tests.getFirst()
            : new Expression.Operation(Operator.OR, tests, Place.NONE);
    return new Expression.Case(
        Optional.empty(),
        List.of(new Expression.When(test, Tree.none(Place.NONE), Place.NONE)),
        Optional.of(call),
        call.place());
  }

  /** Whether it may be computed twice. */
  private static boolean isShort(Expression value) {
    return value instanceof Expression.Reference || value instanceof Literal;
  }

  /** NVL2(a, b, c) becomes CASE WHEN a IS NOT NULL THEN b ELSE c END. */
  private static Expression nvl2(Place place, List<Expression> all) {
    Expression isNotNull = Tree.operation(Place.NONE, Operator.NOT, Tree.isNull(all.get(0)));
    return new Expression.Case(
        Optional.empty(),
        List.of(new Expression.When(isNotNull, all.get(1), Place.NONE)),
        Optional.of(all.get(2)),
        place);
  }

  /** DECODE(a, b, c, d) becomes CASE a WHEN b THEN c ELSE d END; NULL is equal to NULL for it. */
  private static Expression decode(Place place, List<Expression> all) {
    boolean isPlain = true;
    for (int at = 1; at + 1 < all.size(); at += 2) {
      isPlain &= all.get(at) instanceof Literal && !Tree.isNullLiteral(all.get(at));
    }
    List<Expression.When> whens = new ArrayList<>();
    for (int at = 1; at + 1 < all.size(); at += 2) {
      Expression condition = isPlain ? all.get(at) : equal(all.getFirst(), all.get(at));
      whens.add(new Expression.When(condition, all.get(at + 1), Place.NONE));
    }
    Optional<Expression> otherwise =
        all.size() % 2 == 0 ? Optional.of(all.getLast()) : Optional.empty();
    Optional<Expression> operand = isPlain ? Optional.of(all.getFirst()) : Optional.empty();
    return new Expression.Case(operand, List.copyOf(whens), otherwise, place);
  }

  private static Expression equal(Expression one, Expression other) {
    if (Tree.isNullLiteral(other)) {
      return Tree.isNull(one);
    }
    Expression same = Tree.operation(Place.NONE, Operator.EQUAL, one, other);
    if (other instanceof Literal) {
      return same;
    }
    Expression bothNull =
        Tree.operation(Place.NONE, Operator.AND, Tree.isNull(one), Tree.isNull(other));
    return Tree.operation(Place.NONE, Operator.OR, same, bothNull);
  }

  /** To the target, '' and NULL differ: what was '' is NULL in the tree already. */
  private static Expression orEmpty(Expression value) {
    return Tree.isNullLiteral(value) ? Tree.string("") : value;
  }

  /** Its WITHIN GROUP goes inside, see {@link OracleExpressions}. */
  static Expression listagg(Place place, List<Expression> all) {
    Expression separator = all.size() == 1 ? Tree.string("") : orEmpty(all.get(1));
    Expression value = Tree.cast(Place.NONE, all.getFirst(), Tree.type("CLOB"));
    return Tree.call(place, "STRING_AGG", value, separator);
  }

  private static Type type(boolean isDate) {
    return isDate ? Tree.type("TIMESTAMP", "0") : Tree.type("TIMESTAMP", "6");
  }

  private Expression masked(Place place, String function, List<Expression> all) {
    Optional<String> mask = Tree.text(all.get(1));
    if (mask.isEmpty()) {
      items.add(ActionCode.MASK, all.get(1).place(), "that is no literal");
      return Tree.call(place, function, all);
    }
    if (mask.get().matches(HEXADECIMAL) && !function.equals("TO_TIMESTAMP")) {
      return PackCalls.call(
          place, function.equals("TO_CHAR") ? "to_char_hex" : "to_number_hex", all);
    }
    if (mask.get().matches(OTHER_NUMBER_MASK) && function.equals("TO_CHAR")) {
      return mask.get().toUpperCase(Locale.ROOT).startsWith("TM")
          ? PackCalls.call(
              place,
              "text_of",
              List.of(
                  kinds.isNumber(all.getFirst())
                      ? all.getFirst()
                      : Tree.cast(Place.NONE, all.getFirst(), Tree.type("NUMERIC"))))
          : PackCalls.call(place, "to_char_number", all);
    }
    Optional<String> converted =
        mask.get().matches(NUMBER_MASK) ? mask : DateMask.converted(mask.get());
    if (converted.isEmpty()) {
      items.block(ActionCode.MASK, all.get(1).place(), mask.get());
      return Tree.call(place, function, all);
    }
    return Tree.call(place, function, all.getFirst(), Tree.string(converted.get()));
  }

  /** By the pack's function, which takes only what has the form; empty for masks it can't read. */
  private static Optional<Expression> parsed(List<Expression> all) {
    Optional<String> mask = Tree.text(all.get(1));
    Optional<String> converted = mask.flatMap(DateMask::converted);
    Optional<String> pattern = mask.flatMap(DateMask::pattern);
    return converted.isEmpty() || pattern.isEmpty()
        ? Optional.empty()
        : Optional.of(
            PackCalls.call(
                all.getFirst().place(),
                "to_moment",
                List.of(
                    all.getFirst(),
                    Tree.string(converted.get()),
                    Tree.string(pattern.get()),
                    Tree.string(DateMask.century(mask.get())))));
  }

  /** TO_DATE('2020-01-31', 'YYYY-MM-DD') becomes TIMESTAMP '2020-01-31 00:00:00'. */
  private static Optional<Expression> moment(List<Expression> all) {
    String text = Tree.text(all.get(0)).orElse("").strip();
    String mask = Tree.text(all.get(1)).orElse("").toUpperCase(Locale.ROOT).replace("RRRR", "YYYY");
    boolean isDay = mask.matches("S?YYYY-MM-DD") && text.matches(DAY);
    boolean isMoment =
        mask.matches("S?YYYY-MM-DD HH24:MI:SS") && text.matches(DAY + " \\d{2}:\\d{2}:\\d{2}");
    return isDay || isMoment
        ? Optional.of(
            new Literal(
                LiteralKind.TIMESTAMP, isDay ? text + " 00:00:00" : text, all.getFirst().place()))
        : Optional.empty();
  }

  /** {@code value + count * INTERVAL '1' unit}. */
  static Expression plus(Place place, Expression value, Expression count, String unit) {
    return Tree.operation(place, Operator.ADD, value, times(count, unit));
  }

  /** {@code count * INTERVAL '1' unit}. */
  static Expression times(Expression count, String unit) {
    return Tree.operation(Place.NONE, Operator.MULTIPLY, count, Tree.one(unit));
  }

  /** The time of day stays. */
  private static Expression lastDay(Place place, Expression day) {
    Expression first = Tree.call(Place.NONE, "DATE_TRUNC", Tree.string("month"), day);
    Expression next = Tree.operation(Place.NONE, Operator.ADD, first, Tree.one("MONTH"));
    Expression last = Tree.operation(Place.NONE, Operator.SUBTRACT, next, Tree.one("DAY"));
    Expression start = Tree.call(Place.NONE, "DATE_TRUNC", Tree.string("day"), day);
    return Tree.operation(
        place, Operator.ADD, day, Tree.operation(Place.NONE, Operator.SUBTRACT, last, start));
  }

  private Expression interval(Expression.Call call, List<Expression> all) {
    String unit = Tree.text(all.get(1)).orElse("").toUpperCase(Locale.ROOT);
    if (!Set.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND").contains(unit)) {
      items.block(ActionCode.FUNCTION, call.place(), call.function());
      return call;
    }
    return times(all.getFirst(), unit);
  }
}
