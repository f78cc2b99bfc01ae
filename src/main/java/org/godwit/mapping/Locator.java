package org.godwit.mapping;

/**
 * Which objects a rule is for. Names are those of the source; {@code %}, {@code _}, {@code [_]},
 * {@code [ab]} and {@code [a-d]} are wildcards, upper and lower case differ.
 *
 * @param schema the schemas
 * @param table the tables, empty where the rule is for a schema
 * @param column the columns, empty where the rule is for no column
 * @param dataType a DMS data type ({@code int4}) that the columns must have, empty for any
 */
public record Locator(String schema, String table, String column, String dataType) {
  /** Tables by name. */
  public static Locator tables(String schema, String table) {
    return new Locator(schema, table, "", "");
  }

  /** Columns by name. */
  public static Locator columns(String schema, String table, String column) {
    return new Locator(schema, table, column, "");
  }
}
