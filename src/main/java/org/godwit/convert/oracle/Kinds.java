package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ExtensionPack;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Query;
import org.godwit.sql.Routine;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * Tells what kind of value a standard expression has, as far as declarations, columns' names and
 * functions say it.
 */
final class Kinds {
  private static final int ANCHORS_MAX = 10;

  private static final Set<String> TEXTS =
      Set.of(
          ("concat upper lower lpad rpad ltrim rtrim trim replace translate to_char chr initcap"
                  + " string_agg regexp_replace regexp_substr encode left right reverse quote_literal"
                  + " listagg to_clob to_nchar rawtohex nls_upper nls_lower nls_initcap soundex"
                  + " sys_context dump substrb substr4 substrc tz_offset")
              .split(" "));

  private static final Set<String> WHOLES =
      Set.of(
          ("int8and bitand count length strpos row_number rank dense_rank ascii regexp_count regexp_instr ceil floor"
                  + " sign cardinality octet_length array_upper array_lower ntile"
                  + " instr lengthb vsize length2 length4 lengthc instrb bin_to_num")
              .split(" "));

  private static final Set<String> BYTES =
      Set.of("uuid_send", "convert_to", "int4send", "byteacat", "decode");

  /** Functions that give one of their arguments. */
  private static final Set<String> CHOICES =
      Set.of(
          ("coalesce nullif greatest least max min sum lag lead first_value last_value nth_value abs"
                  + " nvl median")
              .split(" "));

  private static final Set<String> FRACTIONS = Set.of("SECOND", "EPOCH");

  private final CodeScope scope;
  private final ColumnKinds columns;

  /** At a place. */
  Kinds(CodeScope scope, ColumnKinds columns) {
    this.scope = scope;
    this.columns = columns;
  }

  /** Whether it is a DATE of Oracle's, to which days are added, and which less another is days. */
  boolean isDate(Expression expression) {
    return is(expression, ValueKind.DATE);
  }

  /** Whether it is a timestamp, with a time zone or without. */
  boolean isTimestamp(Expression expression) {
    return is(expression, ValueKind.TIMESTAMP) || is(expression, ValueKind.ZONED);
  }

  boolean isNumber(Expression expression) {
    return is(expression, ValueKind.NUMBER) || is(expression, ValueKind.WHOLE);
  }

  boolean isInterval(Expression expression) {
    return is(expression, ValueKind.INTERVAL)
        || (expression instanceof Expression.Operation(_, var operands, _)
            && !isDate(expression)
            && !isTimestamp(expression)
            && operands.stream().anyMatch(this::isInterval));
  }

  boolean is(Expression expression, ValueKind kind) {
    return of(expression).filter(it -> it == kind).isPresent();
  }

