package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.mysql.StandardSql.Type;

/**
 * Members of JSON objects. Paths through arrays have no translation: MySQL takes a value for an
 * array of one, nobody else does.
 */
final class JsonPaths {
  private static final Pattern STEP =
      Pattern.compile("\\.(?:([A-Za-z_$][A-Za-z0-9_$]*)|\"([^\"\\\\{},]+)\")");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  private JsonPaths() {}

  /** {@code $.a."b c"} becomes {@code '{"a","b c"}'}. */
  static String toTarget(String path) {
    if (!path.startsWith("$")) {
      throw new Untranslatable();
    }
    List<String> keys = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int at = 1;
    while (at < path.length()) {
      if (!step.find(at) || step.start() != at) {
        throw new Untranslatable();
      }
      String key = step.group(1) == null ? step.group(2) : step.group(1);
      if (NUMBER.matcher(key).matches()) {
        throw new Untranslatable();
      }
      keys.add('"' + key.replace("'", "''") + '"');
      at = step.end();
    }
    return "'{" + String.join(",", keys) + "}'";
  }

  static StandardSql extract(StandardSql json, String path) {
    if (!json.is(Type.JSON)) {
      throw new Untranslatable();
    }
    return StandardSql.of(Type.JSON, "(" + json.text() + " #> " + path + ")");
  }

  /** MySQL unquotes a JSON null to the word. */
  static StandardSql text(StandardSql json, String path) {
    String member = extract(json, path).text();
    return unquote(StandardSql.of(Type.JSON, member));
  }

  static StandardSql unquote(StandardSql json) {
    if (!json.is(Type.JSON)) {
      throw new Untranslatable();
    }
    String text = "(" + json.text() + " #>> '{}')";
    return StandardSql.of(
        Type.TEXT,
        "CASE WHEN " + json.text() + " IS NOT NULL THEN COALESCE(" + text + ", 'null') END");
  }
}
