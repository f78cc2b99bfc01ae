package org.godwit.engine.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.Cut;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
import org.godwit.engine.Position;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;
import org.godwit.engine.Use;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Against the database that {@code GODWIT_TEST_SQLSERVER_URL} names ({@code
 * sqlserver://user:password@host:1433/database}), with ALLOW_SNAPSHOT_ISOLATION on and a user that
 * may create tables in dbo; for its changes one of a database that is enabled for change data
 * capture, or a sysadmin, and SQL Server Agent. Makes a table of its own and drops it.
 */
class SqlServerLiveIT {
  private static final String VARIABLE = "GODWIT_TEST_SQLSERVER_URL";
  private static final String TABLE = "godwit_live";
  private static final String STREAM = "godwit_live_1";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final SqlServerEngine ENGINE = new SqlServerEngine();

  @BeforeAll
  static void needsAServer() {
    assumeTrue(System.getenv(VARIABLE) != null, VARIABLE + " names no SQL Server database");
  }

  private static EndpointConfig config() {
    return EndpointUrl.parse(System.getenv(VARIABLE), List.of(ENGINE.descriptor()));
  }

  @Test
  void theConnectionTestAnswers() {
    assertThat(ENGINE.test(config(), Use.SOURCE).version()).isNotBlank();
  }

  @Test
  void everyRowIsReadOnceUnderOneMoment() throws SQLException {
    try (Connection connection = ENGINE.connect(config())) {
      ShortQuery.run(connection, "DROP TABLE IF EXISTS dbo." + TABLE);
      ShortQuery.run(
          connection,
          "CREATE TABLE dbo.%s (id int PRIMARY KEY, d datetime2(7), u uniqueidentifier, t nvarchar(max), b bit, m money)"
              .formatted(TABLE));
      try {
        ShortQuery.run(
            connection,
            "INSERT INTO dbo.%s SELECT TOP (10000) ROW_NUMBER() OVER (ORDER BY (SELECT NULL)), '2024-02-29T23:59:59.1234567', NEWID(), REPLICATE(N'é', 50), 1, 1.5 FROM sys.all_columns a CROSS JOIN sys.all_columns b"
                .formatted(TABLE));
        readAll(connection);
      } finally {
        ShortQuery.run(connection, "DROP TABLE dbo." + TABLE);
      }
    }
  }

  @Test
  void changesAreFollowedAndNothingStays() throws SQLException {
    ChangeSource source = ENGINE.changeSource().orElseThrow();
    try (Connection connection = ENGINE.connect(config())) {
      assertThat(source.checks(connection, STREAM))
          .noneMatch(check -> check.result() == ConnectionReport.Result.FAILED);
      ShortQuery.run(connection, "DROP TABLE IF EXISTS dbo." + TABLE);
      ShortQuery.run(
          connection,
          "CREATE TABLE dbo." + TABLE + " (id int PRIMARY KEY, t nvarchar(max), d datetime2(7))");
      try {
        Table table =
            ENGINE
                .catalogReader()
                .tables(connection, List.of(new TableName("dbo", TABLE)))
                .getFirst();
        source.run(config(), source.setup(connection, STREAM, List.of(table), Map.of()), PATIENCE);
        Position beginning = source.beginning(connection, STREAM);
        ShortQuery.run(
            connection, "INSERT INTO dbo." + TABLE + " VALUES (1, N'é', SYSUTCDATETIME())");
        try (Snapshot snapshot =
            source.snapshot(config(), 2, List.of(table), PATIENCE, text -> {})) {
          ShortQuery.run(connection, "UPDATE dbo." + TABLE + " SET d = '0001-01-01'");
          ShortQuery.run(connection, "DELETE FROM dbo." + TABLE);
          follow(source, table, beginning, snapshot.position().orElseThrow());
        }
      } finally {
        source.run(config(), source.removal(connection, STREAM), PATIENCE);
        ShortQuery.run(connection, "DROP TABLE dbo." + TABLE);
      }
      assertThat(source.removal(connection, STREAM)).isEmpty();
    }
  }

  /** An insert that the snapshot has, an update and a delete that it hasn't. */
  private static void follow(
      ChangeSource source, Table table, Position beginning, Position snapshot) {
    List<String> steps = new ArrayList<>();
    SourceTable wanted = new SourceTable(table, table.columns(), "");
    try (ChangeStream stream =
        source.open(config(), STREAM, List.of(wanted), Map.of(), beginning, text -> {})) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (steps.size() < 6 && System.nanoTime() < end) {
        switch (stream.next(Duration.ofSeconds(1))) {
          case Change.Begin begin ->
              steps.add(source.isBefore(begin.position(), snapshot) ? "loaded" : "new");
          case Change.Insert insert -> steps.add("insert " + insert.after().text(1).utf8());
          case Change.Update update ->
              steps.add(
                  "update %s %s"
                      .formatted(update.after().isAbsent(1), update.after().text(2).utf8()));
          case Change.Delete delete -> steps.add("delete " + delete.before().text(0).utf8());
          case null, default -> {}
        }
      }
    }
    assertThat(steps).startsWith("loaded", "insert é", "new").endsWith("new", "delete 1");
    assertThat(steps.get(3)).startsWith("update ").endsWith("0001-01-01 00:00:00");
  }

  private static void readAll(Connection connection) throws SQLException {
    Table table =
        ENGINE.catalogReader().tables(connection, List.of(new TableName("dbo", TABLE))).getFirst();
    SourceTable source = new SourceTable(table, table.columns(), "");
    SnapshotSource snapshots = ENGINE.snapshotSource().orElseThrow();
    List<Long> ids = new ArrayList<>();
    try (Snapshot snapshot = snapshots.take(config(), 2, List.of(table), text -> {})) {
      ShortQuery.run(connection, "DELETE FROM dbo." + TABLE + " WHERE id > 5000");
      Connection reader = snapshot.connections().getLast();
      for (Segment segment : snapshots.segments(reader, source, new Cut.BySize(100_000))) {
        try (RowCursor rows = snapshot.read(reader, source, segment, new ByteBudget(1 << 24))) {
          while (rows.next()) {
            ids.add(rows.getLong(0));
            assertThat(rows.isRounded(1)).isTrue();
            assertThat(rows.text(3).utf8()).isEqualTo("é".repeat(50));
          }
        }
      }
    }
    assertThat(ids).hasSize(10_000).doesNotHaveDuplicates();
  }
}
