package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Type;

/**
 * What Oracle makes of a value where another kind is wanted, and PostgreSQL makes something else of
 * without a word: RAW and text are hexadecimal digits of each other, and a number is text without
 * the zeros that say nothing ({@code .5}, {@code 100.5}).
 */
final class Coercions {
  private final Kinds kinds;

  Coercions(Kinds kinds) {
    this.kinds = kinds;
  }

  /** The value as text where it is one of these kinds. */
  Expression text(Expression value) {
    return kinds
        .of(value)
        .map(
            kind ->
                switch (kind) {
                  case RAW -> hex(value);
                  case NUMBER -> PackCalls.call(value.place(), "text_of", List.of(value));
                  case INTERVAL -> interval(value);
                  case WHOLE, TEXT, DATE, TIMESTAMP, ZONED, BOOLEAN -> value;
                })
        .orElse(value);
  }

  /** The arguments of a function of text. */
  List<Expression> texts(List<Expression> all) {
    List<Expression> changed = new ArrayList<>(all);
    if (!all.isEmpty() && kinds.is(all.getFirst(), ValueKind.RAW)) {
      changed.set(0, hex(all.getFirst()));
    } else if (!all.isEmpty() && kinds.isNumber(all.getFirst())) {
      changed.set(0, shown(all.getFirst()));
    } else if (!all.isEmpty() && kinds.is(all.getFirst(), ValueKind.INTERVAL)) {
      changed.set(0, interval(all.getFirst()));
    }
    return List.copyOf(changed);
  }

  /**
   * The call with its arguments as the routine wants them: RAW of hexadecimal digits, and these of
   * a RAW; of a moment with a zone the local time, which PostgreSQL asks a cast for.
   */
  Expression.Call given(Expression.Call call, CodeScope scope) {
    List<Routine> routines =
        scope.routines(call.function()).stream()
            .filter(it -> it.parameters().size() >= call.arguments().size())
            .toList();
    if (call.arguments().size() == 1 && scope.variable(call.function()).isPresent()) {
      return set(call); // the procedure that sets a package's variable
    }
    if (routines.isEmpty() || call.arguments().isEmpty()) {
      return call;
    }
    CodeScope within = scope.within(call.function());
    List<Expression.Argument> all = new ArrayList<>();
    for (int at = 0; at < call.arguments().size(); at++) {
      Expression.Argument argument = call.arguments().get(at);
      int place = at;
      List<Optional<ValueKind>> wanted =
          routines.stream()
              .map(
                  it ->
                      Copies.parameter(it.parameters(), place, argument)
                          .filter(parameter -> !parameter.mode().contains("OUT"))
                          .flatMap(
                              parameter -> kinds.of(new CodeTypes.Kind(parameter.type(), within))))
              .distinct()
              .toList();
      Expression value = argument.value();
      Expression changed = wanted.size() == 1 ? passed(value, wanted.getFirst()) : value;
      all.add(
          same(changed, value)
              ? argument
              : new Expression.Argument(argument.key(), changed, argument.place()));
    }
    return all.equals(call.arguments())
        ? call
        : new Expression.Call(call.function(), List.copyOf(all), call.place());
  }

  private Expression.Call set(Expression.Call call) {
    Expression.Argument given = call.arguments().getFirst();
    Optional<ValueKind> wanted = kinds.of(new Expression.Reference(call.function(), Place.NONE));
    Expression changed = passed(given.value(), wanted);
    return same(changed, given.value())
        ? call
        : new Expression.Call(
            call.function(),
            List.of(new Expression.Argument(given.key(), changed, given.place())),
            call.place());
  }

  private Expression passed(Expression value, Optional<ValueKind> wanted) {
    Optional<ValueKind> own = kinds.of(value);
    if (own.isEmpty() || wanted.isEmpty()) {
      return value;
    }
    return switch (wanted.get()) {
      case RAW -> own.get() == ValueKind.TEXT ? raw(value, value.place()) : value;
      case TEXT -> own.get() == ValueKind.RAW ? hex(value) : value;
      case DATE, TIMESTAMP ->
          own.get() == ValueKind.ZONED
              ? wanted.get() == ValueKind.DATE
                  ? DateUnits.truncated(value, "second", Place.NONE)
                  : Tree.cast(Place.NONE, value, Tree.type("TIMESTAMP", "6"))
              : value;
      case NUMBER, WHOLE, ZONED, INTERVAL, BOOLEAN -> value;
    };
  }

