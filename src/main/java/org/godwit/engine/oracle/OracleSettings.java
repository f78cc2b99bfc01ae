package org.godwit.engine.oracle;

import java.util.List;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointSetting;
import org.godwit.engine.EndpointSetting.Kind;

/** The settings of an Oracle endpoint, named as DMS names them where DMS has them. */
enum OracleSettings {
  DATABASE_IS(
      "DatabaseIs",
      "The database field names",
      "What the listener is asked for: a service (usual, and the only way to a pluggable database)"
          + " or the system identifier of an instance.",
      Kind.CHOICE,
      "service",
      List.of("service", "sid")),
  NATIVE_ENCRYPTION(
      "NativeEncryption",
      "Native network encryption",
      "Oracle's own encryption on a plain port, for when TLS mode is none; choose required to refuse"
          + " a server that doesn't offer it.",
      Kind.CHOICE,
      "accepted",
      List.of("rejected", "accepted", "requested", "required")),
  AFTER_CONNECT_SCRIPT(
      "AfterConnectScript",
      "After connect",
      "One SQL statement that is run on every new connection, for instance ALTER SESSION SET …; a"
          + " statement that fails makes the connection fail.",
      Kind.TEXT,
      "",
      List.of()),
  CONNECT_TIMEOUT(
      "ConnectTimeout",
      "Connect timeout (seconds)",
      "How long to wait for the server to answer a new connection.",
      Kind.NUMBER,
      "10",
      List.of()),
  ARRAY_BYTES(
      "ReadAheadKilobytes",
      "Read ahead (KB)",
      "How many kilobytes of rows one reader asks for at a time; raise it where the way to the server"
          + " is long.",
      Kind.NUMBER,
      "1024",
      List.of());

  private final EndpointSetting setting;

  OracleSettings(
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
