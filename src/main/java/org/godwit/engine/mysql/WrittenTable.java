package org.godwit.engine.mysql;

import java.util.Optional;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The one table that a statement writes to by itself, where its text tells that for sure: there is
 * one, and nothing is called that might write somewhere else. What triggers do, and what stands
 * behind a view, no text tells.
 */
final class WrittenTable {
  /**
   * What may stand before a parenthesis: words, and functions of the server's own, which a stored
   * one of the same name doesn't hide.
   */
  private static final Set<String> HARMLESS =
      Set.of(
          """
          ALL AND ANY AS BETWEEN BY CASE DISTINCT ELSE EXISTS FROM IN INDEX INTERVAL INTO JOIN KEY LIKE NOT ON OR
          OVER PARTITION ROW SELECT SET SOME THEN UNION USING VALUE VALUES WHEN WHERE XOR
          BINARY CHAR DATETIME DECIMAL NCHAR TIME VARCHAR
          ABS AVG BIT_AND BIT_OR BIT_XOR CAST CEIL CEILING CHAR_LENGTH CHARACTER_LENGTH COALESCE CONCAT CONCAT_WS
          CONV CONVERT COUNT CRC32 CURDATE CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURTIME DATE DATE_ADD
          DATE_FORMAT DATE_SUB DATEDIFF ELT FIELD FIND_IN_SET FLOOR FROM_UNIXTIME GREATEST GROUP_CONCAT HEX IF
          IFNULL INSTR ISNULL JSON_ARRAY JSON_EXTRACT JSON_OBJECT JSON_SET JSON_UNQUOTE LAST_INSERT_ID LCASE LEAST
          LEFT LENGTH LOCATE LOWER LPAD LTRIM MAX MD5 MIN MOD NAME_CONST NOW NULLIF OCTET_LENGTH POW POWER RAND
          REPEAT REPLACE REVERSE RIGHT ROUND RPAD RTRIM SHA SHA1 SHA2 SIGN STR_TO_DATE SUBSTR SUBSTRING SUM
          SYSDATE TIMESTAMP TIMESTAMPDIFF TRIM UCASE UNHEX UNIX_TIMESTAMP UPPER UTC_TIMESTAMP UUID"""
              .split("\\s+"));

  private WrittenTable() {}

  /**
   * Reads a statement.
   *
   * @param database that it was run in
   * @return empty where its text doesn't tell for sure
   */
  static Optional<TableName> of(String sql, String database) {
    StatementWords words = StatementWords.of(sql);
    // Whether a backslash hides the quote behind it is the session's to say.
    if (sql.indexOf('\\') >= 0 || !words.isWhole()) {
      return Optional.empty();
    }
    words.skipSettings();
    TableName table =
        switch (words.word()) {
          case "INSERT", "REPLACE" -> inserted(words, database);
          case "UPDATE" -> updated(words, database);
          case "DELETE" -> deleted(words, database);
          case "LOAD" -> loaded(words, database);
          default -> null;
        };
    return table == null || words.callsOther(HARMLESS) ? Optional.empty() : Optional.of(table);
  }

  private static TableName inserted(StatementWords words, String database) {
    while (words.takesAny("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE")) {
      // words that say nothing here
    }
    words.takes("INTO");
    return words.table(database);
  }

  private static @Nullable TableName updated(StatementWords words, String database) {
    while (words.takesAny("LOW_PRIORITY", "IGNORE")) {
      // words that say nothing here
    }
    TableName table = words.table(database);
    if (words.takes("SET")) {
      return table;
    }
    words.takes("AS");
    words.skip();
    return words.takes("SET") ? table : null;
  }

  private static @Nullable TableName deleted(StatementWords words, String database) {
    while (words.takesAny("LOW_PRIORITY", "QUICK", "IGNORE")) {
      // words that say nothing here
    }
    if (!words.takes("FROM")) {
      return null;
    }
    TableName table = words.table(database);
    if (isBehindTables(words)) {
      return table;
    }
    words.takes("AS");
    words.skip();
    return isBehindTables(words) ? table : null;
  }

  private static boolean isBehindTables(StatementWords words) {
    return words.isAtEnd() || words.takesAny("WHERE", "ORDER", "LIMIT", "RETURNING", ";");
  }

  private static @Nullable TableName loaded(StatementWords words, String database) {
    while (!words.isAtEnd()) {
      if (words.takes("INTO") && words.takes("TABLE")) {
        return words.table(database);
      }
      words.skip();
    }
    return null;
  }
}
