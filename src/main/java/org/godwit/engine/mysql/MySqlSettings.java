package org.godwit.engine.mysql;

import java.util.List;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointSetting;
import org.godwit.engine.EndpointSetting.Kind;

/** The endpoint settings of MySQL and MariaDB, named as DMS names them where DMS has them. */
enum MySqlSettings {
  AFTER_CONNECT_SCRIPT(
      "AfterConnectScript",
      "After connect",
      "One SQL statement that is run on every new connection, for instance SET SESSION …; a"
          + " statement that fails makes the connection fail.",
      Kind.TEXT,
      ""),
  EXECUTE_TIMEOUT(
      "ExecuteTimeout",
      "Query timeout (seconds)",
      "The longest that a query of the catalog may take; raise it for tens of thousands of tables."
          + " Reading rows under a snapshot has no such limit. 0 is no limit.",
      Kind.NUMBER,
      "60"),
  CONNECT_TIMEOUT(
      "ConnectTimeout",
      "Connect timeout (seconds)",
      "How long to wait for the server to answer a new connection.",
      Kind.NUMBER,
      "10"),
  ALLOW_PUBLIC_KEY_RETRIEVAL(
      "AllowPublicKeyRetrieval",
      "Accept the server's key without TLS",
      "Needed for MySQL's caching_sha2_password when TLS is none: the password is encrypted with a"
          + " key that the server sends, and somebody on the way can send theirs instead. Choose a"
          + " TLS mode where you can.",
      Kind.BOOLEAN,
      "false");

  private final EndpointSetting setting;

  MySqlSettings(String id, String label, String help, Kind kind, String defaultValue) {
    setting = new EndpointSetting(id, label, help, kind, defaultValue, List.of());
  }

  static List<EndpointSetting> all() {
    return List.of(values()).stream().map(value -> value.setting).toList();
  }

  /** The endpoint's value or the default. */
  String in(EndpointConfig config) {
    return setting.in(config);
  }
}
