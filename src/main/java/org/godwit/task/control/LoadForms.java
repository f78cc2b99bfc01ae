package org.godwit.task.control;

import static org.godwit.task.control.Sql.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.godwit.catalog.TableName;

/**
 * In which forms a task's tables are loaded. Every method runs in the caller's transaction.
 *
 * @param claim the right to write; {@link TaskClaim#hold} must have been called in the transaction
 */
public record LoadForms(TaskClaim claim) {
  private String name(String table) {
    return claim.schema().table(table);
  }

  /** The source's tables will be loaded in these forms; only then their changes fit the rows. */
  public void loading(Connection connection, Map<TableName, String> forms) throws SQLException {
    String of = " WHERE task = ? AND source_schema = ? AND source_table = ?";
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM " + name("load_form") + of);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO "
                    + name("load_form")
                    + " (task, source_schema, source_table, source_form) VALUES (?, ?, ?, ?)")) {
      for (Map.Entry<TableName, String> form : forms.entrySet()) {
        TableName table = form.getKey();
        Sql.bind(delete, claim.task(), table.schema(), table.table());
        delete.addBatch();
        Sql.bind(insert, claim.task(), table.schema(), table.table(), form.getValue());
        insert.addBatch();
      }
      delete.executeBatch();
      insert.executeBatch();
    }
  }

  /** The forms in which tables were loaded; none of what an earlier build has loaded. */
  public Map<TableName, String> loadedForms(Connection connection) throws SQLException {
    Map<TableName, String> forms = new TreeMap<>();
    query(
            connection,
            "SELECT source_schema, source_table, source_form FROM "
                + name("load_form")
                + " WHERE task = ?",
            row -> Map.entry(new TableName(row.getString(1), row.getString(2)), row.getString(3)),
            claim.task())
        .forEach(entry -> forms.put(entry.getKey(), entry.getValue()));
    return forms;
  }
}
