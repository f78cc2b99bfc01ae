package org.godwit.engine.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Sequence;
import org.godwit.catalog.Table;

/**
 * Decides which sequences a table's defaults ask on the target. One is made where it is missing,
 * never altered or dropped, and only ever set onward: other tables may count with it.
 */
final class SequencesDesign {
  private final Table table;
  private final PostgresDialect dialect;
  private final List<Sequence> asked;

  SequencesDesign(Table table, ExpressionTrial trial, PostgresDialect dialect, List<String> notes) {
    this.table = table;
    this.dialect = dialect;
    List<Sequence> wanted =
        table.sequences().stream()
            .filter(it -> table.columns().stream().anyMatch(column -> asks(column, it)))
            .toList();
    asked = isTaken(wanted, trial, notes) ? wanted : List.of();
  }

  private static boolean asks(Column column, Sequence sequence) {
    return column.defaultValue() instanceof Default.Expression(String text)
        && text.contains(sequence.call());
  }

  private boolean isTaken(List<Sequence> wanted, ExpressionTrial trial, List<String> notes) {
    if (wanted.isEmpty()) {
      return false;
    }
    String sql =
        wanted.stream()
            .map(
                it ->
                    (trial.hasSchema(it.name().schema()) ? "" : schema(it) + "; ") + statement(it))
            .collect(Collectors.joining("; "));
    Optional<String> objection = trial.objectionTo(sql);
    objection.ifPresentOrElse(
        words ->
            notes.add(
                "the sequences that defaults of %s ask can't be made (%s)."
                    .formatted(table.name(), words)),
        () -> trial.begin(sql));
    return objection.isEmpty();
  }

  /** Those to make before the table unless they are there. */
  List<Sequence> toMake() {
    return asked;
  }

  /** What makes the schema of a sequence. */
  String schema(Sequence sequence) {
    return "CREATE SCHEMA IF NOT EXISTS " + dialect.quote(sequence.name().schema());
  }

  /** What makes a sequence. */
  String statement(Sequence sequence) {
    return "CREATE SEQUENCE IF NOT EXISTS %s %s"
        .formatted(dialect.quote(sequence.name()), sequence.options());
  }

  /** The table with its defaults asking the sequences where they are here. */
  Table renamed() {
    return asked.isEmpty()
        ? table
        : table.withColumns(table.columns().stream().map(this::renamed).toList());
  }

  private Column renamed(Column column) {
    if (!(column.defaultValue() instanceof Default.Expression(String text))) {
      return column;
    }
    String here = text;
    for (Sequence sequence : asked) {
      here =
          here.replace(
              sequence.call(),
              "nextval(%s::regclass)".formatted(dialect.literal(dialect.quote(sequence.name()))));
    }
    return column.withDefault(new Default.Expression(here));
  }

  /**
   * Sets each sequence past the rows and to where the source's stood, and never back. One that is
   * missing because the table was there before and does without is left alone.
   */
  List<String> positions() {
    List<String> statements = new ArrayList<>();
    for (Sequence sequence : asked) {
      List<String> values = new ArrayList<>();
      sequence.last().ifPresent(last -> values.add(last.toString()));
      if (!sequence.cycles()) {
        values.add("pg_sequence_last_value(s.id)");
        table.columns().stream()
            .filter(it -> asks(it, sequence) && it.type() instanceof DataType.Int)
            .map(
                it ->
                    "(SELECT %s(%s) FROM %s)"
                        .formatted(
                            sequence.descending() ? "min" : "max",
                            dialect.quote(it.name()),
                            dialect.quote(table.name())))
            .forEach(values::add);
      }
      if (!values.isEmpty()) {
        statements.add(
            """
            SELECT setval(v.id, CASE WHEN v.value %1$s %2$d THEN %2$d ELSE v.value END) FROM (
              SELECT s.id, %3$s(%4$s)::bigint FROM (SELECT to_regclass(%5$s)) s(id)) v(id, value)"""
                .formatted(
                    sequence.descending() ? "<" : ">",
                    sequence.end(),
                    sequence.descending() ? "least" : "greatest",
                    String.join(", ", values),
                    dialect.literal(dialect.quote(sequence.name()))));
      }
    }
    return statements;
  }
}