  /** The kind; empty where nothing says it. */
  Optional<ValueKind> of(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> ofLiteral(literal);
      case Expression.Interval _ -> Optional.of(ValueKind.INTERVAL);
      case Expression.Cast(_, var type, _) -> ValueKind.of(type);
      case Expression.Reference(var name, _) -> ofName(name);
      case Expression.Element _, Expression.Member _ ->
          scope.types().of(expression).flatMap(it -> of(it, 0));
      case Expression.Row(var all, _) when all.size() == 1 -> of(all.getFirst());
      case Expression.Call call -> ofCall(call);
      case Expression.Aggregate it -> of(it.call());
      case Expression.KeywordCall(var function, var parts, _) ->
          function.is("TRIM")
              ? Optional.of(ValueKind.TEXT)
              : function.is("EXTRACT")
                  ? Optional.of(
                      FRACTIONS.contains(Zones.field(parts.getFirst()))
                          ? ValueKind.NUMBER
                          : ValueKind.WHOLE)
                  : Optional.empty();
      case Expression.Case(_, var whens, var otherwise, _) ->
          whens.stream()
              .map(it -> of(it.value()))
              .flatMap(Optional::stream)
              .findFirst()
              .or(() -> otherwise.flatMap(this::of));
      case Expression.Subquery(var query, _)
          when query.body() instanceof Query.Select select && select.items().size() == 1 ->
          of(select.items().getFirst().value());
      case Expression.Operation(var operator, var operands, _) -> ofOperation(operator, operands);
      default -> Optional.empty();
    };
  }

  /** A timestamp of the source has a point in its literal, see {@link OracleExpressions}. */
  private static Optional<ValueKind> ofLiteral(Expression.Literal literal) {
    return switch (literal.kind()) {
      case STRING, NATIONAL_STRING -> Optional.of(ValueKind.TEXT);
      case NUMBER ->
          Optional.of(
              literal.text().chars().allMatch(Character::isDigit)
                  ? ValueKind.WHOLE
                  : ValueKind.NUMBER);
      case DATE, TIMESTAMP ->
          Optional.of(literal.text().indexOf('.') < 0 ? ValueKind.DATE : ValueKind.TIMESTAMP);
      case TRUE, FALSE -> Optional.of(ValueKind.BOOLEAN);
      case NULL, DEFAULT -> Optional.empty();
    };
  }

  private Optional<ValueKind> ofName(Name name) {
    if (name.parts().size() == 1 && scope.local(name).orElse(null) instanceof Code.ForRange) {
      return Optional.of(ValueKind.WHOLE);
    }
    Optional<ValueKind> declared = scope.types().of(name).flatMap(it -> of(it, 0));
    boolean isLocal = name.parts().size() == 1 && scope.local(name).isPresent();
    return declared.isPresent() || isLocal ? declared : ofColumn(name);
  }

  /** Whether it is the variable of a loop that begins with a whole number above zero. */
  boolean countsFromOne(Name name) {
    return name.parts().size() == 1
        && scope.local(name).orElse(null) instanceof Code.ForRange range
        && range.low() instanceof Expression.Literal(var kind, var text, _)
        && kind == LiteralKind.NUMBER
        && text.matches("[1-9]\\d*");
  }

  /** Of a column of that name. */
  Optional<ValueKind> ofColumn(Name name) {
    return columns.of(name).or(() -> ofWord(name));
  }

  /** What is written without parentheses, where no rule has looked at it yet. */
  private static Optional<ValueKind> ofWord(Name name) {
    boolean isOfSequence = name.parts().size() > 1 && SchemaModel.isOfSequence(name);
    return switch (isOfSequence ? "NEXTVAL" : name.toString().toUpperCase(Locale.ROOT)) {
      case "SYSDATE", "CURRENT_DATE" -> Optional.of(ValueKind.DATE);
      case "SYSTIMESTAMP", "CURRENT_TIMESTAMP" -> Optional.of(ValueKind.ZONED);
      case "LOCALTIMESTAMP" -> Optional.of(ValueKind.TIMESTAMP);
      case "ROWNUM", "LEVEL", "UID", "SQLCODE", "NEXTVAL" -> Optional.of(ValueKind.WHOLE);
      case "USER", "SQLERRM" -> Optional.of(ValueKind.TEXT);
      default -> Optional.empty();
    };
  }

  /** Of a declared type. */
  Optional<ValueKind> of(CodeTypes.Kind kind) {
    return of(kind, 0);
  }

  private Optional<ValueKind> of(CodeTypes.Kind kind, int depth) {
    CodeScope there = kind.scope();
    if (depth > ANCHORS_MAX) {
      return Optional.empty();
    }
    return switch (kind.type()) {
      case Type.Named(var name, _, _, _, _)
          when there.declared(name).map(Declaration.TypeOf::body).orElse(null)
              instanceof Declaration.Subtype(var base, _, _, _) ->
          of(new CodeTypes.Kind(base, there.within(name)), depth + 1);
      case Type.Named named -> ValueKind.of(named);
      case Type.Anchored(var of, var attribute, _) when attribute.equalsIgnoreCase("TYPE") ->
          there
              .types()
              .of(of)
              .or(
                  () ->
                      there
                          .model()
                          .column(of)
                          .flatMap(TableElement.Column::type)
                          .map(type -> new CodeTypes.Kind(type, there)))
              .filter(it -> !it.equals(kind))
              .flatMap(it -> of(it, depth + 1));
      default -> Optional.empty();
    };
  }

  private Optional<ValueKind> ofCall(Expression.Call call) {
    List<Expression> all = call.arguments().stream().map(Expression.Argument::value).toList();
    String name = call.function().last().text().toLowerCase(Locale.ROOT);
    if (call.function().parts().size() > 1) {
      return call.function().parts().getFirst().is(ExtensionPack.SCHEMA)
          ? ofPack(name, all)
          : ofRoutine(call);
    }
    if (all.isEmpty() && scope.types().variableParts(call.function()) > 0) {
      return scope.types().of(call).flatMap(it -> of(it, 0));
    }
    return switch (name) {
      case "clock_timestamp", "statement_timestamp", "to_timestamp" -> Optional.of(ValueKind.ZONED);
      case "date_trunc", "to_date", "add_months", "last_day", "next_day" ->
          Optional.of(ValueKind.DATE);
      case "to_timestamp_tz" -> Optional.of(ValueKind.ZONED);
      case "hextoraw", "sys_guid" -> Optional.of(ValueKind.RAW);
      // What is one of the text's bytes is bytes.
      case "substr" ->
          all.isEmpty()
              ? Optional.empty()
              : of(all.getFirst())
                  .filter(it -> it == ValueKind.RAW)
                  .or(() -> Optional.of(ValueKind.TEXT));
      // The target's, of digits, has two arguments.
      case "decode" -> all.size() == 2 ? Optional.of(ValueKind.RAW) : chosen(all, 2);
      case "nvl2" -> chosen(all, 1);
      case "timezone" ->
          all.size() == 2
              ? of(all.get(1))
                  .map(it -> it == ValueKind.ZONED ? ValueKind.TIMESTAMP : ValueKind.ZONED)
              : Optional.empty();
      case "to_number",
          "avg",
          "power",
          "sqrt",
          "stddev",
          "variance",
          "ln",
          "exp",
          "months_between" ->
          Optional.of(ValueKind.NUMBER);
      case "round", "trunc" ->
          all.isEmpty()
              ? Optional.empty()
              : moment(of(all.getFirst()))
                  .map(_ -> ValueKind.DATE)
                  .or(() -> Optional.of(all.size() == 1 ? ValueKind.WHOLE : ValueKind.NUMBER));
      case "mod" -> all.size() == 2 ? arithmetic(of(all.get(0)), of(all.get(1))) : Optional.empty();
      default ->
          TEXTS.contains(name)
              ? Optional.of(ValueKind.TEXT)
              : WHOLES.contains(name)
                  ? Optional.of(ValueKind.WHOLE)
                  : BYTES.contains(name)
                      ? Optional.of(ValueKind.RAW)
                      : CHOICES.contains(name)
                          ? all.stream().map(this::of).flatMap(Optional::stream).findFirst()
                          : ofRoutine(call);
    };
  }

  /** Of the first of which that is known. */
  private Optional<ValueKind> chosen(List<Expression> all, int from) {
    return all.stream().skip(from).map(this::of).flatMap(Optional::stream).findFirst();
  }

  private Optional<ValueKind> ofPack(String name, List<Expression> all) {
    return switch (name) {
      case "substr", "text_of", "interval_text", "hex_of", "to_char_hex", "to_char_number" ->
          Optional.of(ValueKind.TEXT);
      case "first_not_null", "last_not_null" ->
          all.isEmpty() ? Optional.empty() : of(all.getFirst());
      case "instr", "sqlcode", "count_distinct", "kept_count" -> Optional.of(ValueKind.WHOLE);
      case "hextoraw",
          "utl_raw_bit_and",
          "utl_raw_bit_or",
          "utl_raw_bit_xor",
          "utl_raw_bit_complement",
          "utl_raw_reverse",
          "utl_raw_copies" ->
          Optional.of(ValueKind.RAW);
      case "add_months", "round_date", "trunc_date", "new_time" -> Optional.of(ValueKind.DATE);
      case "kept_sum", "kept_avg" -> Optional.of(ValueKind.NUMBER);
      case "median" -> all.isEmpty() ? Optional.empty() : of(all.getFirst());
      default -> Optional.empty();
    };
  }

  private Optional<ValueKind> ofRoutine(Expression.Call call) {
    List<Optional<ValueKind>> all =
        scope.routines(call.function()).stream()
            .map(Routine::returns)
            .flatMap(Optional::stream)
            .map(it -> of(new CodeTypes.Kind(it, scope.within(call.function())), 0))
            .distinct()
            .toList();
    return all.size() == 1 ? all.getFirst() : Optional.empty();
  }

  private Optional<ValueKind> ofOperation(Operator operator, List<Expression> operands) {
    Optional<ValueKind> left = of(operands.getFirst());
    Optional<ValueKind> right = of(operands.getLast());
    return switch (operator) {
      case CONCAT -> Optional.of(ValueKind.TEXT);
      case NEGATE -> left;
      case ADD -> moment(left).or(() -> moment(right)).or(() -> arithmetic(left, right));
      case SUBTRACT ->
          moment(left).isPresent() && moment(right).isPresent()
              ? Optional.of(ValueKind.INTERVAL)
              : moment(left).or(() -> arithmetic(left, right));
      case MULTIPLY -> arithmetic(left, right);
      case DIVIDE ->
          left.filter(it -> it == ValueKind.INTERVAL).or(() -> Optional.of(ValueKind.NUMBER));
      default -> Optional.empty();
    };
  }

  private static Optional<ValueKind> moment(Optional<ValueKind> kind) {
    return kind.filter(
        it -> it == ValueKind.DATE || it == ValueKind.TIMESTAMP || it == ValueKind.ZONED);
  }

  private static Optional<ValueKind> arithmetic(
      Optional<ValueKind> left, Optional<ValueKind> right) {
    if (left.equals(Optional.of(ValueKind.INTERVAL))
        || right.equals(Optional.of(ValueKind.INTERVAL))) {
      return Optional.of(ValueKind.INTERVAL);
    }
    boolean isNumber =
        left.equals(Optional.of(ValueKind.NUMBER)) || right.equals(Optional.of(ValueKind.NUMBER));
    return isNumber
        ? Optional.of(ValueKind.NUMBER)
        : left.filter(it -> it == ValueKind.WHOLE && right.equals(left));
  }
}
