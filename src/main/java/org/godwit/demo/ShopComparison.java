package org.godwit.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;

/**
 * Whether the tables that {@link ShopWork} changes have the same rows on both sides, asked by plain
 * SQL. Compared is what both servers write alike; types that they write in other ways are the
 * business of a task's validation.
 */
public final class ShopComparison {
  private static final String LIVE = "shop_live";

  /** Columns by table. */
  private static final Map<String, String> COMPARED =
      Map.of(
          "orders",
              "id, customer_id, delivery_no, state, CASE WHEN paid_at IS NULL THEN 0 ELSE 1 END",
          "payment", "reference, order_id, CAST(amount AS decimal(20, 4)), answer",
          "stock", "warehouse_id, product_id, pieces, shelf",
          "customer", "id, email, name, loyalty_number, balance",
          "page_view", "path, milliseconds",
          "price_history", "id, product_id, old_price, new_price");

  /**
   * What was found.
   *
   * @param rows of the source, by table
   * @param differing tables
   */
  public record Found(Map<String, Integer> rows, List<String> differing) {}

  private final Engines engines;
  private final EndpointConfig source;
  private final EndpointConfig target;

  /** Of the sample database and where the following task has brought it. */
  public ShopComparison(Engines engines, EndpointConfig source, EndpointConfig target) {
    this.engines = engines;
    this.source = source;
    this.target = target;
  }

  /**
   * Reads all rows of both sides.
   *
   * @throws org.godwit.engine.EngineException where one of them can't be read
   */
  public Found compare() {
    Map<String, Integer> rows = new LinkedHashMap<>();
    List<String> differing = new ArrayList<>();
    for (String table : DemoTask.FOLLOWED) {
      List<String> ofSource = read(source, DemoServers.SOURCE_DATABASE, table);
      rows.put(table, ofSource.size());
      if (!ofSource.equals(read(target, LIVE, table))) {
        differing.add(table);
      }
    }
    return new Found(rows, differing);
  }

  /** In an order of our own, for servers sort text differently. */
  private List<String> read(EndpointConfig end, String schema, String table) {
    String columns = COMPARED.get(table);
    List<String> rows = new ArrayList<>();
    Engine engine = engines.named(end.engine());
    try (Connection connection = engine.connect(end);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT %s FROM %s.%s".formatted(columns, schema, table))) {
      int count = row.getMetaData().getColumnCount();
      while (row.next()) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
          text.append(row.getString(i)).append('|');
        }
        rows.add(text.toString());
      }
    } catch (SQLException e) {
      throw engine.explain(e, "comparing " + table, end);
    }
    rows.sort(null);
    return rows;
  }
}
