package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.godwit.catalog.TableName;

/** The words, names and signs of a statement, read from the left. */
final class StatementWords {
  private static final int WORDS_MAX = 100_000;

  private final List<Word> words;
  private int at;

  /**
   * One of them.
   *
   * @param text of a name without its quotes, of a string nothing
   * @param isQuoted whether it is a name or a string, and no word of the language
   */
  private record Word(String text, boolean isQuoted) {
    boolean is(String word) {
      return !isQuoted && text.equalsIgnoreCase(word);
    }
  }

  private StatementWords(List<Word> words) {
    this.words = words;
  }

  /** Without comments; what MySQL runs of comments is no comment. */
  static StatementWords of(String sql) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < sql.length() && words.size() < WORDS_MAX) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#' || sql.startsWith("-- ", at) || sql.startsWith("--\n", at)) {
        at = after(sql, "\n", at);
      } else if (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)) {
        at = sql.indexOf('!', at) + 1;
        while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
          at++;
        }
      } else if (sql.startsWith("*/", at)) {
        at += 2;
      } else if (sql.startsWith("/*", at)) {
        at = after(sql, "*/", at + 2);
      } else if (c == '`' || c == '"' || c == '\'') {
        int end = quoteEnd(sql, at);
        words.add(new Word(unquoted(sql, at, end), true));
        at = end;
      } else {
        int end = at;
        while (end < sql.length() && isOfWord(sql.charAt(end))) {
          end++;
        }
        end = Math.max(end, at + 1);
        words.add(new Word(sql.substring(at, end), false));
        at = end;
      }
    }
    return new StatementWords(words);
  }

  private static String unquoted(String sql, int start, int end) {
    String quote = sql.substring(start, start + 1);
    return quote.equals("'")
        ? ""
        : sql.substring(start + 1, Math.max(start + 1, end - 1)).replace(quote + quote, quote);
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 127;
  }

  private static int after(String sql, String end, int from) {
    int at = sql.indexOf(end, from);
    return at < 0 ? sql.length() : at + end.length();
  }

  private static int quoteEnd(String sql, int start) {
    char quote = sql.charAt(start);
    int at = start + 1;
    while (at < sql.length()) {
      if (sql.charAt(at) == '\\' && quote != '`') {
        at++;
      } else if (sql.charAt(at) == quote) {
        if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
          at++;
        } else {
          return at + 1;
        }
      }
      at++;
    }
    return sql.length();
  }

  /** Whether none of them was left out for being too many. */
  boolean isWhole() {
    return words.size() < WORDS_MAX;
  }

  /** Steps over what is set for the statement alone. */
  void skipSettings() {
    if (takes("SET") && takes("STATEMENT")) {
      while (!isAtEnd() && !takes("FOR")) {
        skip();
      }
    }
  }

  /**
   * Whether from here on something stands before a parenthesis, as a function that is called does,
   * that isn't one of these words, in upper case.
   */
  boolean callsOther(Set<String> these) {
    for (int i = at; i + 1 < words.size(); i++) {
      Word word = words.get(i);
      boolean isName = word.isQuoted() ? !word.text().isEmpty() : isOfWord(word.text().charAt(0));
      boolean isQualified = i > 0 && words.get(i - 1).is(".");
      boolean isKnown =
          !word.isQuoted() && !isQualified && these.contains(word.text().toUpperCase(Locale.ROOT));
      if (isName && !isKnown && words.get(i + 1).is("(")) {
        return true;
      }
    }
    return false;
  }

  /** Their texts. */
  List<String> texts() {
    return words.stream().map(Word::text).toList();
  }

  boolean isAtEnd() {
    return at >= words.size();
  }

  /** The next word of the language in upper case; empty for a quoted one, and at the end. */
  String word() {
    if (isAtEnd()) {
      return "";
    }
    Word word = words.get(at++);
    return word.isQuoted() ? "" : word.text().toUpperCase(Locale.ROOT);
  }

  /** The next name, quoted or not; empty at the end. */
  String name() {
    return isAtEnd() ? "" : words.get(at++).text();
  }

  /** Steps over the word, if it is the next. */
  boolean takes(String word) {
    boolean isThere = !isAtEnd() && words.get(at).is(word);
    at += isThere ? 1 : 0;
    return isThere;
  }

  /** Steps over the first of these that is the next. */
  boolean takesAny(String... any) {
    for (String word : any) {
      if (takes(word)) {
        return true;
      }
    }
    return false;
  }

  /** Says whether they were there. */
  boolean skipExists() {
    if (takes("IF")) {
      takes("NOT");
      takes("EXISTS");
      return true;
    }
    return false;
  }

  void skip() {
    at++;
  }

  /** The next table, of the database unless it says another. */
  TableName table(String database) {
    String first = name();
    return takes(".") ? new TableName(first, name()) : new TableName(database, first);
  }

  /**
   * Steps behind the next comma outside of parentheses; false where they or the words end before.
   */
  boolean nextItem() {
    int depth = 0;
    while (!isAtEnd()) {
      Word word = words.get(at);
      if (depth == 0 && word.is(")")) {
        return false;
      }
      at++;
      if (depth == 0 && word.is(",")) {
        return true;
      }
      depth += word.is("(") ? 1 : word.is(")") ? -1 : 0;
    }
    return false;
  }
}
