package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godwit.testing.StandInServer.row;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import oracle.jdbc.OracleResultSet;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.KeptStream;
import org.godwit.engine.SetupStatement;
import org.godwit.testing.Golden;
import org.godwit.testing.Grammar;
import org.godwit.testing.StandInServer;
import org.junit.jupiter.api.Test;

/** What a task would make on Oracle, ask it and take back, in files that a DBA can read. */
class LogGroupsTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/engine/oracle");
  private static final String STREAM = "godwit_shop_1";
  private static final Table ORDERS = OracleFixture.table(OracleFixture.ORDERS);
  private static final Table CUSTOMERS = OracleFixture.table(OracleFixture.CUSTOMERS);

  private static StandInServer server(String minimal) {
    return new StandInServer(OracleResultSet.class)
        .answer("SELECT SUPPLEMENTAL_LOG_DATA_MIN", row(minimal))
        .answer(
            "FROM ALL_OBJECTS WHERE OBJECT_TYPE",
            row("SHOP", "ORDERS", "73421", "TABLE"),
            row("SHOP", "ORDERS", "73430", "TABLE PARTITION"),
            row("SHOP", "CUSTOMERS", "73422", "TABLE"))
        .answer(
            "FROM ALL_LOG_GROUPS",
            row("SHOP", "ORDERS", "GODWIT_SHOP_1_73421_1", "ID"),
            row("SHOP", "ORDERS", "GODWIT_SHOP_1_73421_1", "CUSTOMER"),
            row("SHOP", "ORDERS", "GODWIT_SHOP_73421_1", "ID"),
            row("SHOP", "CUSTOMERS", "GODWIT_SHOP_1_70000_1", "ID"),
            row("SHOP", "CUSTOMERS", "SYS_C0012", "ID"));
  }

  private static String sql(List<SetupStatement> statements) {
    return statements.stream()
        .map(it -> "-- %s\n%s;\n".formatted(it.why(), it.sql()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void whatIsMadeAndWhatTakesItBack() throws SQLException, IOException {
    Table keyless = CUSTOMERS.withPrimaryKey(Optional.empty());
    StandInServer fresh =
        new StandInServer(OracleResultSet.class)
            .answer("SELECT SUPPLEMENTAL_LOG_DATA_MIN", row("NO"))
            .answer(
                "FROM ALL_OBJECTS WHERE OBJECT_TYPE",
                row("SHOP", "ORDERS", "73421", "TABLE"),
                row("SHOP", "CUSTOMERS", "73422", "TABLE"));
    List<SetupStatement> all =
        new LogGroups(fresh.connection()).statements(STREAM, List.of(ORDERS, keyless), Set.of());
    LogGroups later = new LogGroups(server("YES").connection());
    assertThat(later.statements(STREAM, List.of(ORDERS), Set.of())).isEmpty();
    List<SetupStatement> whole =
        later.statements(STREAM, List.of(ORDERS), Set.of(OracleFixture.ORDERS));
    List<SetupStatement> anew = later.statements(STREAM, List.of(CUSTOMERS), Set.of());
    List<SetupStatement> removal = later.removal(STREAM);
    assertThat(all).hasSize(3);
    assertThat(removal).hasSize(2);
    assertThat(later.removal("godwit_sho")).as("another task's name begins so").isEmpty();
    List<String> asked =
        List.of(
            LogGroups.MINIMAL,
            LogGroups.GROUPS,
            LogGroups.NUMBERS + "OWNER = 'SHOP'",
            LogGroups.ORGANIZATION + "OWNER = 'SHOP'",
            OracleChangeSource.LOCK_WAIT);
    Stream.of(all, whole, anew, removal)
        .flatMap(List::stream)
        .map(SetupStatement::sql)
        .forEach(Grammar::assertOracle);
    // The grammar doesn't know the parameter; it is checked by eye.
    asked.stream().filter(it -> !it.contains("DDL_LOCK_TIMEOUT")).forEach(Grammar::assertOracle);
    Golden.assertMatches(
        FOLDER.resolve("log-groups.sql"),
        "%s\n-- for whole rows, where the key alone was logged\n%s\n-- where the table was made anew\n%s\n-- asked before\n%s;\n\n-- taken back\n%s"
            .formatted(sql(all), sql(whole), sql(anew), String.join(";\n\n", asked), sql(removal)));
  }

  @Test
  void aTableOfManyColumnsHasSeveralGroups() throws SQLException {
    Column[] columns =
        IntStream.rangeClosed(1, 70)
            .mapToObj(i -> RedoShop.column("C" + i, "NUMBER", 22, 0, 9, 0))
            .toArray(Column[]::new);
    Table wide = RedoShop.table(OracleFixture.ORDERS, List.of(), columns);
    List<SetupStatement> statements =
        new LogGroups(server("YES").connection()).statements(STREAM, List.of(wide), Set.of());
    assertThat(statements)
        .extracting(SetupStatement::sql)
        .satisfiesExactly(
            it -> assertThat(it).contains("DROP SUPPLEMENTAL LOG GROUP"),
            it -> assertThat(it).contains("_73421_1\" (\"C1\", ").contains("\"C32\") ALWAYS"),
            it -> assertThat(it).contains("_73421_2\" (\"C33\", ").contains("\"C64\") ALWAYS"),
            it -> assertThat(it).contains("_73421_3\" (\"C65\", ").contains("\"C70\") ALWAYS"));
  }

  @Test
  void aTableIsCarriedWhileItIsTheOneThatItsGroupsWereMadeFor() throws SQLException {
    LogGroups groups = new LogGroups(server("YES").connection());
    assertThat(groups.carried(STREAM, List.of(OracleFixture.ORDERS, OracleFixture.CUSTOMERS)))
        .isEqualTo(Map.of(OracleFixture.ORDERS, "73421"));
    assertThat(groups.numbers(List.of(OracleFixture.ORDERS)).get(OracleFixture.ORDERS).all())
        .containsExactly("73421", "73430");
    assertThat(groups.streams())
        .extracting(KeptStream::name)
        .containsExactly("godwit_shop", "godwit_shop_1");
  }

  @Test
  void whatCantBeFollowedIsToldByTable() throws SQLException {
    TableName iot = new TableName("SHOP", "IOT");
    TableName named = new TableName("SHOP", "A_NAME_OF_MORE_THAN_THIRTY_BYTES");
    Column id = RedoShop.column("ID", "NUMBER", 22, 0, 9, 0);
    StandInServer server =
        new StandInServer(OracleResultSet.class).answer("IOT_TYPE", row("SHOP", "IOT", "IOT"));
    assertThat(
            new LogGroups(server.connection())
                .unfollowed(
                    List.of(
                        ORDERS,
                        OracleFixture.table(OracleFixture.TYPES),
                        OracleFixture.table(OracleFixture.OPEN_ORDERS),
                        RedoShop.table(iot, List.of("ID"), id),
                        RedoShop.table(named, List.of("ID"), id))))
        .hasEntrySatisfying(
            OracleFixture.TYPES, it -> assertThat(it).contains("O (SHOP.ADDRESS_T)"))
        .hasEntrySatisfying(OracleFixture.OPEN_ORDERS, it -> assertThat(it).contains("no table's"))
        .hasEntrySatisfying(iot, it -> assertThat(it).contains("index-organized"))
        .hasEntrySatisfying(named, it -> assertThat(it).contains("30 bytes"))
        .hasSize(4);
  }

  @Test
  void checksSayWhatIsMissingAndHowToPutItRight() throws SQLException, IOException {
    SQLException refused = new SQLException("ORA-00942: table or view does not exist", "", 942);
    StandInServer bad =
        new StandInServer(OracleResultSet.class)
            .answer("'CON_NAME'", row("SHOPPDB", "3", "CDB1"))
            .answer("'SESSION_USER'", row("C##GODWIT"))
            .answer("USER_USERS", row("YES"))
            .answer("SESSION_PRIVS", row("SET CONTAINER"))
            .refuse("V$ARCHIVED_LOG", refused)
            .refuse(
                "V$LOGMNR_CONTENTS",
                new SQLException("ORA-01306: dbms_logmnr.start_logmnr() must be invoked", "", 1306))
            .refuse("END_LOGMNR", new SQLException("ORA-06550: PLS-00201", "", 6550));
    StandInServer local =
        new StandInServer(OracleResultSet.class)
            .answer("'CON_NAME'", row("SHOPPDB", "3", "CDB1"))
            .answer("'SESSION_USER'", row("GODWIT"))
            .answer("USER_USERS", row("NO"));
    StandInServer wrong =
        permitted()
            .answer("LOG_MODE", row("NOARCHIVELOG", "PHYSICAL STANDBY", "MOUNTED", "NO", "NO"))
            .answer(
                "'ARCHIVED', MIN(a.NAME)",
                row("CURRENT", "/r/1", "1", "10", "5000", "9"),
                row("CURRENT", "/r/2", "2", "20", "5000", "9"));
    StandInServer right =
        permitted()
            .answer("LOG_MODE", row("ARCHIVELOG", "PRIMARY", "READ WRITE", "YES", "YES"))
            .answer("'ARCHIVED', MIN(a.NAME)", row("CURRENT", "/r/1", "1", "10", "5000", "9"));
    StringBuilder text = new StringBuilder();
    for (StandInServer server : List.of(bad, local, wrong, right)) {
      try (Connection connection = server.connection()) {
        for (ConnectionReport.Check check : new LogMinerChecks(connection).run()) {
          text.append(check.result()).append(' ').append(check.sentence()).append('\n');
        }
      }
      text.append('\n');
    }
    Golden.assertMatches(FOLDER.resolve("log-checks.txt"), text.toString());
    assertThat(bad.sent().getLast())
        .as("the connection is back in its container")
        .isEqualTo("ALTER SESSION SET CONTAINER = SHOPPDB");
    List<String> sent = right.sent().stream().filter(it -> !it.startsWith("BEGIN")).toList();
    sent.forEach(Grammar::assertOracle);
    Golden.assertMatches(
        FOLDER.resolve("log-checks.sql"), String.join(";\n\n", right.sent()) + ";\n");
  }

  private static StandInServer permitted() {
    return new StandInServer(OracleResultSet.class)
        .answer("'CON_NAME'", row("ORCL", "0", null))
        .answer("'SESSION_USER'", row("GODWIT"))
        .answer("SESSION_PRIVS", row("LOGMINING"))
        .answer("COUNT(*) FROM V$", row("0"));
  }

  /** What LogMiner itself is told, and which redo it is asked for. */
  @Test
  void redoIsReadLogByLog() throws IOException {
    String wanted =
        RedoRows.wanted(
            "SHOPPDB",
            Map.of(
                OracleFixture.ORDERS,
                List.of("73421", "73430"),
                new TableName("O'NEIL", "T"),
                List.of("80000")));
    assertThat(RedoRows.wanted("", Map.of(OracleFixture.ORDERS, List.of())))
        .doesNotContain("SRC_CON_NAME");
    StandInServer server = new StandInServer(OracleResultSet.class);
    try (Connection connection = server.connection();
        RedoRows rows =
            RedoRows.of(
                connection,
                new RedoLog("/arch/1_10.dbf", 1, 10, 5000, 6000, false, false),
                5500,
                wanted)) {
      assertThat(rows.next()).isNull();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    List<String> sent = new java.util.ArrayList<>(server.sent());
    sent.addAll(
        List.of(
            RedoLogs.LOGS,
            RedoLogs.IS_STILL.formatted(1, 10),
            RedoLogs.BYTES.formatted(5500),
            RedoLogs.AGE.formatted(5500),
            RedoStream.TIME_ZONE,
            RedoStream.OPEN.formatted("3"),
            OracleChangeSource.NOW,
            OracleChangeSource.OLDEST_OPEN.formatted("3"),
            OracleChangeSource.AT_TIME.formatted(63),
            Container.WHERE,
            MinedValue.SESSION,
            "ALTER SESSION SET CONTAINER = " + Container.ROOT));
    sent.stream().map(it -> it.replaceFirst("END;$", "END")).forEach(Grammar::assertOracle);
    Golden.assertMatches(FOLDER.resolve("logminer.sql"), String.join(";\n\n", sent) + ";\n");
  }
}
