package org.godwit.demo;

import org.godwit.mapping.TableMapping;

/** What the demo's task does. */
public final class DemoTask {
  /** The task's name. */
  public static final String NAME = "Shop to PostgreSQL";

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

  private DemoTask() {}

  /** Every table of the sample database. */
  public static String mapping() {
    return TableMapping.ofSchema(DemoServers.SOURCE_DATABASE).toJson();
  }
}
