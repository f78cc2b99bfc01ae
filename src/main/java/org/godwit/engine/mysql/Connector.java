package org.godwit.engine.mysql;

import com.mysql.cj.jdbc.Driver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.Tls;
import org.godwit.engine.TrustStore;

/**
 * Opens connections. What reaches the driver is an allow-list: nothing that a user types becomes a
 * driver property, because some of those read files or load classes.
 */
final class Connector {
  /** Names, IPv4 and IPv6 addresses; nothing that the driver could read as more of its URL. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+");

  private static final String NO_FOLDER = "/nonexistent/godwit-reads-no-files";

  private Connector() {}

  static Connection open(EndpointConfig config) throws SQLException {
    try (TrustStore trust = TrustStore.of(config.tls(), Tls.Mode.VERIFY_CA)) {
      Connection opened = new Driver().connect(url(config), properties(config, trust));
      if (opened == null) {
        throw new IllegalStateException("the driver refused " + url(config));
      }
      return prepared(opened, config);
    }
  }

  /** A server that takes the connection and then stays silent is one that can't be reached. */
  private static void limitLogin(Properties properties, EndpointConfig config) {
    String wait = MySqlSettings.CONNECT_TIMEOUT.in(config) + "000";
    properties.setProperty("connectTimeout", wait);
    properties.setProperty("socketTimeout", wait);
  }

  private static Connection prepared(Connection opened, EndpointConfig config) throws SQLException {
    try {
      opened.setNetworkTimeout(Runnable::run, 0); // a statement may take hours
      String session = sessionOf(ServerVersion.of(opened), config);
      return ShortQuery.prepared(opened, session, MySqlSettings.AFTER_CONNECT_SCRIPT.in(config));
    } catch (SQLException | RuntimeException e) {
      try (opened) {
        throw e;
      }
    }
  }

  private static String url(EndpointConfig config) {
    if (!HOST.matcher(config.host()).matches()) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "\"%s\" is no host name or address; give a name, an IPv4 or an IPv6 address"
              .formatted(config.host()));
    }
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    String database =
        URLEncoder.encode(config.database(), StandardCharsets.UTF_8).replace("+", "%20");
    return "jdbc:mysql://" + host + ":" + config.port() + "/" + database;
  }

  private static Properties properties(EndpointConfig config, TrustStore trust) {
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password().reveal());
    limitLogin(properties, config);
    properties.setProperty("characterEncoding", "UTF-8");
    // The server converts every character set to UTF-8; without this, bytes come as they are
    // stored.
    properties.setProperty("characterSetResults", "UTF-8");
    properties.setProperty("connectionTimeZone", "UTC");
    properties.setProperty("forceConnectionTimeZoneToSession", "false");
    properties.setProperty("tinyInt1isBit", "false");
    properties.setProperty("yearIsDateType", "false");
    properties.setProperty("autoReconnect", "false");
    properties.setProperty("allowLoadLocalInfile", "false");
    // The server is told that LOAD DATA LOCAL may be used; a file that it then asks for by itself
    // would have to lie in a folder that isn't there. LoadDataWriter gives its own stream instead.
    properties.setProperty("allowLoadLocalInfileInPath", NO_FOLDER);
    properties.setProperty("allowUrlInLocalInfile", "false");
    properties.setProperty("autoDeserialize", "false");
    // Before the driver looks: whether a backslash escapes it asks once, and quotes so for ever.
    properties.setProperty("sessionVariables", "sql_mode='NO_ENGINE_SUBSTITUTION'");
    properties.setProperty("allowMultiQueries", "false");
    properties.setProperty("paranoid", "true");
    properties.setProperty("useReadAheadInput", "false");
    properties.setProperty("dontTrackOpenResources", "true");
    properties.setProperty("openTelemetry", "DISABLED");
    properties.setProperty("sslMode", sslMode(config.tls().mode()));
    properties.setProperty(
        "allowPublicKeyRetrieval",
        config.tls().mode() == Tls.Mode.NONE
            ? MySqlSettings.ALLOW_PUBLIC_KEY_RETRIEVAL.in(config)
            : "false");
    // Only a server whose certificate was checked may ask for the password in the clear.
    if (config.tls().mode().compareTo(Tls.Mode.VERIFY_CA) < 0) {
      properties.setProperty("disabledAuthenticationPlugins", "mysql_clear_password");
    }
    trust
        .file()
        .ifPresent(
            file -> {
              properties.setProperty("trustCertificateKeyStoreUrl", file.toUri().toString());
              properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
              properties.setProperty("trustCertificateKeyStorePassword", TrustStore.PASSWORD);
              properties.setProperty("fallbackToSystemTrustStore", "false");
            });
    return properties;
  }

  private static String sslMode(Tls.Mode mode) {
    return switch (mode) {
      case NONE -> "DISABLED";
      case REQUIRE -> "REQUIRED";
      case VERIFY_CA -> "VERIFY_CA";
      case VERIFY_FULL -> "VERIFY_IDENTITY";
    };
  }

  /**
   * UTC; a mode in which zero dates can be read and backslashes escape; no limit on rows; a target
   * that pauses for hours must not make the server hang up.
   */
  private static String sessionOf(ServerVersion version, EndpointConfig config) {
    long seconds = Long.parseLong(MySqlSettings.EXECUTE_TIMEOUT.in(config));
    String common =
        """
        SET SESSION time_zone = '+00:00', sql_mode = 'NO_ENGINE_SUBSTITUTION', \
        sql_select_limit = 18446744073709551615, sql_big_selects = 1, \
        net_write_timeout = 86400, net_read_timeout = 86400, wait_timeout = 2147483""";
    return version.isMariaDb()
        ? common
            + ", idle_transaction_timeout = 0, idle_readonly_transaction_timeout = 0"
            + ", max_statement_time = "
            + seconds
        : common
            + ", information_schema_stats_expiry = 0, max_execution_time = "
            + Math.multiplyExact(seconds, 1000);
  }
}
