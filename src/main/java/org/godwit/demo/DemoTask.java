package org.godwit.demo;

import java.util.List;
import java.util.stream.Collectors;
import org.godwit.mapping.TableMapping;

/** What the demo's tasks do: one loads and compares all tables, the other follows some of them. */
public final class DemoTask {
  /** The name of the task that loads and compares. */
  public static final String NAME = "Shop to PostgreSQL";

  /** The name of the task that follows what {@link ShopWork} changes. */
  public static final String FOLLOWING_NAME = "Orders as they come";

  /**
   * The sample has zero dates, as old databases do; here they become NULL and are counted. A new
   * task would reject their rows until somebody chooses.
   */
  public static final String SETTINGS =
      """
      {
        "TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
        "FullLoadSettings": {"TargetTablePrepMode": "DROP_AND_CREATE", "CreatePkAfterFullLoad": true},
        "ValidationSettings": {"EnableValidation": true},
        "GodwitSettings": {"ZeroDatePolicy": "NULL"}
      }
      """;

  /** Into a schema of its own: what the other task has compared stays as it is. */
  public static final String FOLLOWING_SETTINGS =
      """
      {
        "TargetMetadata": {"TargetSchema": "shop_live", "FullLobMode": true, "LimitedSizeLobMode": false},
        "FullLoadSettings": {"TargetTablePrepMode": "DROP_AND_CREATE"},
        "ErrorBehavior": {"ApplyErrorDeletePolicy": "SUSPEND_TABLE", "ApplyErrorInsertPolicy": "SUSPEND_TABLE",
          "ApplyErrorUpdatePolicy": "SUSPEND_TABLE"},
        "GodwitSettings": {"ZeroDatePolicy": "NULL", "CanarySchema": "shop"}
      }
      """;

  /** The tables that {@link ShopWork} changes. */
  static final List<String> FOLLOWED =
      List.of("orders", "payment", "stock", "customer", "page_view", "price_history");

  private DemoTask() {}

  /** The tables that are followed; MySQL logs all that becomes of them. */
  public static String followingMapping() {
    String rules =
        FOLLOWED.stream()
            .map(
                table ->
                    """
                    {"rule-type": "selection", "rule-id": %1$d, "rule-name": "%1$d", "rule-action": "include",
                     "object-locator": {"schema-name": "%2$s", "table-name": "%3$s"}}"""
                        .formatted(
                            FOLLOWED.indexOf(table) + 1,
                            DemoServers.SOURCE_DATABASE,
                            table.replace("_", "[_]")))
            .collect(Collectors.joining(",\n"));
    return "{\"rules\": [" + rules + "]}";
  }

  /** Every table of the sample database. */
  public static String mapping() {
    return TableMapping.ofSchema(DemoServers.SOURCE_DATABASE).toJson();
  }
}
