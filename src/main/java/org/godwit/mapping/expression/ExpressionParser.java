package org.godwit.mapping.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.godwit.mapping.expression.Expression.Affinity;
import org.godwit.mapping.expression.Expression.Binary;
import org.godwit.mapping.expression.Expression.Case;
import org.godwit.mapping.expression.Expression.Constant;
import org.godwit.mapping.expression.Expression.Operator;
import org.godwit.mapping.expression.Expression.When;
import org.godwit.mapping.expression.Token.Kind;

/** Reads an expression with SQLite's precedence of operators. */
final class ExpressionParser {
  private static final int DEPTH_MAX = 100;
  private static final Map<String, Operator> COMPARISONS =
      Map.of(
          "<", Operator.LESS,
          "<=", Operator.LESS_EQ,
          ">", Operator.GREATER,
          ">=", Operator.GREATER_EQ);
  private static final Map<String, Operator> EQUALITIES =
      Map.of(
          "=", Operator.EQ,
          "==", Operator.EQ,
          "<>", Operator.NOT_EQ,
          "!=", Operator.NOT_EQ);
  private static final Map<String, Operator> SUMS = Map.of("+", Operator.PLUS, "-", Operator.MINUS);
  private static final Map<String, Operator> PRODUCTS =
      Map.of("*", Operator.TIMES, "/", Operator.DIVIDE, "%", Operator.REMAINDER);

  private final List<Token> tokens;
  private int at;
  private int depth;

  ExpressionParser(String text) {
    tokens = new ExpressionLexer(text).tokens();
  }

  Expression parse() {
    Expression expression = disjunction();
    if (peek().kind() != Kind.END) {
      throw unexpected("an operator or the end");
    }
    return expression;
  }

  private Expression disjunction() {
    if (++depth > DEPTH_MAX) {
      throw ExpressionProblem.at(
          peek().offset(), "more than " + DEPTH_MAX + " levels of brackets can't be read");
    }
    Expression left = conjunction();
    while (acceptWord("OR")) {
      left = new Binary(Operator.OR, left, conjunction());
    }
    depth--;
    return left;
  }

  private Expression conjunction() {
    Expression left = negation();
    while (acceptWord("AND")) {
      left = new Binary(Operator.AND, left, negation());
    }
    return left;
  }

  private Expression negation() {
    return acceptWord("NOT") ? new Expression.Not(negation()) : equality();
  }

  private Expression equality() {
    Expression left = comparison();
    while (true) {
      Optional<Operator> operator = acceptSymbol(EQUALITIES);
      if (operator.isPresent()) {
        left = new Binary(operator.get(), left, comparison());
        continue;
      }
      Optional<Expression> test = test(left);
      if (test.isEmpty()) {
        return left;
      }
      left = test.get();
    }
  }

  /** IS, IN, LIKE, BETWEEN and their negations, where one of them follows. */
  private Optional<Expression> test(Expression left) {
    if (acceptWord("ISNULL")) {
      return Optional.of(new Expression.NullTest(left, false));
    }
    if (acceptWord("NOTNULL")) {
      return Optional.of(new Expression.NullTest(left, true));
    }
    if (acceptWord("IS")) {
      return Optional.of(is(left));
    }
    boolean negated = acceptWord("NOT");
    if (negated && acceptWord("NULL")) {
      return Optional.of(new Expression.NullTest(left, true));
    }
    if (acceptWord("BETWEEN")) {
      Expression low = comparison();
      expectWord("AND");
      return Optional.of(new Expression.Between(left, low, comparison(), negated));
    }
    if (acceptWord("IN")) {
      expectSymbol("(");
      return Optional.of(new Expression.In(left, list(), negated));
    }
    if (acceptWord("LIKE")) {
      Expression pattern = comparison();
      Optional<Expression> escape =
          acceptWord("ESCAPE") ? Optional.of(comparison()) : Optional.empty();
      return Optional.of(new Expression.Like(left, pattern, escape, negated));
    }
    if (negated) {
      throw unexpected("BETWEEN, IN, LIKE or NULL");
    }
    return Optional.empty();
  }

  private Expression is(Expression left) {
    boolean negated = acceptWord("NOT");
    return acceptWord("NULL")
        ? new Expression.NullTest(left, negated)
        : new Binary(negated ? Operator.IS_NOT : Operator.IS, left, comparison());
  }

  private Expression comparison() {
    Expression left = sum();
    Optional<Operator> operator = acceptSymbol(COMPARISONS);
    while (operator.isPresent()) {
      left = new Binary(operator.get(), left, sum());
      operator = acceptSymbol(COMPARISONS);
    }
    return left;
  }

  private Expression sum() {
    Expression left = product();
    Optional<Operator> operator = acceptSymbol(SUMS);
    while (operator.isPresent()) {
      left = new Binary(operator.get(), left, product());
      operator = acceptSymbol(SUMS);
    }
    return left;
  }

  private Expression product() {
    Expression left = concatenation();
    Optional<Operator> operator = acceptSymbol(PRODUCTS);
    while (operator.isPresent()) {
      left = new Binary(operator.get(), left, concatenation());
      operator = acceptSymbol(PRODUCTS);
    }
    return left;
  }

  private Expression concatenation() {
    Expression left = sign();
    while (accept("||")) {
      left = new Binary(Operator.CONCAT, left, sign());
    }
    return left;
  }

  private Expression sign() {
    if (accept("-")) {
      return new Expression.Negative(sign());
    }
    return accept("+") ? sign() : primary();
  }

