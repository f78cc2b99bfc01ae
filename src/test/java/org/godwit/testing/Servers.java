package org.godwit.testing;

import java.nio.file.Path;
import java.util.Optional;
import org.godwit.embedded.Login;
import org.godwit.embedded.MariaDbServer;
import org.godwit.embedded.MySqlServer;
import org.godwit.embedded.PostgresServer;
import org.junit.jupiter.api.Assumptions;

/**
 * The real servers that tests share: one of each kind a JVM, started when first asked for and
 * stopped with the JVM. An environment variable names one that runs already, like {@code
 * GODWIT_TEST_POSTGRES_URL=postgresql://user:password@host:5432}; its user must be allowed to make
 * databases.
 */
public final class Servers {
  /** The reason of a skip where MySQL wasn't fetched; it stands in {@code allowed-skips.txt}. */
  public static final String MYSQL_MISSING =
      "MySQL 8.0 is not in the cache: run bench/fetch-mysql.sh or set GODWIT_TEST_MYSQL_URL";

  private static final SharedServer POSTGRES = new SharedServer(Servers::startPostgres);
  private static final SharedServer MARIADB = new SharedServer(Servers::startMariaDb);
  private static final SharedServer MYSQL = new SharedServer(Servers::startMySql);

  private Servers() {}

  /** PostgreSQL, of the version that Godwit carries, or {@code GODWIT_TEST_POSTGRES_URL}. */
  public static TestServer postgres() {
    return POSTGRES.get();
  }

  /** MariaDB 11.4, or {@code GODWIT_TEST_MARIADB_URL}. */
  public static TestServer mariaDb() {
    return MARIADB.get();
  }

  /** MySQL 8.0, or {@code GODWIT_TEST_MYSQL_URL}; where neither is there the test is skipped. */
  public static TestServer mysql() {
    Assumptions.assumeTrue(hasMySql(), MYSQL_MISSING);
    return MYSQL.get();
  }

  /** Whether {@link #mysql} gives a server, for tests that run over all there are. */
  public static boolean hasMySql() {
    return external("MYSQL").isPresent() || MySqlServer.isFetched();
  }

  private static SharedServer.Started startPostgres(Path folder) {
    return external("POSTGRES")
        .orElseGet(
            () -> {
              PostgresServer server =
                  PostgresServer.start(
                      PostgresServer.Options.in(folder, Login.generated("postgres"))
                          .forTests()
                          .with("max_connections", "200"));
              return new SharedServer.Started(
                  TestServer.postgres(
                      server.host(), server.port(), server.user(), server.password().reveal()),
                  server::stop);
            });
  }

  private static SharedServer.Started startMariaDb(Path folder) {
    return external("MARIADB")
        .orElseGet(
            () -> {
              MariaDbServer server =
                  MariaDbServer.start(
                      MariaDbServer.Options.in(folder, Login.generated("root"), MariaDbJar.path())
                          .with("--innodb-flush-log-at-trx-commit=0"));
              return new SharedServer.Started(
                  TestServer.mysql(
                      server.host(), server.port(), server.user(), server.password().reveal()),
                  server::stop);
            });
  }

  private static SharedServer.Started startMySql(Path folder) {
    return external("MYSQL")
        .orElseGet(
            () -> {
              MySqlServer server =
                  MySqlServer.start(
                      folder,
                      Login.generated("root"),
                      "--innodb-flush-log-at-trx-commit=0",
                      "--sync-binlog=0");
              return new SharedServer.Started(
                  TestServer.mysql(
                      "127.0.0.1",
                      server.port(),
                      server.login().user(),
                      server.login().password().reveal()),
                  server::close);
            });
  }

  private static Optional<SharedServer.Started> external(String kind) {
    return Optional.ofNullable(System.getenv("GODWIT_TEST_" + kind + "_URL"))
        .filter(url -> !url.isBlank())
        .map(url -> new SharedServer.Started(TestServer.at(url), () -> {}));
  }
}
