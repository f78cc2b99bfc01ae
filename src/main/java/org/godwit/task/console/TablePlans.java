package org.godwit.task.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.godwit.catalog.TableName;
import org.godwit.task.plan.PlannedTable;

/** Keeps in the store what became of each table when its task was last planned. */
@ApplicationScoped
public class TablePlans {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DataSource store;

  TablePlans(DataSource store) {
    this.store = store;
  }

  /** Replaces what was known of these tables. */
  void write(long taskId, Map<TableName, PlannedTable> tables) {
    if (tables.isEmpty()) {
      return;
    }
    try (Connection connection = store.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO task_plan (task_id, source_schema, source_table, planned)"
                    + " VALUES (?, ?, ?, ?::jsonb)"
                    + " ON CONFLICT (task_id, source_schema, source_table)"
                    + " DO UPDATE SET planned = excluded.planned")) {
      for (Map.Entry<TableName, PlannedTable> table : tables.entrySet()) {
        statement.setLong(1, taskId);
        statement.setString(2, table.getKey().schema());
        statement.setString(3, table.getKey().table());
        statement.setString(4, json(table.getValue()));
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new MirrorFailure(
          "the store can't be written: " + e.getMessage() + "; the task itself goes on", e);
    }
  }

  /** What became of one table; empty where the task was not planned yet. */
  public Optional<PlannedTable> find(long taskId, TableName source) {
    return new StoreQuery()
            .add("select planned from task_plan where task_id = ?", taskId)
            .add("and source_schema = ? and source_table = ?", source.schema(), source.table())
            .rows(store, row -> read(row.getString(1)))
            .stream()
            .findFirst();
  }

  /** What became of every table. */
  public Map<TableName, PlannedTable> all(long taskId) {
    Map<TableName, PlannedTable> all = new TreeMap<>();
    new StoreQuery()
        .add("select * from task_plan where task_id = ?", taskId)
        .rows(
            store,
            row ->
                all.put(
                    new TableName(row.getString("source_schema"), row.getString("source_table")),
                    read(row.getString("planned"))));
    return all;
  }

  private static String json(PlannedTable table) {
    try {
      return JSON.writeValueAsString(table);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts is always JSON", e);
    }
  }

  private static PlannedTable read(String json) {
    try {
      return JSON.readValue(json, PlannedTable.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store holds no plan but: " + json, e);
    }
  }
}
