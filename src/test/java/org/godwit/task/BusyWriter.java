package org.godwit.task;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.godwit.testing.TestDatabase;

/** Somebody who never pauses to change a source, seeded, until told to end. */
final class BusyWriter implements AutoCloseable {
  static final String ALTERED = "altered";
  static final List<String> TABLES =
      List.of("account", "line", "nokey", "note", "emptied", ALTERED, "holder", "held", "tail");

  /** Rows of the second follow those of the first by their foreign keys, the third's the second. */
  static final List<String> CASCADING =
      List.of(
          "CREATE TABLE shop.holder (id int PRIMARY KEY, v int)",
          "CREATE TABLE shop.held (id int PRIMARY KEY, holder int, FOREIGN KEY (holder) REFERENCES shop.holder (id) ON DELETE CASCADE ON UPDATE CASCADE)",
          "CREATE TABLE shop.tail (id int PRIMARY KEY, held int, FOREIGN KEY (held) REFERENCES shop.held (id) ON DELETE SET NULL ON UPDATE CASCADE)");

  private static final int LARGE = 20_000;
  private static final int[] ON_TWO_TABLES = {0, 2, 4, 5, 11, 12};
  private static final int ERRORS_MAX = 10;
  private static final Duration REVIVAL_MAX = Duration.ofMinutes(2);

  private final LoggedSource kind;
  private final TestDatabase source;
  private final Random random;
  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private volatile boolean isEnded;
  private volatile boolean mayTruncate;
  private final Manner manner;
  private final boolean isRough;
  private List<String> columns = List.of();
  private long nextId = 1_000_000;
  private long changes;
  private int errors;

  private enum Manner {
    USUAL,
    ROUGH,
    LIGHT
  }

  private BusyWriter(LoggedSource kind, TestDatabase source, long seed, Manner manner) {
    this.manner = manner;
    this.isRough = manner == Manner.ROUGH;
    this.kind = kind;
    this.source = source;
    this.random = new Random(seed);
    this.mayTruncate = kind.truncatesWithin();
  }

  /** Makes the tables and some rows. */
  static void prepare(LoggedSource kind, TestDatabase source) throws SQLException {
    source.execute(kind.busyTables().toArray(String[]::new));
    source.execute(CASCADING.stream().map(kind::sql).toArray(String[]::new));
  }

  static BusyWriter start(LoggedSource kind, TestDatabase source, long seed) {
    return start(new BusyWriter(kind, source, seed, Manner.USUAL));
  }

  /**
   * One that also alters a table, changes all rows of another in one transaction, and goes on when
   * a server that went away is back.
   */
  static BusyWriter rough(LoggedSource kind, TestDatabase source, long seed) {
    return start(new BusyWriter(kind, source, seed, Manner.ROUGH));
  }

  /** One of single changes to two tables, whose log is read as fast as it grows. */
  static BusyWriter light(LoggedSource kind, TestDatabase source, long seed) {
    return start(new BusyWriter(kind, source, seed, Manner.LIGHT));
  }

  private static BusyWriter start(BusyWriter writer) {
    Thread.ofVirtual().name("busy writer").start(writer::run);
    return writer;
  }

