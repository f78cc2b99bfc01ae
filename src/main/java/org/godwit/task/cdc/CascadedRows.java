package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.ForeignKey.Action;
import org.godwit.catalog.TableName;
import org.godwit.codec.Bytes;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.Dialect;
import org.godwit.task.control.ChangeCounts;
import org.jspecify.annotations.Nullable;

/**
 * What foreign keys did with one change of a row, done to the target's rows: from the rows that
 * refer to it to those that refer to these. Rows that others refer to are taken in portions, so
 * that no more of their keys than one portion of each table on the way is in memory.
 */
final class CascadedRows {
  /** Keys of rows, or of those that refer to them, in one statement. */
  private static final int PORTION = 500;

  private static final String NULL = "NULL";

  private final Cascades cascades;
  private final Dialect dialect;
  private final Predicate<TableName> isDue;
  private final Queue<Step> steps = new ArrayDeque<>();
  private final Map<TableName, ChangeCounts> counts = new TreeMap<>();

  /**
   * What becomes of rows of a key's table.
   *
   * @param old values of the key's columns, as SQL; never NULL
   * @param next the values that they get, as SQL; null where the rows go
   */
  private record Step(Cascades.Key key, List<List<String>> old, @Nullable List<String> next) {}

  /**
   * Of one change.
   *
   * @param dialect of the target
   * @param isDue whether the table's rows on the target lack the change
   */
  CascadedRows(Cascades cascades, Dialect dialect, Predicate<TableName> isDue) {
    this.cascades = cascades;
    this.dialect = dialect;
    this.isDue = isDue;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** How many rows of which tables it came to. */
  Map<TableName, ChangeCounts> counts() {
    return counts;
  }

  /**
   * Adds what a key does with the change.
   *
   * @param columns of the rows
   * @param after null where the row went
   */
  void add(Cascades.Key key, List<Column> columns, ChangeRow before, @Nullable ChangeRow after) {
    List<String> old = values(key, columns, before);
    List<String> next = after == null ? null : values(key, columns, after);
    boolean isChanged = !old.contains(NULL) && !old.equals(next);
    if (isChanged && action(key, next).changesRows() && isDue.test(key.child())) {
      step(key, List.of(old), next);
    }
  }

  /** What a key does where the row that it refers to goes, or gets other values. */
  private static Action action(Cascades.Key key, @Nullable List<String> next) {
    return next == null ? key.onDelete() : key.onUpdate();
  }

  private void step(Cascades.Key key, List<List<String>> old, @Nullable List<String> next) {
    boolean isEmptied = action(key, next) == Action.SET_NULL;
    steps.add(
        new Step(key, old, isEmptied ? Collections.nCopies(key.columns().size(), NULL) : next));
  }

  private List<String> values(Cascades.Key key, List<Column> columns, ChangeRow row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < key.referenced().size(); i++) {
      String name = key.referenced().get(i);
      int place = 0;
      while (!columns.get(place).name().equals(name)) {
        place++;
      }
      Column column = columns.get(place);
      values.add(
          row.isNull(place)
              ? NULL
              : column.type() instanceof DataType.Binary
                  ? dialect.bytes(hex(row.bytes(place)))
                  : literal(column, row.text(place).utf8()));
    }
    return values;
  }

