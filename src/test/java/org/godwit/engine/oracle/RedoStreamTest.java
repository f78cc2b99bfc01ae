package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godwit.engine.oracle.RedoShop.LINES;
import static org.godwit.engine.oracle.RedoShop.ORDERS;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.godwit.catalog.Table;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.SourceTable;
import org.godwit.engine.oracle.RedoDatabase.Transaction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redo as steps, from a stand-in whose redo is as Oracle describes it. */
class RedoStreamTest {
  private static final String STREAM = "godwit_shop_1";
  private static final Duration SOON = Duration.ofSeconds(3);

  @TempDir Path folder;
  private RedoDatabase database;
  private Engine engine;
  private ChangeSource source;
  private Position beginning;

  @BeforeEach
  void followIt() throws SQLException {
    open(OracleChangeSource.MEMORY_BYTES);
  }

  private void open(long memoryBytes) throws SQLException {
    database = new RedoDatabase(RedoShop.TABLES);
    engine = RedoShop.engine(database, folder, memoryBytes);
    source = engine.changeSource().orElseThrow();
    try (Connection connection = engine.connect(OracleFixture.CONFIG)) {
      source.run(
          OracleFixture.CONFIG, source.setup(connection, STREAM, RedoShop.TABLES, Map.of()), SOON);
      assertThat(source.setup(connection, STREAM, RedoShop.TABLES, Map.of())).isEmpty();
      beginning = source.beginning(connection, STREAM);
    }
  }

  private ChangeStream open(Position from) {
    return open(from, Map.of());
  }

  private ChangeStream open(Position from, Map<org.godwit.catalog.TableName, String> before) {
    List<SourceTable> followed = new ArrayList<>();
    for (Table table : database.tables()) {
      followed.add(new SourceTable(table, table.columns(), ""));
    }
    return source.open(OracleFixture.CONFIG, STREAM, followed, before, from, _ -> {});
  }

  private static Object[] order(long id) {
    return new Object[] {
      BigDecimal.valueOf(id), "n" + id, null, new BigDecimal("1.50"), null, null, null
    };
  }

  private static Object number(long value) {
    return BigDecimal.valueOf(value);
  }

  private static void line(Transaction transaction, long order, long line, String what) {
    transaction.insert("LINES", number(order), number(line), what);
  }

  private long insertLine(long order) {
    Transaction transaction = database.begin();
    line(transaction, order, 1, "bread");
    return transaction.commit();
  }

  /** Up to where the log has been read that far. */
  private List<String> untilRest(ChangeStream stream) {
    return until(stream, database.scn());
  }

  private static List<String> until(ChangeStream stream, long scn) {
    List<String> steps = new ArrayList<>();
    for (Change step = stream.next(SOON); step != null; step = stream.next(SOON)) {
      if (step instanceof Change.Idle(Position next)) {
        if (((RedoPlace) next).scn() >= scn) {
          return steps;
        }
      } else {
        steps.add(RedoSteps.said(step));
      }
    }
    throw new AssertionError("the stream rests before SCN " + scn + ": " + steps);
  }

  @Test
  void transactionsComeWholeAndInTheOrderOfTheirCommits() {
    Transaction first = database.begin();
    Transaction second = database.begin();
    first.insert("ORDERS", order(1));
    line(second, 7, 1, "é\\'\uD83D\uDC26");
    first.update("ORDERS", "NAME", "it's", number(1));
    second.commit();
    first.update("ORDERS", "ID", number(2), number(1));
    first.delete("ORDERS", number(2));
    Transaction never = database.begin();
    never.insert("ORDERS", order(9));
    first.commit();
    try (ChangeStream stream = open(beginning)) {
      assertThat(untilRest(stream))
          .containsExactly(
              "begin",
              "insert LINES 7,1,é\\'\uD83D\uDC26",
              "commit",
              "begin",
              "insert ORDERS 1,n1,NULL",
              "update ORDERS to 1,it's,absent",
              "update ORDERS 1,absent,absent to 2,absent,absent",
              "delete ORDERS 2,it's,NULL",
              "commit");
    }
  }