  private Expression primary() {
    Token token = next();
    return switch (token.kind()) {
      case NUMBER -> new Constant(number(token));
      case STRING -> new Constant(token.text());
      case BLOB -> new Constant(blob(token));
      case VARIABLE -> variable(token.text());
      case WORD -> word(token);
      case SYMBOL, END -> {
        if (!token.isSymbol("(")) {
          throw unexpected("a value", token);
        }
        Expression inner = disjunction();
        expectSymbol(")");
        yield inner;
      }
    };
  }

  private Expression word(Token token) {
    return switch (token.text().toUpperCase(Locale.ROOT)) {
      case "NULL" -> new Constant(null);
      case "TRUE" -> new Constant(1L);
      case "FALSE" -> new Constant(0L);
      case "CASE" -> caseExpression();
      case "CAST" -> cast();
      default -> call(token);
    };
  }

  private Expression call(Token name) {
    if (!accept("(")) {
      throw ExpressionProblem.at(
          name.offset(),
          "\"" + name.text() + "\" is no function; a column is written $" + name.text());
    }
    Function function =
        Function.named(name.text())
            .orElseThrow(
                () ->
                    ExpressionProblem.at(
                        name.offset(),
                        "the function \""
                            + name.text()
                            + "\" is unknown; use one of "
                            + functionNames()));
    List<Expression> arguments = list();
    function
        .problemWith(arguments.size())
        .ifPresent(
            problem -> {
              throw ExpressionProblem.at(name.offset(), problem);
            });
    return new Expression.Call(function, arguments);
  }

  private static String functionNames() {
    return String.join(
        ", ",
        Function.callable().map(function -> function.name().toLowerCase(Locale.ROOT)).toList());
  }

  private Expression caseExpression() {
    Optional<Expression> operand =
        peek().isWord("WHEN") ? Optional.empty() : Optional.of(disjunction());
    List<When> branches = new ArrayList<>();
    while (acceptWord("WHEN")) {
      Expression condition = disjunction();
      expectWord("THEN");
      branches.add(new When(condition, disjunction()));
    }
    if (branches.isEmpty()) {
      throw unexpected("WHEN");
    }
    Optional<Expression> otherwise =
        acceptWord("ELSE") ? Optional.of(disjunction()) : Optional.empty();
    expectWord("END");
    return new Case(operand, List.copyOf(branches), otherwise);
  }

  private Expression cast() {
    expectSymbol("(");
    Expression operand = disjunction();
    expectWord("AS");
    Token type = next();
    Affinity affinity =
        switch (type.text().toUpperCase(Locale.ROOT)) {
          case "INTEGER", "INT", "BIGINT", "SMALLINT", "TINYINT" -> Affinity.INTEGER;
          case "REAL", "DOUBLE", "FLOAT" -> Affinity.REAL;
          case "NUMERIC", "DECIMAL" -> Affinity.NUMERIC;
          case "TEXT", "VARCHAR", "CHAR" -> Affinity.TEXT;
          case "BLOB" -> Affinity.BLOB;
          default ->
              throw ExpressionProblem.at(
                  type.offset(),
                  "CAST knows integer, real, numeric, text and blob, not " + type.shown());
        };
    expectSymbol(")");
    return new Expression.Cast(operand, affinity);
  }

  private List<Expression> list() {
    List<Expression> members = new ArrayList<>();
    if (accept(")")) {
      return members;
    }
    do {
      members.add(disjunction());
    } while (accept(","));
    expectSymbol(")");
    return List.copyOf(members);
  }

  private static Expression variable(String name) {
    Optional<Expression> header = Header.named(name).map(Expression.HeaderValue::new);
    return header.orElseGet(
        () ->
            Metadata.named(name)
                .<Expression>map(Expression.MetadataValue::new)
                .orElseGet(() -> new Expression.ColumnValue(name)));
  }

  private static Object number(Token token) {
    try {
      BigDecimal value = new BigDecimal(token.text());
      boolean isWhole = token.text().chars().allMatch(Character::isDigit);
      return isWhole && value.precision() <= 18 ? (Object) value.longValueExact() : value;
    } catch (NumberFormatException e) {
      throw ExpressionProblem.at(token.offset(), token.shown() + " is no number");
    }
  }

  private static byte[] blob(Token token) {
    try {
      return HexFormat.of().parseHex(token.text());
    } catch (IllegalArgumentException e) {
      throw ExpressionProblem.at(token.offset(), "x'…' must hold pairs of hexadecimal digits");
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  private boolean accept(String symbol) {
    boolean found = peek().isSymbol(symbol);
    at += found ? 1 : 0;
    return found;
  }

  private Optional<Operator> acceptSymbol(Map<String, Operator> operators) {
    Operator operator = peek().kind() == Kind.SYMBOL ? operators.get(peek().text()) : null;
    at += operator == null ? 0 : 1;
    return Optional.ofNullable(operator);
  }

  private boolean acceptWord(String word) {
    boolean found = peek().isWord(word);
    at += found ? 1 : 0;
    return found;
  }

  private void expectSymbol(String symbol) {
    if (!accept(symbol)) {
      throw unexpected(symbol);
    }
  }

  private void expectWord(String word) {
    if (!acceptWord(word)) {
      throw unexpected(word);
    }
  }

  private ExpressionProblem unexpected(String wanted) {
    return unexpected(wanted, peek());
  }

  private static ExpressionProblem unexpected(String wanted, Token found) {
    return ExpressionProblem.at(
        found.offset(), "expected " + wanted + " and found " + found.shown());
  }
}
