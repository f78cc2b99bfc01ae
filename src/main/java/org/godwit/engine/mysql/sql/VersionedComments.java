package org.godwit.engine.mysql.sql;

/**
 * Comments that servers of a version run: {@code /*!50003 … *}{@code /} of MySQL, {@code /*M!100100
 * … *}{@code /} of MariaDB. What stands in them is taken for the script's own, whatever the
 * version.
 */
final class VersionedComments {
  private VersionedComments() {}

  /** The text with blanks instead of their marks, so that each character stays where it is. */
  static String opened(String text) {
    if (!text.contains("/*!") && !text.contains("/*M!")) {
      return text;
    }
    StringBuilder opened = new StringBuilder(text);
    boolean isWithin = false;
    int at = 0;
    while (at < text.length()) {
      int mark = isWithin ? 0 : mark(text, at);
      if (isWithin && text.startsWith("*/", at)) {
        blank(opened, at, at + 2);
        isWithin = false;
        at += 2;
      } else if (mark > 0) {
        blank(opened, at, at + mark);
        isWithin = true;
        at += mark;
      } else {
        at = behind(text, at);
      }
    }
    return opened.toString();
  }

  private static void blank(StringBuilder text, int from, int to) {
    for (int at = from; at < to; at++) {
      text.setCharAt(at, ' ');
    }
  }

  /** How long the mark is that stands there; 0 where none does. */
  private static int mark(String text, int at) {
    int end = at;
    if (text.startsWith("/*!", at)) {
      end += 3;
    } else if (text.startsWith("/*M!", at)) {
      end += 4;
    } else {
      return 0;
    }
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    // What a command of MariaDB's client hides from other clients.
    return text.startsWith("\\-", end) ? 0 : end - at;
  }

  /** Behind the string, the comment or the character that stands there. */
  private static int behind(String text, int at) {
    char c = text.charAt(at);
    if (c == '\'' || c == '"' || c == '`') {
      return behindQuotes(text, at, c);
    }
    boolean isLine =
        c == '#'
            || (text.startsWith("--", at)
                && (at + 2 >= text.length() || text.charAt(at + 2) <= ' '));
    if (isLine) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? text.length() : end + 2;
    }
    return at + 1;
  }

  private static int behindQuotes(String text, int start, char quote) {
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && quote != '`') {
        at++;
      } else if (c == quote) {
        return at + 1;
      }
    }
    return text.length();
  }
}
