package org.godwit.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that mean the same to every server: columns compared with constants or each other, IN,
 * BETWEEN, NULL, AND, OR, NOT. Whatever else an expression holds has no translation here, and
 * neither has a comparison whose sides a server would convert.
 */
public final class StandardCondition {
  private static final int DEPTH_MAX = 100;
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          \\s+|(?<name>"[^"]+"|\\[(?:[^\\]]|]])+])|(?<string>N?'(?:[^']|'')*')\
          |(?<number>\\d+(?:\\.\\d+)?|\\.\\d+)(?![A-Za-z0-9_.])|(?<word>[A-Za-z_][A-Za-z0-9_$#]*)\
          |(?<operator><=|>=|<>|!=|[=<>(),+-])""");

  /** How a server quotes names in the expressions of its catalog. */
  public enum Names {
    DOUBLE_QUOTED,
    BRACKETED
  }

  private enum Kind {
    NAME,
    STRING,
    NUMBER,
    WORD,
    OPERATOR,
    END
  }

  private record Token(Kind kind, String text) {}

  private enum Type {
    NUMBER,
    TEXT,
    OTHER
  }

  private record Value(String text, Type type) {}

  /** There is no translation. */
  private static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(null, null, false, false);
    }
  }

  private final List<Token> tokens;
  private final Names names;
  private final boolean comparesText;
  private final Table table;
  private final UnaryOperator<String> columnName;
  private int next;
  private int depth;

  private StandardCondition(
      String expression,
      Names names,
      boolean comparesText,
      Table table,
      UnaryOperator<String> columnName) {
    this.names = names;
    this.comparesText = comparesText;
    this.table = table;
    this.columnName = columnName;
    tokens = tokens(expression);
  }

  /**
   * The condition in standard SQL.
   *
   * @param comparesText whether the server tells texts apart by every byte, as the target will; not
   *     under a collation for which {@code a} equals {@code A}
   * @return empty where it isn't surely the same
   */
  public static Optional<String> translate(
      String expression,
      Names names,
      boolean comparesText,
      Table table,
      UnaryOperator<String> columnName) {
    try {
      StandardCondition condition =
          new StandardCondition(expression, names, comparesText, table, columnName);
      String sql = condition.disjunction();
      return condition.peek().kind() == Kind.END ? Optional.of(sql) : Optional.empty();
    } catch (Unknown _) {
      return Optional.empty();
    }
  }

  private static List<Token> tokens(String expression) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression);
    int at = 0;
    while (at < expression.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new Unknown();
      }
      at = matcher.end();
      for (Kind kind : List.of(Kind.NAME, Kind.STRING, Kind.NUMBER, Kind.WORD, Kind.OPERATOR)) {
        @Nullable String text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
        if (text != null) {
          tokens.add(new Token(kind, text));
        }
      }
    }
    return tokens;
  }

  private Token peek() {
    return next < tokens.size() ? tokens.get(next) : new Token(Kind.END, "");
  }

  private Token take() {
    Token token = peek();
    next++;
    return token;
  }

  private boolean takeIf(String text) {
    boolean isWord = peek().kind() == Kind.WORD || peek().kind() == Kind.OPERATOR;
    if (isWord && peek().text().equalsIgnoreCase(text)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String text) {
    if (!takeIf(text)) {
      throw new Unknown();
    }
  }

  private String disjunction() {
    if (++depth > DEPTH_MAX) {
      throw new Unknown();
    }
    String left = conjunction();
    while (takeIf("OR")) {
      left = "(" + left + " OR " + conjunction() + ")";
    }
    depth--;
    return left;
  }

  private String conjunction() {
    String left = negation();
    while (takeIf("AND")) {
      left = "(" + left + " AND " + negation() + ")";
    }
    return left;
  }

  private String negation() {
    return takeIf("NOT") ? "(NOT " + negation() + ")" : condition();
  }

  /** A parenthesis may hold a condition or a value; what it holds is known only behind it. */
  private String condition() {
    int before = next;
    if (takeIf("(")) {
      try {
        String inner = disjunction();
        expect(")");
        return inner;
      } catch (Unknown _) {
        next = before;
      }
    }
    return comparison(value());
  }

  private String comparison(Value left) {
    if (takeIf("IS")) {
      String not = takeIf("NOT") ? "NOT " : "";
      expect("NULL");
      return "(" + left.text() + " IS " + not + "NULL)";
    }
    boolean isNegated = takeIf("NOT");
    String sql;
    if (takeIf("IN")) {
      sql = in(left);
    } else if (takeIf("BETWEEN")) {
      Value least = ordered(left, value());
      expect("AND");
      sql = left.text() + " BETWEEN " + least.text() + " AND " + ordered(left, value()).text();
    } else if (isNegated) {
      throw new Unknown();
    } else {
      sql = compared(left);
    }
    return isNegated ? "(NOT " + sql + ")" : "(" + sql + ")";
  }

  private String in(Value left) {
    List<String> members = new ArrayList<>();
    expect("(");
    do {
      members.add(same(left, value()).text());
    } while (takeIf(","));
    expect(")");
    return left.text() + " IN (" + String.join(", ", members) + ")";
  }

  private String compared(Value left) {
    String operator = take().text();
    return switch (operator) {
      case "=", "<>" -> left.text() + " " + operator + " " + same(left, value()).text();
      case "!=" -> left.text() + " <> " + same(left, value()).text();
      case "<", ">", "<=", ">=" ->
          left.text() + " " + operator + " " + ordered(left, value()).text();
      default -> throw new Unknown();
    };
  }

  private Value same(Value left, Value right) {
    boolean isSame =
        left.type() == right.type()
            && (left.type() == Type.NUMBER || (left.type() == Type.TEXT && comparesText));
    if (!isSame) {
      throw new Unknown();
    }
    return right;
  }

  /** Texts are ordered differently everywhere. */
  private static Value ordered(Value left, Value right) {
    if (left.type() != Type.NUMBER || right.type() != Type.NUMBER) {
      throw new Unknown();
    }
    return right;
  }

  private Value value() {
    if (takeIf("(")) {
      Value inner = value();
      expect(")");
      return inner;
    }
    boolean isNegative = takeIf("-");
    Token token = take();
    return switch (token.kind()) {
      case NUMBER -> new Value((isNegative ? "-" : "") + token.text(), Type.NUMBER);
      case STRING -> text(token.text(), isNegative);
      case NAME -> column(token.text().substring(1, token.text().length() - 1), isNegative);
      case WORD -> word(token.text(), isNegative);
      case OPERATOR, END -> throw new Unknown();
    };
  }

  private static Value text(String literal, boolean isNegative) {
    String text = literal.startsWith("'") ? literal : literal.substring(1);
    // To Oracle an empty string is NULL; a backslash is one character everywhere but in MySQL.
    if (isNegative || text.equals("''") || text.indexOf('\\') >= 0 || text.indexOf('\0') >= 0) {
      throw new Unknown();
    }
    return new Value(text, Type.TEXT);
  }

  private Value word(String word, boolean isNegative) {
    boolean isCall = peek().text().equals("(");
    if (isCall || names == Names.BRACKETED) {
      throw new Unknown();
    }
    return column(word.toUpperCase(Locale.ROOT), isNegative);
  }

  private Value column(String quoted, boolean isNegative) {
    String name = names == Names.BRACKETED ? quoted.replace("]]", "]") : quoted;
    Column column = table.column(name).filter(it -> !it.isComputed()).orElseThrow(Unknown::new);
    if (isNegative) {
      throw new Unknown();
    }
    Type type =
        switch (column.type()) {
          case DataType.Int _, DataType.Decimal _ -> Type.NUMBER;
          // CHAR is filled with blanks, which count on some servers and on others don't.
          case DataType.Text(_, boolean fixed) -> fixed ? Type.OTHER : Type.TEXT;
          default -> Type.OTHER;
        };
    return new Value('"' + columnName.apply(name).replace("\"", "\"\"") + '"', type);
  }
}
