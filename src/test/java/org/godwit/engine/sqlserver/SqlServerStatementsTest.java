package org.godwit.engine.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godwit.testing.StandInServer.row;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Cut;
import org.godwit.engine.EngineException;
import org.godwit.engine.Segment;
import org.godwit.engine.SourceTable;
import org.godwit.engine.Use;
import org.godwit.testing.CatalogText;
import org.godwit.testing.Golden;
import org.godwit.testing.Grammar;
import org.godwit.testing.StandInServer;
import org.junit.jupiter.api.Test;

/** Every statement that goes to SQL Server, in files that a DBA can read, and read by a grammar. */
class SqlServerStatementsTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/engine/sqlserver");
  private static final SqlServerSnapshotSource SOURCE =
      new SqlServerSnapshotSource(new SqlServerEngine());

  private static void check(String file, List<String> statements) throws IOException {
    for (String statement : statements) {
      if (statement.startsWith("SELECT")) {
        Grammar.assertSqlServer(readable(statement));
      }
    }
    Golden.assertMatches(FOLDER.resolve(file), String.join(";\n\n", statements) + ";\n");
  }

  /** Brackets in names, methods of values, samples, partition functions: the grammar has none. */
  private static String readable(String statement) {
    return statement
        .replace("]]]", "]")
        .replaceAll("\\.(ToString|STAsBinary)\\(\\)", "")
        .replaceAll(" TABLESAMPLE SYSTEM \\([0-9.]+ PERCENT\\)", "")
        .replaceAll("\\$PARTITION\\.", "");
  }

  @Test
  void theCatalogIsReadInFiveQueriesHoweverManyTables() throws IOException {
    StandInServer server = SqlServerFixture.server();
    List<TableName> names =
        new ArrayList<>(
            List.of(SqlServerFixture.TYPES, SqlServerFixture.ORDERS, SqlServerFixture.OPEN_ORDERS));
    for (int i = 0; i < 1000; i++) {
      names.add(new TableName("dbo", "t" + i));
    }
    List<Table> tables = new SqlServerCatalogReader().tables(server.connection(), names);
    Golden.assertMatches(FOLDER.resolve("catalog.txt"), CatalogText.of(tables));
    assertThat(server.sent()).hasSize(5);
    check("catalog.sql", server.sent());
  }

  @Test
  void listsAndPermissions() throws IOException {
    StandInServer server =
        new StandInServer(ResultSet.class)
            .answer("USER_NAME()", row("o'neil"))
            .answer("sys.security_predicates", row("dbo", "Orders", "hide"))
            .answer("sys.masked_columns", row("dbo", "types", "nvc"))
            .answer("N'SELECT') = 0", row("dbo", "open orders"))
            .answer("N'SELECT')", row("0"))
            .answer("VIEW DEFINITION", row("0"));
    SqlServerCatalogReader reader = new SqlServerCatalogReader();
    reader.schemas(server.connection());
    reader.summaries(server.connection());
    assertThat(
            reader.unreadable(
                server.connection(),
                List.of(
                    SqlServerFixture.ORDERS, SqlServerFixture.TYPES, SqlServerFixture.OPEN_ORDERS)))
        .hasSize(3)
        .hasEntrySatisfying(
            SqlServerFixture.OPEN_ORDERS,
            it -> assertThat(it).endsWith("GRANT SELECT ON [dbo].[open orders] TO [o'neil];"))
        .hasEntrySatisfying(
            SqlServerFixture.TYPES, it -> assertThat(it).contains("column nvc", "GRANT UNMASK"));
    assertThat(reader.blindSpots(server.connection(), List.of("dbo"))).hasSize(2);
    check("lists.sql", server.sent());
  }

  @Test
  void everyTypeAndSegmentIsRead() throws IOException {
    Table types = SqlServerFixture.table(SqlServerFixture.TYPES);
    Table orders = SqlServerFixture.table(SqlServerFixture.ORDERS);
    List<Column> readable =
        types.columns().stream()
            .filter(column -> SqlServerType.of(column) != SqlServerType.OTHER)
            .toList();
    List<String> statements = new ArrayList<>();
    statements.add(SqlServerSnapshot.query(new SourceTable(types, readable, ""), Segment.whole(0)));
    SourceTable filtered =
        new SourceTable(orders, orders.columns(), "[state] = N'sent' OR [amount] > 10");
    StandInServer server = SqlServerFixture.server();
    List<Segment> bySize =
        SOURCE.segments(server.connection(), filtered, new Cut.BySize(80_000_000));
    List<Segment> segments = new ArrayList<>(bySize);
    segments.addAll(
        SOURCE.segments(server.connection(), filtered, new Cut.ByPartition(false, List.of("3"))));
    segments.addAll(
        SOURCE.segments(server.connection(), filtered, new Cut.Again(bySize.get(1), 2)));
    for (Segment segment : segments) {
      statements.add(SqlServerSnapshot.query(filtered, segment));
    }
    assertThat(bySize)
        .extracting(it -> it.range().orElseThrow().condition(name -> name, name -> false))
        .containsExactly("id < 1000", "id >= 1000 AND id < 2000", "id >= 2000");
    assertThat(SOURCE.layout(server.connection(), filtered)).isEqualTo("pf_year,placed,3");
    assertThatThrownBy(
            () ->
                SOURCE.segments(
                    server.connection(), filtered, new Cut.ByPartition(false, List.of("4"))))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("has no partition 4; it has the numbers 1 to 3");
    check("reading.sql", statements);
    check("segments.sql", server.sent());
  }

  @Test
  void theSnapshotsStatements() throws IOException {
    Table orders = SqlServerFixture.table(SqlServerFixture.ORDERS);
    List<String> statements =
        List.of(
            SqlServerSnapshotSource.STATE,
            SqlServerSnapshotSource.lock(orders),
            SqlServerSnapshotSource.ISOLATION,
            SqlServerSnapshotSource.NOW,
            SqlServerConnector.SESSION);
    Golden.assertMatches(FOLDER.resolve("snapshot.sql"), String.join(";\n\n", statements) + ";\n");
  }

  @Test
  void theConnectionTestAsksAndAdvises() throws Exception {
    StandInServer server =
        new StandInServer(ResultSet.class)
            .answer("USER_NAME()", row("godwit"))
            .answer("snapshot_isolation_state", row("0", "0"))
            .answer("is_read_committed_snapshot_on", row("1"));
    var report =
        new SqlServerReport(server.connection(), SqlServerFixture.CONFIG, Use.SOURCE).run();
    StringBuilder text = new StringBuilder();
    report
        .checks()
        .forEach(
            it ->
                text.append("%s %s: %s%n".formatted(it.result(), it.name(), it.details()))
                    .append(it.fix().isEmpty() ? "" : "  " + it.fix() + "\n"));
    Golden.assertMatches(FOLDER.resolve("connection-test.txt"), text.toString());
    check("connection-test.sql", server.sent());
  }

  @Test
  void aTypeThatNobodyReadsIsRefusedByItsName() {
    Column clr = SqlServerFixture.table(SqlServerFixture.TYPES).column("clr").orElseThrow();
    assertThatThrownBy(() -> SqlServerReaders.of(clr, new ByteBudget(1)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("column clr is of type point3d, which isn't read");
  }

  @Test
  void aDatabaseThatAllowsNoSnapshotSaysWhatToRun() {
    SQLException refused = new SQLException("Snapshot isolation transaction failed", "S0001", 3952);
    assertThat(
            SqlServerErrors.explain(refused, "reading dbo.Orders", SqlServerFixture.CONFIG)
                .sentence())
        .contains("ALTER DATABASE [shop] SET ALLOW_SNAPSHOT_ISOLATION ON;")
        .doesNotContain(Map.of("password", "secret").get("password"));
  }
}
