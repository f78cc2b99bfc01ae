package org.godwit.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;

/** The words of a condition in a source's own SQL, as far as they tell what it depends on. */
final class WhereWords {
  private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");

  /** MySQL's other text, which other servers take for a name. */
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")*\"");

  private static final Pattern MOVING_DAY =
      Pattern.compile("'\\s*(now|today|tomorrow|yesterday)", Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD =
      Pattern.compile(
          "\"(?<a>[^\"]+)\"|`(?<b>[^`]+)`|(?<c>[\\p{L}_][\\p{L}\\p{N}_$]*)(?<call>\\s*\\()?");

  /** What gives another value at another time or to another user, or reads other rows. */
  private static final Set<String> OTHER =
      Set.of(
          "SELECT",
          "TABLE",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "UTC_DATE",
          "UTC_TIME",
          "UTC_TIMESTAMP",
          "CURRENT_USER",
          "SESSION_USER",
          "CURRENT_ROLE",
          "USER",
          "CTID",
          "XMIN",
          "TABLEOID");

  /** What may stand before a parenthesis and depends on what is in it alone. */
  private static final Set<String> CALLED =
      Set.of(
          "AND",
          "OR",
          "NOT",
          "IN",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "ANY",
          "ALL",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "IS",
          "LOWER",
          "UPPER",
          "TRIM",
          "LTRIM",
          "RTRIM",
          "LENGTH",
          "CHAR_LENGTH",
          "CHARACTER_LENGTH",
          "OCTET_LENGTH",
          "SUBSTR",
          "SUBSTRING",
          "LEFT",
          "RIGHT",
          "CONCAT",
          "REPLACE",
          "POSITION",
          "STRPOS",
          "LOCATE",
          "ABS",
          "MOD",
          "SIGN",
          "FLOOR",
          "CEIL",
          "CEILING",
          "ROUND",
          "TRUNC",
          "TRUNCATE",
          "COALESCE",
          "IFNULL",
          "NULLIF",
          "GREATEST",
          "LEAST",
          "CAST",
          "CONVERT",
          "DATE",
          "YEAR",
          "QUARTER",
          "MONTH",
          "DAY",
          "HOUR",
          "EXTRACT",
          "DATE_TRUNC",
          "DATE_PART",
          "DATE_FORMAT",
          "CHAR",
          "VARCHAR",
          "NUMERIC",
          "DECIMAL");

  private final String where;
  private final Set<String> words = new HashSet<>();
  private final Set<String> quotedWords = new HashSet<>();
  private final Set<String> calls = new HashSet<>();

  WhereWords(String where) {
    this.where = where;
    Matcher matcher = WORD.matcher(TEXT.matcher(where).replaceAll("''"));
    while (matcher.find()) {
      String plain = matcher.group("c");
      if (plain == null) {
        String quoted = matcher.group("a") == null ? matcher.group("b") : matcher.group("a");
        quotedWords.add(String.valueOf(quoted).toUpperCase(Locale.ROOT));
      } else {
        (matcher.group("call") == null ? words : calls).add(plain.toUpperCase(Locale.ROOT));
      }
    }
  }

  /** Why it depends on more than a row; empty where it doesn't. */
  Optional<String> obstacle() {
    if (where.indexOf('\\') >= 0 || where.indexOf('@') >= 0) {
      return Optional.of("it holds a backslash or an @");
    }
    // Between them a quote of the other kind would hide what stands behind it.
    if (QUOTED.matcher(where).results().anyMatch(text -> text.group().indexOf('\'') >= 0)) {
      return Optional.of("it holds ' between double quotes");
    }
    if (MOVING_DAY.matcher(where).find()) {
      return Optional.of("it holds a day that moves on");
    }
    return words.stream()
        .filter(OTHER::contains)
        .sorted()
        .findFirst()
        .or(() -> calls.stream().filter(call -> !CALLED.contains(call)).sorted().findFirst())
        .map(word -> "it holds " + word + ", which may depend on more than the row");
  }

  /** The table's columns that it may read. */
  List<Column> columns(Table table) {
    return table.columns().stream()
        .filter(column -> isNamed(column.name().toUpperCase(Locale.ROOT)))
        .toList();
  }

  private boolean isNamed(String name) {
    return words.contains(name) || quotedWords.contains(name);
  }
}
