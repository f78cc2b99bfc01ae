package org.godwit.engine.postgresql;

import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointSetting;
import org.godwit.engine.EndpointSetting.Kind;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Tls;

/** The settings of a PostgreSQL endpoint, and what becomes of them in the driver. */
final class PostgresSettings {
  static final String AFTER_CONNECT_SCRIPT = "AfterConnectScript";

  /** By which a server's administrator, and Godwit, tell its sessions from others. */
  static final String APPLICATION = "godwit";

  private static final String CAPTURE_DDLS = "CaptureDdls";
  private static final String CONNECTION_TIMEOUT = "ConnectionTimeout";
  private static final String LOCK_TIMEOUT = "LockTimeout";
  private static final String EXTRA = "extraConnectionAttributes";

  static final List<EndpointSetting> ALL =
      List.of(
          new EndpointSetting(
              AFTER_CONNECT_SCRIPT,
              "After connect script",
              "SQL that every new session runs first, such as SET session_replication_role = replica to keep triggers and foreign keys of a target quiet.",
              Kind.TEXT,
              "",
              List.of()),
          new EndpointSetting(
              CONNECTION_TIMEOUT,
              "Connection timeout",
              "Seconds to wait for the server when connecting; raise it for a slow network.",
              Kind.NUMBER,
              "10",
              List.of()),
          new EndpointSetting(
              LOCK_TIMEOUT,
              "Lock timeout",
              "Seconds that a statement waits for a lock that another session holds; 0 waits for ever.",
              Kind.NUMBER,
              "60",
              List.of()),
          new EndpointSetting(
              CAPTURE_DDLS,
              "Capture DDLs",
              "As a source that is followed: event triggers write into the log what statements do to tables, made with your consent where the user may make them. With false a new table is seen at the next start alone, and a dropped or renamed one is parked.",
              Kind.BOOLEAN,
              "true",
              List.of()),
          new EndpointSetting(
              EXTRA,
              "Extra connection attributes",
              "Driver properties as name=value; name=value, from: "
                  + String.join(", ", allowed())
                  + ".",
              Kind.TEXT,
              "",
              List.of()));

  /** Asks a session what its endpoint says of {@link #CAPTURE_DDLS}. */
  static final String CAPTURES_DDLS = "SELECT current_setting('godwit.capture_ddls', true)";

  private PostgresSettings() {}

  /**
   * The driver's properties that a user may set. Those that load classes, write files or run
   * programs are not among them.
   */
  private static List<String> allowed() {
    return List.of(
        "channelBinding",
        "connectTimeout",
        "gssEncMode",
        "loginTimeout",
        "prepareThreshold",
        "receiveBufferSize",
        "sendBufferSize",
        "socketTimeout",
        "sslNegotiation",
        "tcpKeepAlive",
        "tcpNoDelay");
  }

  /** What the driver is given beside the URL. */
  static Properties driverProperties(EndpointConfig config) {
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password().reveal());
    properties.setProperty("ApplicationName", APPLICATION);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("connectTimeout", value(config, CONNECTION_TIMEOUT));
    properties.setProperty("loginTimeout", value(config, CONNECTION_TIMEOUT));
    addExtra(properties, config.settings().getOrDefault(EXTRA, ""));
    addTls(properties, config.tls());
    return properties;
  }

  private static void addExtra(Properties properties, String text) {
    Set<String> allowed = Set.copyOf(allowed());
    for (String pair : text.split(";", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = (equals < 0 ? pair : pair.substring(0, equals)).strip();
      if (equals < 0 || !allowed.contains(name)) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "extra connection attribute \"%s\" is not allowed; allowed are %s"
                .formatted(name, String.join(", ", allowed())));
      }
      properties.setProperty(name, pair.substring(equals + 1).strip());
    }
  }

  private static void addTls(Properties properties, Tls tls) {
    switch (tls.mode()) {
      case NONE -> properties.setProperty("sslmode", "disable");
      case REQUIRE -> {
        properties.setProperty("sslmode", "require");
        properties.setProperty("sslfactory", "org.postgresql.ssl.NonValidatingFactory");
      }
      case VERIFY_CA, VERIFY_FULL -> {
        properties.setProperty("sslmode", tls.mode().id());
        properties.setProperty(
            "sslfactory",
            tls.caCertificatePem().isBlank()
                ? "org.postgresql.ssl.DefaultJavaSSLFactory"
                : PemSocketFactory.class.getName());
        properties.setProperty("sslfactoryarg", tls.caCertificatePem());
      }
    }
  }

  /**
   * What every session is told, so that values look the same on every server, that rows which a
   * policy hides are an error instead of missing in silence, and that the server notices within
   * minutes, not hours, where Godwit's machine is gone.
   */
  static String sessionScript(EndpointConfig config) {
    return """
        SET TimeZone = 'UTC';
        SET DateStyle = 'ISO, YMD';
        SET IntervalStyle = 'postgres';
        SET extra_float_digits = 3;
        SET bytea_output = 'hex';
        SET standard_conforming_strings = on;
        SET array_nulls = on;
        SET xmloption = 'content';
        SET lc_monetary = 'C';
        SET quote_all_identifiers = off;
        SET client_min_messages = warning;
        SET row_security = off;
        SET idle_in_transaction_session_timeout = 0;
        SET tcp_keepalives_idle = 30;
        SET tcp_keepalives_interval = 10;
        SET tcp_keepalives_count = 6;
        SET statement_timeout = 0;
        SET godwit.capture_ddls = '%s';
        SET lock_timeout = '%ss'"""
        .formatted(
            Boolean.parseBoolean(value(config, CAPTURE_DDLS)),
            Long.parseLong(value(config, LOCK_TIMEOUT)));
  }

  private static String value(EndpointConfig config, String id) {
    return ALL.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow().in(config);
  }
}