  /** The arguments of a packaged function of bytes: text is their hexadecimal digits. */
  List<Expression.Argument> bytes(Name function, List<Expression.Argument> arguments) {
    String name = function.toString().toUpperCase(Locale.ROOT).replaceFirst("^SYS\\.", "");
    boolean takesBytes =
        (name.startsWith("UTL_RAW.") || name.startsWith("UTL_ENCODE."))
            && !name.equals("UTL_RAW.CAST_TO_RAW")
            && !name.equals("UTL_RAW.CONVERT");
    return takesBytes
        ? arguments.stream()
            .map(
                it ->
                    new Expression.Argument(
                        it.key(), as(it.value(), Optional.of(ValueKind.RAW)), it.place()))
            .toList()
        : arguments;
  }

  /** {@code +000000000 00:00:01.500000}: what timestamps are apart has nine digits of days. */
  private static Expression interval(Expression value) {
    boolean isComputed = value instanceof Operation;
    return PackCalls.call(
        value.place(), "interval_text", List.of(value, Tree.number(isComputed ? "9" : "2")));
  }

  private static Expression hex(Expression value) {
    return Tree.call(
        value.place(), "UPPER", Tree.call(Place.NONE, "ENCODE", value, Tree.string("hex")));
  }

  /** The value as what is wanted. */
  private Expression as(Expression value, Optional<ValueKind> wanted) {
    if (wanted.isEmpty()) {
      return value;
    }
    if (wanted.get() == ValueKind.TEXT) {
      return text(value);
    }
    boolean isRawOfText = wanted.get() == ValueKind.RAW && kinds.is(value, ValueKind.TEXT);
    return isRawOfText ? raw(value, value.place()) : value;
  }

  /** HEXTORAW: an odd digit stands alone in the first byte. */
  static Expression raw(Expression text, Place place) {
    boolean isPlain = Tree.text(text).map(it -> it.matches("(?:[0-9A-Fa-f]{2})+")).orElse(false);
    return isPlain
        ? Tree.call(place, "DECODE", text, Tree.string("hex"))
        : PackCalls.call(place, "hextoraw", List.of(text));
  }

