package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.engine.Dialect;
import org.godwit.engine.Segment;
import org.godwit.engine.SourceTable;

/** The query that reads a segment: columns by name, the segment's range, the filter, no order. */
record SelectQuery(SourceTable source, Segment segment) {
  private static final Dialect DIALECT = new MySqlDialect();

  String sql() {
    return "SELECT "
        + source.columns().stream().map(SelectQuery::value).collect(Collectors.joining(", "))
        + " FROM "
        + DIALECT.quote(source.table().name())
        + (segment.partition().isEmpty()
            ? ""
            : " PARTITION (" + DIALECT.quote(segment.partition()) + ")")
        + where();
  }

  /**
   * As the server shall send the column. It writes a FLOAT with six digits and a DOUBLE(M, D) with
   * D behind the point; the product with one has all digits (and unlike a sum, the sign of zero).
   */
  private static String value(Column column) {
    String name = DIALECT.quote(column.name());
    boolean isCut =
        column.type() instanceof DataType.Real(int bits)
            && (bits == 32 || column.nativeType().contains(","));
    return isCut ? name + " * 1e0" : name;
  }

  private String where() {
    List<String> conditions = new ArrayList<>();
    segment
        .range()
        .ifPresent(range -> conditions.add(range.condition(DIALECT::quote, source::isNullable)));
    if (!source.where().isBlank()) {
      conditions.add("(" + source.where() + ")");
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }
}