  private void run() {
    try {
      while (!isEnded) {
        write();
      }
      done.complete(changes);
    } catch (SQLException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void write() throws SQLException {
    try (Connection connection = isRough ? awaitSource() : source.connect();
        Statement statement = connection.createStatement()) {
      columns = isRough ? columnsOfAltered(kind, connection) : List.of();
      connection.setAutoCommit(false);
      while (!isEnded) {
        transaction(connection, statement);
      }
    } catch (SQLException e) {
      // A commit whose answer was lost has happened or not: the source's rows say which.
      if (!isRough || ++errors > ERRORS_MAX) {
        throw e;
      }
    }
  }

  private Connection awaitSource() {
    return Awaitility.await()
        .atMost(REVIVAL_MAX)
        .ignoreExceptions()
        .until(source::connect, Objects::nonNull);
  }

  private void transaction(Connection connection, Statement statement) throws SQLException {
    if (isRough && random.nextInt(300) == 0) {
      alter(connection, statement);
    }
    if (isRough && random.nextInt(400) == 0) {
      execute(statement, "UPDATE shop.account SET balance = balance + 1");
      connection.commit();
    }
    int size = random.nextInt(20) == 0 ? 200 : 1 + random.nextInt(5);
    size = manner == Manner.LIGHT ? 1 : size;
    for (int i = 0; i < size; i++) {
      change(connection, statement, mayTruncate);
    }
    if (random.nextInt(10) == 0) {
      Savepoint before = connection.setSavepoint();
      change(connection, statement, kind.truncatesWithin());
      connection.rollback(before);
    }
    if (random.nextInt(15) == 0) {
      connection.rollback();
    } else {
      connection.commit();
      changes += size;
      errors = 0;
    }
  }

  private void change(Connection connection, Statement statement, boolean truncates)
      throws SQLException {
    int id = 1 + random.nextInt(20_000);
    int note = 1 + random.nextInt(300);
    int what = random.nextInt(isRough ? 18 : 15);
    switch (manner == Manner.LIGHT ? ON_TWO_TABLES[what % ON_TWO_TABLES.length] : what) {
      case 0, 1 ->
          execute(
              statement,
              "INSERT INTO shop.account VALUES (%1$d, 'new %1$d', %2$d.25, CURRENT_TIMESTAMP(6), '{}', NULL)"
                  .formatted(nextId++, id));
      case 2, 3 ->
          execute(
              statement,
              "UPDATE shop.account SET balance = balance + 1, changed = CURRENT_TIMESTAMP(6) WHERE id = "
                  + id);
      case 4 -> execute(statement, "DELETE FROM shop.account WHERE id = " + id);
      case 5 ->
          execute(
              statement, "UPDATE shop.account SET id = %d WHERE id = %d".formatted(nextId++, id));
      case 6 ->
          execute(
              statement,
              "INSERT INTO shop.nokey VALUES (%d, 't%d', '{\"n\": %d}')"
                  .formatted(random.nextInt(50), random.nextInt(7), random.nextInt(3)));
      case 7 ->
          execute(
              statement,
              "UPDATE shop.nokey SET v = %d WHERE v = %d"
                  .formatted(random.nextInt(50), random.nextInt(50)));
      case 8 -> execute(statement, kind.deleteOne(random.nextInt(50)));
      case 9 -> execute(statement, "UPDATE shop.note SET brief = 'x" + id + "' WHERE id = " + note);
      case 10 -> large(connection, note);
      case 11 ->
          execute(
              statement,
              "INSERT INTO shop.line VALUES (%d, %d, NULL) %s v = 'c%d'"
                  .formatted(random.nextInt(600), random.nextInt(12), kind.orUpdate(), id));
      case 12 ->
          execute(
              statement,
              "DELETE FROM shop.line WHERE a = %d AND b > %d"
                  .formatted(random.nextInt(600), random.nextInt(12)));
      case 14 -> cascade(statement, random.nextInt(200));
      case 15 -> cascade(statement, random.nextInt(200));
      case 16 -> execute(statement, insertIntoAltered(id));
      case 17 ->
          execute(
              statement,
              "UPDATE shop.altered SET %s = %d WHERE id %% 100 = %d"
                  .formatted(columns.getLast(), id, id % 100));
      default -> {
        if (truncates && random.nextInt(30) == 0) {
          execute(statement, "TRUNCATE TABLE shop.emptied");
        } else {
          execute(statement, "INSERT INTO shop.emptied (v) VALUES (" + id + ")");
        }
      }
    }
  }

  /** Changes rows whose foreign keys change others. */
  private void cascade(Statement statement, int id) throws SQLException {
    long next = nextId++;
    switch (random.nextInt(8)) {
      case 0, 1 ->
          execute(
              statement,
              "INSERT INTO shop.holder VALUES (%d, 0) %s v = 1"
                  .formatted(id, kind.orUpdate().replace("(a, b)", "(id)")));
      case 2, 3 ->
          execute(
              statement,
              "INSERT INTO shop.held SELECT %d, id FROM shop.holder WHERE id = %d"
                  .formatted(next, id));
      case 4 ->
          execute(
              statement,
              "INSERT INTO shop.tail SELECT %d, min(id) FROM shop.held WHERE holder = %d"
                  .formatted(next, id));
      case 5 ->
          execute(statement, "UPDATE shop.holder SET id = %d WHERE id = %d".formatted(next, id));
      case 6 ->
          execute(
              statement,
              "UPDATE shop.held SET id = id + 1000000000 WHERE holder = %d AND id < 1000000000"
                  .formatted(id));
      default -> execute(statement, "DELETE FROM shop.holder WHERE id = " + id);
    }
  }

  /** Adds a column, renames the last one or drops the first that was added. */
  private void alter(Connection connection, Statement statement) throws SQLException {
    String name = "c" + nextId++;
    String how =
        switch (columns.size() < 5 ? random.nextInt(2) : 2) {
          case 0 -> "ADD COLUMN %s int".formatted(name);
          case 1 -> "RENAME COLUMN %s TO %s".formatted(columns.getLast(), name);
          default -> "DROP COLUMN " + columns.getFirst();
        };
    execute(statement, "ALTER TABLE shop.altered " + how);
    connection.commit();
    columns = columnsOfAltered(kind, connection);
    connection.commit();
  }

  /** The columns of the table that is altered, but for its key. */
  static List<String> columnsOfAltered(LoggedSource kind, TestDatabase source) throws SQLException {
    try (Connection connection = source.connect()) {
      return columnsOfAltered(kind, connection);
    }
  }

  private static List<String> columnsOfAltered(LoggedSource kind, Connection connection)
      throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(kind.sql("SELECT * FROM shop.altered WHERE id = 0"))) {
      for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
        names.add(row.getMetaData().getColumnName(i));
      }
    }
    return names;
  }

  private String insertIntoAltered(int value) {
    return "INSERT INTO shop.altered (id, %s) VALUES (%d%s)"
        .formatted(String.join(", ", columns), nextId++, (", " + value).repeat(columns.size()));
  }

  private void execute(Statement statement, String sql) throws SQLException {
    statement.execute(kind.sql(sql));
  }

  private void large(Connection connection, int note) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            kind.sql("UPDATE shop.note SET wide = ?, bytes = ? WHERE id = ?"))) {
      byte[] bytes = new byte[random.nextInt(LARGE)];
      random.nextBytes(bytes);
      update.setString(
          1, "ä%d\\n\t".formatted(random.nextInt()).repeat(random.nextInt(LARGE / 10)));
      update.setBytes(2, bytes);
      update.setInt(3, note);
      update.execute();
    }
  }

  /** Where TRUNCATE breaks a snapshot, it is used from now on: when all rows are loaded. */
  void truncate() {
    mayTruncate = true;
  }

  /** Ends it, and returns how many changes it has committed. */
  long end() {
    isEnded = true;
    return done.join();
  }

  @Override
  public void close() {
    isEnded = true;
  }
}
