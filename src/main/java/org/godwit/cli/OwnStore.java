package org.godwit.cli;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.godwit.embedded.LocalConnection;
import org.godwit.embedded.ServerException;
import org.godwit.engine.Password;

/**
 * A PostgreSQL that somebody gave the console for its store ({@code GODWIT_DB_URL}). It is looked
 * at before the start, so that nothing is written to a server that can't be the store.
 */
record OwnStore(String jdbcUrl, String user, Password password) {
  private static final String URL = "GODWIT_DB_URL";
  private static final String PASSWORD_FILE = "GODWIT_DB_PASSWORD_FILE";
  private static final int OLDEST = 13;
  private static final String FACTS =
      """
      select current_setting('server_version_num')::int / 10000 as major,
             current_setting('server_version') as version,
             current_setting('server_encoding') as encoding,
             pg_is_in_recovery() as standby,
             coalesce(current_schema(), 'public') as schema,
             coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) as may_create""";

  /**
   * What the environment names; empty where the store is the embedded one.
   *
   * @throws ServerException where the password's file can't be read
   */
  static Optional<OwnStore> of(Function<String, Optional<String>> environment) {
    return environment
        .apply(URL)
        .map(
            url ->
                new OwnStore(
                    url, environment.apply("GODWIT_DB_USER").orElse(""), password(environment)));
  }

  private static Password password(Function<String, Optional<String>> environment) {
    Optional<String> file = environment.apply(PASSWORD_FILE);
    if (file.isEmpty()) {
      return new Password(environment.apply("GODWIT_DB_PASSWORD").orElse(""));
    }
    return new Password(NamedFile.read(Path.of(file.get()), PASSWORD_FILE).strip());
  }

  /**
   * Checks that it can be the store.
   *
   * @throws ServerException with what is missing
   */
  void check() {
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new ServerException(
          URL + " is no address of a PostgreSQL: write it like jdbc:postgresql://host:5432/godwit");
    }
    try (var connection = LocalConnection.open(jdbcUrl, user, password.reveal());
        var statement = connection.createStatement();
        ResultSet facts = statement.executeQuery(FACTS)) {
      facts.next();
      check(facts);
    } catch (SQLException e) {
      throw new ServerException(
          "the store at %s can't be opened: %s %s"
              .formatted(place(), sentence(e), remedy(String.valueOf(e.getSQLState()))),
          e);
    }
  }

  private void check(ResultSet facts) throws SQLException {
    if (facts.getInt("major") < OLDEST) {
      throw refused(
          "is PostgreSQL %s; the store needs %d or newer"
              .formatted(facts.getString("version"), OLDEST));
    }
    if (facts.getBoolean("standby")) {
      throw refused("is a standby, which can't be written to; name the primary");
    }
    if (!facts.getString("encoding").equals("UTF8")) {
      throw refused(
          "has the encoding %s; make one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
              .formatted(facts.getString("encoding")));
    }
    if (!facts.getBoolean("may_create")) {
      throw refused(
          """
          doesn't let user %s make tables in the schema "%s"; \
          as its owner run: GRANT USAGE, CREATE ON SCHEMA "%s" TO "%s\""""
              .formatted(user, facts.getString("schema"), facts.getString("schema"), user));
    }
  }

  private ServerException refused(String why) {
    return new ServerException("the store at %s %s".formatted(place(), why));
  }

  // Without the properties, which may hold a password.
  private String place() {
    int properties = jdbcUrl.indexOf('?');
    return properties < 0 ? jdbcUrl : jdbcUrl.substring(0, properties);
  }

  private static String sentence(SQLException e) {
    // The driver adds lines about the source code of the server.
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    return message.endsWith(".") ? message : message + ".";
  }

  private static String remedy(String state) {
    return switch (state) {
      case "3D000" -> "Make it with: CREATE DATABASE name OWNER user ENCODING 'UTF8'.";
      case "28P01", "28000", "08004" ->
          "Check GODWIT_DB_USER and GODWIT_DB_PASSWORD, and the server's pg_hba.conf.";
      default -> "Check " + URL + ", and that the server runs and can be reached from here.";
    };
  }
}
