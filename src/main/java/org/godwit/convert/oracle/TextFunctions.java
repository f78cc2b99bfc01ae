package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;

/**
 * Functions over text. To Oracle an empty result is NULL; PostgreSQL's positions are whole numbers.
 */
final class TextFunctions {
  /** Functions of PostgreSQL whose result is a whole number. */
  private static final Set<String> WHOLE =
      Set.of("LENGTH", "STRPOS", "REGEXP_INSTR", "REGEXP_COUNT", "CARDINALITY", "ASCII");

  private final Items items;

  TextFunctions(Items items) {
    this.items = items;
  }

  /** What the call becomes; empty where it is another function. */
  Optional<Expression> converted(Expression.Call call, List<Expression> all) {
    Place place = call.place();
    String name = call.function().last().text().toUpperCase(Locale.ROOT);
    return Optional.ofNullable(
        switch (name + "/" + all.size()) {
          case "SUBSTR/2", "SUBSTR/3" -> substr(place, all);
          case "INSTR/2" -> Tree.call(place, "STRPOS", all);
          case "INSTR/3", "INSTR/4" -> instr(place, all);
          case "REPLACE/2" -> orNull(replace(place, all.get(0), all.get(1), Tree.none(Place.NONE)));
          case "REPLACE/3" -> orNull(replace(place, all.get(0), all.get(1), all.get(2)));
          case "TRANSLATE/3", "TRIM/1", "LTRIM/1", "LTRIM/2", "RTRIM/1", "RTRIM/2" -> {
            List<Expression> bare = new ArrayList<>(all);
            bare.set(0, orEmpty(all.getFirst()));
            yield orNull(Tree.call(place, name, bare));
          }
          case "LPAD/2", "LPAD/3", "RPAD/2", "RPAD/3" -> {
            List<Expression> bare = new ArrayList<>(all);
            bare.set(1, whole(all.get(1)));
            yield Tree.call(place, name, bare);
          }
          case "CHR/1" -> Tree.call(place, name, whole(all.getFirst()));
          case "REGEXP_REPLACE/2", "REGEXP_REPLACE/3" ->
              orNull(
                  Tree.call(
                      place,
                      name,
                      all.get(0),
                      all.get(1),
                      all.size() == 2 ? Tree.string("") : shown(all.get(2)),
                      Tree.string("g")));
          case "REGEXP_REPLACE/4" -> regexpReplace(place, all, Tree.number("0"));
          case "REGEXP_REPLACE/5", "REGEXP_REPLACE/6" -> regexpReplace(place, all, all.get(4));
          case "REGEXP_LIKE/3" -> regexp(call, all, 2);
          case "REGEXP_SUBSTR/3", "REGEXP_SUBSTR/4", "REGEXP_SUBSTR/5", "REGEXP_SUBSTR/6" ->
              regexp(call, all, 4);
          case "REGEXP_COUNT/3", "REGEXP_COUNT/4" -> regexp(call, all, 3);
          case "REGEXP_INSTR/3",
              "REGEXP_INSTR/4",
              "REGEXP_INSTR/5",
              "REGEXP_INSTR/6",
              "REGEXP_INSTR/7" ->
              regexp(call, all, 5);
          default -> null;
        });
  }

  /** {@code NULLIF(value, '')}: to Oracle the empty text is NULL. */
  static Expression orNull(Expression value) {
    return Tree.call(value.place(), "NULLIF", value, Tree.string(""));
  }

  /** The text without {@link #orNull}, where NULL and the empty text are the same. */
  static Expression orEmpty(Expression value) {
    boolean isWrapped =
        value instanceof Expression.Call(var function, var arguments, _)
            && function.is("NULLIF")
            && arguments.size() == 2
            && Tree.text(arguments.getLast().value()).equals(Optional.of(""));
    return isWrapped ? ((Expression.Call) value).arguments().getFirst().value() : value;
  }

  /** The value as text, NULL as the empty one. */
  private static Expression shown(Expression value) {
    if (Tree.isNullLiteral(value)) {
      return Tree.string("");
    }
    return value instanceof Literal(_, var text, var place)
        ? new Literal(LiteralKind.STRING, text, place)
        : Tree.call(Place.NONE, "CONCAT", orEmpty(value));
  }

  /** The number as PostgreSQL's functions take it; Oracle cuts off a fraction. */
  static Expression whole(Expression number) {
    if (isWhole(number)) {
      return number;
    }
    boolean[] divides = {false};
    Rewriter.walk(
        number,
        node -> divides[0] |= node instanceof Operation it && it.operator() == Operator.DIVIDE);
    Expression cut = divides[0] ? Tree.call(Place.NONE, "TRUNC", number) : number;
    return Tree.cast(Place.NONE, cut, Tree.type("INTEGER"));
  }

  private static boolean isWhole(Expression number) {
    return switch (number) {
      case Literal(var kind, var text, _) ->
          kind == LiteralKind.NULL || text.chars().allMatch(Character::isDigit);
      case Expression.Call call -> WHOLE.stream().anyMatch(call.function()::is);
      case Operation(var operator, var operands, _) ->
          (operator == Operator.ADD
                  || operator == Operator.SUBTRACT
                  || operator == Operator.MULTIPLY
                  || operator == Operator.NEGATE)
              && operands.stream().allMatch(TextFunctions::isWhole);
      default -> false;
    };
  }