  @Test
  void whatASavepointOrARollbackTookBackNeverComes() {
    Transaction transaction = database.begin();
    transaction.insert("ORDERS", order(1));
    int savepoint = transaction.savepoint();
    transaction.update("ORDERS", "NAME", "undone", number(1));
    transaction.insert("ORDERS", order(2));
    transaction.delete("ORDERS", number(1));
    transaction.rollbackTo(savepoint);
    transaction.update("ORDERS", "NAME", "done", number(1));
    Transaction other = database.begin();
    other.insert("ORDERS", order(3));
    other.rollback();
    transaction.commit();
    try (ChangeStream stream = open(beginning)) {
      assertThat(untilRest(stream))
          .containsExactly(
              "begin", "insert ORDERS 1,n1,NULL", "update ORDERS to 1,done,absent", "commit");
    }
  }

  @Test
  void aRollbackInALaterLogIsThatOfItsTransaction() {
    Transaction transaction = database.begin();
    transaction.insert("ORDERS", order(1));
    Transaction other = database.begin();
    other.insert("ORDERS", order(2));
    int savepoint = transaction.savepoint();
    transaction.insert("ORDERS", order(3));
    database.switchLog();
    insertLine(1);
    database.switchLog();
    transaction.rollbackTo(savepoint);
    other.rollback();
    transaction.commit();
    try (ChangeStream stream = open(beginning)) {
      assertThat(untilRest(stream))
          .containsExactly(
              "begin",
              "insert LINES 1,1,bread",
              "commit",
              "begin",
              "insert ORDERS 1,n1,NULL",
              "commit");
    }
  }

  @Test
  void aStreamGoesOnBehindAnyTransactionAndMissesNoneThatWasOpen() throws SQLException {
    Random random = new Random(5);
    List<Transaction> open = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Transaction transaction = database.begin();
      transaction.insert("ORDERS", order(i));
      open.add(transaction);
      if (random.nextInt(3) > 0) {
        Transaction ended = open.remove(random.nextInt(open.size()));
        ended.commit();
        expected.add(ended.id());
      }
      if (i % 9 == 8) {
        database.switchLog();
      }
    }
    for (Transaction left : open) {
      left.commit();
      expected.add(left.id());
    }
    List<String> found = new ArrayList<>();
    Position from = beginning;
    for (int i = 0; i < expected.size(); i++) {
      try (ChangeStream stream = open(from)) {
        Change step = stream.next(SOON);
        while (step instanceof Change.Idle) {
          step = stream.next(SOON);
        }
        Change.Begin begin = (Change.Begin) step;
        assertThat(source.isBefore(begin.position(), from)).isFalse();
        assertThat(begin.committedAt())
            .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        found.add(begin.transaction());
        assertThat(stream.next(SOON)).isInstanceOf(Change.Insert.class);
        from = ((Change.Commit) stream.next(SOON)).next();
        assertThat(source.position(from.text())).isEqualTo(from);
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void commitsOfOneNumberAreToldApart() {
    Transaction first = database.begin();
    Transaction second = database.begin();
    line(first, 1, 1, "one");
    line(second, 2, 1, "two");
    first.commit();
    second.commitNow();
    Position between;
    try (ChangeStream stream = open(beginning)) {
      between = ((Change.Commit) java.util.Objects.requireNonNull(next(stream, 0))).next();
    }
    try (ChangeStream stream = open(source.position(between.text()))) {
      database.breathe();
      assertThat(untilRest(stream)).containsExactly("begin", "insert LINES 2,1,two", "commit");
    }
  }

  /** The next commit. */
  private static @Nullable Change next(ChangeStream stream, int deep) {
    Change step = stream.next(SOON);
    return step == null || step instanceof Change.Commit || deep > 10
        ? step
        : next(stream, deep + 1);
  }

  @Test
  void redoThatIsntOnDiskYetIsntPassedOver() throws SQLException {
    Transaction late = database.begin();
    late.insert("ORDERS", order(1));
    insertLine(1);
    late.insert("ORDERS", order(2)); // not written: nobody has committed behind it
    long end;
    try (Connection connection = engine.connect(OracleFixture.CONFIG)) {
      end = ((RedoPlace) source.end(connection)).scn();
    }
    try (ChangeStream stream = open(beginning)) {
      List<String> steps = new ArrayList<>();
      Change step = stream.next(SOON);
      while (!(step instanceof Change.Idle(Position next))) {
        steps.add(RedoSteps.said(step));
        step = stream.next(SOON);
      }
      assertThat(steps).containsExactly("begin", "insert LINES 1,1,bread", "commit");
      assertThat(((RedoPlace) ((Change.Idle) step).next()).scn()).isLessThan(end);
      late.commit();
      assertThat(untilRest(stream))
          .containsExactly("begin", "insert ORDERS 1,n1,NULL", "insert ORDERS 2,n2,NULL", "commit");
    }
  }

  @Test
  void aSourceAtRestMovesThePlaceOnWithTheRedoOfOthers() {
    insertLine(1);
    try (ChangeStream stream = open(beginning)) {
      assertThat(untilRest(stream)).hasSize(3);
      assertThat(stream.next(Duration.ofMillis(1200))).as("nothing has happened").isNull();
      database.breathe();
      assertThat(untilRest(stream)).isEmpty();
    }
  }

  @Test
  void logsAreReadOneBehindTheOtherAndOneThatIsGoneIsTold() {
    Transaction open = database.begin();
    open.insert("ORDERS", order(1));
    insertLine(1);
    database.switchLog();
    insertLine(2);
    database.switchLog();
    insertLine(3);
    Position place;
    try (ChangeStream stream = open(beginning)) {
      assertThat(untilRest(stream)).hasSize(9);
      database.breathe();
      Change step = stream.next(SOON);
      place = ((Change.Idle) java.util.Objects.requireNonNull(step)).next();
    }
    assertThat(place.text()).contains(" from ");
    database.removeLogs(1);
    assertThatThrownBy(() -> open(place))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.POSITION_LOST))
        .hasMessageContaining("no longer has its redo");
    database.resetLogs();
    assertThatThrownBy(() -> open(new RedoPlace(database.scn(), database.scn(), 1, List.of())))
        .hasMessageContaining("RESETLOGS");
  }