  private static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.copy());
  }

  private String literal(Column column, String text) {
    return column.type() instanceof DataType.Uuid ? dialect.literal(text) : text;
  }

  /** Does it all. */
  void run(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Step step = steps.poll(); step != null; step = steps.poll()) {
        run(statement, step);
      }
    }
  }

  private void run(Statement statement, Step step) throws SQLException {
    List<Cascades.Key> below =
        cascades.to(step.key().child()).stream().filter(key -> isBelow(key, step)).toList();
    String condition = condition(step.key().columns(), step.old());
    if (below.isEmpty()) {
      change(statement, step, condition);
      return;
    }
    Set<Column> referenced = new LinkedHashSet<>();
    below.forEach(key -> referenced.addAll(key.referencedOnTarget()));
    List<Column> columns = List.copyOf(referenced);
    String select =
        dialect.first(
            PORTION,
            "SELECT DISTINCT %s FROM %s WHERE %s"
                .formatted(names(columns), dialect.quote(step.key().table()), condition));
    List<List<String>> rows = rows(statement, select, columns);
    if (rows.isEmpty()) {
      return;
    }
    // The rest of these rows first, so that what is kept of the way down stays one portion.
    Queue<Step> later = new ArrayDeque<>(steps);
    steps.clear();
    change(statement, step, condition + " AND " + condition(columns, rows));
    for (Cascades.Key key : below) {
      descend(step, key, columns, rows);
    }
    if (rows.size() == PORTION) {
      steps.add(step);
    }
    steps.addAll(later);
  }

  /** Whether what the step does to a row leads to something by the key that refers to it. */
  private boolean isBelow(Cascades.Key key, Step step) {
    boolean isChanged =
        step.next() == null
            || key.referencedOnTarget().stream().anyMatch(step.key().columns()::contains);
    return isChanged && action(key, step.next()).changesRows() && isDue.test(key.child());
  }

  private void descend(Step step, Cascades.Key key, List<Column> columns, List<List<String>> rows) {
    Map<List<String>, @Nullable List<String>> changed = new LinkedHashMap<>();
    for (List<String> row : rows) {
      List<String> old = new ArrayList<>();
      List<String> next = new ArrayList<>();
      for (Column column : key.referencedOnTarget()) {
        String value = row.get(columns.indexOf(column));
        int at = step.key().columns().indexOf(column);
        old.add(value);
        next.add(step.next() == null || at < 0 ? value : step.next().get(at));
      }
      if (!old.contains(NULL) && (step.next() == null || !old.equals(next))) {
        changed.put(old, step.next() == null ? null : next);
      }
    }
    if (step.next() == null) {
      if (!changed.isEmpty()) {
        step(key, List.copyOf(changed.keySet()), null);
      }
    } else {
      changed.forEach((old, next) -> step(key, List.of(old), next));
    }
  }

  private void change(Statement statement, Step step, String condition) throws SQLException {
    Cascades.Key key = step.key();
    List<String> next = step.next();
    String table = dialect.quote(key.table());
    if (next == null) {
      long gone = statement.executeLargeUpdate("DELETE FROM " + table + " WHERE " + condition);
      count(key, ChangeCounts.of(0, 0, gone, 0));
      return;
    }
    List<String> sets = new ArrayList<>();
    for (int i = 0; i < next.size(); i++) {
      sets.add(dialect.quote(key.columns().get(i).name()) + " = " + next.get(i));
    }
    for (String touched : key.touched()) { // an engine that does it by itself has not done it here
      sets.add(dialect.quote(touched) + " = " + dialect.quote(touched));
    }
    long changed =
        statement.executeLargeUpdate(
            "UPDATE %s SET %s WHERE %s".formatted(table, String.join(", ", sets), condition));
    count(key, ChangeCounts.of(0, changed, 0, 0));
  }

  private void count(Cascades.Key key, ChangeCounts more) {
    counts.merge(key.child(), more, ChangeCounts::plus);
  }

  private String names(List<Column> columns) {
    return columns.stream()
        .map(column -> dialect.quote(column.name()))
        .collect(Collectors.joining(", "));
  }

  /** That the columns have one of these lists of values, NULL meaning NULL. */
  private String condition(List<Column> columns, List<List<String>> values) {
    String first = dialect.quote(columns.getFirst().name());
    boolean isPlain = values.stream().noneMatch(row -> row.contains(NULL));
    if (isPlain && columns.size() == 1) {
      return values.stream()
          .map(List::getFirst)
          .collect(Collectors.joining(", ", first + " IN (", ")"));
    }
    return values.stream()
        .map(row -> rowCondition(columns, row))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String rowCondition(List<Column> columns, List<String> row) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = row.get(i);
      all.add(
          dialect.quote(columns.get(i).name()) + (value.equals(NULL) ? " IS NULL" : " = " + value));
    }
    return String.join(" AND ", all);
  }

  private List<List<String>> rows(Statement statement, String select, List<Column> columns)
      throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(select)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          Column column = columns.get(i - 1);
          String text = result.getString(i);
          row.add(
              text == null
                  ? NULL
                  : column.type() instanceof DataType.Binary
                      ? dialect.bytes(HexFormat.of().formatHex(result.getBytes(i)))
                      : literal(column, text));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
