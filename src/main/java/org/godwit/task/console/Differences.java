package org.godwit.task.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.godwit.catalog.TableName;
import org.godwit.json.LenientJson;
import org.godwit.task.validate.Difference;

/** Reads the rows that validation found different, cell by cell. */
@ApplicationScoped
public class Differences {
  /** Rows shown for one table. */
  public static final int ROWS_MAX = 100;

  private final DataSource store;

  Differences(DataSource store) {
    this.store = store;
  }

  /**
   * A row that differs.
   *
   * @param table the source table
   * @param key its key as both servers write it
   * @param kind how it differs
   * @param cells the cells that do
   */
  public record Row(TableName table, String key, Difference.Kind kind, List<Cell> cells) {
    /** The kind in words. */
    public String kindWords() {
      return switch (kind) {
        case RECORD_DIFF -> "cells differ";
        case MISSING_SOURCE -> "only on the target";
        case MISSING_TARGET -> "missing on the target";
      };
    }
  }

  /**
   * A cell that differs, in the text that each server renders.
   *
   * @param column by its source name
   * @param source what stands in the source
   * @param target what stands in the target
   */
  public record Cell(String column, String source, String target) {}

  /** The first rows of one table that differ. */
  public List<Row> of(long taskId, TableName table) {
    return new StoreQuery()
        .add("select * from task_difference where task_id = ?", taskId)
        .add("and source_schema = ? and source_table = ?", table.schema(), table.table())
        .add("order by id limit ?", ROWS_MAX)
        .rows(store, Differences::read);
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        new TableName(row.getString("source_schema"), row.getString("source_table")),
        row.getString("row_key"),
        Difference.Kind.valueOf(row.getString("kind")),
        cells(row.getString("cells")));
  }

  private static List<Cell> cells(String json) {
    List<Cell> cells = new ArrayList<>();
    for (JsonNode cell : LenientJson.object("{\"cells\":" + json + "}", "cells").path("cells")) {
      cells.add(new Cell(text(cell, "column"), text(cell, "source"), text(cell, "target")));
    }
    return cells;
  }

  private static String text(JsonNode cell, String key) {
    return cell.path(key).isNull() ? "NULL" : cell.path(key).asText();
  }
}
