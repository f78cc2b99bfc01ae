package org.godwit.task.validate;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts on the source, in one pass, the values that the policy let the load alter. */
final class AlteredValues {
  private AlteredValues() {}

  private record Condition(String column, String sql) {}

  static List<AlteredColumn> count(
      Side source, Queries queries, Connection connection, SourcePace pace)
      throws InterruptedException {
    List<Condition> conditions = conditions(source);
    List<AlteredColumn> altered = new ArrayList<>();
    if (conditions.isEmpty()) {
      return altered;
    }
    String sums =
        String.join(
            ", ",
            conditions.stream()
                .map(condition -> "SUM(CASE WHEN %s THEN 1 ELSE 0 END)".formatted(condition.sql()))
                .toList());
    String sql =
        "SELECT COUNT(*), %s FROM %s%s"
            .formatted(sums, source.dialect().rowsOf(source.table()), source.condition());
    long rows = source.table().size().rows();
    pace.begin(rows, queries::checkCancelled);
    long[] read = {rows};
    try {
      queries.run(
          connection,
          sql,
          List.of(),
          row -> {
            read[0] = row.getLong(1);
            for (int i = 0; i < conditions.size(); i++) {
              long values = row.getLong(i + 2);
              if (values > 0) {
                altered.add(new AlteredColumn(conditions.get(i).column(), values));
              }
            }
          });
    } finally {
      pace.end(read[0] - rows);
    }
    return altered;
  }

  private static List<Condition> conditions(Side source) {
    List<Condition> conditions = new ArrayList<>();
    for (RenderedColumn column : source.values()) {
      Optional<String> altered = source.canonical().altered(column.column());
      altered.ifPresent(sql -> conditions.add(new Condition(column.column().column().name(), sql)));
    }
    return conditions;
  }
}
