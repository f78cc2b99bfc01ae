package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.godwit.catalog.Table;
import org.godwit.engine.mysql.ExpressionTokens.Token;
import org.godwit.engine.mysql.ExpressionTokens.Token.Kind;
import org.godwit.engine.mysql.StandardSql.Type;

/**
 * An expression of MySQL in standard SQL, by descent through the ranks of its operators ("Operator
 * Precedence" of the manual). Every rule knows the types of both sides; where the result would not
 * surely mean the same there is none.
 */
final class ExpressionTranslator {
  private static final int DEPTH_MAX = 200;

  private final ExpressionTokens tokens;
  private final ColumnReferences columns;
  private final Comparisons comparisons;
  private final FunctionRules functions;
  private final boolean isCheck;
  private int depth;

  private ExpressionTranslator(String expression, Table table, UnaryOperator<String> columnName) {
    isCheck = table.checks().stream().anyMatch(check -> check.expression().equals(expression));
    tokens = new ExpressionTokens(expression);
    columns = new ColumnReferences(table, columnName);
    comparisons = new Comparisons(isCheck);
    functions = new FunctionRules(comparisons);
  }

  static Optional<String> translate(
      String expression, Table table, UnaryOperator<String> columnName) {
    try {
      return Optional.of(new ExpressionTranslator(expression, table, columnName).whole());
    } catch (Untranslatable e) {
      return Optional.empty();
    }
  }

  private String whole() {
    if (tokens.peek().kind() == Kind.BINARY && tokens.peekBehind().kind() == Kind.END) {
      return "'\\x" + tokens.take().text() + "'";
    }
    StandardSql sql = disjunction();
    if (tokens.peek().kind() != Kind.END) {
      throw new Untranslatable();
    }
    return (isCheck ? sql.asCondition() : sql.asValue()).text();
  }

  private StandardSql disjunction() {
    if (++depth > DEPTH_MAX) {
      throw new Untranslatable();
    }
    StandardSql left = exclusive();
    while (tokens.peek().is("or") || tokens.peek().is("||")) {
      tokens.take();
      left = condition(left, " OR ", exclusive());
    }
    depth--;
    return left;
  }

  private StandardSql exclusive() {
    StandardSql left = conjunction();
    while (tokens.takeIf("xor")) {
      left = condition(left, " <> ", conjunction());
    }
    return left;
  }

  private StandardSql conjunction() {
    StandardSql left = negation();
    while (tokens.peek().is("and") || tokens.peek().is("&&")) {
      tokens.take();
      left = condition(left, " AND ", negation());
    }
    return left;
  }

  private static StandardSql condition(StandardSql left, String operator, StandardSql right) {
    return StandardSql.of(
        Type.BOOLEAN,
        "(" + left.asCondition().text() + operator + right.asCondition().text() + ")");
  }

  private StandardSql negation() {
    return tokens.takeIf("not") ? not(negation()) : comparison();
  }

  private static StandardSql not(StandardSql sql) {
    return StandardSql.of(Type.BOOLEAN, "(NOT " + sql.asCondition().text() + ")");
  }

  private StandardSql comparison() {
    StandardSql left = sum();
    while (true) {
      Token next = tokens.peek();
      boolean isNegated =
          next.is("not") && List.of("in", "like", "between").contains(tokens.peekBehind().text());
      if (isNegated) {
        tokens.take();
      }
      Optional<StandardSql> compared = comparisonWith(left);
      if (compared.isEmpty()) {
        return left;
      }
      left = isNegated ? not(compared.get()) : compared.get();
    }
  }

  private Optional<StandardSql> comparisonWith(StandardSql left) {
    String operator = tokens.peek().kind() == Kind.END ? "" : tokens.peek().text();
    if (tokens.peek().kind() != Kind.OPERATOR && tokens.peek().kind() != Kind.WORD) {
      return Optional.empty();
    }
    return switch (operator) {
      case "=", "<", ">", "<=", ">=", "<>" -> {
        tokens.take();
        yield Optional.of(comparisons.compare(left, operator, sum()));
      }
      case "!=" -> {
        tokens.take();
        yield Optional.of(comparisons.compare(left, "<>", sum()));
      }
      case "<=>" -> {
        tokens.take();
        yield Optional.of(comparisons.compare(left, "IS NOT DISTINCT FROM", sum()));
      }
      case "is" -> Optional.of(is(left));
      case "in" -> Optional.of(in(left));
      case "like" -> Optional.of(like(left));
      case "between" -> Optional.of(between(left));
      case "regexp", "rlike", "sounds", "collate", "member" -> throw new Untranslatable();
      default -> Optional.empty();
    };
  }

