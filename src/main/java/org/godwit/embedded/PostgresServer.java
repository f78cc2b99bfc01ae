package org.godwit.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.godwit.engine.Password;

/**
 * A real PostgreSQL on 127.0.0.1, started by Godwit from the programs that it carries. Its data
 * stays in its folder; the same folder continues where it was left.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2); // a recovery may be long
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Options options;
  private final int port;
  private final FolderLock lock;
  private final ServerProcess process;

  private PostgresServer(Options options, int port, FolderLock lock, ServerProcess process) {
    this.options = options;
    this.port = port;
    this.lock = lock;
    this.process = process;
  }

  /**
   * How a server is started.
   *
   * @param folder where data, log and lock are; made if missing
   * @param port to listen on; 0 takes a free one
   * @param login the superuser, made with the folder; later starts don't change the password
   * @param settings of the server (as in {@code postgresql.conf}) beyond {@link #LOGICAL}
   * @param isDurable whether a commit survives a power cut; false only where the data may be lost
   */
  public record Options(
      Path folder, int port, Login login, Map<String, String> settings, boolean isDurable) {
    /**
     * What every server gets: room for logical replication, and commits that are written at once (a
     * late write would delay change capture by up to 400 ms).
     */
    public static final Map<String, String> LOGICAL =
        Map.of(
            "wal_level", "logical",
            "max_replication_slots", "16",
            "max_wal_senders", "16",
            "synchronous_commit", "on");

    public Options {
      folder = folder.toAbsolutePath().normalize();
      settings = Map.copyOf(settings);
    }

    /** A durable server on a free port. */
    public static Options in(Path folder, Login login) {
      return new Options(folder, 0, login, Map.of(), true);
    }

    /** The same on this port. */
    public Options withPort(int wanted) {
      return new Options(folder, wanted, login, settings, isDurable);
    }

    /** The same with one more setting. */
    public Options with(String setting, String value) {
      Map<String, String> more = new TreeMap<>(settings);
      more.put(setting, value);
      return new Options(folder, port, login, more, isDurable);
    }

    /** The same without waiting for the disk: for tests, whose data may be lost. */
    public Options forTests() {
      return new Options(folder, port, login, settings, false);
    }

    private Path data() {
      return folder.resolve("data");
    }

    private Path log() {
      return folder.resolve("server.log");
    }
  }

  /**
   * Starts a server and returns when it accepts connections. A server that a killed Godwit left
   * behind on the folder is stopped first.
   *
   * @throws ServerException where the folder is in use, belongs to another major version, or the
   *     server doesn't start
   */
  public static PostgresServer start(Options options) {
    PostgresPrograms programs = PostgresPrograms.unpacked();
    FolderLock lock = FolderLock.on(options.folder());
    try {
      RunAs runAs = RunAs.best();
      Path data = PostgresData.prepared(options, programs, runAs);
      Orphans.stopPostgresOn(data);
      int port = FreePort.orWanted(options.port());
      ServerProcess process =
          ServerProcess.start(
              "PostgreSQL",
              runAs.command(command(programs.program("postgres"), options, port)),
              options.log());
      process.awaitReady(() -> PostgresData.isReady(data, process.pid()), START_LIMIT);
      return new PostgresServer(options, port, lock, process);
    } catch (IOException e) {
      lock.close();
      throw new ServerException(
          "PostgreSQL can't be started in %s: %s".formatted(options.folder(), e), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Stops what a Godwit that died left running in a folder, and deletes it; leaves a folder alone
   * that a living one works on.
   *
   * @throws ServerException where it can't be deleted
   */
  public static void removeAbandoned(Path folder) {
    Optional<FolderLock> lock = FolderLock.ifFree(folder);
    if (lock.isEmpty()) {
      return;
    }
    try (FolderLock _ = lock.get()) {
      Path data = folder.resolve("data");
      if (Files.isDirectory(data)) {
        Orphans.stopPostgresOn(data);
      }
      Folders.delete(folder);
    } catch (IOException e) {
      throw new ServerException("%s can't be deleted: %s".formatted(folder, e), e);
    }
  }

  private static List<String> command(Path program, Options options, int port) {
    Map<String, String> settings = new TreeMap<>(Options.LOGICAL);
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("log_timezone", "UTC");
    settings.put("timezone", "UTC");
    if (!options.isDurable()) {
      settings.put("fsync", "off");
      settings.put("full_page_writes", "off");
    }
    settings.putAll(options.settings());
    List<String> command =
        new ArrayList<>(List.of(program.toString(), "-D", options.data().toString()));
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  /** The address that it listens on. */
  public String host() {
    return "127.0.0.1";
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** The superuser. */
  public String user() {
    return options.login().user();
  }

  /** The superuser's password. */
  public Password password() {
    return options.login().password();
  }

  /** The server's process. */
  public long pid() {
    return process.pid();
  }

  /** The folder that it was started in. */
  public Path folder() {
    return options.folder();
  }

  /** For the driver, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(host(), port, java.net.URLEncoder.encode(database, StandardCharsets.UTF_8));
  }

  /** Makes a database with this name, quoted as it stands, unless there is one. */
  public void createDatabase(String name) throws SQLException {
    if (!hasDatabase(name)) {
      execute("CREATE DATABASE " + quoted(name));
    }
  }

  private boolean hasDatabase(String name) throws SQLException {
    try (var connection = LocalConnection.open(jdbcUrl("postgres"), user(), password().reveal());
        var statement = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Drops a database with all connections to it; nothing happens where there is none. */
  public void dropDatabase(String name) throws SQLException {
    execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = LocalConnection.open(jdbcUrl("postgres"), user(), password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Whether the server's process runs. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Ends all sessions and stops the server; what was committed is kept. */
  public void stop() {
    process.stop("INT", STOP_LIMIT);
    lock.close();
  }

  @Override
  public void close() {
    stop();
  }
}