  @Test
  void aTransactionThatMemoryShouldntHoldWaitsInAFile() throws IOException, SQLException {
    open(20_000);
    Transaction large = database.begin();
    for (int i = 0; i < 500; i++) {
      large.insert("ORDERS", order(i));
      if (i % 50 == 49) {
        insertLine(i);
      }
    }
    int savepoint = large.savepoint();
    for (int i = 500; i < 900; i++) {
      large.insert("ORDERS", order(i));
    }
    large.rollbackTo(savepoint - 100);
    large.insert("ORDERS", order(1000));
    try (ChangeStream stream = open(beginning)) {
      insertLine(7000);
      assertThat(untilRest(stream)).hasSize(33);
      try (Stream<Path> files = Files.list(folder.resolve(STREAM))) {
        assertThat(files).hasSize(1);
      }
      large.commit();
      List<String> steps = untilRest(stream);
      assertThat(steps).hasSize(403);
      assertThat(steps.get(1)).isEqualTo("insert ORDERS 0,n0,NULL");
      assertThat(steps.get(400)).isEqualTo("insert ORDERS 399,n399,NULL");
      assertThat(steps.get(401)).isEqualTo("insert ORDERS 1000,n1000,NULL");
    }
    try (Stream<Path> files = Files.list(folder.resolve(STREAM))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void whatLogMinerHasNoWordsForTakesItsTableOutAndTheOtherGoesOn() {
    Transaction transaction = database.begin();
    transaction.insert("ORDERS", order(1));
    transaction.logRow(
        RedoRow.UPDATE,
        "UNKNOWN",
        "OBJ# 73421",
        2,
        "update \"UNKNOWN\".\"OBJ# 73421\" set \"COL 1\" = HEXTORAW('c102');",
        "Dictionary Mismatch");
    transaction.update("ORDERS", "NAME", "never told", number(1));
    line(transaction, 1, 1, "bread");
    transaction.commit();
    Transaction unsupported = database.begin();
    unsupported.logRow(RedoRow.UNSUPPORTED, "SHOP", "LINES", 2, "Unsupported", "");
    unsupported.commit();
    try (ChangeStream stream = open(beginning)) {
      List<String> steps = untilRest(stream);
      assertThat(steps).hasSize(8);
      assertThat(steps.get(1)).isEqualTo("insert ORDERS 1,n1,NULL");
      assertThat(steps.get(2)).startsWith("unreadable SHOP.ORDERS: LogMiner can't say");
      assertThat(steps.get(3)).isEqualTo("insert LINES 1,1,bread");
      assertThat(steps.get(6)).startsWith("unreadable SHOP.LINES: LogMiner doesn't support");
    }
  }

  @Test
  void aRowWhoseKeyWasntLoggedTakesItsTableOut() {
    Transaction transaction = database.begin();
    transaction.logRow(
        RedoRow.UPDATE, "SHOP", "ORDERS", 0, "update \"SHOP\".\"ORDERS\" set \"NAME\" = 'x';", "");
    transaction.commit();
    try (ChangeStream stream = open(beginning)) {
      assertThat(untilRest(stream).get(1)).contains("the log lacks ID of a changed row");
    }
  }

  @Test
  void statementsAreFollowedByWhatTheyLedTo() {
    Table orders = database.tables().getFirst();
    Transaction emptied = database.begin();
    emptied.truncate("LINES");
    emptied.commit();
    database.define(ORDERS, orders, "ALTER TABLE orders ADD CONSTRAINT c CHECK (amount > 0)");
    try (ChangeStream stream = open(beginning)) {
      assertThat(untilRest(stream)).containsExactly("begin", "truncate [SHOP.LINES]", "commit");
      Table wider =
          RedoShop.table(
              ORDERS,
              List.of("ID"),
              Stream.concat(
                      orders.columns().stream(),
                      Stream.of(RedoShop.column("MORE", "NUMBER", 22, 0, 9, 0)))
                  .toArray(org.godwit.catalog.Column[]::new));
      database.define(ORDERS, wider, "ALTER TABLE orders ADD (more NUMBER(9))");
      database.define(LINES, null, "drop table lines AS \"BIN$abc==$0\" ");
      assertThat(untilRest(stream))
          .containsExactly(
              "begin",
              "ORDERS ALTERED ALTER TABLE orders ADD (more NUMBER(9))",
              "commit",
              "begin",
              "LINES DROPPED drop table lines AS \"BIN$abc==$0\"",
              "commit");
    }
    try (ChangeStream stream = open(beginning, Map.of(ORDERS, "NUMBER(18) ID\nkey ID"))) {
      assertThat(stream.definitions().alterations()).containsOnlyKeys(ORDERS);
    }
    assertThatThrownBy(
            () ->
                source.open(
                    OracleFixture.CONFIG,
                    STREAM,
                    List.of(new SourceTable(orders, orders.columns(), "")),
                    Map.of(),
                    beginning,
                    _ -> {}))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.failure()).isEqualTo(Failure.DEFINITION_CHANGED));
  }

