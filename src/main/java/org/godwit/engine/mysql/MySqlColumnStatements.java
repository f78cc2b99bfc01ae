package org.godwit.engine.mysql;

import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.catalog.TableName;
import org.godwit.engine.ColumnStatements;

/**
 * ALTER TABLE of MySQL and MariaDB, which say a column anew as a whole to change one thing of it.
 */
final class MySqlColumnStatements implements ColumnStatements {
  private final MySqlDialect dialect = new MySqlDialect();
  private final DefaultDesign defaults = new DefaultDesign();
  private final Collations collations;

  /** On a server with these collations. */
  MySqlColumnStatements(Collations collations) {
    this.collations = collations;
  }

  @Override
  public boolean commitByThemselves() {
    return true;
  }

  /** What a column computes, and what a counter gave to each row, is told by the source alone. */
  @Override
  public Optional<String> add(TableName table, Column column, Column source) {
    boolean isGiven = column.generation() instanceof Generation.Given;
    boolean isConstant =
        switch (column.defaultValue()) {
          case Default.None() -> column.nullable();
          case Default.Literal _ -> defaults.of(column, column).isPresent();
          case Default.Now _, Default.Expression _ -> false;
        };
    return isGiven && isConstant
        ? Optional.of(alter(table, "ADD COLUMN " + definition(column, source)))
        : Optional.empty();
  }

  /** As a table's making would say it. */
  private String definition(Column column, Column source) {
    String base =
        dialect.quote(column.name())
            + " "
            + column.nativeType()
            + CollationDesign.known(column)
                .flatMap(collations::nearest)
                .map(Collations.Chosen::sql)
                .orElse("");
    if (column.generation() instanceof Generation.Identity) {
      return base + " NOT NULL AUTO_INCREMENT" + comment(column);
    }
    Column valued = source.withDefault(column.defaultValue());
    return base
        + (column.nullable() ? " NULL" : " NOT NULL")
        + defaults.of(valued, column).map(text -> " DEFAULT " + text).orElse("")
        + ColumnDesign.onUpdate(column)
        + comment(column);
  }

  private static String comment(Column column) {
    return column.comment().isEmpty() ? "" : " COMMENT " + StringLiterals.of(column.comment());
  }

  /** A column that may be NULL has that as its default, not none. */
  @Override
  public String dropDefault(TableName table, Column column) {
    return alter(
        table,
        "ALTER COLUMN "
            + dialect.quote(column.name())
            + (column.nullable() ? " SET DEFAULT NULL" : " DROP DEFAULT"));
  }

  @Override
  public String drop(TableName table, String column) {
    return alter(table, "DROP COLUMN " + dialect.quote(column));
  }

  @Override
  public String rename(TableName table, String from, String to) {
    return alter(table, "RENAME COLUMN " + dialect.quote(from) + " TO " + dialect.quote(to));
  }

  @Override
  public String retype(TableName table, Column before, Column column, Column source) {
    return alter(table, "MODIFY COLUMN " + definition(column, source));
  }

  @Override
  public String allowNull(TableName table, Column column, Column source) {
    return retype(table, column, column, source);
  }

  @Override
  public String dropCheck(TableName table, String name) {
    return alter(table, "DROP CONSTRAINT " + dialect.quote(name));
  }

  private String alter(TableName table, String what) {
    return "ALTER TABLE " + dialect.quote(table) + " " + what;
  }
}
