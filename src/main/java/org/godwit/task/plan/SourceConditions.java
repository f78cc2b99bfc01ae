package org.godwit.task.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.godwit.engine.Dialect;
import org.godwit.mapping.MappedTable;
import org.godwit.mapping.MappingNote;
import org.godwit.mapping.RowFilter;
import org.godwit.mapping.ValidationRule;

/** Asks the source whether it understands what rules give in its own SQL. */
final class SourceConditions {
  private static final int ANSWER_SECONDS = 10;

  private final Dialect dialect;

  SourceConditions(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * An error for each condition or function that the source refuses, with the source's own words.
   * Reads no row.
   *
   * @throws SQLException where the source is gone
   */
  List<MappingNote> refused(List<MappedTable> tables, Connection connection) throws SQLException {
    List<MappingNote> notes = new ArrayList<>();
    for (MappedTable table : tables) {
      for (RowFilter filter : table.wishes().filters()) {
        if (filter instanceof RowFilter.BySql(long ruleId, String where)) {
          refusal(table, "1", "(" + where + ")", connection)
              .ifPresent(words -> notes.add(note(ruleId, table, "where", words)));
        }
      }
      for (Map.Entry<String, ValidationRule> rule : table.wishes().validation().entrySet()) {
        String column = dialect.quote(rule.getKey());
        String function = rule.getValue().sourceFunction().replace(ValidationRule.COLUMN, column);
        refusal(table, function, "1 = 1", connection)
            .ifPresent(
                words -> notes.add(note(rule.getValue().id(), table, "source-function", words)));
      }
    }
    return notes;
  }

  private static MappingNote note(long ruleId, MappedTable table, String key, String words) {
    return new MappingNote(
        MappingNote.Severity.ERROR,
        ruleId,
        Optional.of(table.source().name()),
        "",
        "%s: the source refuses it: %s. Correct it; it is SQL of the source, with the source's names of columns."
            .formatted(key, words));
  }

  private Optional<String> refusal(
      MappedTable table, String selected, String condition, Connection connection)
      throws SQLException {
    String sql =
        "SELECT %s FROM %s WHERE %s AND 1 = 0"
            .formatted(selected, dialect.rowsOf(table.source()), condition);
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery(sql).close();
      return Optional.empty();
    } catch (SQLException e) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      if (!connection.isValid(ANSWER_SECONDS)) {
        throw e;
      }
      return Optional.of(oneLine(e));
    }
  }

  private static String oneLine(SQLException e) {
    String words = Objects.toString(e.getMessage(), e.toString()).replaceAll("\\s+", " ").strip();
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }
}
