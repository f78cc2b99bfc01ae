package org.godwit.task;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.godwit.testing.TestDatabase;

/** Somebody who never pauses to change a source of PostgreSQL, seeded, until it is told to end. */
final class BusyWriter implements AutoCloseable {
  static final List<String> TABLES = List.of("account", "line", "nokey", "note", "emptied");

  private static final int LARGE = 20_000;

  private final TestDatabase source;
  private final Random random;
  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private volatile boolean isEnded;
  private long nextId = 1_000_000;
  private long changes;

  private BusyWriter(TestDatabase source, long seed) {
    this.source = source;
    this.random = new Random(seed);
  }

  /** Makes the tables and some rows. */
  static void prepare(TestDatabase source) throws SQLException {
    source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.account (id bigint PRIMARY KEY, name varchar(80) UNIQUE, balance"
            + " numeric(20,4), changed timestamptz DEFAULT now(), tags text[], extra jsonb)",
        "CREATE TABLE shop.line (a int, b int, v text, PRIMARY KEY (a, b))",
        "CREATE TABLE shop.nokey (v int, t text, j json)",
        "CREATE TABLE shop.note (id int PRIMARY KEY, short text, long text, bytes bytea)",
        "CREATE TABLE shop.emptied (id serial PRIMARY KEY, v int)",
        "ALTER TABLE shop.note ALTER long SET STORAGE EXTERNAL",
        "INSERT INTO shop.account SELECT i, 'name ' || i, i * 1.5, now(), ARRAY['a', NULL, i::text],"
            + " jsonb_build_object('n', i) FROM generate_series(1, 20000) i",
        "INSERT INTO shop.line SELECT i / 10, i % 10, 'v' || i FROM generate_series(1, 5000) i",
        "INSERT INTO shop.nokey SELECT i % 50, 't' || i % 7, '{\"n\": 1}' FROM generate_series(1, 300) i",
        "INSERT INTO shop.note SELECT i, 's' || i, repeat(md5(i::text), 700), '\\x00ff' FROM"
            + " generate_series(1, 300) i",
        "INSERT INTO shop.emptied (v) SELECT i FROM generate_series(1, 20) i");
  }

  static BusyWriter start(TestDatabase source, long seed) {
    BusyWriter writer = new BusyWriter(source, seed);
    Thread.ofVirtual().name("busy writer").start(writer::run);
    return writer;
  }

  private void run() {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (!isEnded) {
        transaction(connection, statement);
      }
      done.complete(changes);
    } catch (SQLException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void transaction(Connection connection, Statement statement) throws SQLException {
    int size = random.nextInt(20) == 0 ? 200 : 1 + random.nextInt(5);
    for (int i = 0; i < size; i++) {
      change(connection, statement);
    }
    if (random.nextInt(10) == 0) {
      Savepoint before = connection.setSavepoint();
      change(connection, statement);
      connection.rollback(before);
    }
    if (random.nextInt(15) == 0) {
      connection.rollback();
    } else {
      connection.commit();
      changes += size;
    }
  }

  private void change(Connection connection, Statement statement) throws SQLException {
    int id = 1 + random.nextInt(20_000);
    int note = 1 + random.nextInt(300);
    switch (random.nextInt(14)) {
      case 0, 1 ->
          statement.execute(
              "INSERT INTO shop.account VALUES (%1$d, 'new %1$d', %2$d.25, now(), '{}', NULL)"
                  .formatted(nextId++, id));
      case 2, 3 ->
          statement.execute(
              "UPDATE shop.account SET balance = balance + 1, changed = now() WHERE id = " + id);
      case 4 -> statement.execute("DELETE FROM shop.account WHERE id = " + id);
      case 5 ->
          statement.execute(
              "UPDATE shop.account SET id = %d WHERE id = %d".formatted(nextId++, id));
      case 6 ->
          statement.execute(
              "INSERT INTO shop.nokey VALUES (%d, 't%d', '{\"n\": %d}')"
                  .formatted(random.nextInt(50), random.nextInt(7), random.nextInt(3)));
      case 7 ->
          statement.execute(
              "UPDATE shop.nokey SET v = %d WHERE v = %d"
                  .formatted(random.nextInt(50), random.nextInt(50)));
      case 8 ->
          statement.execute(
              "DELETE FROM shop.nokey WHERE ctid = (SELECT min(ctid) FROM shop.nokey WHERE v = %d)"
                  .formatted(random.nextInt(50)));
      case 9 -> statement.execute("UPDATE shop.note SET short = 'x" + id + "' WHERE id = " + note);
      case 10 -> large(connection, note);
      case 11 ->
          statement.execute(
              "INSERT INTO shop.line VALUES (%d, %d, NULL) ON CONFLICT (a, b) DO UPDATE SET v = 'c%d'"
                  .formatted(random.nextInt(600), random.nextInt(12), id));
      case 12 ->
          statement.execute(
              "DELETE FROM shop.line WHERE a = %d AND b > %d"
                  .formatted(random.nextInt(600), random.nextInt(12)));
      default -> {
        if (random.nextInt(30) == 0) {
          statement.execute("TRUNCATE shop.emptied");
        } else {
          statement.execute("INSERT INTO shop.emptied (v) VALUES (" + id + ")");
        }
      }
    }
  }

  private void large(Connection connection, int note) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE shop.note SET long = ?, bytes = ? WHERE id = ?")) {
      byte[] bytes = new byte[random.nextInt(LARGE)];
      random.nextBytes(bytes);
      update.setString(
          1, "ä%d\\n\t".formatted(random.nextInt()).repeat(random.nextInt(LARGE / 10)));
      update.setBytes(2, bytes);
      update.setInt(3, note);
      update.execute();
    }
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
