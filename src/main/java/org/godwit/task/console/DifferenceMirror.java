package org.godwit.task.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import javax.sql.DataSource;
import org.godwit.json.LenientJson;
import org.godwit.task.TableStatistics;
import org.godwit.task.validate.CellDifference;
import org.godwit.task.validate.Difference;

/** Writes the rows that validation found different into the store, for the pages. */
@ApplicationScoped
public class DifferenceMirror {
  private final DataSource store;

  DifferenceMirror(DataSource store) {
    this.store = store;
  }

  /** Replaces what was known of these tables' differing rows. */
  void write(long taskId, Collection<TableStatistics> tables) {
    for (TableStatistics table : tables) {
      if (!table.validation().differences().isEmpty()) {
        write(taskId, table);
      }
    }
  }

  private void write(long taskId, TableStatistics table) {
    try (Connection connection = store.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM task_difference WHERE task_id = ? AND source_schema = ?"
                    + " AND source_table = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO task_difference (task_id, source_schema, source_table, row_key, kind,"
                    + " cells) VALUES (?, ?, ?, ?, ?, ?::jsonb)")) {
      name(delete, taskId, table);
      delete.executeUpdate();
      for (Difference difference : table.validation().differences()) {
        name(insert, taskId, table);
        insert.setString(4, storable(difference.keyText()));
        insert.setString(5, difference.kind().name());
        insert.setString(6, cells(difference));
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new MirrorFailure(
          "the store can't be written: " + e.getMessage() + "; the task itself goes on", e);
    }
  }

  private static void name(PreparedStatement statement, long taskId, TableStatistics table)
      throws SQLException {
    statement.setLong(1, taskId);
    statement.setString(2, table.source().schema());
    statement.setString(3, table.source().table());
  }

  private static String cells(Difference difference) {
    ObjectNode root = LenientJson.newObject();
    ArrayNode cells = root.putArray("cells");
    for (CellDifference cell : difference.cells()) {
      ObjectNode json = cells.addObject();
      json.put("column", cell.column());
      json.put("source", cell.source() == null ? null : storable(cell.source()));
      json.put("target", cell.target() == null ? null : storable(cell.target()));
    }
    return LenientJson.print(cells);
  }

  /** PostgreSQL can't store U+0000. */
  private static String storable(String text) {
    return text.replace('\u0000', '\uFFFD');
  }
}
