package org.godwit.mapping;

import java.util.Optional;

/**
 * Looks whether a condition that a person wrote in the source's SQL is one condition and nothing
 * else: it is put between parentheses into Godwit's own queries. Whether it is right, only the
 * source can say.
 */
final class WhereText {
  private static final int LENGTH_MAX = 10_000;

  private WhereText() {}

  /** What is wrong with it, to follow the key's name; empty for nothing. */
  static Optional<String> problem(String where) {
    if (where.length() > LENGTH_MAX) {
      return Optional.of(
          "has %,d characters; %,d are allowed.".formatted(where.length(), LENGTH_MAX));
    }
    // Engines differ in whether \' ends a text; it must be one condition to one of them at least,
    // and the source refuses what it isn't to it.
    Optional<String> standard = problem(where, false);
    return standard.isPresent() && problem(where, true).isEmpty() ? Optional.empty() : standard;
  }

  private static Optional<String> problem(String where, boolean backslashEscapes) {
    int depth = 0;
    int at = 0;
    while (at < where.length()) {
      char c = where.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        at = endOfQuoted(where, at, backslashEscapes && c != '`');
        if (at < 0) {
          return Optional.of("opens a " + c + " that nothing closes.");
        }
      } else if (c == ';') {
        return Optional.of("holds a ; outside of a text; write one condition, without WHERE.");
      } else if (where.startsWith("--", at) || where.startsWith("/*", at)) {
        return Optional.of("holds a comment; leave it out.");
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth < 0) {
        return Optional.of("closes a parenthesis that nothing opens.");
      }
      at++;
    }
    return depth > 0
        ? Optional.of("opens a parenthesis that nothing closes.")
        : startsWithWhere(where)
            ? Optional.of("begins with WHERE; write the condition alone.")
            : Optional.empty();
  }

  /** The place of the quote that closes, -1 for none. A doubled quote opens again at once. */
  private static int endOfQuoted(String where, int from, boolean backslashEscapes) {
    char quote = where.charAt(from);
    for (int i = from + 1; i < where.length(); i++) {
      if (backslashEscapes && where.charAt(i) == '\\') {
        i++;
      } else if (where.charAt(i) == quote) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsWithWhere(String where) {
    return where.length() > 5
        && where.regionMatches(true, 0, "where", 0, 5)
        && !Character.isJavaIdentifierPart(where.charAt(5));
  }
}
