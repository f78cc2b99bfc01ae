package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Expression.Aggregate;
import org.godwit.sql.Expression.Argument;
import org.godwit.sql.Expression.Word;

/** Reads calls: plain ones, those with words among their arguments, aggregates and windows. */
final class CallParser {
  /** Words that stand between the arguments of such functions as EXTRACT and JSON_TABLE. */
  private static final Set<String> WORDS =
      Set.of(
          "ABSENT",
          "ALL",
          "ALLOW",
          "ARRAY",
          "AS",
          "ASCII",
          "BOTH",
          "BY",
          "COLUMNS",
          "CONDITIONAL",
          "CONTENT",
          "CONVERSION",
          "COUNT",
          "DEFAULT",
          "DEFAULTS",
          "DISALLOW",
          "DOCUMENT",
          "EMPTY",
          "ENCODING",
          "ENTITYESCAPING",
          "ERROR",
          "EVALNAME",
          "EXISTS",
          "FOR",
          "FORMAT",
          "FROM",
          "HIDE",
          "IN",
          "INDENT",
          "IS",
          "JSON",
          "KEY",
          "KEYS",
          "LAX",
          "LEADING",
          "NAME",
          "NESTED",
          "NO",
          "NOENTITYESCAPING",
          "NULL",
          "ON",
          "ORDER",
          "ORDINALITY",
          "OVERFLOW",
          "PASSING",
          "PATH",
          "PRETTY",
          "REF",
          "RETURNING",
          "ROWS",
          "SCALARS",
          "SEQUENCE",
          "SHOW",
          "SIZE",
          "STANDALONE",
          "STRICT",
          "TRAILING",
          "TRUNCATE",
          "UNCONDITIONAL",
          "UNIQUE",
          "USING",
          "VALUE",
          "VERSION",
          "WELLFORMED",
          "WITH",
          "WITHOUT",
          "WRAPPER",
          "YES");

  /** Which functions of JSON don't have: a column may well be called so. */
  private static final Set<String> WORDS_OF_XML =
      Set.of("CONTENT", "COUNT", "DOCUMENT", "NAME", "SIZE", "VERSION");

  private static final Set<String> WORDS_OF_TRIM = Set.of("BOTH", "FROM", "LEADING", "TRAILING");

  private final TokenStream in;
  private final ExpressionParser expressions;
  private final Set<String> keywordFunctions;

  CallParser(TokenStream in, ExpressionParser expressions, Set<String> keywordFunctions) {
    this.in = in;
    this.expressions = expressions;
    this.keywordFunctions = keywordFunctions;
  }

  /** A name, with its call where one follows. */
  Expression named(Place place) {
    boolean isKeywordFunction = in.atAny(keywordFunctions) && in.ahead(1).is("(");
    Name name = expressions.name();
    if (in.accept(".", "*")) {
      return new Expression.Star(Optional.of(name), in.close(place));
    }
    if (!in.at("(")) {
      return new Expression.Reference(name, in.close(place));
    }
    if (in.accept("(", "+", ")")) {
      in.close(place);
      return new Expression.OuterJoined(new Expression.Reference(name, place), place);
    }
    in.enter();
    Expression call = isKeywordFunction ? keywordFunction(name, place) : call(name, place);
    in.leave();
    return call;
  }

  private Expression keywordFunction(Name name, Place place) {
    in.expect("(");
    List<String> modifiers = new ArrayList<>();
    List<OrderItem> orderBy = new ArrayList<>();
    Expression call = withWords(name, new ArrayList<>(), orderBy, place);
    return aggregate(call, false, modifiers, orderBy, place);
  }

  private Expression call(Name name, Place place) {
    in.expect("(");
    boolean isDistinct = in.accept("DISTINCT") || in.accept("UNIQUE");
    if (!isDistinct && in.at("ALL") && !in.ahead(1).is(",") && !in.ahead(1).is(")")) {
      in.take();
    }
    List<Argument> arguments = new ArrayList<>();
    List<String> modifiers = new ArrayList<>();
    List<OrderItem> orderBy = new ArrayList<>();
    boolean isPlain = listed(arguments);
    nullTreatment(modifiers);
    if (isPlain && in.accept("ORDER", "BY")) {
      orderBy.addAll(expressions.orderItems());
    }
    Expression call;
    if (in.accept(")")) {
      call = new Expression.Call(name, List.copyOf(arguments), in.close(place));
    } else {
      call = withWords(name, parts(arguments), orderBy, place);
    }
    return aggregate(call, isDistinct, modifiers, orderBy, place);
  }

  /** Arguments up to what is no comma; false where one has a word behind it. */
  private boolean listed(List<Argument> arguments) {
    if (in.at(")")) {
      return true;
    }
    do {
      arguments.add(argument());
    } while (in.accept(","));
    return in.at(")") || in.at("ORDER") || in.at("IGNORE") || in.at("RESPECT");
  }