  @Test
  void rowsThatAStatementTookAwayParkTheTable() {
    Table orders = database.tables().getFirst();
    database.define(ORDERS, orders, "ALTER TABLE orders TRUNCATE PARTITION p1");
    try (ChangeStream stream = open(beginning)) {
      assertThat(untilRest(stream))
          .containsExactly(
              "begin",
              "unreadable SHOP.ORDERS: it was altered on the source by ALTER TABLE orders TRUNCATE PARTITION p1, behind which the log doesn't have what became of its rows",
              "commit");
    }
  }

  @Test
  void aPlaceThatAPersonGaveDoesntCutATransaction() {
    Transaction cut = database.begin();
    cut.insert("ORDERS", order(1));
    long begun = database.scn();
    database.switchLog();
    insertLine(1);
    long place = database.scn();
    cut.insert("ORDERS", order(2));
    // What is open when the task starts is seen whole, for the server knows its beginning.
    try (ChangeStream stream = open(source.position(Long.toString(place)))) {
      cut.commit();
      assertThat(untilRest(stream)).hasSize(7);
    }
    // What has ended since is not known to it.
    try (ChangeStream stream = open(source.position("SCN " + place))) {
      assertThatThrownBy(() -> untilRest(stream))
          .hasMessageContaining("give the start position as '%d from M'".formatted(place));
    }
    try (ChangeStream stream = open(source.position("%d from %d".formatted(place, begun - 1)))) {
      assertThat(untilRest(stream)).hasSize(7);
    }
  }
}
