package org.godwit.engine.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Table;

/**
 * An expression as {@code pg_get_expr} writes it becomes standard SQL: names quoted and renamed,
 * {@code x::type} as CAST, {@code ~~} as LIKE. What isn't known is refused.
 */
final class PostgresExpression {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|::|<>|<=|>=|\\|\\||!~~|~~|\\d+(?:\\.\\d+)?|[A-Za-z_][\\w$]*|[-+*/%(),=<>\\[\\]])");
  private static final Pattern TYPE =
      Pattern.compile(
          "\\s*((?:timestamp|time)(?:\\(\\d\\))? with(?:out)? time zone|double precision|character varying(?:\\(\\d+\\))?|(?:character|numeric|bit)(?:\\([\\d,]+\\))?|text|bpchar|integer|bigint|smallint|real|boolean|date|interval|jsonb?|uuid|bytea)(?![\\w\\[])");
  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "not",
          "is",
          "null",
          "true",
          "false",
          "case",
          "when",
          "then",
          "else",
          "end",
          "in",
          "between",
          "like",
          "distinct",
          "from",
          "current_timestamp",
          "current_date",
          "current_time",
          "localtimestamp");
  private static final Set<String> FUNCTIONS =
      Set.of(
          "lower",
          "upper",
          "coalesce",
          "nullif",
          "length",
          "char_length",
          "octet_length",
          "abs",
          "round",
          "floor",
          "ceil",
          "ceiling",
          "mod",
          "power",
          "sqrt",
          "exp",
          "ln",
          "greatest",
          "least",
          "concat",
          "replace",
          "left",
          "right",
          "ltrim",
          "rtrim",
          "btrim",
          "lpad",
          "rpad",
          "md5",
          "now",
          "gen_random_uuid");

  private final String text;
  private final Table table;
  private final UnaryOperator<String> columnName;
  private final PostgresDialect dialect = new PostgresDialect();

  PostgresExpression(String text, Table table, UnaryOperator<String> columnName) {
    this.text = text;
    this.table = table;
    this.columnName = columnName;
  }

  /** Empty where a token, a type or a function is not known. */
  Optional<String> standard() {
    List<String> out = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length() && !text.substring(at).isBlank()) {
      if (!token.find(at) || token.start() != at) {
        return Optional.empty();
      }
      at = token.end();
      if (token.group(1).equals("::")) {
        Matcher type = TYPE.matcher(text);
        if (!type.find(at) || type.start() != at) {
          return Optional.empty();
        }
        at = type.end();
        cast(out, type.group(1));
      } else if (!add(out, token.group(1), at)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        String.join(" ", out).replace("( ", "(").replace(" )", ")").replace(" ,", ","));
  }

  /** The operand is the last token, or the last pair of parentheses with its function. */
  private static void cast(List<String> out, String type) {
    int start = out.size() - 1;
    if (start >= 0 && out.get(start).equals(")")) {
      int open = 0;
      do {
        open += out.get(start).equals(")") ? 1 : out.get(start).equals("(") ? -1 : 0;
        start--;
      } while (open > 0);
      boolean isCall =
          start >= 0 && out.get(start).matches("[a-z_0-9]+") && FUNCTIONS.contains(out.get(start));
      start += isCall ? 0 : 1;
    }
    String operand = String.join(" ", out.subList(start, out.size()));
    out.subList(start, out.size()).clear();
    out.add("CAST(" + operand + " AS " + (type.equals("bpchar") ? "text" : type) + ")");
  }

  private boolean add(List<String> out, String token, int end) {
    char first = token.charAt(0);
    if (first == '"' || Character.isLetter(first) || first == '_') {
      return addWord(out, token, end);
    }
    switch (token) {
      case "~~" -> out.add("LIKE");
      case "!~~" -> out.add("NOT LIKE");
      case "[", "]" -> {
        return false;
      }
      default -> out.add(token);
    }
    return true;
  }

  private boolean addWord(List<String> out, String token, int end) {
    String name =
        token.startsWith("\"")
            ? token.substring(1, token.length() - 1).replace("\"\"", "\"")
            : token;
    if (table.column(name).isPresent()) {
      out.add(dialect.quote(columnName.apply(name)));
      return true;
    }
    String word = token.toLowerCase(Locale.ROOT);
    boolean isCall = end < text.length() && text.charAt(end) == '(';
    if (isCall && FUNCTIONS.contains(word)) {
      out.add(word);
      return true;
    }
    if (WORDS.contains(word)) {
      out.add(word.toUpperCase(Locale.ROOT));
      return true;
    }
    return false;
  }
}
