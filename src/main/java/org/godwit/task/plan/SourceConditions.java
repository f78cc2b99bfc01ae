package org.godwit.task.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.godwit.engine.Dialect;
import org.godwit.mapping.MappedTable;
import org.godwit.mapping.MappingNote;
import org.godwit.mapping.RowFilter;

/** Asks the source whether it understands the conditions that rules give in its own SQL. */
final class SourceConditions {
  private static final int ANSWER_SECONDS = 10;

  private final Dialect dialect;

  SourceConditions(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * An error a condition that the source refuses, with the source's own words. Reads no row.
   *
   * @throws SQLException where the source is gone
   */
  List<MappingNote> refused(List<MappedTable> tables, Connection connection) throws SQLException {
    List<MappingNote> notes = new ArrayList<>();
    for (MappedTable table : tables) {
      for (RowFilter filter : table.wishes().filters()) {
        if (filter instanceof RowFilter.BySql(long ruleId, String where)) {
          refusal(table, where, connection)
              .ifPresent(words -> notes.add(note(ruleId, table, words)));
        }
      }
    }
    return notes;
  }

  private static MappingNote note(long ruleId, MappedTable table, String words) {
    return new MappingNote(
        MappingNote.Severity.ERROR,
        ruleId,
        Optional.of(table.source().name()),
        "",
        "where: the source refuses the condition: %s. Correct it; it is SQL of the source, with the source's names of columns."
            .formatted(words));
  }

  private Optional<String> refusal(MappedTable table, String where, Connection connection)
      throws SQLException {
    String sql =
        "SELECT 1 FROM %s WHERE (%s) AND 1 = 0".formatted(dialect.rowsOf(table.source()), where);
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
