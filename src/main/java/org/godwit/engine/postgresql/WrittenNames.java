package org.godwit.engine.postgresql;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.TableName;

/** The names in SQL as the server writes it under a search path that makes it write them whole. */
final class WrittenNames {
  private static final String PART =
      "(?:\"[^\"]*+(?:\"\"[^\"]*+)*+\"|[\\p{L}_][\\p{L}\\p{M}\\w$]*+)";
  private static final Pattern TOKEN =
      Pattern.compile("'[^']*+(?:''[^']*+)*+'|" + PART + "(?:\\." + PART + ")*+");
  private static final Pattern WHOLE = Pattern.compile("(" + PART + ")\\.(" + PART + ")");

  private WrittenNames() {}

  /** The SQL with other names, each by the one that is written; literals stay as they are. */
  static String replaced(String sql, Map<String, String> names) {
    return TOKEN
        .matcher(sql)
        .replaceAll(
            token -> Matcher.quoteReplacement(names.getOrDefault(token.group(), token.group())));
  }

  /** A name with its schema, without their quotes. */
  static TableName parsed(String written) {
    Matcher name = WHOLE.matcher(written);
    if (!name.matches()) {
      throw new IllegalArgumentException("no name with its schema: " + written);
    }
    return new TableName(unquoted(name.group(1)), unquoted(name.group(2)));
  }

  private static String unquoted(String part) {
    return part.startsWith("\"")
        ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
        : part;
  }
}