  private StandardSql is(StandardSql left) {
    tokens.take();
    String not = tokens.takeIf("not") ? "NOT " : "";
    String word = tokens.take().text();
    return switch (word) {
      case "null" -> StandardSql.of(Type.BOOLEAN, "(" + left.text() + " IS " + not + "NULL)");
      case "true", "false" ->
          StandardSql.of(
              Type.BOOLEAN,
              "("
                  + left.asCondition().text()
                  + " IS "
                  + not
                  + (word.equals("true") ? "TRUE" : "FALSE")
                  + ")");
      default -> throw new Untranslatable();
    };
  }

  private StandardSql in(StandardSql left) {
    tokens.take();
    tokens.expect("(");
    List<String> members = new ArrayList<>();
    String start = "(" + left.asValue().text() + " = ";
    do {
      String equals = comparisons.compare(left, "=", sum()).text();
      if (!equals.startsWith(start)) {
        throw new Untranslatable();
      }
      members.add(equals.substring(start.length(), equals.length() - 1));
    } while (tokens.takeIf(","));
    tokens.expect(")");
    return StandardSql.of(
        Type.BOOLEAN, "(" + left.asValue().text() + " IN (" + String.join(", ", members) + "))");
  }

  private StandardSql like(StandardSql left) {
    tokens.take();
    StandardSql pattern = sum();
    boolean isSame =
        left.isText() && pattern.is(Type.LITERAL) && comparisons.areSameText(pattern, pattern);
    if (!isSame || tokens.peek().is("escape")) {
      throw new Untranslatable();
    }
    return StandardSql.of(Type.BOOLEAN, "(" + left.text() + " LIKE " + pattern.text() + ")");
  }

  private StandardSql between(StandardSql left) {
    tokens.take();
    StandardSql least = sum();
    tokens.expect("and");
    StandardSql most = sum();
    return StandardSql.of(
        Type.BOOLEAN,
        "("
            + comparisons.compare(left, ">=", least).text()
            + " AND "
            + comparisons.compare(left, "<=", most).text()
            + ")");
  }

  private StandardSql sum() {
    StandardSql left = product();
    while (tokens.peek().is("+") || tokens.peek().is("-")) {
      String operator = tokens.take().text();
      left =
          tokens.takeIf("interval")
              ? functions.addInterval(left, operator, interval())
              : Arithmetic.calculate(left, operator, product());
    }
    if (List.of("|", "&", "<<", ">>", "^").contains(tokens.peek().text())
        && tokens.peek().kind() == Kind.OPERATOR) {
      throw new Untranslatable();
    }
    return left;
  }

  /** A number and a unit, as the target writes an interval. */
  private String interval() {
    boolean isNegative = tokens.takeIf("-");
    StandardSql count = primary();
    if (!count.isConstant()) {
      throw new Untranslatable();
    }
    String unit = tokens.take().text();
    if (!FunctionRules.UNITS.contains(unit)) {
      throw new Untranslatable();
    }
    return (isNegative ? "-" : "") + count.text() + " " + unit;
  }

  private StandardSql product() {
    StandardSql left = unary();
    while (List.of("*", "/", "%", "div", "mod").contains(tokens.peek().text())
        && (tokens.peek().kind() == Kind.OPERATOR || tokens.peek().kind() == Kind.WORD)) {
      String operator = tokens.take().text();
      left = Arithmetic.calculate(left, operator, unary());
    }
    return left;
  }

  private StandardSql unary() {
    if (tokens.takeIf("-")) {
      StandardSql number = unary().asNumber();
      return StandardSql.of(number.type(), "(-" + number.text() + ")");
    }
    if (tokens.takeIf("+")) {
      return unary().asNumber();
    }
    if (tokens.takeIf("!")) {
      return not(unary());
    }
    StandardSql value = primary();
    while (tokens.peek().is("->") || tokens.peek().is("->>")) {
      boolean isText = tokens.take().is("->>");
      String path = JsonPaths.toTarget(string());
      value = isText ? JsonPaths.text(value, path) : JsonPaths.extract(value, path);
    }
    return value;
  }

  private String string() {
    Token token = tokens.take();
    if (token.kind() != Kind.STRING) {
      throw new Untranslatable();
    }
    return token.text();
  }