  private static Expression replace(
      Place place, Expression text, Expression what, Expression with) {
    return Tree.call(place, "REPLACE", orEmpty(text), shown(what), shown(with));
  }

  /** A start below zero counts from the end; 0 is 1. */
  private static Expression substr(Place place, List<Expression> all) {
    Expression text = orEmpty(all.getFirst());
    Expression start = all.get(1);
    Optional<Expression> length =
        all.size() == 3 ? Optional.of(whole(all.get(2))) : Optional.empty();
    if (start instanceof Operation(var operator, var operands, _) && operator == Operator.NEGATE) {
      Expression back = whole(operands.getFirst());
      if (length.isEmpty()) {
        return orNull(Tree.call(place, "RIGHT", text, back));
      }
      Expression behind =
          Tree.operation(
              Place.NONE, Operator.ADD, Tree.call(Place.NONE, "LENGTH", text), Tree.number("1"));
      Expression from = Tree.operation(Place.NONE, Operator.SUBTRACT, behind, back);
      return orNull(Tree.call(place, "SUBSTR", text, from, length.get()));
    }
    boolean isFirst = start.equals(Tree.number("0")) || isNumber(start, "[01]");
    Expression from = isFirst ? Tree.number("1") : whole(start);
    Expression part =
        length.isEmpty()
            ? Tree.call(place, "SUBSTR", text, from)
            : Tree.call(place, "SUBSTR", text, from, length.get());
    // The beginning of a text that isn't empty isn't empty either.
    boolean isNeverEmpty = isFirst && length.map(it -> isNumber(it, "[1-9]\\d*")).orElse(true);
    return isNeverEmpty ? part : orNull(part);
  }

  private static boolean isNumber(Expression value, String digits) {
    return value instanceof Literal(var kind, var text, _)
        && kind == LiteralKind.NUMBER
        && text.matches(digits);
  }

  private Expression instr(Place place, List<Expression> all) {
    if (all.get(2) instanceof Operation(var operator, var operands, _)
        && operator == Operator.NEGATE) {
      if (all.size() == 3 && isNumber(operands.getFirst(), "1")) {
        return lastInstr(place, all.get(0), all.get(1));
      }
      return PackCalls.call(place, "instr", all);
    }
    List<Expression> changed = new ArrayList<>(all);
    // "***=" in front of a pattern says that it is no pattern but the text itself.
    changed.set(1, Tree.call(Place.NONE, "CONCAT", Tree.string("***="), all.get(1)));
    for (int at = 2; at < changed.size(); at++) {
      changed.set(at, whole(changed.get(at)));
    }
    return Tree.call(place, "REGEXP_INSTR", changed);
  }

  /** Where the text stands last: where it stands first from behind. */
  private static Expression lastInstr(Place place, Expression text, Expression part) {
    Expression behind =
        Tree.call(
            Place.NONE,
            "STRPOS",
            Tree.call(Place.NONE, "REVERSE", text),
            Tree.call(Place.NONE, "REVERSE", part));
    Expression rest =
        Tree.operation(
            Place.NONE,
            Operator.SUBTRACT,
            Tree.call(Place.NONE, "LENGTH", text),
            Tree.call(Place.NONE, "LENGTH", part));
    Expression from =
        Tree.operation(
            Place.NONE,
            Operator.SUBTRACT,
            Tree.operation(Place.NONE, Operator.ADD, rest, Tree.number("2")),
            behind);
    return new Expression.Case(
        Optional.of(behind),
        List.of(new Expression.When(Tree.number("0"), Tree.number("0"), Place.NONE)),
        Optional.of(from),
        place);
  }

  /** Its fifth argument says which match; 0 is all of them. */
  private Expression regexpReplace(Place place, List<Expression> all, Expression match) {
    List<Expression> changed = new ArrayList<>(all.subList(0, 2));
    changed.add(shown(all.get(2)));
    changed.add(whole(all.get(3)));
    changed.add(whole(match));
    if (all.size() > 5) {
      changed.add(flags(all.get(5)));
    }
    return orNull(Tree.call(place, "REGEXP_REPLACE", changed));
  }

  /** All behind the pattern are whole numbers, but for the flags. */
  private Expression regexp(Expression.Call call, List<Expression> all, int flags) {
    List<Expression> changed = new ArrayList<>(all);
    for (int at = 2; at < all.size(); at++) {
      changed.set(at, at == flags ? flags(all.get(at)) : whole(all.get(at)));
    }
    return Tree.call(call.place(), call.function().last().text(), changed);
  }

  /** Oracle's {@code n} lets a point match a new line, {@code m} looks at each line. */
  private Expression flags(Expression flags) {
    if (Tree.isNullLiteral(flags)) {
      return Tree.string("");
    }
    Optional<String> text = Tree.text(flags);
    if (text.isEmpty()) {
      items.block(ActionCode.FUNCTION, flags.place(), "a regular expression with computed flags");
      return flags;
    }
    String matching = text.get().replaceAll("[nm]", "");
    boolean isOfLines = text.get().contains("m");
    return new Literal(
        LiteralKind.STRING,
        isOfLines ? matching + (text.get().contains("n") ? "w" : "n") : matching,
        flags.place());
  }
}
