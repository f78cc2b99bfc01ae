package org.godwit.mapping;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * DMS's patterns for names: {@code %} any number of characters, {@code _} one character, {@code
 * [_]} that character itself, {@code [ab]} one of several, {@code [a-d]} one of a range. Upper and
 * lower case differ.
 */
final class Wildcard {
  private static final String REGEX_CHARACTERS = "\\^$.|?*+()[]{}&~-";

  private Wildcard() {}

  /** Whether the pattern can match more than the one name it spells. */
  static boolean isWildcard(String pattern) {
    return exactName(pattern) == null;
  }

  /** The one name that the pattern matches, or null. */
  static @Nullable String exactName(String pattern) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      int close = c == '[' ? pattern.indexOf(']', i + 2) : -1;
      if (c == '%' || c == '_') {
        return null;
      }
      if (close < 0) {
        name.append(c);
      } else if (close == i + 2) {
        name.append(pattern.charAt(i + 1));
        i = close;
      } else {
        return null;
      }
    }
    return name.toString();
  }

  /**
   * The name that a pattern spells where only exact names are allowed and everybody writes the
   * underscore as it is; null where it has other wildcards.
   */
  static @Nullable String literalName(String pattern) {
    return exactName(pattern.replace("[_]", "_").replace("_", "[_]"));
  }

  /** Matches names. */
  static Predicate<String> compile(String pattern) {
    if (pattern.equals("%")) {
      return _ -> true;
    }
    String exact = exactName(pattern);
    if (exact != null) {
      return exact::equals;
    }
    return Pattern.compile(regex(pattern), Pattern.DOTALL).asMatchPredicate();
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      int close = c == '[' ? pattern.indexOf(']', i + 2) : -1;
      if (close > 0) {
        regex.append('[').append(members(pattern.substring(i + 1, close))).append(']');
        i = close;
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        appendLiteral(regex, c);
      }
    }
    return regex.toString();
  }

  private static String members(String set) {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < set.length(); i++) {
      boolean isRange = i + 2 < set.length() && set.charAt(i + 1) == '-';
      if (isRange && set.charAt(i) <= set.charAt(i + 2)) {
        appendLiteral(members, set.charAt(i));
        members.append('-');
        appendLiteral(members, set.charAt(i + 2));
        i += 2;
      } else {
        appendLiteral(members, set.charAt(i));
      }
    }
    return members.toString();
  }

  private static void appendLiteral(StringBuilder regex, char c) {
    if (REGEX_CHARACTERS.indexOf(c) >= 0) {
      regex.append('\\');
    }
    regex.append(c);
  }
}