  private Argument argument() {
    Place place = in.open();
    Expression value = value();
    if (in.accept("..")) {
      Expression high = expressions.expression(Operator.OPERAND);
      value =
          new Expression.Operation(
              Operator.RANGE, List.of(value, high), in.closeFrom(value.place()));
    }
    if (in.accept("=>")) {
      return new Argument(Optional.of(value), value(), in.close(place));
    }
    return new Argument(Optional.empty(), value, in.close(place));
  }

  private Expression value() {
    if (expressions.atQuery()) {
      Place place = in.open();
      return new Expression.Subquery(expressions.query(), in.close(place));
    }
    return expressions.expression();
  }

  /** Arguments in parentheses. */
  List<Argument> arguments() {
    in.expect("(");
    List<Argument> arguments = new ArrayList<>();
    if (!in.at(")")) {
      do {
        arguments.add(argument());
      } while (in.accept(","));
    }
    in.expect(")");
    return List.copyOf(arguments);
  }

  private List<Node> parts(List<Argument> arguments) {
    List<Node> parts = new ArrayList<>();
    for (Argument argument : arguments) {
      if (!parts.isEmpty()) {
        parts.add(new Word(",", Place.NONE));
      }
      parts.add(argument.key().isPresent() ? argument : argument.value());
    }
    return parts;
  }

  /** The call up to its closing parenthesis; a plain one where no word comes. */
  private Expression withWords(Name name, List<Node> parts, List<OrderItem> orderBy, Place place) {
    int open = 0;
    while (open > 0 || !in.at(")")) {
      boolean isBehindOperand = !parts.isEmpty() && !(parts.getLast() instanceof Word);
      if (in.at(")")) {
        open--;
        parts.add(word());
      } else if (in.at("(") && isWord(parts, "COLUMNS")) {
        open++;
        parts.add(word());
      } else if (open == 0 && in.accept("ORDER", "BY")) {
        orderBy.addAll(expressions.orderItems());
      } else if (in.at(",") || in.at(":") || in.at("=") || isWordHere(name, parts)) {
        parts.add(word());
        if ((isWord(parts, "AS") || isWord(parts, "RETURNING")) && !in.atAny(WORDS)) {
          parts.add(expressions.types().type());
        }
      } else if (isBehindOperand && in.current().isName()) {
        parts.add(expressions.types().type());
      } else if (expressions.atQuery()) {
        parts.add(value());
      } else {
        parts.add(expressions.expression(Operator.OPERAND));
      }
    }
    in.expect(")");
    return parts.stream().anyMatch(CallParser::isKeyword) || !areArguments(parts)
        ? new Expression.KeywordCall(name, List.copyOf(parts), in.close(place))
        : new Expression.Call(name, asArguments(parts), in.close(place));
  }

  private boolean isWordHere(Name function, List<Node> parts) {
    if (function.is("TRIM")) {
      return in.atAny(WORDS_OF_TRIM); // its operand may well be called NAME or VALUE
    }
    if (in.at("NAME")) { // a column may well be called so
      return parts.isEmpty() && in.ahead(1).isName() && !in.ahead(1).is("AS");
    }
    boolean isOfJson = function.last().text().toUpperCase(Locale.ROOT).startsWith("JSON_");
    if (isOfJson && in.atAny(WORDS_OF_XML)) {
      return false;
    }
    // EXISTS( and DEFAULT( would be calls; COLUMNS( isn't, and neither is what follows a comma.
    return in.atAny(WORDS) && (!in.ahead(1).is("(") || in.at("COLUMNS") || !parts.isEmpty());
  }

  private Word word() {
    Place place = in.open();
    return new Word(in.take().text(), in.close(place));
  }

  private static boolean isWord(List<Node> parts, String text) {
    return !parts.isEmpty() && parts.getLast() instanceof Word(var word, _) && word.equals(text);
  }

  private static boolean isKeyword(Node part) {
    return part instanceof Word(var word, _) && !word.equals(",");
  }

  private static boolean areArguments(List<Node> parts) {
    return parts.stream().allMatch(part -> part instanceof Expression || part instanceof Word);
  }

  private static List<Argument> asArguments(List<Node> parts) {
    return parts.stream()
        .filter(Expression.class::isInstance)
        .map(part -> new Argument(Optional.empty(), (Expression) part, part.place()))
        .toList();
  }

  /** CAST. */
  Expression cast(Place place) {
    Name name = Name.of(in.take().text());
    in.expect("(");
    Expression value = value();
    if (!in.at("AS")) {
      return withWords(
          name,
          parts(List.of(new Argument(Optional.empty(), value, value.place()))),
          new ArrayList<>(),
          place);
    }
    Place as = in.open();
    in.expect("AS");
    Type type = expressions.types().type();
    if (in.accept(")")) {
      return new Expression.Cast(value, type, in.close(place));
    }
    List<Node> parts = new ArrayList<>(List.of(value, new Word("AS", in.close(as)), type));
    return withWords(name, parts, new ArrayList<>(), place);
  }

