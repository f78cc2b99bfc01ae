package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.godwit.catalog.TableName;

/**
 * A statement that the log has as text, as far as followed tables are concerned. What is said of a
 * table's definition is not read: that it was changed is enough.
 *
 * @param kind what it does
 * @param tables that it does it to; a name that is empty stands for all tables of its schema
 * @param words of it, names without their quotes
 */
record LoggedStatement(Kind kind, List<TableName> tables, List<String> words) {
  private static final int WORDS_MAX = 10_000;

  /** What a statement does. */
  enum Kind {
    /** Nothing to rows or columns of a table that is there. */
    OTHER,
    /** It alters, drops or renames tables. */
    DEFINITION,
    /** It empties tables. */
    TRUNCATE,
    /** It changes rows, and the log has the statement in their place. */
    ROWS
  }

  LoggedStatement {
    tables = List.copyOf(tables);
    words = List.copyOf(words);
  }

  /**
   * Reads a statement.
   *
   * @param database that it was run in
   */
  static LoggedStatement of(String sql, String database) {
    return new Reading(split(sql), database).statement();
  }

  /** Whether it does something to the table; names in other letters count, for some servers. */
  boolean concerns(TableName table) {
    return tables.stream()
        .anyMatch(
            it ->
                it.schema().equalsIgnoreCase(table.schema())
                    && (it.table().isEmpty() || it.table().equalsIgnoreCase(table.table())));
  }

  /** Whether the table's name is anywhere in it. */
  boolean names(TableName table) {
    return words.stream().anyMatch(word -> word.equalsIgnoreCase(table.table()));
  }

  /** Words, names and signs, without comments; what MySQL runs of comments is no comment. */
  private static List<String> split(String sql) {
    List<String> words = new ArrayList<>();
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
        String quote = String.valueOf(c);
        words.add(
            c == '\''
                ? "''"
                : sql.substring(at + 1, Math.max(at + 1, end - 1)).replace(quote + quote, quote));
        at = end;
      } else {
        int end = at;
        while (end < sql.length() && isOfWord(sql.charAt(end))) {
          end++;
        }
        end = Math.max(end, at + 1);
        words.add(sql.substring(at, end));
        at = end;
      }
    }
    return words;
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

  /** The words from the left. */
  private static final class Reading {
    private final List<String> words;
    private final String database;
    private final List<TableName> tables = new ArrayList<>();
    private int at;

    Reading(List<String> words, String database) {
      this.words = words;
      this.database = database;
    }

    LoggedStatement statement() {
      return new LoggedStatement(kind(), tables, words);
    }

    private Kind kind() {
      if (takes("SET") && takes("STATEMENT")) {
        while (at < words.size() && !takes("FOR")) {
          at++;
        }
      }
      return switch (next()) {
        case "ALTER" -> alter();
        case "DROP" -> drop();
        case "RENAME" -> rename();
        case "CREATE" -> create();
        case "TRUNCATE" -> {
          takes("TABLE");
          name();
          yield Kind.TRUNCATE;
        }
        case "INSERT", "REPLACE", "UPDATE", "DELETE", "LOAD", "WITH", "CALL", "DO", "SELECT" ->
            Kind.ROWS;
        default -> Kind.OTHER;
      };
    }

    private String next() {
      return at < words.size() ? words.get(at++).toUpperCase(Locale.ROOT) : "";
    }

    private boolean takes(String word) {
      boolean isThere = at < words.size() && words.get(at).equalsIgnoreCase(word);
      at += isThere ? 1 : 0;
      return isThere;
    }

    private void skipExists() {
      if (takes("IF")) {
        takes("NOT");
        takes("EXISTS");
      }
    }

    private void name() {
      if (at >= words.size()) {
        return;
      }
      String first = words.get(at++);
      if (takes(".") && at < words.size()) {
        tables.add(new TableName(first, words.get(at++)));
      } else {
        tables.add(new TableName(database, first));
      }
    }

    private Kind alter() {
      while (takes("ONLINE") || takes("OFFLINE") || takes("IGNORE")) {
        // words that say nothing here
      }
      if (!takes("TABLE")) {
        return Kind.OTHER;
      }
      skipExists();
      name();
      while (at < words.size()) {
        boolean isExchange = takes("WITH") && takes("TABLE");
        if (isExchange) {
          name();
        } else if (takes("RENAME") && (takes("TO") || takes("AS"))) {
          name();
        } else {
          at++;
        }
      }
      return Kind.DEFINITION;
    }

    private Kind drop() {
      if (takes("DATABASE") || takes("SCHEMA")) {
        skipExists();
        if (at < words.size()) {
          tables.add(new TableName(words.get(at), ""));
        }
        return Kind.DEFINITION;
      }
      if (!takes("TABLE") && !takes("TABLES")) {
        return Kind.OTHER; // a temporary one, too
      }
      skipExists();
      do {
        name();
      } while (takes(","));
      return Kind.DEFINITION;
    }

    private Kind rename() {
      if (!takes("TABLE") && !takes("TABLES")) {
        return Kind.OTHER;
      }
      skipExists();
      do {
        name();
        while (at < words.size() && !takes("TO")) {
          at++; // how long to wait
        }
        name();
      } while (takes(","));
      return Kind.DEFINITION;
    }

    /** A table that is made has no rows, and took no other's place, unless it says so. */
    private Kind create() {
      if (takes("OR") && takes("REPLACE") && takes("TABLE")) {
        skipExists();
        name();
        return Kind.DEFINITION;
      }
      return Kind.OTHER;
    }
  }
}
