package org.godwit.task;

import java.sql.SQLException;
import java.util.List;
import org.godwit.task.TypeLines.Line;

/** Asks the target for the type of column {@code v} of a table, and for its values as text. */
record TargetValues(TaskBench bench) {

  String typeOf(String table) throws SQLException {
    String sql =
        isPostgres()
            ? "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attname = 'v'"
                + " AND attrelid = '%s'::regclass".formatted(bench.targetTable(table))
            : "SELECT COLUMN_TYPE FROM information_schema.COLUMNS WHERE COLUMN_NAME = 'v'"
                + " AND TABLE_SCHEMA = '%s' AND TABLE_NAME = '%s'"
                    .formatted(bench.target.name(), table);
    return withoutWidth(bench.query(bench.target, sql).getFirst());
  }

  /** MariaDB shows the width of a whole number, which says nothing of its range. */
  private static String withoutWidth(String type) {
    return type.equals("tinyint(1)")
        ? type
        : type.replaceAll("^((?:tiny|small|medium|big)?int|year)\\(\\d+\\)", "$1");
  }

  /** What {@link #values} must give for the line. */
  String shown(Line line) throws SQLException {
    return line.isSql()
        ? bench.query(bench.target, "SELECT " + line.shown()).getFirst()
        : line.shown();
  }

  /** Rows in the order of the lines, {@code number|value}. */
  List<String> values(String table, List<Line> lines) throws SQLException {
    StringBuilder forms = new StringBuilder("CASE id");
    for (int row = 0; row < lines.size(); row++) {
      String form = form(lines.get(row));
      forms.append(" WHEN %d THEN COALESCE(%s, 'NULL')".formatted(row, form));
    }
    return bench.query(
        bench.target,
        "SELECT id, %s END FROM %s ORDER BY id".formatted(forms, bench.targetTable(table)));
  }

  private String form(Line line) {
    if (!isPostgres()) {
      return line.isHex() ? "HEX(v)" : "CONVERT(v USING utf8mb4)";
    }
    if (!line.isHex()) {
      // The cast of an address to text always shows its prefix length, unlike the address itself.
      return line.targetType().equals("inet") ? "abbrev(v)" : "v::text";
    }
    return line.targetType().equals("bytea")
        ? "upper(encode(v, 'hex'))"
        : "upper(encode(convert_to(v::text, 'UTF8'), 'hex'))";
  }

  private boolean isPostgres() {
    return bench.targetScheme().equals("postgresql");
  }
}
