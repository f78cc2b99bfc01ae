package org.godwit.engine.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Additions;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Argument;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Token;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Type;
import org.jspecify.annotations.Nullable;

/**
 * What expressions and queries of MySQL and MariaDB have beside the shared grammar. Operators that
 * no other dialect has are calls: {@code a DIV b} is {@code DIV(a, b)}, {@code @x := 1} is {@code
 * ASSIGN(@x, 1)}.
 */
final class MySqlGrammar implements Additions {
  private static final Set<String> UNITS =
      MySqlWords.words(
          "MICROSECOND SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR SECOND_MICROSECOND"
              + " MINUTE_MICROSECOND MINUTE_SECOND HOUR_MICROSECOND HOUR_SECOND HOUR_MINUTE"
              + " DAY_MICROSECOND DAY_SECOND DAY_MINUTE DAY_HOUR YEAR_MONTH");
  private static final Set<String> MOMENTS =
      MySqlWords.words(
          "CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURRENT_ROLE LOCALTIME"
              + " LOCALTIMESTAMP UTC_DATE UTC_TIME UTC_TIMESTAMP");
  private static final Set<String> SELECT_WORDS =
      MySqlWords.words(
          "DISTINCTROW HIGH_PRIORITY STRAIGHT_JOIN SQL_SMALL_RESULT SQL_BIG_RESULT"
              + " SQL_BUFFER_RESULT SQL_CACHE SQL_NO_CACHE SQL_CALC_FOUND_ROWS");
  private static final Set<String> INDEX_HINTS = Set.of("USE", "FORCE", "IGNORE");

  private final TokenStream in;
  private final MySqlTypeNames types;

  MySqlGrammar(TokenStream in) {
    this.in = in;
    this.types = new MySqlTypeNames(in);
  }

  @Override
  public @Nullable Type type(Place place) {
    return types.type(place);
  }

  @Override
  public @Nullable Expression operand(ExpressionParser expressions, Place place) {
    Token token = in.current();
    return switch (token.kind()) {
      case STRING -> in.ahead(1).kind() == Kind.STRING ? strings(place) : null;
      case BIND -> in.ahead(1).is(":=") ? assigned(expressions, place) : null;
      case SIGN -> ofSign(token.text(), expressions, place);
      case WORD -> ofWord(token, expressions, place);
      default -> null;
    };
  }

  /** Strings beside each other are one. */
  private Expression strings(Place place) {
    StringBuilder text = new StringBuilder();
    while (in.at(Kind.STRING)) {
      text.append(in.take().text());
    }
    return new Literal(LiteralKind.STRING, text.toString(), in.close(place));
  }

  private Expression assigned(ExpressionParser expressions, Place place) {
    Place at = in.open();
    Expression variable = new Expression.Bind(in.take().text(), in.close(at));
    in.expect(":=");
    return call("ASSIGN", place, variable, expressions.expression());
  }

  private @Nullable Expression ofSign(String sign, ExpressionParser expressions, Place place) {
    return switch (sign) {
      case "!" -> prefixed(Operator.NOT, expressions, place);
      case "~" -> prefixed(Operator.BIT_NOT, expressions, place);
      case "{" -> ofOdbc(expressions);
      default -> null;
    };
  }

  private Expression prefixed(Operator operator, ExpressionParser expressions, Place place) {
    in.take();
    Expression operand = expressions.expression(Operator.POWER.binding());
    return new Operation(operator, List.of(operand), in.close(place));
  }

  /** {@code {d '2020-01-31'}}. */
  private Expression ofOdbc(ExpressionParser expressions) {
    in.take();
    in.expect(Kind.WORD, "d, t, ts or fn");
    Expression value = expressions.expression();
    in.expect("}");
    return value;
  }

  private @Nullable Expression ofWord(Token token, ExpressionParser expressions, Place place) {
    Token next = in.ahead(1);
    String word = token.text();
    if (next.kind() == Kind.STRING && next.start() == token.end()) {
      switch (word) {
        case "X", "B" -> {
          in.take();
          String digits = in.take().text();
          return new Literal(
              LiteralKind.NUMBER, (word.equals("X") ? "0x" : "0b") + digits, in.close(place));
        }
        case "N" -> {
          in.take();
          return new Literal(LiteralKind.STRING, in.take().text(), in.close(place));
        }
        default -> {
          // An introducer, below.
        }
      }
    }
    boolean isIntroducer =
        word.startsWith("_")
            && (next.kind() == Kind.STRING
                || (next.kind() == Kind.NUMBER && next.text().startsWith("0x"))
                || (next.is("X") && in.ahead(2).kind() == Kind.STRING));
    if (isIntroducer) {
      in.take();
      return expressions.expression(Operator.STRONGEST);
    }
    if (MOMENTS.contains(word) && !next.is("(")) {
      in.take();
      return call(word, place);
    }
    return next.is("(")
        ? ofFunction(word, expressions, place)
        : ofPlainWord(word, next, expressions, place);
  }

