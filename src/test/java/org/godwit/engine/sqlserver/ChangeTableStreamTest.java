package org.godwit.engine.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godwit.engine.sqlserver.CapturedShop.LINES;
import static org.godwit.engine.sqlserver.CapturedShop.ORDERS;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableAlteration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Change tables as steps, by the very queries, which H2 runs in SQL Server's place. */
class ChangeTableStreamTest {
  private static final String STREAM = "godwit_shop_1";
  private static final Duration SOON = Duration.ofSeconds(1);

  private CapturingDatabase database;
  private Engine engine;
  private ChangeSource source;
  private Position beginning;

  @BeforeEach
  void followIt() throws SQLException {
    database = new CapturingDatabase(CapturedShop.TABLES);
    engine = CapturedShop.engine(database);
    source = engine.changeSource().orElseThrow();
    try (Connection connection = engine.connect(SqlServerFixture.CONFIG)) {
      source.run(
          SqlServerFixture.CONFIG,
          source.setup(connection, STREAM, CapturedShop.TABLES, Map.of()),
          SOON);
      assertThat(source.setup(connection, STREAM, CapturedShop.TABLES, Map.of())).isEmpty();
      beginning = source.beginning(connection, STREAM);
    }
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private ChangeStream open(Position from) {
    return open(from, Map.of());
  }

  private ChangeStream open(Position from, Map<TableName, String> before) {
    List<SourceTable> followed = new ArrayList<>();
    for (Table table : CapturedShop.TABLES) {
      followed.add(new SourceTable(table, table.columns(), ""));
    }
    return source.open(SqlServerFixture.CONFIG, STREAM, followed, before, from, _ -> {});
  }

  private static Object[] order(long id, @Nullable String note) {
    return new Object[] {id, "n" + id, note, new BigDecimal("1.50"), null, null};
  }

  private static String said(@Nullable Change step) {
    return switch (step) {
      case null -> "nothing";
      case Change.Begin _ -> "begin";
      case Change.Commit _ -> "commit";
      case Change.Insert(var table, var after) -> "insert " + table.table() + said(after);
      case Change.Update(var table, var before, var after) ->
          "update %s%s to%s"
              .formatted(table.table(), before == null ? " ?" : said(before), said(after));
      case Change.Delete(var table, var before) -> "delete " + table.table() + said(before);
      default -> step.toString();
    };
  }

  private static String said(ChangeRow row) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      words
          .append(i == 0 ? " " : ",")
          .append(row.isAbsent(i) ? "absent" : row.isNull(i) ? "NULL" : row.text(i).utf8());
    }
    return words.toString();
  }

  /** Up to where the source rests. */
  private static List<String> untilIdle(ChangeStream stream) {
    List<String> steps = new ArrayList<>();
    Change step = stream.next(SOON);
    while (step != null && !(step instanceof Change.Idle)) {
      steps.add(said(step));
      step = stream.next(SOON);
    }
    assertThat(step).as(steps::toString).isNotNull();
    return steps;
  }

  @Test
  void transactionsComeWholeAndInTheirOrderOverAllTables() throws SQLException {
    database.commit(
        it -> {
          it.insert("orders", order(1, "long"));
          it.insert("lines", 1L, 1, "bread");
          it.update("orders", "name", "Ä", 1L);
          it.update("orders", "note", null, 1L);
          it.delete("lines", 1L, 1);
        });
    database.commit(it -> it.update("orders", "id", 2L, 1L));
    database.capture();
    try (ChangeStream stream = open(beginning)) {
      assertThat(untilIdle(stream))
          .containsExactly(
              "begin",
              "insert orders 1,n1,long",
              "insert lines 1,1,bread",
              "update orders 1,n1,absent to 1,Ä,absent",
              "update orders 1,Ä,long to 1,Ä,NULL",
              "delete lines 1,1,bread",
              "commit",
              "begin",
              "delete orders 1,Ä,NULL",
              "insert orders 2,Ä,NULL",
              "commit");
      assertThat(stream.next(Duration.ZERO)).as("nothing is captured yet").isNull();
      database.commit(it -> it.delete("orders", 2L));
      assertThat(stream.next(Duration.ofMillis(250))).as("nor is this").isNull();
      database.capture();
      assertThat(untilIdle(stream)).containsExactly("begin", "delete orders 2,Ä,NULL", "commit");
    }
  }

  @Test
  void aStreamGoesOnBehindAnyTransactionAndMissesNone() throws SQLException {
    for (long i = 1; i <= 20; i++) {
      long id = i;
      database.commit(it -> it.insert("orders", order(id, null)));
    }
    database.capture();
    List<String> ids = new ArrayList<>();
    Position from = beginning;
    Position before = beginning;
    for (int i = 0; i < 20; i++) {
      try (ChangeStream stream = open(from)) {
        Change.Begin begin = (Change.Begin) stream.next(SOON);
        assertThat(source.isBefore(begin.position(), from)).isFalse();
        assertThat(source.isBefore(before, begin.position())).isTrue();
        assertThat(begin.committedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        ids.add(((Change.Insert) stream.next(SOON)).after().text(0).utf8());
        from = ((Change.Commit) stream.next(SOON)).next();
        assertThat(source.position(from.text())).isEqualTo(from);
        before = begin.position();
      }
    }
    assertThat(ids).hasSize(20).doesNotHaveDuplicates().startsWith("1").endsWith("20");
  }

  @Test
  void aSourceAtRestMovesThePlaceOn() throws SQLException {
    LogSequenceNumber seen = database.captureNothing();
    try (ChangeStream stream = open(beginning)) {
      assertThat(stream.next(SOON)).isEqualTo(new Change.Idle(seen.next()));
      database.cleanUp(seen);
      database.commit(it -> it.insert("lines", 1L, 1, "bread"));
      database.capture();
      assertThat(untilIdle(stream)).hasSize(3);
    }
  }

  @Test
  void whatWasCleanedUpBeforeItWasReadIsToldAtOnce() throws SQLException {
    database.commit(it -> it.insert("lines", 1L, 1, "bread"));
    database.capture();
    try (ChangeStream stream = open(beginning)) {
      LogSequenceNumber second = database.commit(it -> it.insert("lines", 1L, 2, "salt"));
      database.capture();
      database.cleanUp(second);
      assertThatThrownBy(() -> stream.next(SOON))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.POSITION_LOST));
    }
    assertThatThrownBy(() -> open(beginning))
        .hasMessageContaining("the clean-up has removed what was not applied yet");
  }

  /** As by hand, or where the job failed at the others. */
  @Test
  void aTableWhoseChangesWereCleanedUpAloneIsLeftAndTheOthersGoOn() throws SQLException {
    Map<TableName, String> before = definitions();
    database.commit(it -> it.insert("lines", 1L, 1, "bread"));
    LogSequenceNumber second = database.commit(it -> it.insert("orders", order(1, null)));
    database.capture();
    try (ChangeStream stream = open(beginning, before)) {
      assertThat(untilIdle(stream)).hasSize(6);
    }
    database.cleanUp("lines", second);
    try (ChangeStream stream = open(beginning, before)) {
      assertThat(untilIdle(stream))
          .hasSize(4)
          .anyMatch(step -> step.contains("a clean-up has removed what may not be applied yet"))
          .anyMatch(step -> step.startsWith("insert orders"));
    }
    try (ChangeStream stream = open(beginning, definitions())) { // loaded behind the clean-up
      assertThat(untilIdle(stream)).hasSize(3);
    }
  }

  /** The type is what it was, and rows may have lost what it couldn't hold. */
  @Test
  void aTypeThatWentThereAndBackIsTold() throws SQLException {
    Map<TableName, String> before = definitions();
    database.altered(
        "lines", false, "ALTER TABLE dbo.lines ADD CONSTRAINT c CHECK (article <> '')");
    try (ChangeStream stream = open(beginning, before)) {
      assertThat(stream.definitions().alterations()).isEmpty();
    }
    database.altered("lines", false, "alter table dbo.lines\nALTER  COLUMN article varchar(40)");
    try (ChangeStream stream = open(beginning, before)) {
      assertThat(stream.definitions().alterations()).containsOnlyKeys(LINES);
    }
    try (ChangeStream stream = open(beginning, definitions())) {
      assertThat(stream.definitions().alterations()).isEmpty();
    }
  }

  private Map<TableName, String> definitions() throws SQLException {
    try (Connection connection = engine.connect(SqlServerFixture.CONFIG)) {
      return source.definitions(connection, CapturedShop.TABLES.stream().map(Table::name).toList());
    }
  }

  @Test
  void aTableThatIsNoLongerCapturedIsLeftAndTheOtherGoesOn() throws SQLException {
    try (ChangeStream stream = open(beginning);
        Connection connection = engine.connect(SqlServerFixture.CONFIG)) {
      String instance =
          source.carried(connection, STREAM, List.of(ORDERS, LINES)).keySet().size() == 2
              ? new CaptureSetup(connection)
                  .instances(STREAM).stream()
                      .filter(it -> it.table().equals(ORDERS))
                      .findFirst()
                      .orElseThrow()
                      .name()
              : "";
      database.disable(instance);
      assertThat(source.carried(connection, STREAM, List.of(ORDERS, LINES)))
          .containsOnlyKeys(LINES);
      database.commit(
          it -> {
            it.insert("orders", order(1, null));
            it.insert("lines", 1L, 1, "bread");
          });
      database.capture();
      assertThat(stream.next(SOON))
          .isInstanceOfSatisfying(
              Change.Unreadable.class,
              it -> {
                assertThat(it.table()).isEqualTo(ORDERS);
                assertThat(it.why()).contains("its change table is gone");
              });
      assertThat(untilIdle(stream)).containsExactly("begin", "insert lines 1,1,bread", "commit");
    }
  }

  @Test
  void anAlteredTableIsToldBeforeWhatIsBehindIt() throws SQLException {
    try (ChangeStream stream = open(beginning)) {
      database.altered("orders", false, "ALTER TABLE dbo.orders ADD more int");
      database.commit(it -> it.insert("orders", order(1, null)));
      database.capture();
      assertThat(stream.next(SOON))
          .isEqualTo(
              new Change.Redefined(
                  ORDERS, Change.Deed.ALTERED, "ALTER TABLE dbo.orders ADD more int"));
    }
    Table orders = CapturedShop.TABLES.getFirst();
    try (ChangeStream stream =
        source.open(
            SqlServerFixture.CONFIG,
            STREAM,
            List.of(new SourceTable(orders, orders.columns(), "")),
            Map.of(ORDERS, "int id"),
            beginning,
            _ -> {})) {
      assertThat(stream.definitions().alterations().get(ORDERS))
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.statement()).startsWith("ALTER TABLE dbo.orders");
                assertThat(it.rows()).isEqualTo(TableAlteration.Rows.OTHER);
              });
      assertThat(untilIdle(stream)).as("what was told once isn't again").hasSize(3);
    }
  }

  @Test
  void aTableThatIsCapturedLaterHoldsNobodyUp() throws SQLException {
    try (Connection connection = engine.connect(SqlServerFixture.CONFIG)) {
      source.run(SqlServerFixture.CONFIG, source.removal(connection, STREAM), SOON);
      for (Table table : CapturedShop.TABLES) {
        database.commit(it -> {});
        source.run(
            SqlServerFixture.CONFIG,
            source.setup(connection, STREAM, List.of(table), Map.of()),
            SOON);
        if (table.name().equals(ORDERS)) {
          beginning = source.beginning(connection, STREAM);
        }
      }
      assertThat(source.isBefore(beginning, source.oldest(connection, STREAM))).isTrue();
    }
    database.commit(it -> it.insert("lines", 1L, 1, "bread"));
    database.capture();
    try (ChangeStream stream = open(beginning)) {
      assertThat(untilIdle(stream)).containsExactly("begin", "insert lines 1,1,bread", "commit");
    }
  }

  @Test
  void whatIsKeptIsFoundAndRemoved() throws SQLException {
    try (Connection connection = engine.connect(SqlServerFixture.CONFIG)) {
      assertThat(source.streams().orElseThrow().in(connection))
          .singleElement()
          .satisfies(it -> assertThat(it.name()).isEqualTo(STREAM));
      assertThat(source.kept(connection, SqlServerFixture.CONFIG, STREAM, beginning))
          .hasValueSatisfying(it -> assertThat(it.ageMax()).isEqualTo(Duration.ofDays(3)));
      source.run(SqlServerFixture.CONFIG, source.removal(connection, STREAM), SOON);
      assertThat(source.streams().orElseThrow().in(connection)).isEmpty();
      assertThatThrownBy(() -> source.beginning(connection, STREAM))
          .hasMessageContaining("is left on the source");
    }
    assertThatThrownBy(() -> open(beginning)).hasMessageContaining("is left on the source");
  }
}
