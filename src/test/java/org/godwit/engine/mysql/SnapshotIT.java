package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godwit.catalog.Table;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Password;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SnapshotIT {
  private static final int READERS = 4;

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void allReadersSeeOneMomentWhileAWriterNeverStops(Family family) throws Exception {
    TestDatabase database = family.newDatabase();
    twoTables(database);
    AtomicBoolean isOver = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer = threads.submit(() -> write(database, isOver));
      List<Table> tables = List.of(family.table(database, "a"), family.table(database, "b"));
      SnapshotSource source = family.engine().snapshotSource().orElseThrow();
      for (int round = 0; round < 10; round++) {
        List<String> announced = new ArrayList<>();
        try (Snapshot snapshot =
            source.take(family.config(database), READERS, tables, announced::add)) {
          assertThat(snapshot.connections()).hasSize(READERS);
          assertThat(snapshot.position()).isPresent();
          assertThat(announced.isEmpty()).isEqualTo(snapshot.method().contains("without a lock"));
          long first = sum(snapshot, 0, tables.get(0));
          for (int i = 1; i < READERS; i++) {
            assertThat(sum(snapshot, i, tables.get(i % 2))).isEqualTo(first);
          }
        }
      }
      isOver.set(true);
      writer.get();
    }
  }

  private static void twoTables(TestDatabase database) throws SQLException {
    database.execute(
        "CREATE TABLE a (id int PRIMARY KEY, n bigint)",
        "CREATE TABLE b (id int PRIMARY KEY, n bigint)",
        "INSERT INTO a VALUES (1, 0), (2, 0)",
        "INSERT INTO b VALUES (1, 0), (2, 0)");
  }

  private static Void write(TestDatabase database, AtomicBoolean isOver) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (!isOver.get()) {
        statement.execute("UPDATE a SET n = n + 1 WHERE id = 1");
        statement.execute("UPDATE b SET n = n + 1 WHERE id = 2");
        connection.commit();
      }
    }
    return null;
  }

  private static long sum(Snapshot snapshot, int reader, Table table) {
    long sum = 0;
    try (RowCursor rows =
        snapshot.read(
            snapshot.connections().get(reader),
            new SourceTable(table, table.columns(), ""),
            Segment.whole(0),
            new ByteBudget(1 << 20))) {
      while (rows.next()) {
        sum += rows.getLong(1);
      }
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void withoutPrivilegesForALockOneReaderIsLeft(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    twoTables(database);
    String user = "r" + database.name();
    database.execute(
        "CREATE USER " + user + " IDENTIFIED BY 'Reader-1'",
        "GRANT SELECT ON " + database.name() + ".* TO " + user);
    EndpointConfig full = family.config(database);
    EndpointConfig config =
        new EndpointConfig(
            full.engine(),
            full.host(),
            full.port(),
            full.database(),
            user,
            new Password("Reader-1"),
            full.tls(),
            Map.of());
    List<Table> tables = List.of(family.table(database, "a"));
    List<String> announced = new ArrayList<>();
    SnapshotSource source = family.engine().snapshotSource().orElseThrow();
    try (Snapshot snapshot = source.take(config, 3, tables, announced::add)) {
      assertThat(snapshot.connections()).hasSize(family == Family.MARIADB ? 3 : 1);
      assertThat(sum(snapshot, 0, tables.getFirst())).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aCursorClosedInTheMiddleLeavesItsSnapshotUsable(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute(
        "CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, x varchar(500))",
        "INSERT INTO t (x) VALUES (repeat('x', 500)), (repeat('y', 500))");
    for (int i = 0; i < 15; i++) {
      database.execute("INSERT INTO t (x) SELECT x FROM t");
    }
    Table table = family.table(database, "t");
    SnapshotSource source = family.engine().snapshotSource().orElseThrow();
    try (Snapshot snapshot = source.take(family.config(database), 1, List.of(table), words -> {})) {
      Connection connection = snapshot.connections().getFirst();
      SourceTable whole = new SourceTable(table, table.columns(), "");
      RowCursor abandoned =
          snapshot.read(connection, whole, Segment.whole(0), new ByteBudget(1 << 20));
      assertThat(abandoned.next()).isTrue();
      database.execute("INSERT INTO t (x) VALUES ('late')");
      abandoned.close();
      int rows = 0;
      try (RowCursor again =
          snapshot.read(connection, whole, Segment.whole(0), new ByteBudget(1 << 20))) {
        while (again.next()) {
          rows++;
        }
      }
      assertThat(rows).isEqualTo(65_536);
    }
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aBadFilterIsExplainedAndTheConnectionGoesOn(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    twoTables(database);
    Table table = family.table(database, "a");
    SnapshotSource source = family.engine().snapshotSource().orElseThrow();
    try (Snapshot snapshot = source.take(family.config(database), 1, List.of(table), words -> {})) {
      Connection connection = snapshot.connections().getFirst();
      SourceTable wrong = new SourceTable(table, table.columns(), "nosuch > 1");
      assertThatThrownBy(
              () -> snapshot.read(connection, wrong, Segment.whole(0), new ByteBudget(1)))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.OBJECT_MISSING))
          .hasMessageContaining("reading " + table.name())
          .hasMessageContaining("nosuch");
      assertThat(sum(snapshot, 0, table)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void tablesThatNoTransactionHoldsStillAreNamed(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    twoTables(database);
    database.execute("CREATE TABLE m (id int PRIMARY KEY) ENGINE = MyISAM");
    List<Table> tables = List.of(family.table(database, "a"), family.table(database, "m"));
    SnapshotSource source = family.engine().snapshotSource().orElseThrow();
    try (Snapshot snapshot = source.take(family.config(database), 1, tables, words -> {})) {
      assertThat(snapshot.outside()).containsExactly(database.name() + ".m");
    }
  }
}
