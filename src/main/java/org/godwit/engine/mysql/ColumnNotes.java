package org.godwit.engine.mysql;

import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;

/** Says where a type of the target is narrower than the source's, or another one altogether. */
record ColumnNotes(Table table, List<String> notes) {

  void add(Column source, Column column) {
    if (isDomain(source)) {
      note(
          column,
          "is of the domain %s on the source and of its base type here, without the domain's own checks and default"
              .formatted(source.nativeType()));
    }
    switch (source.type()) {
      case DataType.Decimal(int precision, _) when precision == DataType.UNBOUNDED ->
          note(
              column,
              "has no precision on the source and is decimal(65,30) here: more than 30 digits behind the point are rounded and counted, more than 35 before it are rejected, and so is NaN");
      case DataType.Timestamp(_, boolean zoned)
          when zoned && column.type() instanceof DataType.Timestamp(_, boolean kept) && !kept ->
          note(column, "holds instants, which are kept in UTC in a datetime without a zone");
      case DataType.TimeSpan _ when column.type() instanceof DataType.Text ->
          note(column, "holds intervals, which are kept as text: TIME ends at 838:59:59");
      case DataType.Native(String engine, String text)
          when !engine.equals("mysql") && column.type() instanceof DataType.Text ->
          note(column, "is " + text + " on the source, which has no like here and is kept as text");
      default -> {}
    }
  }

  private boolean isDomain(Column source) {
    return table.types().stream()
        .anyMatch(
            type ->
                type.written().equals(source.nativeType())
                    && type.definition().startsWith("CREATE DOMAIN "));
  }

  private void note(Column column, String words) {
    notes.add("column %s of %s %s.".formatted(column.name(), table.name(), words));
  }
}
