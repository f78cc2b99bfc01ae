package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Cut;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
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
