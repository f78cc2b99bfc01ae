package org.godwit.engine.postgresql;

import java.util.BitSet;
import java.util.List;
import java.util.StringJoiner;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.engine.ChangedTable;

/**
 * The statements that apply changes to one table. Their parameters are numbered in the order in
 * which a {@link org.godwit.engine.ChangeWriter} is given values.
 */
final class ChangeSql {
  private final PostgresDialect dialect;
  private final ChangedTable table;
  private final String name;

  ChangeSql(PostgresDialect dialect, ChangedTable table) {
    this.dialect = dialect;
    this.table = table;
    this.name = dialect.quote(table.table().name());
  }

  String insert(BitSet given) {
    if (given.isEmpty()) {
      return "INSERT INTO " + name + " DEFAULT VALUES";
    }
    StringJoiner columns = new StringJoiner(", ");
    StringJoiner values = new StringJoiner(", ");
    int parameter = 1;
    for (int i = given.nextSetBit(0); i >= 0; i = given.nextSetBit(i + 1)) {
      columns.add(quoted(i));
      values.add("$" + parameter++);
    }
    return "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)"
        .formatted(name, columns, values);
  }

  String update(BitSet given) {
    StringJoiner set = new StringJoiner(", ");
    int parameter = table.identity().size() + 1;
    for (int i = given.nextSetBit(0); i >= 0; i = given.nextSetBit(i + 1)) {
      set.add(quoted(i) + " = $" + parameter++);
    }
    return "UPDATE %s AS t SET %s%s".formatted(name, set, where(" FROM "));
  }

  /** Whether a changed row has all values of a new one: by what identifies it, or gets anew. */
  boolean makesWholeRow(BitSet given) {
    BitSet known = (BitSet) given.clone();
    table.identity().forEach(known::set);
    return known.cardinality() == table.columns().size();
  }

  /**
   * An update that inserts the row where it isn't there, and tells that it did so by a row count of
   * 1; refused where several rows are there. The parameters are those of {@link #update}, whose
   * types the server takes from it.
   */
  String updateOrInsert(BitSet given) {
    StringJoiner columns = new StringJoiner(", ");
    StringJoiner values = new StringJoiner(", ");
    int next = table.identity().size() + 1;
    for (int i = 0; i < table.columns().size(); i++) {
      columns.add(quoted(i));
      values.add("$" + (given.get(i) ? next++ : table.identity().indexOf(i) + 1));
    }
    return "WITH u AS (%s RETURNING 1) INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s WHERE (SELECT 1 FROM u) IS NULL"
        .formatted(update(given), name, columns, values);
  }

  String delete() {
    return "DELETE FROM " + name + " AS t" + where(" USING ");
  }

  private String quoted(int column) {
    return dialect.quote(table.columns().get(column).name());
  }

  /** By its key; without one, one of the rows that are equal. */
  private String where(String with) {
    List<Integer> identity = table.identity();
    StringJoiner equal = new StringJoiner(" AND ");
    for (int i = 0; i < identity.size(); i++) {
      equal.add(equals(table.columns().get(identity.get(i)), "$" + (i + 1)));
    }
    return table.isKey()
        ? " WHERE " + equal
        : "%s(SELECT tableoid AS o, ctid AS c FROM %s WHERE %s%s LIMIT 1) AS one WHERE t.ctid = one.c AND t.tableoid = one.o"
            .formatted(with, name, equal, identicalFirst());
  }

  /** Of rows that are equal the one that looks the same: 1.1 is equal to 1.10, 0 to -0. */
  private String identicalFirst() {
    StringJoiner order = new StringJoiner(", ", " ORDER BY ", "").setEmptyValue("");
    List<Integer> identity = table.identity();
    for (int i = 0; i < identity.size(); i++) {
      Column column = table.columns().get(identity.get(i));
      if (mayLookOtherwise(column.type())) {
        order.add(
            "%s::text IS DISTINCT FROM ($%d::%s)::text"
                .formatted(dialect.quote(column.name()), i + 1, column.nativeType()));
      }
    }
    return order.toString();
  }

  /** Whether values of the type may be equal and not the same. */
  private static boolean mayLookOtherwise(DataType type) {
    return switch (type) {
      case DataType.Decimal(int _, int scale) -> scale == DataType.UNBOUNDED;
      case DataType.Real _, DataType.TimeSpan _ -> true;
      case DataType.Json(boolean normalised) -> normalised;
      default -> false;
    };
  }

  private String equals(Column column, String parameter) {
    String quoted = dialect.quote(column.name());
    if (table.isKey()) {
      // Beside a row the server would take a parameter for a row of nobody knows which columns.
      return column.type() instanceof DataType.Native
          ? "%s = %s::%s".formatted(quoted, parameter, column.nativeType())
          : quoted + " = " + parameter;
    }
    boolean hasNoEquality =
        column.type() instanceof DataType.Native
            || (column.type() instanceof DataType.Json(boolean normalised) && !normalised);
    return hasNoEquality
        ? "%s::text IS NOT DISTINCT FROM (%s::%s)::text"
            .formatted(quoted, parameter, column.nativeType())
        : quoted + " IS NOT DISTINCT FROM " + parameter;
  }
}
