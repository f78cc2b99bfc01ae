package org.godwit.engine.oracle;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import oracle.jdbc.OracleConnectionBuilder;
import oracle.jdbc.datasource.impl.OracleDataSource;
import org.godwit.engine.CaCertificates;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.Tls;

/** Opens connections. What reaches the driver is an allow-list, never what a user typed. */
final class OracleConnector {
  /** Nothing that the driver could read as more of its connect descriptor. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+");

  private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9._$#-]+");

  /** Values look alike on every server, and text is compared byte by byte. */
  static final String SESSION =
      "ALTER SESSION SET TIME_ZONE = '+00:00' NLS_NUMERIC_CHARACTERS = '.,'"
          + " NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS'"
          + " NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF'"
          + " NLS_TIMESTAMP_TZ_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM'"
          + " NLS_CALENDAR = 'GREGORIAN' NLS_SORT = 'BINARY' NLS_COMP = 'BINARY'";

  private OracleConnector() {}

  static Connection open(EndpointConfig config) throws SQLException {
    OracleDataSource source = new OracleDataSource();
    source.setURL(url(config));
    source.setConnectionProperties(properties(config));
    OracleConnectionBuilder connection =
        source.createConnectionBuilder().user(config.user()).password(config.password().reveal());
    if (config.tls().mode() != Tls.Mode.NONE) {
      connection = connection.sslContext(sslContext(config.tls()));
    }
    return ShortQuery.prepared(
        connection.build(), SESSION, OracleSettings.AFTER_CONNECT_SCRIPT.in(config));
  }

  /** A whole connect descriptor, so that nothing is looked up in files of this machine. */
  static String url(EndpointConfig config) {
    check(HOST, config.host(), "is no host name or address");
    check(DATABASE, config.database(), "is no name of a service or SID");
    boolean isSid = OracleSettings.DATABASE_IS.in(config).equals("sid");
    boolean isTls = config.tls().mode() != Tls.Mode.NONE;
    return "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=%s)(HOST=%s)(PORT=%d))(CONNECT_DATA=(%s=%s)))"
        .formatted(
            isTls ? "tcps" : "tcp",
            config.host(),
            config.port(),
            isSid ? "SID" : "SERVICE_NAME",
            config.database());
  }

  private static void check(Pattern pattern, String value, String problem) {
    if (!pattern.matcher(value).matches()) {
      throw new EngineException(Failure.CONFIGURATION, "\"" + value + "\" " + problem);
    }
  }

  static Properties properties(EndpointConfig config) {
    long seconds = Long.parseLong(OracleSettings.CONNECT_TIMEOUT.in(config));
    Properties properties = new Properties();
    properties.setProperty(
        "oracle.net.CONNECT_TIMEOUT", Long.toString(Math.multiplyExact(seconds, 1000)));
    properties.setProperty("oracle.jdbc.loginTimeout", Long.toString(seconds));
    properties.setProperty("oracle.net.keepAlive", "true");
    properties.setProperty("oracle.jdbc.timezoneAsRegion", "false");
    properties.setProperty(
        "oracle.net.encryption_client", OracleSettings.NATIVE_ENCRYPTION.in(config));
    properties.setProperty("v$session.program", "godwit");
    properties.setProperty(
        "oracle.net.ssl_server_dn_match",
        Boolean.toString(config.tls().mode() == Tls.Mode.VERIFY_FULL));
    return properties;
  }

  private static SSLContext sslContext(Tls tls) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager trust =
          tls.mode() == Tls.Mode.REQUIRE
              ? CaCertificates.anybody()
              : CaCertificates.authority(tls.caCertificatePem());
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new EngineException(Failure.TLS, "no TLS connection can be made here", e);
    }
  }
}
