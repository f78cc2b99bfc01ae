package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script of psql. */
final class SqlFile {
  private static final Pattern DOLLAR = Pattern.compile("\\$([A-Za-z_]\\w*)?\\$");

  private SqlFile() {}

  /** Its statements, as psql cuts them; its own commands are left out. */
  static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    boolean isBlank = true;
    int at = 0;
    while (at < text.length()) {
      int end = behind(text, at, isBlank);
      String piece = text.substring(at, end);
      if (!isBlank || !piece.startsWith("\\")) {
        statement.append(piece);
        isBlank &= piece.isBlank() || piece.startsWith("--");
      }
      if (piece.equals(";")) {
        statements.add(statement.toString());
        statement.setLength(0);
        isBlank = true;
      }
      at = end;
    }
    if (!isBlank) {
      statements.add(statement.toString());
    }
    return statements;
  }

  /** Where a string, a comment, a command or a single character ends. */
  private static int behind(String text, int at, boolean mayBeCommand) {
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      return end(text, text.indexOf(c, at + 1), 1);
    }
    if (text.startsWith("--", at) || (c == '\\' && mayBeCommand)) {
      return end(text, text.indexOf('\n', at), 1);
    }
    if (text.startsWith("/*", at)) {
      return end(text, text.indexOf("*/", at + 2), 2);
    }
    if (c == '$') {
      Matcher tag = DOLLAR.matcher(text).region(at, text.length());
      if (tag.lookingAt()) {
        return end(text, text.indexOf(tag.group(), tag.end()), tag.group().length());
      }
    }
    return at + 1;
  }

  private static int end(String text, int found, int length) {
    return found < 0 ? text.length() : found + length;
  }
}
