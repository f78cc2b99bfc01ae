package org.godwit.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.godwit.embedded.Login;
import org.godwit.embedded.MariaDbServer;
import org.godwit.embedded.MySqlServer;
import org.godwit.embedded.PostgresServer;
import org.junit.jupiter.api.Assumptions;

/** A server of one test's own, which the test may kill and start again at the same address. */
public final class MortalServer implements AutoCloseable {
  private final String engine;
  private final Path folder;
  private final Login login;
  private int port;
  private Started started;

  private record Started(long pid, int port, AutoCloseable server) {}

  private MortalServer(String engine, Path folder) {
    this.engine = engine;
    this.folder = folder;
    this.login = Login.generated(engine.equals("postgres") ? "postgres" : "root");
    this.started = start();
    this.port = started.port();
  }

  /** Starts one with an empty folder; skips the test where it is a MySQL that was not fetched. */
  public static MortalServer start(String engine, Path folder) {
    Assumptions.assumeTrue(
        !engine.equals("mysql") || MySqlServer.isFetched(), Servers.MYSQL_MISSING);
    return new MortalServer(engine, folder);
  }

  private Started start() {
    return switch (engine) {
      case "mariadb" -> {
        MariaDbServer server =
            MariaDbServer.start(
                MariaDbServer.Options.in(folder, login, MariaDbJar.path())
                    .withPort(port)
                    .with("--sync-binlog=1"));
        yield new Started(server.pid(), server.port(), server);
      }
      case "mysql" -> {
        MySqlServer server = MySqlServer.start(folder, port, login);
        yield new Started(server.pid(), server.port(), server);
      }
      default -> {
        PostgresServer server =
            PostgresServer.start(PostgresServer.Options.in(folder, login).withPort(port));
        yield new Started(server.pid(), server.port(), server);
      }
    };
  }

  /** Where it listens, now and after each {@link #revive}. */
  public synchronized TestServer server() {
    String password = login.password().reveal();
    return engine.equals("postgres")
        ? TestServer.postgres("127.0.0.1", port, login.user(), password)
        : TestServer.mysql("127.0.0.1", port, login.user(), password);
  }

  /** Ends every process of the server at once, as a power cut would. */
  public synchronized void kill() {
    ProcessHandle main = ProcessHandle.of(started.pid()).orElseThrow();
    List<ProcessHandle> all = Stream.concat(Stream.of(main), main.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
    close();
  }

  /** Waits until it has ended by itself, 30 s at most. */
  public synchronized void awaitEnd() {
    ProcessHandle.of(started.pid())
        .ifPresent(main -> main.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    close();
  }

  /** Starts it again with its data. */
  public synchronized void revive() {
    started = start();
  }

  @Override
  public synchronized void close() {
    try {
      started.server().close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