  private @Nullable Expression ofPlainWord(
      String word, Token next, ExpressionParser expressions, Place place) {
    return switch (word) {
      case "BINARY" -> {
        in.take();
        yield expressions.expression(Operator.POWER.binding());
      }
      case "INTERVAL" -> interval(expressions, place);
      case "DEFAULT" -> {
        in.take();
        yield new Literal(LiteralKind.DEFAULT, "DEFAULT", in.close(place));
      }
      case "TIME" -> next.kind() == Kind.STRING ? time(place) : null;
      default -> null;
    };
  }

  private Expression time(Place place) {
    in.take();
    Expression text = new Literal(LiteralKind.STRING, in.take().text(), in.close(place));
    Type type = new Type.Named(Name.of("TIME"), List.of(), "", "", Place.NONE);
    return new Expression.Cast(text, type, in.close(place));
  }

  private @Nullable Expression ofFunction(String word, ExpressionParser expressions, Place place) {
    return switch (word) {
      case "INTERVAL" -> interval(expressions, place);
      case "BINARY" -> {
        in.take();
        yield expressions.expression(Operator.STRONGEST);
      }
      case "CONVERT" -> convert(expressions, place);
      case "GROUP_CONCAT" -> groupConcat(expressions, place);
      case "MATCH" -> match(expressions, place);
      default -> null;
    };
  }

  private Expression interval(ExpressionParser expressions, Place place) {
    in.expect("INTERVAL");
    Expression value = expressions.expression();
    if (!in.at(Kind.WORD) || !UNITS.contains(in.current().text())) {
      throw in.expected("a unit of time, such as DAY");
    }
    return new Expression.Interval(value, in.take().text(), in.close(place));
  }

  private Expression convert(ExpressionParser expressions, Place place) {
    in.take();
    in.expect("(");
    Expression value = expressions.expression();
    if (in.accept("USING")) {
      String charset = in.take().text();
      in.expect(")");
      return charset.equalsIgnoreCase("binary") ? call("TO_BYTES", place, value) : value;
    }
    in.expect(",");
    Type type = expressions.types().type();
    in.expect(")");
    return new Expression.Cast(value, type, in.close(place));
  }

  /** The separator is its last argument, with a key. */
  private Expression groupConcat(ExpressionParser expressions, Place place) {
    in.take();
    in.expect("(");
    boolean isDistinct = in.accept("DISTINCT");
    List<Argument> arguments = new ArrayList<>();
    do {
      Expression value = expressions.expression();
      arguments.add(new Argument(Optional.empty(), value, value.place()));
    } while (in.accept(","));
    List<OrderItem> orderBy =
        in.accept("ORDER", "BY") ? expressions.orderItems() : List.<OrderItem>of();
    if (in.accept("SEPARATOR")) {
      Expression key = new Expression.Reference(Name.of("SEPARATOR"), Place.NONE);
      arguments.add(new Argument(Optional.of(key), expressions.expression(), Place.NONE));
    }
    if (in.at("LIMIT")) {
      throw in.expected(") as LIMIT within GROUP_CONCAT has no rule");
    }
    in.expect(")");
    Expression plain =
        new Expression.Call(Name.of("GROUP_CONCAT"), List.copyOf(arguments), in.close(place));
    return new Expression.Aggregate(
        plain,
        isDistinct,
        List.of(),
        orderBy,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        place);
  }

  /** {@code MATCH (a, b) AGAINST ('x' IN BOOLEAN MODE)} is a call with its mode behind. */
  private Expression match(ExpressionParser expressions, Place place) {
    in.take();
    Place at = in.open();
    in.expect("(");
    Expression columns = new Expression.Row(expressions.expressions(), in.close(at));
    in.expect(")");
    in.expect("AGAINST", "(");
    Expression words = expressions.expression(Operator.OPERAND);
    int from = in.position();
    while (!in.at(")") && !in.at(Kind.END) && !in.at(Kind.TERMINATOR)) {
      in.take();
    }
    Literal mode = new Literal(LiteralKind.STRING, in.words(from), Place.NONE);
    in.expect(")");
    return call("MATCH_AGAINST", place, columns, words, mode);
  }

  @Override
  public @Nullable Expression extended(ExpressionParser expressions, Expression left, int binding) {
    Token token = in.current();
    if (token.kind() == Kind.SIGN) {
      return switch (token.text()) {
        case "->", "->>" -> path(left);
        default -> null;
      };
    }
    if (token.kind() != Kind.WORD) {
      return null;
    }
    boolean mayCompare = binding <= Operator.COMPARISON;
    return switch (token.text()) {
      case "DIV" ->
          binding > Operator.MULTIPLY.binding()
              ? null
              : binary("DIV", left, expressions, Operator.MULTIPLY.binding() + 1);
      case "XOR" ->
          binding > Operator.OR.binding()
              ? null
              : binary("XOR", left, expressions, Operator.OR.binding() + 1);
      case "REGEXP", "RLIKE", "SOUNDS" -> mayCompare ? pattern(left, expressions) : null;
      case "NOT" -> {
        boolean isPattern = in.ahead(1).is("REGEXP") || in.ahead(1).is("RLIKE");
        yield mayCompare && isPattern ? noPattern(left, expressions) : null;
      }
      default -> null;
    };
  }

