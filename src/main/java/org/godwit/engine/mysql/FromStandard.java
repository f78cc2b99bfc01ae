package org.godwit.engine.mysql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;

/**
 * Standard SQL in MySQL's words. A word, function, operator or type of which it isn't sure that
 * both mean the same by it is refused, whatever the server would take it for: MySQL's {@code date +
 * 1} is a number, and its {@code 7 / 2} is 3.5.
 */
final class FromStandard {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|\\d+(?:\\.\\d+)?|<>|<=|>=|\\|\\||[-+*(),=<>]|[A-Za-z_][A-Za-z_0-9]*)");
  private static final Pattern TYPE =
      Pattern.compile(
          "\\s*(bigint|integer|int|smallint|text|date|double precision|numeric(?!\\s*\\()|(?:numeric|decimal)\\s*\\(\\s*\\d+\\s*(?:,\\s*\\d+\\s*)?\\)|(?:character varying|varchar)(?:\\s*\\(\\s*\\d+\\s*\\))?)\\s*\\)",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> WORDS =
      Set.of(
          "and", "or", "not", "is", "null", "true", "false", "case", "when", "then", "else", "end",
          "in", "between", "like");
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("lower", "lower"),
          Map.entry("upper", "upper"),
          Map.entry("coalesce", "coalesce"),
          Map.entry("nullif", "nullif"),
          Map.entry("length", "char_length"),
          Map.entry("char_length", "char_length"),
          Map.entry("octet_length", "octet_length"),
          Map.entry("abs", "abs"),
          Map.entry("floor", "floor"),
          Map.entry("ceil", "ceiling"),
          Map.entry("ceiling", "ceiling"),
          Map.entry("sign", "sign"),
          Map.entry("mod", "mod"),
          Map.entry("replace", "replace"),
          Map.entry("reverse", "reverse"),
          Map.entry("left", "left"),
          Map.entry("right", "right"),
          Map.entry("btrim", "trim"),
          Map.entry("ltrim", "ltrim"),
          Map.entry("rtrim", "rtrim"),
          Map.entry("md5", "md5"));
  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*");
  private static final Set<String> ORDER = Set.of("<", ">", "<=", ">=");

  private static final int NO_CAST = -1;
  private static final Pattern CONSTANT =
      Pattern.compile("\\(?\\s*(\\d+(?:\\.\\d+)?|'[^']*')\\s*\\)?");

  private final Table table;
  private final MySqlDialect dialect = new MySqlDialect();
  private final StringBuilder out = new StringBuilder();

  /** Where the operand of each open cast begins, {@link #NO_CAST} for any other parenthesis. */
  private final Deque<Integer> open = new ArrayDeque<>();

  private final Set<Column> used = new LinkedHashSet<>();
  private boolean hasArithmetic;
  private boolean hasOrder;
  private boolean makesText;

  /** For expressions of a table under its target names, with the source's types. */
  FromStandard(Table table) {
    this.table = table;
  }

  /** Empty where it isn't surely the same. */
  Optional<String> render(String expression) {
    Matcher token = TOKEN.matcher(expression);
    int at = 0;
    boolean callFollows = false;
    while (!expression.substring(at).isBlank()) {
      if (!token.find(at) || token.start() != at) {
        return Optional.empty();
      }
      at = token.end();
      String word = token.group(1);
      if (word.equalsIgnoreCase("as")) {
        at = castType(expression, at);
        if (at < 0) {
          return Optional.empty();
        }
        callFollows = false;
        continue;
      }
      boolean isCall = expression.substring(at).stripLeading().startsWith("(");
      if (!add(word, isCall, callFollows)) {
        return Optional.empty();
      }
      callFollows = isCall && word.equalsIgnoreCase("cast");
    }
    return areTypesKnown() && open.isEmpty()
        ? Optional.of(out.toString().strip())
        : Optional.empty();
  }

  private boolean add(String token, boolean isCall, boolean opensCast) {
    char first = token.charAt(0);
    if (first == '"') {
      return column(token.substring(1, token.length() - 1).replace("\"\"", "\""));
    }
    if (first == '\'') {
      return literal(token.substring(1, token.length() - 1).replace("''", "'"));
    }
    if (Character.isLetter(first) || first == '_') {
      return word(token.toLowerCase(Locale.ROOT), isCall);
    }
    switch (token) {
      case "(" -> open.push(opensCast ? out.length() + 1 : NO_CAST);
      case ")" -> {
        if (open.isEmpty() || open.pop() != NO_CAST) {
          return false;
        }
      }
      default -> {}
    }
    hasArithmetic |= ARITHMETIC.contains(token);
    hasOrder |= ORDER.contains(token);
    makesText |= token.equals("||");
    out.append(token.equals("(") || token.equals(")") ? token : " " + token + " ");
    return true;
  }

  private boolean column(String name) {
    Optional<Column> column = table.column(name);
    if (column.isEmpty()) {
      return false;
    }
    used.add(column.get());
    out.append(' ').append(dialect.quote(name)).append(' ');
    return true;
  }

  private boolean literal(String text) {
    // Before a pattern a backslash escapes on one server and not on the other.
    if (text.indexOf('\\') >= 0) {
      return false;
    }
    out.append(' ').append(dialect.literal(text)).append(' ');
    return true;
  }

  private boolean word(String word, boolean isCall) {
    if (isCall && word.equals("cast")) {
      out.append(" cast");
      return true;
    }
    if (isCall && FUNCTIONS.containsKey(word)) {
      out.append(' ').append(FUNCTIONS.get(word));
      return true;
    }
    if (!WORDS.contains(word)) {
      return false;
    }
    hasOrder |= word.equals("between");
    makesText |= word.equals("like");
    out.append(' ').append(word.toUpperCase(Locale.ROOT)).append(' ');
    return true;
  }

  /** The place behind a cast's closing parenthesis, or −1. A constant needs no cast. */
  private int castType(String expression, int at) {
    Matcher type = TYPE.matcher(expression);
    int operand = open.isEmpty() ? NO_CAST : open.pop();
    if (operand == NO_CAST || !type.find(at) || type.start() != at) {
      return -1;
    }
    String written = type.group(1).toLowerCase(Locale.ROOT);
    Matcher constant = CONSTANT.matcher(out.substring(operand).strip());
    boolean keepsConstant = !written.equals("date") && written.indexOf('(') < 0;
    if (constant.matches() && keepsConstant) {
      out.setLength(operand - "cast(".length());
      out.append(constant.group(1));
      return type.end();
    }
    if (written.equals("numeric")) {
      return -1; // of what precision, nobody says
    }
    String name = own(written);
    makesText |= name.equals("char");
    out.append(" AS ").append(name).append(')');
    return type.end();
  }

  /** The type's name in a CAST. */
  private static String own(String type) {
    return switch (type) {
      case "bigint", "integer", "int", "smallint" -> "signed";
      case "date" -> "date";
      case "double precision" -> "double";
      default ->
          type.startsWith("num") || type.startsWith("dec")
              ? type.replaceFirst("numeric", "decimal")
              : "char";
    };
  }

  /** An operator means the same only between operands that are the same kind on both sides. */
  private boolean areTypesKnown() {
    return used.stream().allMatch(column -> isKnown(column.type()))
        && (!hasArithmetic || used.stream().allMatch(column -> isNumber(column.type())))
        && (!makesText || used.stream().allMatch(column -> hasOneSpelling(column.type())))
        && (!hasOrder
            || used.stream().noneMatch(column -> column.type() instanceof DataType.Enumeration));
  }

  private static boolean isNumber(DataType type) {
    return type instanceof DataType.Int || type instanceof DataType.Decimal;
  }

  private static boolean hasOneSpelling(DataType type) {
    return type instanceof DataType.Text
        || type instanceof DataType.Enumeration
        || type instanceof DataType.Int
        || type instanceof DataType.Date
        || type instanceof DataType.Uuid;
  }

  private static boolean isKnown(DataType type) {
    return switch (type) {
      case DataType.Bool _,
          DataType.Int _,
          DataType.Decimal _,
          DataType.Real _,
          DataType.Text _,
          DataType.Date _,
          DataType.Year _,
          DataType.Enumeration _,
          DataType.Uuid _ ->
          true;
      case DataType.Timestamp(_, boolean zoned) -> !zoned;
      case DataType.Binary _,
          DataType.Bits _,
          DataType.TimeOfDay _,
          DataType.TimeSpan _,
          DataType.LabelSet _,
          DataType.Json _,
          DataType.Inet _,
          DataType.Geometry _,
          DataType.Native _ ->
          false;
    };
  }
}
