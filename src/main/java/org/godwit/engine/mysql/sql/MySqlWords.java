package org.godwit.engine.mysql.sql;

import java.util.Set;
import org.godwit.sql.Lexicon;
import org.godwit.sql.Vocabulary;

/** What words mean to MySQL and MariaDB. */
final class MySqlWords {
  static final Lexicon LEXICON = new Lexicon("$", false, false, false, true);

  /** Words that are no name, unless quoted or behind a dot; those that functions have aren't. */
  private static final Set<String> RESERVED =
      words(
          "ALTER AND AS ASC BETWEEN BY CASE CREATE DESC DISTINCT DROP ELSE FROM GRANT GROUP HAVING"
              + " IN INTO IS LIKE LIMIT NOT ON OR ORDER REVOKE SELECT SET THEN UNION UPDATE WHEN"
              + " WHERE WITH");

  /** Functions whose arguments have words among them from the first. */
  private static final Set<String> KEYWORD_FUNCTIONS = words("EXTRACT JSON_TABLE TRIM");

  /** Words that begin what may stand behind a column or table, and so are no name for it. */
  private static final Set<String> NOT_ALIASES =
      words(
          "AND AS ASC BETWEEN BINARY COLLATE CROSS DESC DIV DO ELSE ELSEIF END EXCEPT FETCH FOR"
              + " FORCE FROM GROUP HAVING IGNORE IN INNER INTERSECT INTO IS JOIN LEFT LIKE LIMIT"
              + " LOCK LOOP MOD NATURAL NOT OFFSET ON OR ORDER OUTER PARTITION PROCEDURE REGEXP"
              + " RETURNING RIGHT RLIKE SELECT SEPARATOR SET SOUNDS STRAIGHT_JOIN THEN UNION UNTIL"
              + " USE USING VALUES WHEN WHERE WINDOW WITH XOR");

  static final Vocabulary VOCABULARY = new Vocabulary(RESERVED, KEYWORD_FUNCTIONS, NOT_ALIASES);

  private MySqlWords() {}

  static Set<String> words(String words) {
    return Set.of(words.split(" "));
  }
}
