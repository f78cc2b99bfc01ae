package org.godwit.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godwit.embedded.Folders;
import org.godwit.embedded.LocalConnection;
import org.godwit.embedded.Login;
import org.godwit.embedded.PostgresServer;
import org.godwit.embedded.ServerException;

/**
 * A PostgreSQL that nothing else uses, for SQL that nobody has read: never the store's, gone with
 * its folder when it is closed. Who tries is no superuser, has a time limit for each statement and
 * can't fill the disk with temporary files.
 */
public final class ScratchServer implements ScratchDatabase {
  private static final String DATABASE = "scratch";
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** Those of this process, which end with it. */
  private static final Set<ScratchServer> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> OPEN.forEach(ScratchServer::close), "scratch-servers"));
  }

  private final PostgresServer server;
  private final Login login;
  private final Optional<String> uncheckedBecause;
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private volatile String endedBecause = "";

  private ScratchServer(PostgresServer server, Login login, Optional<String> uncheckedBecause) {
    this.server = server;
    this.login = login;
    this.uncheckedBecause = uncheckedBecause;
    OPEN.add(this);
  }

  /**
   * What SQL that nobody has read may take.
   *
   * @param time from now on
   * @param bytes in the server's folder
   */
  public record Limits(Duration time, long bytes) {}

  /** Stops the server where that is more; who asks it gets an error, and {@link #endedBecause}. */
  public void limit(Limits limits) {
    Thread.ofVirtual().name("scratch-limits").start(() -> watch(limits));
  }

  private void watch(Limits limits) {
    long begun = System.nanoTime();
    try {
      while (!isClosed.get() && endedBecause.isEmpty()) {
        Thread.sleep(LOOK_EVERY);
        if (System.nanoTime() - begun > limits.time().toNanos()) {
          endedBecause = "it took longer than %d seconds".formatted(limits.time().toSeconds());
        } else if (ScratchFolders.bytes(server.folder()) > limits.bytes()) {
          endedBecause = "it filled more than %,d MB of the disk".formatted(limits.bytes() >> 20);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    } catch (IOException e) {
      endedBecause = "what it takes of the disk can't be seen: " + e.getMessage();
    }
    if (!isClosed.get()) {
      server.stop();
    }
  }

  /** Which limit was passed; empty where none was. */
  public String endedBecause() {
    return endedBecause;
  }

  /**
   * Starts one in a new folder for temporary files.
   *
   * @param roles that the SQL names; they are made, without any right
   * @throws ServerException where it can't be started
   */
  public static ScratchServer start(Set<String> roles) {
    ScratchServer server = start();
    try {
      server.makeRoles(roles);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Starts one in a new folder for temporary files, without any role that SQL may name.
   *
   * @throws ServerException where it can't be started
   */
  public static ScratchServer start() {
    PostgresServer server = server();
    try {
      server.createDatabase(DATABASE);
      Login login = Login.generated("scratch");
      return new ScratchServer(server, login, prepare(server, login));
    } catch (SQLException e) {
      stop(server);
      throw new ServerException("the scratch database can't be made: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      stop(server);
      throw e;
    }
  }

  private static PostgresServer server() {
    try {
      Path folder = ScratchFolders.fresh();
      try {
        return PostgresServer.start(
            // Not postgres: grants of scripts may name that as one of their roles.
            PostgresServer.Options.in(folder, Login.generated("scratch_superuser"))
                .forTests()
                .with("wal_level", "minimal")
                .with("max_wal_senders", "0"));
      } catch (RuntimeException e) {
        Folders.delete(folder); // nobody else knows of it
        throw e;
      }
    } catch (IOException e) {
      throw new ServerException(
          "there is no place for the scratch database: %s; check the folder for temporary files"
              .formatted(e.getMessage()),
          e);
    }
  }

  @Override
  public void makeRoles(Set<String> roles) {
    if (roles.isEmpty()) {
      return;
    }
    try (Connection connection = asSuperuser(server);
        Statement statement = connection.createStatement()) {
      for (String role : roles) {
        if (!role.equals(login.user()) && !role.equals(server.user())) {
          // Who tries grants them to others, and needs no right of theirs.
          statement.execute(
              "CREATE ROLE \"%s\" ADMIN %s".formatted(role.replace("\"", "\"\""), login.user()));
        }
      }
    } catch (SQLException e) {
      throw new ServerException(
          "roles can't be made on the scratch database: " + e.getMessage(), e);
    }
  }

  private static Connection asSuperuser(PostgresServer server) throws SQLException {
    return LocalConnection.open(
        server.jdbcUrl(DATABASE), server.user(), server.password().reveal());
  }

  private static Optional<String> prepare(PostgresServer server, Login login) throws SQLException {
    try (Connection connection = asSuperuser(server);
        Statement statement = connection.createStatement()) {
      String user = login.user();
      statement.execute(
          "CREATE ROLE %s LOGIN CREATEROLE PASSWORD '%s'"
              .formatted(user, login.password().reveal()));
      statement.execute("ALTER ROLE " + user + " SET statement_timeout = '30s'");
      statement.execute("ALTER ROLE " + user + " SET temp_file_limit = '1GB'");
      statement.execute("ALTER ROLE " + user + " SET check_function_bodies = on");
      statement.execute("ALTER DATABASE " + DATABASE + " OWNER TO " + user);
      statement.execute("GRANT ALL ON SCHEMA public TO " + user);
      return checker(connection);
    }
  }

  /** Installs what looks into routines; gives why it can't. */
  private static Optional<String> checker(Connection connection) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    try {
      Optional<PlpgsqlCheck> checker = PlpgsqlCheck.found(major);
      if (checker.isEmpty()) {
        return Optional.of(
            "plpgsql_check for PostgreSQL %d isn't on this machine; install your system's package postgresql-%d-plpgsql-check"
                .formatted(major, major));
      }
      checker.get().install(connection);
      return Optional.empty();
    } catch (SQLException | IOException e) {
      return Optional.of("plpgsql_check can't be loaded: " + e.getMessage());
    }
  }

  /** They are gone with the server. */
  @Override
  public void expectRoles(Set<String> roles) {}

  @Override
  public Optional<String> uncheckedBecause() {
    return uncheckedBecause;
  }

  @Override
  public Connection connect() throws SQLException {
    return LocalConnection.open(server.jdbcUrl(DATABASE), login.user(), login.password().reveal());
  }

  private static void stop(PostgresServer server) {
    server.stop();
    try {
      Folders.delete(server.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      OPEN.remove(this);
      stop(server);
    }
  }
}