  /** The node with the values in it as what is wanted where they stand. */
  Node coerced(Node node) {
    return switch (node) {
      case Code.Assign(var target, var value, var place) -> {
        Expression changed = as(value, kinds.of(target));
        yield same(changed, value) ? node : new Code.Assign(target, changed, place);
      }
      case Declaration.Variable(
              var name,
              var isConstant,
              var type,
              var isNotNull,
              var value,
              var place)
          when value.isPresent() -> {
        Expression changed =
            as(value.get(), kinds.of(new Expression.Reference(Name.of(name), Place.NONE)));
        yield same(changed, value.get())
            ? node
            : new Declaration.Variable(
                name, isConstant, type, isNotNull, Optional.of(changed), place);
      }
      case Operation(var operator, var operands, var place) when isComparison(operator) ->
          hasRaw(operands)
              ? new Operation(operator, alike(operands), place)
              : hasNumber(operands) && hasText(operands)
                  ? new Operation(operator, asNumbers(operands), place)
                  : node;
      case Expression.In(var value, Expression.Row(var items, var at), var place)
          when kinds.is(value, ValueKind.RAW) -> {
        List<Expression> all = new ArrayList<>();
        all.add(value);
        all.addAll(items);
        List<Expression> changed = alike(all);
        yield new Expression.In(
            changed.getFirst(), new Expression.Row(changed.subList(1, changed.size()), at), place);
      }
      case Dml.Assignment(var column, var value, var place)
          when column instanceof Expression.Reference(var name, _) ->
          new Dml.Assignment(column, asColumn(value, name), place);
      case Dml.Insert insert -> inserted(insert);
      case Code.Signal(var level, var state, var message, var place) ->
          new Code.Signal(level, state, text(message), place);
      case Routine routine -> returning(routine);
      default -> node;
    };
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean same(Expression one, Expression other) {
    return one == other;
  }

  private static boolean isComparison(Operator operator) {
    return operator.binding() == Operator.COMPARISON && operator.form() == Operator.Form.INFIX;
  }

  private boolean hasRaw(List<Expression> operands) {
    return operands.stream().anyMatch(it -> kinds.is(it, ValueKind.RAW));
  }

  private boolean hasNumber(List<Expression> operands) {
    return operands.stream().anyMatch(kinds::isNumber);
  }

  private boolean hasText(List<Expression> operands) {
    return operands.stream().anyMatch(this::isTextOfNumber);
  }

  /** Text that isn't written there: PostgreSQL takes a literal for what it is compared with. */
  private boolean isTextOfNumber(Expression value) {
    return !(value instanceof Expression.Literal) && kinds.is(value, ValueKind.TEXT);
  }

  /** Text that is compared with a number is one. */
  private List<Expression> asNumbers(List<Expression> operands) {
    return operands.stream()
        .map(it -> isTextOfNumber(it) ? Tree.cast(Place.NONE, it, Tree.type("NUMERIC")) : it)
        .toList();
  }

  /** NVL and COALESCE: all have the type of the first. */
  List<Expression> asFirst(List<Expression> all) {
    if (all.isEmpty() || !isTextOfNumber(all.getFirst())) {
      return all;
    }
    return all.stream().map(it -> kinds.isNumber(it) ? shown(it) : it).toList();
  }

  /** A number as text. */
  private Expression shown(Expression number) {
    return number instanceof Expression.Literal(_, var text, _) && text.matches("\\d+")
        ? Tree.string(text)
        : kinds.is(number, ValueKind.NUMBER)
            ? text(number)
            : Tree.cast(number.place(), number, Tree.type("CLOB"));
  }

  /** What is compared with a RAW becomes one. */
  private List<Expression> alike(List<Expression> operands) {
    return operands.stream().map(it -> as(it, Optional.of(ValueKind.RAW))).toList();
  }

  private Expression asColumn(Expression value, Name column) {
    return as(value, kinds.ofColumn(column));
  }

  private Dml.Insert inserted(Dml.Insert insert) {
    if (!(insert.rows().body() instanceof Query.Values(var rows, var place))
        || insert.columns().isEmpty()) {
      return insert;
    }
    List<Expression> changed = new ArrayList<>();
    for (Expression row : rows) {
      changed.add(
          row instanceof Expression.Row(var values, var at)
                  && values.size() == insert.columns().size()
              ? new Expression.Row(ofColumns(values, insert.columns()), at)
              : row);
    }
    return new Dml.Insert(
        insert.hints(),
        insert.target(),
        insert.columns(),
        Query.of(new Query.Values(List.copyOf(changed), place)),
        insert.returning(),
        insert.errorLog(),
        insert.place());
  }

  private List<Expression> ofColumns(List<Expression> values, List<Expression> columns) {
    List<Expression> changed = new ArrayList<>();
    for (int at = 0; at < values.size(); at++) {
      changed.add(
          columns.get(at) instanceof Expression.Reference(var name, _)
              ? asColumn(values.get(at), name)
              : values.get(at));
    }
    return List.copyOf(changed);
  }

  /** RETURN gives what the function says that it returns. */
  private Routine returning(Routine routine) {
    Optional<ValueKind> wanted =
        routine
            .returns()
            .flatMap(type -> type instanceof Type.Named ? ValueKind.of(type) : Optional.empty());
    if (wanted.filter(it -> it == ValueKind.TEXT).isEmpty() || routine.body().isEmpty()) {
      return routine;
    }
    Code.Block body =
        Rewriter.rewrite(
            routine.body().get(),
            node ->
                node instanceof Code.Return(var value, var place) && value.isPresent()
                    ? new Code.Return(Optional.of(as(value.get(), wanted)), place)
                    : node);
    return new Routine(
        routine.modifiers(),
        routine.kind(),
        routine.name(),
        routine.parameters(),
        routine.returns(),
        routine.returnsSelf(),
        routine.properties(),
        Optional.of(body),
        routine.external(),
        routine.place());
  }
}
