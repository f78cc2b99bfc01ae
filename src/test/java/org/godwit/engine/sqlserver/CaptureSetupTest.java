package org.godwit.engine.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godwit.testing.StandInServer.row;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.godwit.catalog.Table;
import org.godwit.engine.SetupStatement;
import org.godwit.testing.Golden;
import org.godwit.testing.Grammar;
import org.godwit.testing.StandInServer;
import org.junit.jupiter.api.Test;

/** What a task would make on SQL Server, and take back, in a file that a DBA can read. */
class CaptureSetupTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/engine/sqlserver");
  private static final String START = "0x0000002700000ac00002";
  private static final Table TYPES = SqlServerFixture.table(SqlServerFixture.TYPES);
  private static final Table ORDERS = SqlServerFixture.table(SqlServerFixture.ORDERS);

  private static StandInServer server(boolean isEnabled) {
    return new StandInServer(ResultSet.class)
        .answer("is_cdc_enabled", row(isEnabled ? "1" : "0"))
        .answer(
            "is_memory_optimized",
            row("dbo", "Orders", "901578250", "", "1"),
            row("dbo", "types", "565577053", "", "0"))
        .answer(
            "cdc.change_tables",
            instance("dbo_Orders", "501"),
            instance("godwit_shop_1_901578250", "502"));
  }

  private static Object[] instance(String name, String changeTable) {
    return row("dbo", "Orders", name, START, "901578250", changeTable, "0", null, null);
  }

  private static String sql(List<SetupStatement> statements) {
    return statements.stream()
        .map(it -> "-- %s\n%s;\n".formatted(it.why(), it.sql()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void whatIsMadeAndWhatTakesItBack() throws SQLException, IOException {
    StandInServer fresh = server(false);
    CaptureSetup setup = new CaptureSetup(fresh.connection());
    List<SetupStatement> all = setup.statements("godwit_shop_1", List.of(ORDERS, TYPES));
    CaptureSetup later = new CaptureSetup(server(true).connection());
    List<SetupStatement> missing = later.statements("godwit_shop_1", List.of(ORDERS, TYPES));
    List<SetupStatement> removal = later.removal("godwit_shop_1");
    assertThat(all).hasSize(3).containsAll(missing);
    assertThat(missing).hasSize(1);
    assertThat(removal).hasSize(1);
    assertThat(later.removal("godwit_shop")).as("another task's name begins so").isEmpty();
    assertThat(setup.removal("godwit_shop_1")).isEmpty();
    Stream.concat(all.stream(), removal.stream()).forEach(it -> Grammar.assertSqlServer(it.sql()));
    Stream.of(CaptureSetup.IS_ENABLED, CaptureSetup.INSTANCES, CaptureSetup.TABLES)
        .forEach(Grammar::assertSqlServer);
    Golden.assertMatches(
        FOLDER.resolve("capture.sql"),
        "%s\n-- asked before\n%s;\n\n%s;\n\n%s;\n\n-- taken back\n%s"
            .formatted(
                sql(all),
                CaptureSetup.IS_ENABLED,
                CaptureSetup.TABLES,
                CaptureSetup.INSTANCES,
                sql(removal)));
  }

  @Test
  void whatCantBeFollowedIsToldByTable() throws SQLException {
    Table keyless = SqlServerFixture.table(SqlServerFixture.TYPES).withPrimaryKey(Optional.empty());
    assertThat(new CaptureSetup(server(true).connection()).unfollowed(List.of(keyless, ORDERS)))
        .containsOnlyKeys(SqlServerFixture.TYPES)
        .hasEntrySatisfying(
            SqlServerFixture.TYPES,
            it -> assertThat(it).contains("no primary key", "nvcm", "tx").doesNotContain("nvc,"));
    StandInServer full =
        new StandInServer(ResultSet.class)
            .answer("is_cdc_enabled", row("1"))
            .answer("is_memory_optimized", row("dbo", "Orders", "901578250", "", "0"))
            .answer("cdc.change_tables", instance("dbo_Orders", "501"), instance("other", "502"));
    assertThat(new CaptureSetup(full.connection()).unfollowed(List.of(ORDERS)))
        .hasEntrySatisfying(
            SqlServerFixture.ORDERS,
            it -> assertThat(it).contains("dbo_Orders and other", "disable one"));
    assertThat(TYPES.columns().stream().map(CaptureSetup::unlogged).filter(it -> !it.isEmpty()))
        .hasSize(4)
        .allSatisfy(it -> assertThat(it).contains("remove-column"));
  }

  @Test
  void aTableThatWasWidenedIsCapturedAnew() throws SQLException {
    StandInServer widened =
        new StandInServer(ResultSet.class)
            .answer("is_cdc_enabled", row("1"))
            .answer("is_memory_optimized", row("dbo", "Orders", "901578250", "", "0"))
            .answer(
                "cdc.change_tables",
                row(
                    "dbo",
                    "Orders",
                    "godwit_shop_1_901578250",
                    START,
                    "901578250",
                    "502",
                    "1",
                    START,
                    "ALTER TABLE dbo.Orders ADD more int"));
    CaptureSetup setup = new CaptureSetup(widened.connection());
    assertThat(setup.statements("godwit_shop_1", List.of(ORDERS)))
        .extracting(SetupStatement::sql)
        .satisfiesExactly(
            it -> assertThat(it).startsWith("EXEC sys.sp_cdc_disable_table"),
            it -> assertThat(it).startsWith("EXEC sys.sp_cdc_enable_table"));
    assertThat(
            new SqlServerEngine()
                .changeSource()
                .orElseThrow()
                .carried(widened.connection(), "godwit_shop_1", List.of(SqlServerFixture.ORDERS)))
        .isEmpty();
  }

  @Test
  void aCaptureJobThatHasNotBegunIsTold() {
    StandInServer resting =
        new StandInServer(ResultSet.class)
            .answer("is_cdc_enabled", row("1"))
            .answer(
                "cdc.change_tables",
                row(
                    "dbo",
                    "Orders",
                    "godwit_shop_1_901578250",
                    null,
                    "901578250",
                    "502",
                    "0",
                    null,
                    null));
    assertThatThrownBy(
            () ->
                new SqlServerEngine()
                    .changeSource()
                    .orElseThrow()
                    .beginning(resting.connection(), "godwit_shop_1"))
        .hasMessageContaining("SQL Server Agent");
  }

  private static Object[] job(String retention) {
    return row("id", "cleanup", "cdc.shop_cleanup", null, null, null, null, retention);
  }

  private static String told(StandInServer server) throws SQLException {
    return new CaptureChecks(server.connection())
        .run().stream()
            .map(it -> it.result() + " " + it.sentence())
            .collect(Collectors.joining("\n"));
  }

  @Test
  void whatIsMissingHasItsFixAndWhatTakesThatBack() throws SQLException, IOException {
    StandInServer good =
        new StandInServer(ResultSet.class)
            .answer("is_cdc_enabled", row("1"))
            .answer("snapshot_isolation_state", row("1", "0"))
            .answer("IS_SRVROLEMEMBER", row("0", "1", "godwit"))
            .answer("OBJECT_ID(N'sys.dm_db_log_stats')", row("-123"))
            .answer("VIEW DATABASE STATE", row("1"))
            .answer("max text repl size", row("-1"))
            .answer("delayed_durability", row("DISABLED"))
            .answer("sp_cdc_help_jobs", job("4320"));
    assertThat(told(good)).doesNotContain("FAILED", "WARNING").contains("a day or longer");
    StandInServer unset =
        new StandInServer(ResultSet.class)
            .answer("is_cdc_enabled", row("0"))
            .answer("snapshot_isolation_state", row("0", "0"))
            .answer("IS_SRVROLEMEMBER", row("0", "0", "o]neil"))
            .answer("VIEW DATABASE STATE", row("0"))
            .answer("max text repl size", row("65536"))
            .answer("delayed_durability", row("ALLOWED"));
    StandInServer brief =
        new StandInServer(ResultSet.class)
            .answer("is_cdc_enabled", row("1"))
            .answer("snapshot_isolation_state", row("1", "0"))
            .answer("IS_SRVROLEMEMBER", row("0", "1", "godwit"))
            .answer("OBJECT_ID(N'sys.dm_db_log_stats')", row("-123"))
            .answer("VIEW DATABASE STATE", row("1"))
            .answer("max text repl size", row("-1"))
            .answer("delayed_durability", row("DISABLED"))
            .answer("sp_cdc_help_jobs", job("60"));
    Golden.assertMatches(
        FOLDER.resolve("capture-checks.txt"), told(unset) + "\n\n" + told(brief) + "\n");
    assertThat(good.sent()).contains(KeptChanges.JOBS);
    good.sent().forEach(Grammar::assertSqlServer);
  }
}
