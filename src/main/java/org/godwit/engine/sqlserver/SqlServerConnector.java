package org.godwit.engine.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import java.net.InetAddress;
import java.net.UnknownHostException;
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

/** Opens connections. What reaches the driver is an allow-list, never what a user typed. */
final class SqlServerConnector {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+");
  private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_#$-]*");

  /**
   * A stopped query must not take the snapshot's transaction with it; dates are read as the ISO
   * writes them; names stand in brackets whatever the options.
   */
  static final String SESSION =
      "SET XACT_ABORT OFF; SET ARITHABORT ON; SET ANSI_WARNINGS ON; SET ANSI_PADDING ON;"
          + " SET ANSI_NULLS ON; SET QUOTED_IDENTIFIER ON; SET CONCAT_NULL_YIELDS_NULL ON;"
          + " SET DATEFORMAT ymd; SET DATEFIRST 7; SET LANGUAGE us_english; SET TEXTSIZE 2147483647;"
          + " SET ROWCOUNT 0; SET NOCOUNT ON; SET LOCK_TIMEOUT 60000";

  private SqlServerConnector() {}

  static Connection open(EndpointConfig config) throws SQLException {
    try (TrustStore store = TrustStore.of(config.tls(), Tls.Mode.VERIFY_FULL)) {
      Connection opened = new SQLServerDriver().connect(url(config), properties(config, store));
      if (opened == null) {
        throw new IllegalStateException("the driver refused " + url(config));
      }
      return ShortQuery.prepared(
          opened, SESSION, SqlServerSettings.AFTER_CONNECT_SCRIPT.in(config));
    } catch (SQLException e) {
      throw e.getErrorCode() == 0 ? ofHost(config.host(), e) : e;
    }
  }

  /** The driver tells a host that is not known by words alone. */
  private static SQLException ofHost(String host, SQLException refused) {
    try {
      InetAddress.getAllByName(host);
      return refused;
    } catch (UnknownHostException unknown) {
      unknown.addSuppressed(refused);
      return new SQLException("the host name \"" + host + "\" is not known here", unknown);
    }
  }

  static String url(EndpointConfig config) {
    String instance = SqlServerSettings.INSTANCE_NAME.in(config);
    if (!HOST.matcher(config.host()).matches() || !INSTANCE.matcher(instance).matches()) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "\"%s\" with instance \"%s\" is no address; give a host's name or address and, if it has one, an instance's name"
              .formatted(config.host(), instance));
    }
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return "jdbc:sqlserver://"
        + host
        + (instance.isEmpty() ? ":" + config.port() : "\\" + instance);
  }

  static Properties properties(EndpointConfig config, TrustStore store) {
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password().reveal());
    properties.setProperty("databaseName", config.database());
    properties.setProperty("applicationName", "godwit");
    properties.setProperty("loginTimeout", SqlServerSettings.CONNECTION_TIMEOUT.in(config));
    properties.setProperty("applicationIntent", SqlServerSettings.APPLICATION_INTENT.in(config));
    properties.setProperty(
        "multiSubnetFailover", SqlServerSettings.MULTI_SUBNET_FAILOVER.in(config));
    // A connection that is lost takes its snapshot with it: the task goes on under a new one.
    properties.setProperty("connectRetryCount", "0");
    // Rows come as they are read and not all at once; large values as streams.
    properties.setProperty("responseBuffering", "adaptive");
    properties.setProperty("selectMethod", "direct");
    properties.setProperty("sendStringParametersAsUnicode", "true");
    Tls.Mode mode = config.tls().mode();
    properties.setProperty("encrypt", mode == Tls.Mode.NONE ? "false" : "true");
    properties.setProperty(
        "trustServerCertificate",
        Boolean.toString(mode == Tls.Mode.NONE || mode == Tls.Mode.REQUIRE));
    if (mode == Tls.Mode.VERIFY_CA) {
      properties.setProperty("trustManagerClass", AuthorityTrust.class.getName());
      properties.setProperty("trustManagerConstructorArg", config.tls().caCertificatePem());
    }
    store
        .file()
        .ifPresent(
            file -> {
              properties.setProperty("trustStore", file.toString());
              properties.setProperty("trustStoreType", "PKCS12");
              properties.setProperty("trustStorePassword", TrustStore.PASSWORD);
            });
    return properties;
  }
}
