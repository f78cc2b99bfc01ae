package org.godwit.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Oracle's MySQL 8.0 for tests, from the tree that {@code bench/fetch-mysql.sh} puts into the
 * cache.
 */
public final class MySqlServer implements AutoCloseable {
  /** The version that the script fetches. */
  public static final String VERSION = "8.0.33";

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final int port;
  private final Login login;
  private final ServerProcess process;

  private MySqlServer(int port, Login login, ServerProcess process) {
    this.port = port;
    this.login = login;
    this.process = process;
  }

  /** Whether the script has been run. */
  public static boolean isFetched() {
    return Files.isExecutable(programs().resolve("bin/mysqld"));
  }

  private static Path programs() {
    return ServerCache.folder().resolve("mysql-" + VERSION);
  }

  /** Starts a server with a row binlog and GTIDs in this folder, on a free port. */
  public static MySqlServer start(Path folder, Login login, String... arguments) {
    return start(folder, 0, login, arguments);
  }

  /** The same on this port, 0 for a free one; a folder that was used before keeps its data. */
  public static MySqlServer start(Path folder, int wanted, Login login, String... arguments) {
    try {
      Path data = folder.resolve("data");
      Path empty =
          Folders.made(
              ServerCache.folder().resolve("mysql-" + VERSION + "-data"), MySqlServer::initialize);
      if (!Files.exists(data)) {
        Folders.made(data, made -> Folders.copy(empty, made));
        // The identity of this server among others: each copy needs its own, made at start.
        Files.deleteIfExists(data.resolve("auto.cnf"));
      }
      int port = FreePort.orWanted(wanted);
      Path initFile = MySqlAccount.initFile(folder, login);
      List<String> command = command(data);
      command.addAll(
          List.of(
              "--port=" + port,
              "--bind-address=127.0.0.1",
              "--socket=" + MySqlSocket.in(folder),
              "--init-file=" + initFile,
              "--mysqlx=0",
              "--server-id=1",
              "--default-time-zone=+00:00",
              "--max-allowed-packet=1G",
              "--log-bin=binlog",
              "--binlog-format=ROW",
              "--binlog-row-image=FULL",
              "--gtid-mode=ON",
              "--enforce-gtid-consistency=ON",
              "--performance-schema=OFF"));
      command.addAll(List.of(arguments));
      ServerProcess process = ServerProcess.start("MySQL", command, folder.resolve("server.log"));
      process.awaitReady(() -> MySqlGreeting.comesFrom(port), LIMIT);
      Files.delete(initFile);
      return new MySqlServer(port, login, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void initialize(Path data) throws IOException {
    List<String> command = command(data);
    command.addAll(List.of("--initialize-insecure", "--innodb-redo-log-capacity=8M"));
    Path log = Files.createTempFile("godwit-mysql-initialize", ".log");
    ServerProcess.start("mysqld --initialize", command, log).awaitSuccess(LIMIT);
    Files.delete(log);
  }

  private static List<String> command(Path data) {
    Path programs = programs();
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("bin/mysqld").toString());
    command.add("--no-defaults");
    if (RunAs.weAreRoot()) {
      command.add("--user=root");
    }
    command.addAll(
        List.of(
            "--basedir=" + programs,
            "--datadir=" + data,
            "--lc-messages-dir=" + programs.resolve("share")));
    return command;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The server's process. */
  public long pid() {
    return process.pid();
  }

  /** The superuser. */
  public Login login() {
    return login;
  }

  /** For the driver, without user and password; the database may be empty. */
  public String jdbcUrl(String database) {
    return "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
        .formatted(port, database);
  }

  @Override
  public void close() {
    process.stop("TERM", LIMIT);
  }
}
