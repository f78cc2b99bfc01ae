package org.godwit.engine.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.godwit.catalog.Check;
import org.godwit.catalog.Collation;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.TableParts;

/** Reads {@code information_schema.COLUMNS}. */
final class ColumnRows {
  private ColumnRows() {}

  /** After the checks are read: MariaDB's JSON is a text with a check. */
  static void read(CatalogQuery query, ServerVersion version, TableParts parts)
      throws SQLException {
    query.run(
        "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT,"
            + " EXTRA, GENERATION_EXPRESSION, COLUMN_COMMENT, ORDINAL_POSITION,"
            + " COLLATION_NAME, CHARACTER_SET_NAME FROM information_schema.COLUMNS"
            + " WHERE ",
        "TABLE_SCHEMA",
        "TABLE_NAME",
        (table, row) -> {
          TableParts.Parts of = parts.of(table).orElse(null);
          if (of != null) {
            of.columns.put(row.getInt(10), column(row, version, of));
            display(row, of);
          }
        });
  }

  private static void display(ResultSet row, TableParts.Parts table) throws SQLException {
    if (row.getString(4).toLowerCase(Locale.ROOT).contains("zerofill")) {
      table.notMoved.add(
          "the column %s is ZEROFILL; on the target its numbers are shown without leading zeros."
              .formatted(row.getString(3)));
    }
    String extra = Objects.requireNonNullElse(row.getString(7), "").toUpperCase(Locale.ROOT);
    if (extra.contains("INVISIBLE")) {
      table.notMoved.add(
          "the column %s is invisible; on the target SELECT * shows it."
              .formatted(row.getString(3)));
    }
  }

  private static Column column(ResultSet row, ServerVersion version, TableParts.Parts table)
      throws SQLException {
    String name = row.getString(3);
    String nativeType = row.getString(4);
    String extra = Objects.requireNonNullElse(row.getString(7), "");
    String expression = Objects.requireNonNullElse(row.getString(8), "");
    DataType type = ColumnTypes.parse(nativeType);
    if (version.isMariaDb() && nativeType.equals("longtext") && takeJsonCheck(name, table)) {
      type = new DataType.Json(false);
      nativeType = "json";
    }
    Generation generation = generation(extra, expression, version, table.nextIdentity);
    Default defaultValue =
        generation instanceof Generation.Given
            ? ColumnDefaults.parse(row.getString(6), extra, type, version.isMariaDb())
            : new Default.None();
    return Column.of(name, type, nativeType, row.getString(5).equals("YES"))
        .withDefault(defaultValue)
        .withGeneration(generation)
        .withUpdatedToNow(extra.toLowerCase(Locale.ROOT).contains("on update current_timestamp"))
        .withComment(Objects.requireNonNullElse(row.getString(9), ""))
        .withCollation(collation(row));
  }

  private static Optional<Collation> collation(ResultSet row) throws SQLException {
    String name = row.getString(11);
    return name == null
        ? Optional.empty()
        : Optional.of(new Collation("mysql", name, row.getString(12)));
  }

  private static Generation generation(
      String extra, String expression, ServerVersion version, long nextIdentity) {
    String words = extra.toUpperCase(Locale.ROOT);
    if (words.contains("AUTO_INCREMENT")) {
      return new Generation.Identity(nextIdentity);
    }
    // ROW START and ROW END of a system-versioned table have values like other columns.
    if (expression.isEmpty() || expression.toUpperCase(Locale.ROOT).startsWith("ROW ")) {
      return new Generation.Given();
    }
    return new Generation.Computed(
        version.isMariaDb() ? expression : StringLiterals.unescapeCatalog(expression),
        !words.contains("VIRTUAL"));
  }

  /** The check says nothing that the type doesn't, so the type takes its place. */
  private static boolean takeJsonCheck(String column, TableParts.Parts table) {
    String jsonCheck = "json_valid(`" + column.replace("`", "``") + "`)";
    return table.checks.removeIf((Check check) -> check.expression().equalsIgnoreCase(jsonCheck));
  }
}