  private Expression aggregate(
      Expression call,
      boolean isDistinct,
      List<String> modifiers,
      List<OrderItem> orderBy,
      Place place) {
    if (in.at("FROM") && (in.ahead(1).is("FIRST") || in.ahead(1).is("LAST")) && isOverAhead(2)) {
      in.take();
      modifiers.add("FROM " + in.take().text());
    }
    nullTreatment(modifiers);
    List<OrderItem> withinGroup = List.of();
    if (in.accept("WITHIN", "GROUP", "(")) {
      in.expect("ORDER", "BY");
      withinGroup = expressions.orderItems();
      in.expect(")");
    }
    Optional<Expression.Keep> keep = in.at("KEEP", "(") ? Optional.of(keep()) : Optional.empty();
    Optional<Window> over = in.at("OVER") && isWindow() ? Optional.of(over()) : Optional.empty();
    boolean isPlain =
        !isDistinct
            && modifiers.isEmpty()
            && orderBy.isEmpty()
            && withinGroup.isEmpty()
            && keep.isEmpty()
            && over.isEmpty();
    return isPlain
        ? call
        : new Aggregate(
            call,
            isDistinct,
            List.copyOf(modifiers),
            List.copyOf(orderBy),
            withinGroup,
            keep,
            over,
            in.closeFrom(place));
  }

  private boolean isOverAhead(int distance) {
    Token token = in.ahead(distance);
    return token.is("OVER") || token.is("IGNORE") || token.is("RESPECT");
  }

  private void nullTreatment(List<String> modifiers) {
    if (in.at("IGNORE", "NULLS") || in.at("RESPECT", "NULLS")) {
      modifiers.add(in.take().text() + " " + in.take().text());
    }
  }

  private Expression.Keep keep() {
    Place place = in.open();
    in.expect("KEEP", "(");
    in.expect("DENSE_RANK");
    boolean isFirst = in.accept("FIRST");
    if (!isFirst) {
      in.expect("LAST");
    }
    in.expect("ORDER", "BY");
    List<OrderItem> orderBy = expressions.orderItems();
    in.expect(")");
    return new Expression.Keep(isFirst, orderBy, in.close(place));
  }

  private boolean isWindow() {
    return in.ahead(1).is("(") || in.ahead(1).isName();
  }

  private Window over() {
    in.expect("OVER");
    if (in.at("(")) {
      return window();
    }
    Place place = in.open();
    Optional<Identifier> base = Optional.of(expressions.identifier());
    return new Window(base, List.of(), List.of(), Optional.empty(), in.close(place));
  }

  /** A window in its parentheses. */
  Window window() {
    Place place = in.open();
    in.expect("(");
    boolean isNamed = in.current().isName() && !in.at("PARTITION") && !in.at("ORDER") && !atUnit();
    Optional<Identifier> base = isNamed ? Optional.of(expressions.identifier()) : Optional.empty();
    List<Expression> partitionBy =
        in.accept("PARTITION", "BY") ? expressions.expressions() : List.of();
    List<OrderItem> orderBy = in.accept("ORDER", "BY") ? expressions.orderItems() : List.of();
    Optional<Window.Frame> frame = atUnit() ? Optional.of(frame()) : Optional.empty();
    in.expect(")");
    return new Window(base, partitionBy, orderBy, frame, in.close(place));
  }

  private boolean atUnit() {
    return in.at("ROWS") || in.at("RANGE") || in.at("GROUPS");
  }

  private Window.Frame frame() {
    Place place = in.open();
    String unit = in.take().text();
    boolean isBetween = in.accept("BETWEEN");
    Window.Bound from = bound();
    Optional<Window.Bound> to = Optional.empty();
    if (isBetween) {
      in.expect("AND");
      to = Optional.of(bound());
    }
    int exclude = in.position();
    if (in.accept("EXCLUDE")) {
      if (!in.accept("CURRENT", "ROW") && !in.accept("NO", "OTHERS")) {
        in.take();
      }
    }
    return new Window.Frame(unit, from, to, in.words(exclude), in.close(place));
  }

  private Window.Bound bound() {
    Place place = in.open();
    int from = in.position();
    if (in.accept("CURRENT", "ROW")
        || in.accept("UNBOUNDED", "PRECEDING")
        || in.accept("UNBOUNDED", "FOLLOWING")) {
      return new Window.Bound(Optional.empty(), in.words(from), in.close(place));
    }
    Expression distance = expressions.expression(Operator.OPERAND);
    if (!in.at("PRECEDING") && !in.at("FOLLOWING")) {
      throw in.expected("PRECEDING or FOLLOWING");
    }
    return new Window.Bound(Optional.of(distance), in.take().text(), in.close(place));
  }
}
