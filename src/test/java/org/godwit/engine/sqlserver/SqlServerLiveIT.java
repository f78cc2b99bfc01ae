package org.godwit.engine.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Cut;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
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
 * may create tables in dbo. Makes a table of its own and drops it.
 */
class SqlServerLiveIT {
  private static final String VARIABLE = "GODWIT_TEST_SQLSERVER_URL";
  private static final String TABLE = "godwit_live";
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
