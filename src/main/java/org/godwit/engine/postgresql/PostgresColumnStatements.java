package org.godwit.engine.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.catalog.TableName;
import org.godwit.engine.ColumnStatements;

/** ALTER TABLE of PostgreSQL. */
final class PostgresColumnStatements implements ColumnStatements {
  private final PostgresDialect dialect;

  PostgresColumnStatements(PostgresDialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public boolean commitByThemselves() {
    return false;
  }

  @Override
  public Optional<String> add(TableName table, Column column, Column source) {
    String definition = dialect.quote(column.name()) + " " + column.nativeType();
    return rest(column, source.type()).map(rest -> alter(table, "ADD COLUMN " + definition + rest));
  }

  /** A constant is in all rows alike; the moment of the change and numbers aren't in the log. */
  private Optional<String> rest(Column column, DataType sourceType) {
    String notNull = column.nullable() ? "" : " NOT NULL";
    return switch (column.generation()) {
      case Generation.Identity _ -> Optional.empty();
      case Generation.Computed(String expression, _) ->
          Optional.of(" GENERATED ALWAYS AS (" + expression + ") STORED" + notNull);
      case Generation.Given() ->
          switch (column.defaultValue()) {
            case Default.None() -> column.nullable() ? Optional.of("") : Optional.empty();
            case Default.Literal(String text) ->
                DefaultDesign.literal(
                        dialect,
                        text,
                        sourceType instanceof DataType.Binary ? sourceType : column.type())
                    .map(value -> " DEFAULT " + value + notNull);
            case Default.Now _, Default.Expression _ -> Optional.empty();
          };
    };
  }

  @Override
  public String dropDefault(TableName table, Column column) {
    return alter(table, "ALTER COLUMN " + dialect.quote(column.name()) + " DROP DEFAULT");
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
    if (before.type() instanceof DataType.Enumeration(List<String> there)
        && column.type() instanceof DataType.Enumeration(List<String> labels)
        && before.nativeType().equals(column.nativeType())) {
      return addLabels(column.nativeType(), there, labels);
    }
    return alter(
        table,
        "ALTER COLUMN %s TYPE %s".formatted(dialect.quote(column.name()), column.nativeType()));
  }

  /** Each behind the one that it follows; those before all others before the first of them. */
  private String addLabels(String type, List<String> there, List<String> labels) {
    List<String> statements = new ArrayList<>();
    String last = "";
    for (String label : labels) {
      if (!there.contains(label)) {
        String place =
            last.isEmpty() && !there.isEmpty()
                ? " BEFORE " + dialect.literal(there.getFirst())
                : last.isEmpty() ? "" : " AFTER " + dialect.literal(last);
        statements.add(
            "ALTER TYPE %s ADD VALUE IF NOT EXISTS %s%s"
                .formatted(type, dialect.literal(label), place));
      }
      last = label;
    }
    return String.join("; ", statements);
  }

  @Override
  public String allowNull(TableName table, Column column, Column source) {
    return alter(table, "ALTER COLUMN " + dialect.quote(column.name()) + " DROP NOT NULL");
  }

  @Override
  public String dropCheck(TableName table, String name) {
    return alter(table, "DROP CONSTRAINT " + dialect.quote(name));
  }

  private String alter(TableName table, String what) {
    return "ALTER TABLE " + dialect.quote(table) + " " + what;
  }
}
