package org.godwit.testing;

import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Index;
import org.godwit.catalog.Table;

/** Tables as a person reads them, for golden files. */
public final class CatalogText {
  private CatalogText() {}

  /** One block a table. */
  public static String of(List<Table> tables) {
    StringBuilder text = new StringBuilder();
    for (Table table : tables) {
      text.append(
          "%s %s, about %,d rows, %,d bytes"
              .formatted(table.kind(), table.name(), table.size().rows(), table.size().bytes()));
      text.append(table.comment().isEmpty() ? "" : " -- " + table.comment()).append('\n');
      table.columns().forEach(column -> text.append("  ").append(column(column)).append('\n'));
      table.primaryKey().ifPresent(key -> text.append("  key ").append(key).append('\n'));
      table.indexes().forEach(index -> text.append("  ").append(index(index)).append('\n'));
      table.foreignKeys().forEach(key -> text.append("  ").append(foreignKey(key)).append('\n'));
      table
          .checks()
          .forEach(
              check -> text.append("  check %s: %s%n".formatted(check.name(), check.expression())));
    }
    return text.toString();
  }

  private static String column(Column column) {
    return "%s %s = %s%s %s %s%s"
        .formatted(
            column.name(),
            column.nativeType(),
            column.type(),
            column.nullable() ? "" : " NOT NULL",
            column.defaultValue(),
            column.generation(),
            column.comment().isEmpty() ? "" : " -- " + column.comment());
  }

  private static String index(Index index) {
    return "%sindex %s %s %s%s"
        .formatted(
            index.unique() ? "unique " : "",
            index.name(),
            index.kind(),
            index.parts(),
            index.predicate().isEmpty() ? "" : " WHERE " + index.predicate());
  }

  private static String foreignKey(ForeignKey key) {
    return "foreign key %s %s -> %s %s, on delete %s, on update %s"
        .formatted(
            key.name(),
            key.columns(),
            key.references(),
            key.referencedColumns(),
            key.onDelete(),
            key.onUpdate());
  }
}