  private StandardSql primary() {
    Token token = tokens.take();
    return switch (token.kind()) {
      case NAME -> columns.reference(tokens, token.text());
      case STRING -> literal(token.text());
      case NUMBER -> number(token.text());
      case WORD -> word(token.text());
      case OPERATOR -> parenthesised(token);
      case BINARY, END -> throw new Untranslatable();
    };
  }

  private StandardSql parenthesised(Token token) {
    if (!token.is("(")) {
      throw new Untranslatable();
    }
    StandardSql inner = disjunction();
    tokens.expect(")");
    return inner;
  }

  private static StandardSql literal(String content) {
    if (content.indexOf('\0') >= 0) {
      throw new Untranslatable();
    }
    return StandardSql.of(Type.LITERAL, "'" + content.replace("'", "''") + "'");
  }

  private static StandardSql number(String text) {
    boolean isReal = text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    Type type = isReal ? Type.REAL : text.indexOf('.') >= 0 ? Type.DECIMAL : Type.INTEGER;
    return StandardSql.of(type, text);
  }

  private StandardSql word(String word) {
    if (word.equals("case")) {
      return caseExpression();
    }
    if (!tokens.peek().is("(")) {
      return switch (word) {
        case "null" -> StandardSql.of(Type.NULL, "NULL");
        case "true" -> StandardSql.of(Type.INTEGER, "1");
        case "false" -> StandardSql.of(Type.INTEGER, "0");
        case "current_timestamp", "localtime", "localtimestamp", "current_date" ->
            functions.call(word, List.of());
        default -> columns.reference(tokens, word);
      };
    }
    tokens.expect("(");
    return switch (word) {
      case "cast" -> cast();
      case "convert" -> convert();
      case "extract" -> extract();
      case "date_add", "adddate" -> dateAdd("+");
      case "date_sub", "subdate" -> dateAdd("-");
      default -> functions.call(word, arguments());
    };
  }

  private List<StandardSql> arguments() {
    List<StandardSql> arguments = new ArrayList<>();
    if (tokens.takeIf(")")) {
      return arguments;
    }
    do {
      arguments.add(disjunction());
    } while (tokens.takeIf(","));
    tokens.expect(")");
    return arguments;
  }

  private StandardSql caseExpression() {
    Optional<StandardSql> subject =
        tokens.peek().is("when") ? Optional.empty() : Optional.of(disjunction());
    List<StandardSql> conditions = new ArrayList<>();
    List<StandardSql> values = new ArrayList<>();
    while (tokens.takeIf("when")) {
      StandardSql when = disjunction();
      conditions.add(
          subject.map(sql -> comparisons.compare(sql, "=", when)).orElseGet(when::asCondition));
      tokens.expect("then");
      values.add(disjunction());
    }
    if (tokens.takeIf("else")) {
      values.add(disjunction());
    }
    tokens.expect("end");
    return FunctionRules.caseOf(conditions, values);
  }

  private StandardSql cast() {
    StandardSql value = disjunction();
    tokens.expect("as");
    StandardSql cast = Casts.to(value, typeWords());
    tokens.expect(")");
    return cast;
  }

  /** Text of another character set is the same text on the target. */
  private StandardSql convert() {
    StandardSql value = disjunction();
    if (tokens.takeIf(",")) {
      StandardSql cast = Casts.to(value, typeWords());
      tokens.expect(")");
      return cast;
    }
    tokens.expect("using");
    boolean isText = !tokens.take().text().equals("binary") && value.isText();
    tokens.expect(")");
    if (!isText) {
      throw new Untranslatable();
    }
    return value;
  }

  /** {@code decimal(10,2)}, {@code char charset utf8mb4}: up to the closing parenthesis. */
  private String typeWords() {
    StringBuilder words = new StringBuilder();
    int open = 0;
    while (open > 0 || !tokens.peek().is(")")) {
      Token token = tokens.take();
      if (token.kind() == Kind.END) {
        throw new Untranslatable();
      }
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      words.append(token.kind() == Kind.WORD && !words.isEmpty() ? " " : "").append(token.text());
    }
    return words.toString();
  }

  private StandardSql extract() {
    String unit = tokens.take().text();
    tokens.expect("from");
    StandardSql moment = disjunction();
    tokens.expect(")");
    return functions.call(unit, List.of(moment));
  }

  private StandardSql dateAdd(String operator) {
    StandardSql moment = disjunction();
    tokens.expect(",");
    tokens.expect("interval");
    StandardSql sum = functions.addInterval(moment, operator, interval());
    tokens.expect(")");
    return sum;
  }
}
