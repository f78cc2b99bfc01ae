package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Dialect;
import org.godwit.engine.EngineException;
import org.godwit.mapping.FilterTest;
import org.godwit.mapping.MappedColumn;
import org.godwit.mapping.MappedTable;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.RowCondition;

/** Which rows of a table its filters let pass, told of rows of the source's log. */
final class RowsWanted {
  private final ChangeSource source;
  private final Dialect dialect;
  private final Table table;
  private final List<RowCondition> conditions;
  private final Set<String> shown;
  private final List<Column> columns = new ArrayList<>();

  private RowsWanted(
      ChangeSource source,
      Dialect dialect,
      Table table,
      List<RowCondition> conditions,
      Set<String> shown) {
    this.source = source;
    this.dialect = dialect;
    this.table = table;
    this.conditions = conditions;
    this.shown = shown;
  }

  /**
   * By the filters of a table.
   *
   * @throws MappingException where a condition can't be told of a row alone
   */
  static RowsWanted of(MappedTable mapped, ChangeSource source, Dialect dialect) {
    return new RowsWanted(
        source, dialect, mapped.source(), mapped.conditions(dialect), shown(mapped.columns()));
  }

  /** Columns whose values the target shows as they are. */
  private static Set<String> shown(List<MappedColumn> columns) {
    Set<String> names = new HashSet<>();
    for (MappedColumn column : columns) {
      if (column instanceof MappedColumn.FromSource(Column from, Column _, long _)) {
        names.add(from.name());
      }
    }
    return names;
  }

  /** What can't be told of a row of the log; empty for nothing. Asks the source. */
  static Optional<String> obstacle(
      MappedTable mapped, ChangeSource source, Dialect dialect, Connection connection)
      throws SQLException {
    RowsWanted wanted;
    try {
      wanted = of(mapped, source, dialect);
    } catch (MappingException e) {
      return Optional.of(String.join(" ", e.problems()));
    }
    for (RowCondition condition : wanted.conditions) {
      for (Column column : condition.columns()) {
        if (column.isComputed()) {
          return Optional.of(
              "its filter reads %s, which the source computes and its log doesn't have; let it read what that is computed of"
                  .formatted(column.name()));
        }
      }
      if (condition.test().isPresent()) {
        continue;
      }
      for (Column column : condition.columns()) {
        if (source.nullSql(column).isEmpty() || (condition.isOwn() && source.isText(column))) {
          return Optional.of(
              "its filter reads %s (%s), of which the log's values can't be compared as the source does"
                  .formatted(column.name(), column.nativeType()));
        }
      }
      try {
        var _ =
            SourceQuestions.isTrue(
                connection,
                wanted.question(condition, column -> source.nullSql(column).orElseThrow()));
      } catch (SQLException e) {
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
        return Optional.of(
            "its condition %s can't be told of a row of the log: %s"
                .formatted(condition.sql(), e.getMessage()));
      }
    }
    return Optional.empty();
  }

  boolean isEmpty() {
    return conditions.isEmpty();
  }

  /** Whether it reads none but these columns. */
  boolean readsOnly(Collection<String> names) {
    return conditions.stream()
        .flatMap(condition -> condition.columns().stream())
        .allMatch(column -> names.contains(column.name()));
  }

  /** These columns and those that it reads beside them; rows come with them, in that order. */
  List<Column> withOwn(List<Column> read) {
    columns.clear();
    columns.addAll(read);
    for (RowCondition condition : conditions) {
      for (Column column : condition.columns()) {
        if (columns.stream().noneMatch(it -> it.name().equals(column.name()))) {
          columns.add(column);
        }
      }
    }
    return List.copyOf(columns);
  }

  /** Whether the log has all that it reads of the row. */
  boolean canTell(ChangeRow row) {
    return conditions.stream()
        .flatMap(condition -> condition.columns().stream())
        .noneMatch(column -> row.isAbsent(place(column)));
  }

  /**
   * Whether the row passes; {@link #withOwn} was asked for its columns before.
   *
   * @throws TargetAlteration.Unfollowed where the source can't tell of this row
   */
  boolean has(ChangeRow row, SourceQuestions questions) {
    for (RowCondition condition : conditions) {
      Optional<FilterTest> test = condition.test();
      boolean passes =
          test.isPresent()
              ? test.get().passes(row, place(condition.columns().getFirst()))
              : isTrue(condition, row, questions);
      if (!passes) {
        return false;
      }
    }
    return true;
  }

  /** An error that the row's own values lead to comes again with each resume. */
  private boolean isTrue(RowCondition condition, ChangeRow row, SourceQuestions questions) {
    try {
      return questions.isTrue(question(condition, column -> value(row, column)));
    } catch (EngineException e) {
      if (e.failure().isTransient() || e.failure().isOfServer()) {
        throw e;
      }
      boolean mayBeTold =
          condition.columns().stream().allMatch(column -> shown.contains(column.name()));
      throw new TargetAlteration.Unfollowed(
          "the source can't tell whether a row passes the filter %s%s"
              .formatted(
                  condition.sql(),
                  mayBeTold
                      ? ": " + e.sentence().replaceFirst("\\.$", "")
                      : "; what it says isn't shown, for it may have values that the target masks or leaves out"));
    }
  }

  private String value(ChangeRow row, Column column) {
    int place = place(column);
    return row.isNull(place)
        ? source.nullSql(column).orElseThrow()
        : source.valueSql(column, row, place);
  }

  private int place(Column wanted) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(wanted.name())) {
        return i;
      }
    }
    throw new IllegalStateException("rows come without " + wanted.name());
  }

  /** A value in the source's SQL. */
  private interface Value {
    String of(Column column);
  }

  private String question(RowCondition condition, Value value) {
    StringJoiner row = new StringJoiner(", ");
    condition
        .columns()
        .forEach(column -> row.add(value.of(column) + " AS " + dialect.quote(column.name())));
    return "SELECT CASE WHEN %s THEN 1 ELSE 0 END FROM (SELECT %s) AS %s"
        .formatted(
            condition.sql(),
            row.length() == 0 ? "1 AS godwit" : row,
            dialect.quote(table.name().table()));
  }
}
