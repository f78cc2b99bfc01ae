package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.Cut;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
import org.godwit.engine.Position;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;
import org.godwit.engine.Use;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Against the Oracle database that {@code GODWIT_TEST_ORACLE_URL} names ({@code
 * oracle://user:password@host:1521/service}), in a user that may create tables. Makes a table of
 * its own and drops it.
 */
class OracleLiveIT {
  private static final String VARIABLE = "GODWIT_TEST_ORACLE_URL";
  private static final String TABLE = "GODWIT_LIVE";
  private static final String FOLLOWED = "GODWIT_FOLLOWED";
  private static final String STREAM = "godwit_live_1";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final OracleEngine ENGINE = new OracleEngine();

  @BeforeAll
  static void needsAServer() {
    assumeTrue(System.getenv(VARIABLE) != null, VARIABLE + " names no Oracle database");
  }

  private static EndpointConfig config() {
    return EndpointUrl.parse(System.getenv(VARIABLE), List.of(ENGINE.descriptor()));
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void theConnectionTestAnswers() {
    assertThat(ENGINE.test(config(), Use.SOURCE).version()).isNotBlank();
  }

  @Test
  void everyRowIsReadOnceUnderOneMoment() throws SQLException {
    try (Connection connection = ENGINE.connect(config())) {
      run(
          connection,
          "BEGIN EXECUTE IMMEDIATE 'DROP TABLE %s PURGE'; EXCEPTION WHEN OTHERS THEN NULL; END;"
              .formatted(TABLE),
          "CREATE TABLE %s (ID NUMBER(9) PRIMARY KEY, N NUMBER, D DATE, T TIMESTAMP(9), Z TIMESTAMP(6) WITH TIME ZONE, V VARCHAR2(30 CHAR), C CHAR(5), L CLOB, R RAW(16), I INTERVAL DAY TO SECOND, F BINARY_DOUBLE)"
              .formatted(TABLE),
          "INSERT INTO %s SELECT LEVEL, LEVEL / 8, DATE '2024-02-29' + LEVEL / 86400, TIMESTAMP '2024-02-29 23:59:59.123456789', TIMESTAMP '2024-02-29 23:59:59 +02:00', 'é' || LEVEL, 'a', TO_CLOB('l' || LEVEL), HEXTORAW('00FF'), NUMTODSINTERVAL(LEVEL, 'SECOND'), 0.1d FROM DUAL CONNECT BY LEVEL <= 10000"
              .formatted(TABLE),
          "COMMIT");
      try {
        readAll(connection);
      } finally {
        run(connection, "DROP TABLE " + TABLE + " PURGE");
      }
    }
  }

  @Test
  void theUsersOwnSchemaIsReadAsAScript() throws SQLException {
    try (Connection connection = ENGINE.connect(config())) {
      run(connection, "CREATE TABLE GODWIT_SCHEMA (ID NUMBER(9) PRIMARY KEY)");
      try {
        assertThat(
                ENGINE.schemaScripts().orElseThrow().read(connection, "", Long.MAX_VALUE).values())
            .anyMatch(script -> script.contains(".\"GODWIT_SCHEMA\""));
      } finally {
        run(connection, "DROP TABLE GODWIT_SCHEMA PURGE");
      }
    }
  }

  /** Needs what {@code docs/oracle-source.md} says of ongoing replication. */
  @Test
  void changesAreFollowedFromTheLoadOn() throws SQLException {
    ChangeSource source = ENGINE.changeSource().orElseThrow();
    try (Connection connection = ENGINE.connect(config())) {
      assumeTrue(
          source.checks(connection, STREAM).stream().noneMatch(it -> it.result() == Result.FAILED),
          "changes of that database can't be followed");
      run(
          connection,
          "BEGIN EXECUTE IMMEDIATE 'DROP TABLE %s PURGE'; EXCEPTION WHEN OTHERS THEN NULL; END;"
              .formatted(FOLLOWED),
          "CREATE TABLE %s (ID NUMBER(9) PRIMARY KEY, V VARCHAR2(100), D DATE, N NVARCHAR2(20), T TIMESTAMP(9), Z TIMESTAMP(6) WITH TIME ZONE, F BINARY_DOUBLE, I INTERVAL DAY TO SECOND, R RAW(16))"
              .formatted(FOLLOWED));
      try {
        TableName name = new TableName(OracleSession.user(connection), FOLLOWED);
        Table table = ENGINE.catalogReader().tables(connection, List.of(name)).getFirst();
        source.run(config(), source.setup(connection, STREAM, List.of(table), Map.of()), PATIENCE);
        Position beginning = source.beginning(connection, STREAM);
        run(
            connection,
            "INSERT INTO %s VALUES (1, 'it''s', DATE '-0044-03-15', N'é\uD83D\uDC26', TIMESTAMP '2024-02-29 23:59:59.123456789', TIMESTAMP '2024-02-29 23:59:59 +02:00', 0.1d, INTERVAL '-1 12:03:04.5' DAY TO SECOND, HEXTORAW('00FF'))"
                .formatted(FOLLOWED));
        try (Snapshot snapshot =
            source.snapshot(config(), 2, List.of(table), PATIENCE, text -> {})) {
          connection.setAutoCommit(false);
          run(
              connection,
              "UPDATE %s SET V = 'new'".formatted(FOLLOWED),
              "SAVEPOINT s",
              "DELETE FROM " + FOLLOWED,
              "ROLLBACK TO SAVEPOINT s",
              "COMMIT",
              "DELETE FROM " + FOLLOWED,
              "COMMIT");
          connection.setAutoCommit(true);
          follow(source, table, beginning, snapshot.position().orElseThrow());
        }
      } finally {
        connection.setAutoCommit(true);
        source.run(config(), source.removal(connection, STREAM), PATIENCE);
        run(connection, "DROP TABLE " + FOLLOWED + " PURGE");
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
          case Change.Insert insert -> {
            StringBuilder row = new StringBuilder("insert");
            for (int i = 1; i < 8; i++) {
              row.append(' ').append(insert.after().text(i).utf8());
            }
            steps.add(row.toString());
          }
          case Change.Update update -> steps.add("update " + update.after().text(1).utf8());
          case Change.Delete delete -> steps.add("delete " + delete.before().text(0).utf8());
          case Change.Unreadable(var _, var why) -> steps.add(why);
          case null, default -> {}
        }
      }
    }
    assertThat(steps)
        .containsExactly(
            "loaded",
            "insert it's -0043-03-15 00:00:00 é\uD83D\uDC26 2024-02-29 23:59:59.123457 2024-02-29 21:59:59 0.1 -36:03:04.5",
            "new",
            "update new",
            "new",
            "delete 1");
  }

  private static void readAll(Connection connection) throws SQLException {
    String user = OracleSession.user(connection);
    Table table =
        ENGINE.catalogReader().tables(connection, List.of(new TableName(user, TABLE))).getFirst();
    SourceTable source = new SourceTable(table, table.columns(), "");
    SnapshotSource snapshots = ENGINE.snapshotSource().orElseThrow();
    List<Long> ids = new ArrayList<>();
    try (Snapshot snapshot = snapshots.take(config(), 2, List.of(table), text -> {})) {
      run(connection, "DELETE FROM " + TABLE + " WHERE ID > 5000", "COMMIT");
      Connection reader = snapshot.connections().getFirst();
      for (Segment segment : snapshots.segments(reader, source, new Cut.BySize(50_000))) {
        try (RowCursor rows = snapshot.read(reader, source, segment, new ByteBudget(1 << 24))) {
          while (rows.next()) {
            ids.add(rows.getLong(0));
            assertThat(rows.isRounded(3)).isTrue();
            assertThat(rows.text(7).utf8()).isEqualTo("l" + rows.getLong(0));
            assertThat(rows.text(4).utf8().toLowerCase(Locale.ROOT))
                .isEqualTo("2024-02-29 21:59:59");
          }
        }
      }
    }
    assertThat(ids).hasSize(10_000).doesNotHaveDuplicates();
  }
}
