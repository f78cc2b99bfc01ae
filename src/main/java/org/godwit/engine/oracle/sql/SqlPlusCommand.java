package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of SQL*Plus that says something of variables or files.
 *
 * @param rest what stands behind its word
 */
record SqlPlusCommand(Kind kind, String rest) {
  private static final Pattern WORD = Pattern.compile("\\s*([A-Za-z]+)\\b(.*)", Pattern.DOTALL);
  private static final Pattern INCLUDE = Pattern.compile("\\s*(@@?)\\s*(.*)", Pattern.DOTALL);
  private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final Pattern DEFINITION =
      Pattern.compile("\\s*([\\w$#]+)\\s*=\\s*(.*?)\\s*;?\\s*", Pattern.DOTALL);
  private static final Pattern DEFAULT =
      Pattern.compile("(?is).*?\\bDEF(?:A|AU|AUL|AULT)?\\s+(?:'([^']*)'|\"([^\"]*)\"|(\\S+)).*");
  private static final Pattern NEW_VALUE =
      Pattern.compile("(?is).*\\bNEW_V(?:A|AL|ALU|ALUE)?\\s+([\\w$#]+).*");

  /** How short a word may be, by the full word. */
  private static final Map<String, Kind> WORDS =
      Map.ofEntries(
          Map.entry("DEFINE", Kind.DEFINE),
          Map.entry("UNDEFINE", Kind.UNDEFINE),
          Map.entry("ACCEPT", Kind.ACCEPT),
          Map.entry("COLUMN", Kind.COLUMN),
          Map.entry("START", Kind.INCLUDE),
          Map.entry("SET", Kind.SET));

  enum Kind {
    DEFINE(3),
    UNDEFINE(5),
    ACCEPT(3),
    COLUMN(3),
    SET(3),
    INCLUDE(3),
    /** {@code @@}, or {@code @}. */
    OTHER(0);

    private final int letters;

    Kind(int letters) {
      this.letters = letters;
    }
  }

  /** Of a line that stands where a command may; empty where it is a statement's, or a remark. */
  static Optional<SqlPlusCommand> of(String line) {
    Matcher include = INCLUDE.matcher(line);
    if (include.matches()) {
      return Optional.of(new SqlPlusCommand(Kind.INCLUDE, include.group(2)));
    }
    Matcher word = WORD.matcher(line);
    if (!word.matches()) {
      return Optional.empty();
    }
    String text = word.group(1).toUpperCase(Locale.ROOT);
    for (Map.Entry<String, Kind> entry : WORDS.entrySet()) {
      Kind kind = entry.getValue();
      if (text.length() >= kind.letters && entry.getKey().startsWith(text)) {
        return Optional.of(new SqlPlusCommand(kind, word.group(2))).filter(it -> !it.isSql());
      }
    }
    return OracleParser.isCommandWord(text)
        ? Optional.of(new SqlPlusCommand(Kind.OTHER, word.group(2)))
        : Optional.empty();
  }

  /** {@code SET TRANSACTION}, and what goes on with START WITH. */
  private boolean isSql() {
    String next = rest.strip().toUpperCase(Locale.ROOT);
    return switch (kind) {
      case SET ->
          next.startsWith("TRANSACTION")
              || next.startsWith("ROLE")
              || next.startsWith("CONSTRAINT");
      case INCLUDE -> next.startsWith("WITH ");
      default -> false;
    };
  }

  /** What stands behind it, word by word, without quotes. */
  List<String> parts() {
    return parts(rest);
  }

  /** Words, without their quotes. */
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    while (part.find()) {
      parts.add(firstOf(part));
    }
    return parts;
  }

  private static String firstOf(Matcher found) {
    return Optional.ofNullable(found.group(1))
        .or(() -> Optional.ofNullable(found.group(2)))
        .orElseGet(() -> found.group(3));
  }

  /** Name and value of DEFINE; empty where it only shows. */
  Optional<Map.Entry<String, String>> definition() {
    Matcher found = DEFINITION.matcher(rest);
    if (!found.matches()) {
      return Optional.empty();
    }
    String value = found.group(2);
    boolean isQuoted = value.startsWith("'") || value.startsWith("\"");
    int end = isQuoted ? value.indexOf(value.charAt(0), 1) : -1;
    return Optional.of(Map.entry(found.group(1), end > 0 ? value.substring(1, end) : value));
  }

  /** The value of ACCEPT where nobody answers. */
  Optional<String> answer() {
    Matcher found = DEFAULT.matcher(rest);
    return found.matches() ? Optional.of(firstOf(found)) : Optional.empty();
  }

  /** The variable that COLUMN has a query's value put into. */
  Optional<String> newValue() {
    Matcher found = NEW_VALUE.matcher(rest);
    return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
