package org.godwit.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.godwit.embedded.Login;
import org.godwit.embedded.PostgresServer;
import org.jspecify.annotations.Nullable;

/**
 * The real servers that tests share: one of each kind a JVM, started when first asked for and
 * stopped with the JVM. {@code GODWIT_TEST_POSTGRES_URL} (like {@code
 * postgresql://user:password@host:5432/}) names one that runs already.
 */
public final class Servers {
  private static final Shared POSTGRES = new Shared(Servers::startPostgres);

  private Servers() {}

  /** PostgreSQL, of the version that Godwit carries. */
  public static TestServer postgres() {
    return POSTGRES.get();
  }

  private static TestServer startPostgres(Path folder) {
    @Nullable String url = System.getenv("GODWIT_TEST_POSTGRES_URL");
    if (url != null) {
      return external(url, database -> "postgresql://%s:%d/" + orElse(database, "postgres"));
    }
    PostgresServer server =
        PostgresServer.start(
            PostgresServer.Options.in(folder, Login.generated("postgres"))
                .forTests()
                .with("max_connections", "200"));
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    return new TestServer(
        server.host(),
        server.port(),
        server.user(),
        server.password().reveal(),
        database -> server.jdbcUrl(orElse(database, "postgres")));
  }

  private static String orElse(String database, String first) {
    return database.isEmpty() ? first : database;
  }

  private static TestServer external(String url, Function<String, String> pattern) {
    URI uri = URI.create(url);
    String[] login = uri.getUserInfo().split(":", 2);
    return new TestServer(
        uri.getHost(),
        uri.getPort(),
        login[0],
        login[1],
        database -> "jdbc:" + pattern.apply(database).formatted(uri.getHost(), uri.getPort()));
  }

  /** Started once, in a folder that is deleted at the end. */
  private static final class Shared {
    private final Function<Path, TestServer> start;
    private @Nullable TestServer server;

    private Shared(Function<Path, TestServer> start) {
      this.start = start;
    }

    private synchronized TestServer get() {
      if (server == null) {
        try {
          server = start.apply(Files.createTempDirectory("godwit-test-"));
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
      return server;
    }
  }
}
