package org.godwit.engine.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godwit.testing.StandInServer.row;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.Table;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Snapshot;
import org.godwit.testing.Golden;
import org.godwit.testing.StandInServer;
import org.junit.jupiter.api.Test;

/** What goes to SQL Server, and in which order, while a snapshot is taken; 2 to 4 hold it. */
class SqlServerSnapshotTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/engine/sqlserver");
  private static final int READERS = 3;

  private static final List<Table> TABLES =
      List.of(
          SqlServerFixture.table(SqlServerFixture.ORDERS),
          SqlServerFixture.table(SqlServerFixture.OPEN_ORDERS),
          SqlServerFixture.table(SqlServerFixture.TYPES));

  private final List<String> announced = new ArrayList<>();

  private static StandInServer server() {
    return new StandInServer(ResultSet.class)
        .answer("snapshot_isolation_state", row("1", "0"))
        .answer("SYSUTCDATETIME", row("2026-01-02T03:04:05.1234567"));
  }

  /** An engine whose connections are those of the stand-in. */
  private static Engine over(StandInServer server) {
    return (Engine)
        Proxy.newProxyInstance(
            Engine.class.getClassLoader(),
            new Class<?>[] {Engine.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "connect" -> server.connection();
                  case "explain" ->
                      SqlServerErrors.explain(
                          (Exception) arguments[0], (String) arguments[1], SqlServerFixture.CONFIG);
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }

  private Snapshot take(StandInServer server, int readers) {
    return new SqlServerSnapshotSource(over(server))
        .take(SqlServerFixture.CONFIG, readers, TABLES, announced::add);
  }

  /** How long is still waited for a lock is no two times the same. */
  private static void check(String file, StandInServer server) throws IOException {
    String log = String.join("\n", server.log()).replaceAll("LOCK_TIMEOUT \\d+", "LOCK_TIMEOUT …");
    Golden.assertMatches(FOLDER.resolve(file), log + "\n");
  }

  @Test
  void allReadersBeginWhileTheTablesAreLocked() throws IOException {
    StandInServer server = server();
    Snapshot snapshot = take(server, READERS);
    check("snapshot-locked.txt", server);
    assertThat(snapshot.connections()).hasSize(READERS);
    assertThat(snapshot.takenAt()).isEqualTo("2026-01-02T03:04:05.123456700Z");
    assertThat(announced).singleElement().asString().contains("locked against writers", "5 s");
    assertThat(snapshot.method()).contains("which are released");
  }

  @Test
  void aLockThatIsNotHadInTimeLeavesOneReaderAndNoLock() throws IOException {
    StandInServer server =
        server()
            .refuse(
                "FROM [dbo].[types] WITH (TABLOCK",
                new SQLException("Lock request time out period exceeded.", "S0051", 1222));
    Snapshot snapshot = take(server, READERS);
    check("snapshot-lock-timeout.txt", server);
    assertThat(snapshot.connections()).hasSize(1);
    assertThat(announced).hasSize(2);
    assertThat(announced.getLast()).startsWith("The lock wasn't had within 5 s");
    assertThat(snapshot.method()).contains("nothing is locked");
  }

  @Test
  void aReaderThatFailsWhileTheTablesAreLockedReleasesThem() throws IOException {
    StandInServer server =
        server()
            .answer("TABLOCK", row("1"))
            .refuse(
                "SELECT TOP (1) 1 FROM",
                new SQLException("The database is shut down.", "S0001", 6005));
    assertThatThrownBy(() -> take(server, READERS))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CONNECTION_LOST));
    check("snapshot-failed.txt", server);
  }

  private Snapshot takeExact(StandInServer server, EndpointConfig config) {
    return new SqlServerSnapshotSource(over(server))
        .takeExact(config, 2, TABLES, Duration.ofSeconds(1), announced::add);
  }

  @Test
  void theLogsEndIsLookedAtWhileTheTablesAreLocked() throws IOException {
    StandInServer server =
        server()
            .answer("delayed_durability", row("ALLOWED"))
            .answer("dm_db_log_stats", row("00000027:00000ac0:0002"));
    Snapshot snapshot = takeExact(server, SqlServerFixture.CONFIG);
    check("snapshot-exact.txt", server);
    assertThat(snapshot.position().orElseThrow().text()).isEqualTo("00000027:00000ac0:0003");
    assertThat(announced).singleElement().asString().contains("locked against writers", "5 s");
  }

  @Test
  void withoutTheLockLoadAndChangesDoNotMeet() {
    StandInServer server =
        server()
            .refuse(
                "FROM [dbo].[types] WITH (TABLOCK",
                new SQLException("Lock request time out period exceeded.", "S0051", 1222));
    assertThatThrownBy(() -> takeExact(server, SqlServerFixture.CONFIG))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> {
              assertThat(e.failure()).isEqualTo(Failure.LOCK_TIMEOUT);
              assertThat(e.sentence()).contains("Let long ones end");
            });
    EndpointConfig unlocked =
        EndpointUrl.parse(
            "sqlserver://godwit:secret@mssql1/shop?SnapshotLockSeconds=0",
            List.of(new SqlServerEngine().descriptor()));
    assertThatThrownBy(() -> takeExact(server(), unlocked))
        .hasMessageContaining("SnapshotLockSeconds");
  }

  @Test
  void oneReaderLocksNothing() {
    StandInServer server = server();
    take(server, 1);
    assertThat(server.sent()).noneMatch(sql -> sql.contains("TABLOCK"));
    assertThat(announced).isEmpty();
  }

  @Test
  void aDatabaseWithoutSnapshotsIsRefusedAndNoConnectionStays() {
    StandInServer server =
        new StandInServer(ResultSet.class).answer("snapshot_isolation_state", row("0", "0"));
    assertThatThrownBy(() -> take(server, READERS))
        .hasMessageContaining("SET ALLOW_SNAPSHOT_ISOLATION ON");
    assertThat(server.log()).last().isEqualTo("1: close");
  }
}
