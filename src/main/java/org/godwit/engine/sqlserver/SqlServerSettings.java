package org.godwit.engine.sqlserver;

import java.util.List;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointSetting;
import org.godwit.engine.EndpointSetting.Kind;

/** The settings of a SQL Server endpoint, named as DMS or the driver names them. */
enum SqlServerSettings {
  INSTANCE_NAME(
      "InstanceName",
      "Named instance",
      "The instance's name; its port is then asked of the SQL Server Browser (UDP 1434) and the"
          + " port field is not used. Leave it empty where the instance has a port of its own.",
      Kind.TEXT,
      "",
      List.of()),
  SNAPSHOT_LOCK_SECONDS(
      "SnapshotLockSeconds",
      "Lock for the snapshot (seconds)",
      "How long writers of the chosen tables may at most be held up while several readers take their"
          + " snapshots at one moment; 0 never locks and reads with one reader.",
      Kind.NUMBER,
      "5",
      List.of()),
  APPLICATION_INTENT(
      "ApplicationIntent",
      "Application intent",
      "ReadOnly lets an availability group's listener choose a readable secondary.",
      Kind.CHOICE,
      "ReadWrite",
      List.of("ReadWrite", "ReadOnly")),
  MULTI_SUBNET_FAILOVER(
      "MultiSubnetFailover",
      "Multi-subnet failover",
      "Tries all addresses of an availability group's listener at once.",
      Kind.BOOLEAN,
      "false",
      List.of()),
  AFTER_CONNECT_SCRIPT(
      "AfterConnectScript",
      "After connect",
      "T-SQL that is run on every new connection; a statement that fails makes the connection fail.",
      Kind.TEXT,
      "",
      List.of()),
  CONNECTION_TIMEOUT(
      "ConnectionTimeout",
      "Connect timeout (seconds)",
      "How long to wait for the server to answer a new connection.",
      Kind.NUMBER,
      "10",
      List.of());

  private final EndpointSetting setting;

  SqlServerSettings(
      String id, String label, String help, Kind kind, String defaultValue, List<String> choices) {
    setting = new EndpointSetting(id, label, help, kind, defaultValue, choices);
  }

  static List<EndpointSetting> all() {
    return List.of(values()).stream().map(value -> value.setting).toList();
  }

  /** The endpoint's value or the default. */
  String in(EndpointConfig config) {
    return setting.in(config);
  }
}
