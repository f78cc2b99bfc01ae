package org.godwit.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.godwit.embedded.LocalConnection;
import org.godwit.embedded.Login;
import org.godwit.embedded.MariaDbServer;
import org.godwit.embedded.PostgresServer;
import org.godwit.embedded.ServerException;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;

/** The demo's two ends: a MariaDB with the sample database, and an empty PostgreSQL. */
public final class DemoServers implements AutoCloseable {
  /** The sample's database on the source. */
  public static final String SOURCE_DATABASE = "shop";

  /** The database on the target. */
  public static final String TARGET_DATABASE = "shop";

  private static final String USER = "demo";

  private final MariaDbServer source;
  private final PostgresServer target;

  private DemoServers(MariaDbServer source, PostgresServer target) {
    this.source = source;
    this.target = target;
  }

  /**
   * Starts both, and fills the source where it is empty.
   *
   * @param folder where their data is, or will be
   * @throws ServerException where one of them can't be started or filled
   */
  public static DemoServers start(Path folder) {
    return start(folder, MariaDbServer.fetchedJar());
  }

  /**
   * The same with MariaDB's programs from that jar.
   *
   * @throws ServerException where one of them can't be started or filled
   */
  public static DemoServers start(Path folder, Path mariaDb) {
    try {
      Files.createDirectories(folder);
      MariaDbServer source =
          MariaDbServer.start(
              MariaDbServer.Options.in(folder.resolve("source"), Login.generated(USER), mariaDb));
      try {
        PostgresServer target =
            PostgresServer.start(
                PostgresServer.Options.in(folder.resolve("target"), targetLogin(folder)));
        DemoServers servers = new DemoServers(source, target);
        servers.fill(folder.resolve("source-filled"));
        return servers;
      } catch (RuntimeException e) {
        source.stop();
        throw e;
      }
    } catch (IOException e) {
      throw new ServerException(
          "the demo can't use the folder %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** The target keeps the password that it was made with. */
  private static Login targetLogin(Path folder) throws IOException {
    Path file = folder.resolve("target-password");
    if (Files.exists(file)) {
      return new Login(USER, new Password(Files.readString(file)));
    }
    Login login = Login.generated(USER);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, login.password().reveal());
    return login;
  }

  /** Fills the source unless that was done to its end before; what was begun is made anew. */
  private void fill(Path filled) {
    try {
      target.createDatabase(TARGET_DATABASE);
      if (Files.exists(filled)) {
        return;
      }
      source.dropDatabase(SOURCE_DATABASE);
      source.createDatabase(SOURCE_DATABASE);
      try (Connection connection =
          LocalConnection.open(
              source.jdbcUrl(SOURCE_DATABASE), source.user(), source.password().reveal())) {
        SampleDatabase.DEMO.create(connection);
      }
      Files.createFile(filled);
    } catch (SQLException | IOException e) {
      close();
      throw new ServerException("the sample database can't be made: " + e.getMessage(), e);
    }
  }

  /** The source as an endpoint. */
  public EndpointConfig source() {
    return new EndpointConfig(
        "mariadb",
        source.host(),
        source.port(),
        SOURCE_DATABASE,
        source.user(),
        source.password(),
        Tls.NONE,
        Map.of());
  }

  /** The target as an endpoint. */
  public EndpointConfig target() {
    return new EndpointConfig(
        "postgres",
        target.host(),
        target.port(),
        TARGET_DATABASE,
        target.user(),
        target.password(),
        Tls.NONE,
        Map.of());
  }

  @Override
  public void close() {
    target.stop();
    source.stop();
  }
}
