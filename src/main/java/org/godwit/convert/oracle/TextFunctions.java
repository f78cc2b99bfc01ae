package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** Those to which Oracle gives a RAW as its hexadecimal digits. */
  private static final Set<String> TAKES_TEXT =
      Set.of(
          ("SUBSTR INSTR REPLACE TRANSLATE TRIM LTRIM RTRIM LPAD RPAD UPPER LOWER LENGTH INITCAP"
                  + " REGEXP_REPLACE REGEXP_SUBSTR REGEXP_INSTR REGEXP_COUNT REGEXP_LIKE")
              .split(" "));

  private static final String FROM_ONE = "[1-9]\\d*";

  private final Items items;
  private final Kinds kinds;
  private final Coercions coercions;

  TextFunctions(Items items, Kinds kinds, Coercions coercions) {
    this.items = items;
    this.kinds = kinds;
    this.coercions = coercions;
  }

  /** With classes such as {@code [:alpha:]} in them. */
  private static final Pattern BRACKETS =
      Pattern.compile("(?<!\\\\)\\[\\^?\\]?(?:\\[:\\w+:\\]|[^\\]])*\\]");

  private static final Pattern LAZY = Pattern.compile("(?<!\\\\)[*+?}]\\?");
  private static final Pattern GREEDY = Pattern.compile("(?<![\\\\*+?}(])[*+?}](?!\\?)");
  private static final Pattern OWN =
      Pattern.compile("(?<!\\\\)\\\\[yYmM<>]|(?<!\\\\)\\(\\?|^\\*\\*\\*");

  /** What the call becomes; empty where it is another function. */
  Optional<Expression> converted(Expression.Call call, List<Expression> given) {
    Place place = call.place();
    String name = call.function().last().text().toUpperCase(Locale.ROOT);
    List<Expression> all = TAKES_TEXT.contains(name) ? coercions.texts(given) : given;
    if (name.startsWith("REGEXP_") && all.size() > 1) {
      Tree.text(all.get(1)).ifPresent(pattern -> regular(pattern, all.get(1)));
    }
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
            Expression padded = Tree.call(place, name, bare);
            yield isNumber(all.get(1), FROM_ONE) ? padded : orNull(padded);
          }
          case "UPPER/1", "LOWER/1", "LENGTH/1", "INITCAP/1" ->
              all.equals(given) ? null : Tree.call(place, name, all);
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
          case "REGEXP_SUBSTR/2" -> orNull(Tree.call(place, name, all));
          case "CONCAT/2" -> orNull(Tree.call(place, name, all));
          case "REGEXP_SUBSTR/3", "REGEXP_SUBSTR/4", "REGEXP_SUBSTR/5", "REGEXP_SUBSTR/6" ->
              orNull(regexp(call, all, 4));
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

  /** Says where both servers read a pattern, and not alike. */
  private void regular(String pattern, Expression at) {
    String free = BRACKETS.matcher(pattern).replaceAll("[]");
    boolean isLazy = LAZY.matcher(free).find();
    if (isLazy && GREEDY.matcher(free).find()) {
      items.add(
          ActionCode.REGULAR_EXPRESSION,
          at.place(),
          "its first quantifier says of all whether they take as much as they can");
    }
    if (BRACKETS.matcher(pattern).results().anyMatch(it -> it.group().contains("\\"))) {
      items.add(
          ActionCode.REGULAR_EXPRESSION, at.place(), "a backslash in brackets is no sign there");
    }
    if (OWN.matcher(free).find()) {
      items.add(
          ActionCode.REGULAR_EXPRESSION,
          at.place(),
          "it has what only the target knows, such as \\y, \\m or (?");
    }
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

  /**
   * A start below zero counts from the end, 0 is 1, fractions are cut off, and a part of no length
   * is NULL: where the start isn't surely above zero the pack's function does it.
   */
  private Expression substr(Place place, List<Expression> all) {
    Expression text = orEmpty(all.getFirst());
    Expression start = all.get(1);
    boolean isFirst = isNumber(start, "[01]");
    boolean isBare = text.equals(all.getFirst());
    if (!isFirst && !isPositive(start)) {
      List<Expression> changed = new ArrayList<>(all);
      changed.set(0, text);
      return PackCalls.call(place, "substr", changed);
    }
    Expression from = isFirst ? Tree.number("1") : whole(start);
    if (all.size() == 2) {
      Expression rest = Tree.call(place, "SUBSTR", text, from);
      return isFirst && isBare ? rest : orNull(rest);
    }
    Expression length = all.get(2);
    boolean isSure = isNumber(length, FROM_ONE);
    Expression most =
        isSure || isPositive(length)
            ? whole(length)
            : Tree.call(
                Place.NONE,
                "GREATEST",
                kinds.is(length, ValueKind.WHOLE) ? whole(length) : cut(length),
                Tree.number("0"));
    Expression part = Tree.call(place, "SUBSTR", text, from, most);
    // The beginning of a text that isn't empty isn't empty either.
    return isFirst && isSure && isBare ? part : orNull(part);
  }

  /** Whether it is a whole number above zero: a literal, a loop's counter, a place and more. */
  private boolean isPositive(Expression number) {
    return switch (number) {
      case Literal _ -> isNumber(number, FROM_ONE);
      case Expression.Reference(var name, _) -> kinds.countsFromOne(name);
      case Operation(var operator, var operands, _) when operator == Operator.ADD ->
          (isPositive(operands.getFirst()) && isNotNegative(operands.getLast()))
              || (isNotNegative(operands.getFirst()) && isPositive(operands.getLast()));
      default -> false;
    };
  }

  private boolean isNotNegative(Expression number) {
    boolean isPlace =
        number instanceof Expression.Call call && WHOLE.stream().anyMatch(call.function()::is);
    return isPlace || isNumber(number, "\\d+") || isPositive(number);
  }

  /** A whole number, without its fraction. */
  private Expression cut(Expression number) {
    boolean isWhole = isWhole(number) || kinds.is(number, ValueKind.WHOLE);
    return isWhole
        ? number
        : Tree.cast(Place.NONE, Tree.call(Place.NONE, "TRUNC", number), Tree.type("INTEGER"));
  }

  private static boolean isNumber(Expression value, String digits) {
    return value instanceof Literal(var kind, var text, _)
        && kind == LiteralKind.NUMBER
        && text.matches(digits);
  }

  private Expression instr(Place place, List<Expression> all) {
    if (all.size() == 3
        && all.get(2) instanceof Operation(var operator, var operands, _)
        && operator == Operator.NEGATE
        && isNumber(operands.getFirst(), "1")) {
      return lastInstr(place, all.get(0), all.get(1));
    }
    // The next occurrence may begin within the one before, which no regular expression finds.
    boolean mayOverlap =
        all.size() == 4
            && !isNumber(all.get(3), "1")
            && Tree.text(all.get(1)).map(it -> it.codePointCount(0, it.length()) > 1).orElse(true);
    boolean isPlain = all.subList(2, all.size()).stream().allMatch(it -> isNumber(it, FROM_ONE));
    boolean mayBeNull = Tree.text(all.get(1)).isEmpty();
    if (!isPlain || mayOverlap || mayBeNull) {
      return PackCalls.call(place, "instr", all);
    }
    List<Expression> changed = new ArrayList<>(all);
    // "***=" in front of a pattern says that it is no pattern but the text itself.
    changed.set(1, Tree.call(Place.NONE, "CONCAT", Tree.string("***="), all.get(1)));
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
