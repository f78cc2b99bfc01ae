package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.Cut;
import org.godwit.engine.EngineException;
import org.godwit.engine.Segment;
import org.godwit.engine.SourceTable;
import org.godwit.engine.Use;
import org.godwit.testing.CatalogText;
import org.godwit.testing.Golden;
import org.godwit.testing.Grammar;
import org.godwit.testing.StandInServer;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.Test;

/** Every statement that goes to Oracle, in files that a DBA can read, and read by a grammar. */
class OracleStatementsTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/engine/oracle");

  private static Table table(TableName name) {
    return OracleFixture.table(name);
  }

  private static void check(String file, List<String> statements) throws IOException {
    for (String statement : statements) {
      // The grammar is older than this function of 19c; its arguments are checked by eye.
      Grammar.assertOracle(statement.replaceAll("JSON_SERIALIZE\\((.*?) RETURNING CLOB\\)", "$1"));
    }
    Golden.assertMatches(
        FOLDER.resolve(file),
        String.join(";\n\n", statements) + (statements.isEmpty() ? "" : ";\n"));
  }

  @Test
  @Trap({13, 18, 45})
  void theDictionaryIsReadInADozenQueriesHoweverManyTables() throws IOException {
    StandInServer many = OracleFixture.server();
    List<TableName> names =
        new ArrayList<>(
            List.of(
                OracleFixture.TYPES,
                OracleFixture.ORDERS,
                OracleFixture.CUSTOMERS,
                OracleFixture.OPEN_ORDERS));
    for (int i = 0; i < 1000; i++) {
      names.add(new TableName("SHOP", "T" + i));
    }
    List<Table> tables = new OracleCatalogReader().tables(many.connection(), names);
    Golden.assertMatches(FOLDER.resolve("catalog.txt"), CatalogText.of(tables));
    assertThat(many.sent()).hasSize(12);
    check("catalog.sql", many.sent());
  }

  @Test
  void listsAndPrivileges() throws IOException {
    StandInServer server =
        OracleFixture.server()
            .answer("FROM ALL_POLICIES", StandInServer.row("SHOP", "ORDERS", "HIDE"));
    OracleCatalogReader reader = new OracleCatalogReader();
    reader.schemas(server.connection());
    reader.summaries(server.connection());
    assertThat(reader.unreadable(server.connection(), List.of(OracleFixture.ORDERS)))
        .containsEntry(
            OracleFixture.ORDERS,
            "policy HIDE of SHOP.ORDERS may hide rows from user GODWIT: GRANT EXEMPT ACCESS POLICY TO GODWIT;");
    check("lists.sql", server.sent());
  }

  @Test
  void aTableThatMayNotBeReadIsToldWithItsGrant() {
    StandInServer server =
        new StandInServer(oracle.jdbc.OracleResultSet.class)
            .answer("FROM SESSION_PRIVS", StandInServer.row("CREATE SESSION"))
            .answer("'SESSION_USER'", StandInServer.row("GODWIT"))
            .refuse(
                "\"SHOP\".\"ORDERS\"",
                new SQLException("ORA-00942: table or view does not exist", "42000", 942));
    OracleCatalogReader reader = new OracleCatalogReader();
    assertThat(
            reader.unreadable(
                server.connection(), List.of(OracleFixture.ORDERS, OracleFixture.CUSTOMERS)))
        .containsOnly(
            java.util.Map.entry(
                OracleFixture.ORDERS,
                "user GODWIT may not read SHOP.ORDERS: GRANT SELECT ON \"SHOP\".\"ORDERS\" TO GODWIT;"));
    assertThat(reader.blindSpots(server.connection(), List.of("SHOP", "GODWIT")))
        .singleElement()
        .asString()
        .contains("GRANT SELECT ANY TABLE TO GODWIT;");
  }

  @Test
  void everyReaderReadsAsOfOneNumber() throws IOException {
    Table types = table(OracleFixture.TYPES);
    Table orders = table(OracleFixture.ORDERS);
    OracleSnapshot snapshot =
        new OracleSnapshot(
            OracleFixture.CONFIG,
            List.of(),
            Optional.of(new Scn(new BigInteger("94857263910"))),
            Instant.EPOCH);
    List<Column> readable =
        types.columns().stream()
            .filter(column -> OracleType.of(column) != OracleType.OTHER)
            .toList();
    List<String> statements = new ArrayList<>();
    statements.add(snapshot.query(new SourceTable(types, readable, ""), Segment.whole(0)));
    SourceTable filtered =
        new SourceTable(orders, orders.columns(), "\"STATE\" = 'sent' OR \"AMOUNT\" > 10");
    try (Connection connection = OracleFixture.server().connection()) {
      for (Cut cut :
          List.of(
              new Cut.BySize(100_000_000),
              new Cut.ByPartition(false, List.of("P2025")),
              new Cut.ByPartition(true, List.of()))) {
        for (Segment segment :
            new OracleSnapshotSource(new OracleEngine()).segments(connection, filtered, cut)) {
          statements.add(snapshot.query(filtered, segment));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    check("reading.sql", statements);
  }

  @Test
  void aTableIsCutByItsExtentsOrByItsKey() throws IOException {
    SourceTable orders = new SourceTable(table(OracleFixture.ORDERS), List.of(), "");
    OracleSnapshotSource source = new OracleSnapshotSource(new OracleEngine());
    StandInServer server = OracleFixture.server();
    List<Segment> byAddress =
        source.segments(server.connection(), orders, new Cut.BySize(80_000_000));
    assertThat(byAddress).hasSize(3);
    assertThat(byAddress.get(1).range().orElseThrow().from())
        .isEqualTo(byAddress.get(0).range().orElseThrow().to());
    List<Segment> again =
        source.segments(server.connection(), orders, new Cut.Again(byAddress.get(1), 2));
    assertThat(again.getFirst().range().orElseThrow().from())
        .isEqualTo(byAddress.get(1).range().orElseThrow().from());
    assertThat(again.getLast().range().orElseThrow().to())
        .isEqualTo(byAddress.get(1).range().orElseThrow().to());

    StandInServer blind =
        new StandInServer(oracle.jdbc.OracleResultSet.class)
            .refuse(
                "DBA_EXTENTS",
                new SQLException("ORA-00942: table or view does not exist", "42000", 942))
            .answer(
                "NTILE(",
                StandInServer.row("1000"),
                StandInServer.row("2000"),
                StandInServer.row("2000"));
    List<Segment> byKey = source.segments(blind.connection(), orders, new Cut.BySize(80_000_000));
    assertThat(byKey)
        .extracting(it -> it.range().orElseThrow().condition(OracleSegments::quote, name -> false))
        .containsExactly("\"ID\" < 1000", "\"ID\" >= 1000 AND \"ID\" < 2000", "\"ID\" >= 2000");
    source.segments(blind.connection(), orders, new Cut.Again(byKey.get(1), 2));
    source.layout(server.connection(), orders);
    List<String> statements = new ArrayList<>(server.sent());
    statements.addAll(blind.sent());
    check("segments.sql", statements);
  }

  @Test
  void aSnapshotNeedsNoPrivilegeButThenHasOneReader() throws IOException {
    StandInServer free = OracleFixture.server();
    StandInServer bound =
        new StandInServer(oracle.jdbc.OracleResultSet.class)
            .answer("FROM SESSION_PRIVS", StandInServer.row("CREATE SESSION"))
            .answer("'SESSION_USER'", StandInServer.row("GODWIT"))
            .refuse(
                "AS OF SCN", new SQLException("ORA-01031: insufficient privileges", "42000", 1031));
    Table orders = table(OracleFixture.ORDERS);
    Scn scn = new Scn(BigInteger.TEN);
    try {
      assertThat(OracleSnapshotSource.mayReadPast(free.connection(), List.of(orders), scn))
          .isTrue();
      assertThat(OracleSnapshotSource.mayReadPast(bound.connection(), List.of(orders), scn))
          .isFalse();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    List<String> statements = new ArrayList<>(OracleSnapshotSource.CURRENT_SCN);
    statements.add(OracleSnapshotSource.NOW);
    statements.add(OracleSnapshotSource.READ_ONLY);
    statements.addAll(free.sent());
    statements.addAll(bound.sent());
    check("snapshot.sql", statements);
    assertThat(
            new OracleSnapshot(OracleFixture.CONFIG, List.of(), Optional.empty(), Instant.EPOCH)
                .method())
        .contains("One read-only transaction on one connection");
  }

  @Test
  void theConnectionTestAsksAndAdvises() throws Exception {
    StandInServer server =
        new StandInServer(oracle.jdbc.OracleResultSet.class)
            .answer("FROM SESSION_PRIVS", StandInServer.row("CREATE SESSION"))
            .answer("'SESSION_USER'", StandInServer.row("GODWIT"))
            .answer("'CON_NAME'", StandInServer.row("CDB$ROOT"))
            .answer("NLS_CHARACTERSET", StandInServer.row("WE8MSWIN1252"))
            .refuse("V$PARAMETER", new SQLException("ORA-00942", "42000", 942))
            .refuse("DBA_EXTENTS", new SQLException("ORA-00942", "42000", 942))
            .refuse(
                "DBMS_CRYPTO",
                new SQLException(
                    "ORA-00904: \"DBMS_CRYPTO\".\"HASH\": invalid identifier", "42000", 904));
    var report = new OracleReport(server.connection(), OracleFixture.CONFIG, Use.SOURCE).run();
    StringBuilder text = new StringBuilder();
    report
        .checks()
        .forEach(
            it ->
                text.append("%s %s: %s%n".formatted(it.result(), it.name(), it.details()))
                    .append(it.fix().isEmpty() ? "" : "  " + it.fix() + "\n"));
    Golden.assertMatches(FOLDER.resolve("connection-test.txt"), text.toString());
    List<String> statements = new ArrayList<>(server.sent());
    statements.add(OracleConnector.SESSION);
    check("connection-test.sql", statements);
  }

  @Test
  void aTypeThatNobodyReadsIsRefusedByItsName() {
    Table types = table(OracleFixture.TYPES);
    Column object = types.column("O").orElseThrow();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> OracleReaders.of(object, new org.godwit.engine.ByteBudget(1)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("column O is of type SHOP.ADDRESS_T, which isn't read");
  }
}