  private Expression noPattern(Expression left, ExpressionParser expressions) {
    in.take();
    Expression pattern = pattern(left, expressions);
    return new Operation(Operator.NOT, List.of(pattern), in.closeFrom(left.place()));
  }

  private Expression path(Expression left) {
    boolean isText = in.take().is("->>");
    Literal path =
        new Literal(
            LiteralKind.STRING, in.expect(Kind.STRING, "a path in quotes").text(), Place.NONE);
    Expression value = call("JSON_EXTRACT", in.closeFrom(left.place()), left, path);
    return isText ? call("JSON_UNQUOTE", in.closeFrom(left.place()), value) : value;
  }

  private Expression binary(
      String function, Expression left, ExpressionParser expressions, int binding) {
    in.take();
    Expression right = expressions.expression(binding);
    return call(function, in.closeFrom(left.place()), left, right);
  }

  private Expression pattern(Expression left, ExpressionParser expressions) {
    boolean isSound = in.take().is("SOUNDS");
    if (isSound) {
      in.expect("LIKE");
    }
    Expression right = expressions.expression(Operator.OPERAND);
    Place place = in.closeFrom(left.place());
    return isSound
        ? new Operation(
            Operator.EQUAL,
            List.of(call("SOUNDEX", Place.NONE, left), call("SOUNDEX", Place.NONE, right)),
            place)
        : new Expression.Like(left, "REGEXP", right, Optional.empty(), place);
  }

  @Override
  public @Nullable Operator operator(String sign, @Nullable Operator shared) {
    return switch (sign) {
      case "||" -> Operator.OR;
      case "&&" -> Operator.AND;
      case "%" -> Operator.MODULO;
      case "^" -> Operator.BIT_XOR;
      case "|" -> Operator.BIT_OR;
      case "&" -> Operator.BIT_AND;
      case "<<" -> Operator.SHIFT_LEFT;
      case ">>" -> Operator.SHIFT_RIGHT;
      case "<=>" -> Operator.NOT_DISTINCT;
      default -> shared;
    };
  }

  @Override
  public List<String> selectWords() {
    List<String> words = new ArrayList<>();
    while (in.at(Kind.WORD) && SELECT_WORDS.contains(in.current().text())) {
      words.add(in.take().text());
    }
    return words;
  }

  @Override
  public List<Expression> grouped(List<Expression> by) {
    if (!in.accept("WITH", "ROLLUP")) {
      return by;
    }
    return List.of(call("ROLLUP", Place.NONE, by.toArray(Expression[]::new)));
  }

  @Override
  public Optional<Query.RowLimit> limit(ExpressionParser expressions) {
    if (!in.at("LIMIT")) {
      return Optional.empty();
    }
    Place place = in.open();
    in.take();
    Expression first = expressions.expression(Operator.OPERAND);
    Optional<Expression> offset = Optional.empty();
    Expression count = first;
    if (in.accept(",")) {
      offset = Optional.of(first);
      count = expressions.expression(Operator.OPERAND);
    } else if (in.accept("OFFSET")) {
      offset = Optional.of(expressions.expression(Operator.OPERAND));
    }
    return Optional.of(
        new Query.RowLimit(offset, Optional.of(count), false, false, in.close(place)));
  }

  /** Rows that are locked against changes are locked for one, which keeps others out, too. */
  @Override
  public Optional<Query.Lock> lock(ExpressionParser expressions) {
    Place place = in.open();
    boolean isShared = in.accept("FOR", "SHARE");
    if (!isShared && in.at("LOCK", "IN")) {
      in.take();
      in.take();
      in.expect("SHARE", "MODE");
      isShared = true;
    }
    return isShared
        ? Optional.of(new Query.Lock(List.of(), "", in.close(place)))
        : Optional.empty();
  }

  @Override
  public String joinKind() {
    return in.accept("STRAIGHT_JOIN") ? "JOIN" : "";
  }

  @Override
  public void afterTable() {
    while (in.atAny(INDEX_HINTS) && (in.ahead(1).is("INDEX") || in.ahead(1).is("KEY"))) {
      in.take();
      in.take();
      if (in.accept("FOR")) {
        while (!in.at("(")) {
          in.take();
        }
      }
      in.skipParentheses();
      in.accept(",");
    }
  }

  static Expression call(String function, Place place, Expression... arguments) {
    List<Argument> all = new ArrayList<>();
    for (Expression value : arguments) {
      all.add(new Argument(Optional.empty(), value, Place.NONE));
    }
    return new Expression.Call(Name.of(function), List.copyOf(all), place);
  }
}
