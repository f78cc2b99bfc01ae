package org.godwit.engine;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;

/** How an engine writes SQL. */
public interface Dialect {

  /** The identifier in the engine's quotes, safe for any name. */
  String quote(String identifier);

  /** The table's name, schema included, quoted. */
  default String quote(TableName name) {
    return quote(name.schema()) + "." + quote(name.table());
  }

  /** What stands behind FROM so that exactly the table's rows are read. */
  default String rowsOf(Table table) {
    return quote(table.name());
  }

  /** The length of the column's value in bytes, of its UTF-8 form where it is text; as SQL. */
  String bytesOf(Column column);

  /** The length of the column's value as text, in characters; as SQL. */
  String charactersOf(Column column);

  /** A string literal, safe for any text and any setting of the session. */
  String literal(String text);

  /** Bytes, given in hexadecimal digits. */
  default String bytes(String hex) {
    return "X'" + hex + "'";
  }

  /**
   * A day, with or without a time, to compare the column with; safe for any setting of the session.
   *
   * @param text {@code 2024-02-29} or {@code 2024-02-29 23:59:59.5}
   */
  default String moment(Column column, String text) {
    return literal(text);
  }

  /**
   * A time of day or length of time to compare the column with.
   *
   * @param text {@code 23:59:59.5}, hours up to 999 and a minus sign in front allowed
   */
  default String time(Column column, String text) {
    return literal(text);
  }

  /** True or false. */
  default String truth(boolean value) {
    return value ? "TRUE" : "FALSE";
  }

  /** The query with no more than its first rows, whichever these are. */
  default String first(int rows, String select) {
    return select + " LIMIT " + rows;
  }

  /**
   * Why rows can't be chosen by conditions, nor cut at boundaries that a person gives, a sentence
   * without its full stop; empty where they can.
   */
  default Optional<String> noConditions() {
    return Optional.empty();
  }

  /** The longest identifier the engine stores. */
  int identifierLengthMax();

  /** How long the identifier is by the engine's own measure (bytes of UTF-8, or characters). */
  int identifierLength(String identifier);

  /** What the engine stores of an identifier: the longest beginning that is not too long. */
  default String stored(String identifier) {
    int end = identifier.length();
    while (end > 0 && identifierLength(identifier.substring(0, end)) > identifierLengthMax()) {
      end = identifier.offsetByCodePoints(end, -1);
    }
    return identifier.substring(0, end);
  }

  /**
   * An expression of a default, a computed column, a check or an index, brought to standard SQL:
   * names in double quotes, standard functions and operators.
   *
   * @param expression in this engine's words
   * @param table that it belongs to; the types of its columns decide what an operator means
   * @param columnName gives a column's name on the target
   * @return empty where it uses something that no rule knows; the caller says so to the user
   */
  Optional<String> toStandard(String expression, Table table, UnaryOperator<String> columnName);

  /**
   * Whether a target of this dialect takes expressions, indexes and constraints just as a server of
   * the source's writes them, as long as the columns in them keep their names and types.
   */
  default boolean takesAsWrittenBy(Dialect source) {
    return false;
  }
}
