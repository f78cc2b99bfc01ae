package org.godwit.engine.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.godwit.engine.oracle.RedoStatement.Kind;
import org.godwit.engine.oracle.RedoStatement.Unreadable;

/**
 * Reads {@code SQL_REDO} of a change. LogMiner writes few forms, and nothing else is taken: what
 * isn't one of them from its first character to its last may hold a value that ends elsewhere than
 * it seems to.
 */
final class RedoParser {
  private static final String ROW_ADDRESS = "ROWID";

  private final String text;
  private int at;

  private RedoParser(String text) {
    this.text = text;
  }

  /**
   * Reads a statement.
   *
   * @throws Unreadable where it is none of the forms
   */
  static RedoStatement parse(String statement) {
    RedoParser in = new RedoParser(statement);
    RedoStatement read =
        in.took("insert into ")
            ? in.insert()
            : in.took("update ") ? in.update() : in.took("delete from ") ? in.delete() : in.none();
    in.took(";");
    in.blanks();
    if (in.at < statement.length()) {
      throw in.unreadable();
    }
    return read;
  }

  private RedoStatement none() {
    throw unreadable();
  }

  private RedoStatement insert() {
    table();
    List<String> columns = new ArrayList<>();
    need("(");
    do {
      columns.add(name());
    } while (took(","));
    need(")");
    need("values");
    need("(");
    Map<String, RedoLiteral> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        need(",");
      }
      put(row, columns.get(i), literal());
    }
    need(")");
    return new RedoStatement(Kind.INSERT, row, Map.of());
  }

  private RedoStatement update() {
    table();
    need("set ");
    Map<String, RedoLiteral> after = new LinkedHashMap<>();
    do {
      String column = column();
      need("=");
      put(after, column, literal());
    } while (took(","));
    return new RedoStatement(Kind.UPDATE, after, conditions());
  }

  private RedoStatement delete() {
    table();
    return new RedoStatement(Kind.DELETE, Map.of(), conditions());
  }

  private Map<String, RedoLiteral> conditions() {
    Map<String, RedoLiteral> before = new LinkedHashMap<>();
    if (!took("where ")) {
      return before;
    }
    do {
      if (took(ROW_ADDRESS)) {
        need("=");
        literal();
        continue;
      }
      String column = column();
      if (took("IS NULL")) {
        put(before, column, new RedoLiteral.Null());
      } else {
        need("=");
        put(before, column, literal());
      }
    } while (took("and "));
    return before;
  }

  private void put(Map<String, RedoLiteral> row, String column, RedoLiteral value) {
    if (row.put(column, value) != null) {
      throw unreadable();
    }
  }

  /** Owner and name, and an alias that some forms have. */
  private void table() {
    name();
    need(".");
    name();
    took("a ");
  }

  private String column() {
    took("a.");
    return name();
  }

  private String name() {
    need("\"");
    int end = text.indexOf('"', at);
    if (end < 0) {
      throw unreadable();
    }
    String name = text.substring(at, end);
    at = end + 1;
    return name;
  }

  private RedoLiteral literal() {
    if (took("/*")) { // a comment says which type the bytes are of
      int end = text.indexOf("*/", at);
      if (end < 0) {
        throw unreadable();
      }
      at = end + 2;
    }
    blanks();
    char first = at < text.length() ? text.charAt(at) : ' ';
    if (first == '\'') {
      return new RedoLiteral.Text(quoted());
    }
    if (took("Unsupported Type")) {
      return new RedoLiteral.Unsupported();
    }
    int start = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at).toUpperCase(Locale.ROOT);
    if (word.isEmpty()) {
      throw unreadable();
    }
    if (word.equals("NULL")) {
      return new RedoLiteral.Null();
    }
    if (at < text.length() && text.charAt(at) == '(') {
      return call(word);
    }
    if (isNumber(word)) {
      return new RedoLiteral.Text(word);
    }
    throw unreadable();
  }

  private static boolean isNumber(String word) {
    return word.matches("[+-]?[0-9.]+(E[+-]?[0-9]+)?");
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '+' || c == '-';
  }

  /** Long texts are calls that are joined. */
  private RedoLiteral call(String name) {
    List<String> arguments = new ArrayList<>(arguments());
    while (took("||")) {
      need(name);
      List<String> more = arguments();
      if (arguments.size() != 1 || more.size() != 1) {
        throw unreadable();
      }
      arguments.set(0, arguments.getFirst() + more.getFirst());
    }
    return new RedoLiteral.Call(name, arguments);
  }

  private List<String> arguments() {
    need("(");
    List<String> arguments = new ArrayList<>();
    if (took(")")) {
      return arguments;
    }
    do {
      blanks();
      if (at >= text.length() || text.charAt(at) != '\'') {
        throw unreadable();
      }
      arguments.add(quoted());
    } while (took(","));
    need(")");
    return arguments;
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      int end = text.indexOf('\'', at);
      if (end < 0) {
        throw unreadable();
      }
      value.append(text, at, end);
      at = end + 1;
      if (at >= text.length() || text.charAt(at) != '\'') {
        return value.toString();
      }
      value.append('\'');
      at++;
    }
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean took(String words) {
    blanks();
    if (text.regionMatches(true, at, words, 0, words.length())) {
      at += words.length();
      return true;
    }
    return false;
  }

  private void need(String words) {
    if (!took(words)) {
      throw unreadable();
    }
  }

  private Unreadable unreadable() {
    return new Unreadable(
        "at character %d a statement of LogMiner's is none of the forms that are known"
            .formatted(at + 1));
  }
}
