package org.godwit.engine.oracle.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * SQL*Plus's substitution variables, by the rules of its guide: {@code &name} and {@code &&name},
 * ended by a dot, in all that it sends and in its own commands. Their names have no case.
 */
final class SqlPlusVariables {
  /** Stands in values for what nobody knows. */
  static final char UNKNOWN = '\uE000';

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> given = new HashMap<>();
  private boolean isOn = true;
  private char sign = '&';
  private char escape;

  SqlPlusVariables(Map<String, String> given) {
    given.forEach((name, value) -> this.given.put(key(name), value));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The sign that begins a name; none where nothing is substituted. */
  int sign() {
    return isOn ? sign : -1;
  }

  /** {@code SET DEFINE} or {@code SET SCAN}: OFF, ON or another sign. */
  void define(String setting) {
    String plain = setting.replace("'", "").replace("\"", "");
    switch (plain.toUpperCase(Locale.ROOT)) {
      case "OFF" -> isOn = false;
      case "ON" -> {
        isOn = true;
        sign = '&';
      }
      case "" -> {
        // Says nothing.
      }
      default -> {
        isOn = true;
        sign = plain.charAt(0);
      }
    }
  }

  /** {@code SET ESCAPE}: OFF, ON for a backslash, or another sign. */
  void escape(String setting) {
    escape =
        switch (setting.toUpperCase(Locale.ROOT)) {
          case "OFF", "" -> 0;
          case "ON" -> '\\';
          default -> setting.charAt(0);
        };
  }

  /** Sets one; what a person gave stays where the script's own value isn't known. */
  void set(String name, String value) {
    if (value.indexOf(UNKNOWN) >= 0 && given.containsKey(key(name))) {
      values.remove(key(name));
    } else {
      values.put(key(name), value);
    }
  }

  /** Sets one that the script asks a person for; what is given goes before the default. */
  void answer(String name, String value) {
    if (given.containsKey(key(name))) {
      values.remove(key(name));
    } else {
      values.put(key(name), value);
    }
  }

  void remove(String name) {
    values.remove(key(name));
  }

  boolean isSet(String name) {
    return value(name).indexOf(UNKNOWN) < 0;
  }

  private String value(String name) {
    String set = values.get(key(name));
    return set != null ? set : given.getOrDefault(key(name), String.valueOf(UNKNOWN));
  }

  /** The text with the values that are known; other variables stay as they are written. */
  String known(String text) {
    return substituted(text, false);
  }

  /** The text with all values, {@link #UNKNOWN} in the place of those that aren't known. */
  String all(String text) {
    return substituted(text, true);
  }

  private String substituted(String text, boolean isAll) {
    int next = isOn ? text.indexOf(sign) : -1;
    if (next < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int copied = 0;
    while (next >= 0) {
      int start = next;
      int name = start + 1;
      if (name < text.length() && text.charAt(name) == sign) {
        name++;
      }
      int end = name;
      while (end < text.length() && isPart(text.charAt(end))) {
        end++;
      }
      boolean isEscaped = escape != 0 && start > 0 && text.charAt(start - 1) == escape;
      String value = end == name || isEscaped ? "" : value(text.substring(name, end));
      boolean isReplaced = end > name && !isEscaped && (isAll || value.indexOf(UNKNOWN) < 0);
      if (isReplaced) {
        out.append(text, copied, start).append(value);
        copied = end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
      } else if (isEscaped) {
        out.append(text, copied, start - 1);
        copied = start;
      }
      next = text.indexOf(sign, Math.max(end, copied));
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static boolean isPart(char c) {
    return c == '_' || c == '$' || c == '#' || Character.isLetterOrDigit(c);
  }
}
