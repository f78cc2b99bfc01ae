package org.godwit.engine.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Index;
import org.godwit.catalog.Table;

/** Draws the secondary indexes of one table. */
final class IndexDesign {
  private final PostgresDialect dialect;
  private final Table table;

  IndexDesign(PostgresDialect dialect, Table table) {
    this.dialect = dialect;
    this.table = table;
  }

  /** The statement, empty where PostgreSQL has no such index. */
  Optional<String> draw(Index index, String name) {
    if (isConstraint(index)) {
      return Optional.of(
          "ALTER TABLE %s ADD CONSTRAINT %s %s"
              .formatted(dialect.quote(table.name()), dialect.quote(name), index.definition()));
    }
    if (!index.definition().isEmpty()) {
      return Optional.of(create(index, name, index.definition()));
    }
    String sql =
        switch (index.kind()) {
          // Hash indexes of PostgreSQL take one column and can't be unique.
          case HASH ->
              index.unique() || index.parts().size() > 1
                  ? ordered(index, "btree")
                  : ordered(index, "hash");
          case ORDERED -> ordered(index, "btree");
          case FULLTEXT -> "USING gin (to_tsvector('simple', " + words(index) + "))";
          case SPATIAL, OTHER -> "";
        };
    if (sql.isEmpty()) {
      return Optional.empty();
    }
    String where = index.predicate().isEmpty() ? "" : " WHERE " + index.predicate();
    return Optional.of(create(index, name, sql + where));
  }

  /** Whether it can only be had as a constraint: an exclusion, or one that may be deferred. */
  static boolean isConstraint(Index index) {
    return !index.definition().isEmpty() && !index.definition().startsWith("USING ");
  }

  private String create(Index index, String name, String definition) {
    return "CREATE %sINDEX %s ON %s %s"
        .formatted(
            index.unique() ? "UNIQUE " : "",
            dialect.quote(name),
            dialect.quote(table.name()),
            definition);
  }

  private String ordered(Index index, String method) {
    List<String> parts = new ArrayList<>();
    for (Index.Part part : index.parts()) {
      boolean descending = part.descending() && method.equals("btree");
      parts.add(member(part) + (descending ? " DESC" : ""));
    }
    return "USING " + method + " (" + String.join(", ", parts) + ")";
  }

  private String member(Index.Part part) {
    if (part.column().isEmpty()) {
      return "(" + part.expression() + ")";
    }
    String column = dialect.quote(part.column());
    if (part.prefixLength() == DataType.UNBOUNDED) {
      return column;
    }
    boolean isBytes =
        table.column(part.column()).map(Column::type).orElseThrow() instanceof DataType.Binary;
    return (isBytes ? "substring(%s from 1 for %d)" : "\"left\"(%s, %d)")
        .formatted(column, part.prefixLength());
  }

  private String words(Index index) {
    return index.parts().stream()
        .map(part -> "coalesce(%s, '')".formatted(dialect.quote(part.column())))
        .collect(Collectors.joining(" || ' ' || "));
  }
}
