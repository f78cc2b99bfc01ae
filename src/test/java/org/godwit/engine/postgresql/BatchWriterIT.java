package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godwit.engine.postgresql.PostgresFixture.execute;
import static org.godwit.engine.postgresql.PostgresFixture.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.godwit.catalog.Table;
import org.godwit.codec.Bytes;
import org.godwit.codec.RowSink;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.ChangedTable;
import org.godwit.engine.RefusedChange;
import org.godwit.engine.RefusedChanges;
import org.godwit.engine.TransactionWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in bulk ends in the rows, and in the judgements, that statements end in. */
final class BatchWriterIT {
  private static final int KEYS = 12;

  private final PostgresFixture fixture;
  private Connection connection;

  BatchWriterIT() throws SQLException {
    fixture = new PostgresFixture();
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = fixture.connect();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** Leaves out what is refused, and writes down which that was. */
  private record Judged(List<String> changes) implements RefusedChanges {
    @Override
    public Verdict judge(RefusedChange change) {
      changes.add(change.kind() + " " + change.reason().failure() + " " + change.values());
      return Verdict.LEAVE_OUT;
    }

    @Override
    public boolean replacesRows() {
      return false;
    }

    @Override
    public boolean insertsMissing() {
      return false;
    }

    @Override
    public void putRight(RefusedChange change) {
      throw new IllegalStateException(change.toString());
    }

    @Override
    public void leftOut(ChangeKind kind) {
      throw new IllegalStateException(kind.toString());
    }
  }

  private ChangedTable table(String name) {
    Table table = fixture.table(connection, "public", name);
    return new ChangedTable(table, table.columns(), List.of(0), true, Set.of());
  }

  private StatementWriter statements() throws SQLException {
    return new StatementWriter(connection, new PostgresDialect(), "here");
  }

  private BatchWriter bulks(int least, long bytesMax) throws SQLException {
    return new BatchWriter(
        connection, new PostgresDialect(), statements(), "here", least, bytesMax);
  }

  private static void put(RowSink to, int key, String... texts) {
    put(to, List.of(key), texts);
  }

  private static void put(RowSink to, List<Integer> keys, String... texts) {
    to.begin();
    keys.forEach(to::putInt);
    for (String text : texts) {
      if (text.isEmpty()) {
        to.putNull();
      } else {
        to.putText(Bytes.utf8(text));
      }
    }
    to.end();
  }

  private static BitSet columns(int... places) {
    BitSet columns = new BitSet();
    for (int place : places) {
      columns.set(place);
    }
    return columns;
  }

  /**
   * Random changes of few rows: some for rows that aren't there, or are there already, some of
   * keys; and new rows that nothing changes again, some with a value that the table refuses.
   */
  private static void change(ChangeWriter to, Random random, int count) {
    String[] texts = {"a", "it's \\ \t\n", "", "ÿ"};
    for (int i = 0; i < count; i++) {
      int key = random.nextInt(KEYS);
      String text = texts[random.nextInt(texts.length)];
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> put(to.insert(columns(0, 1, 2)), key, text, "w" + i);
        case 3, 4 -> put(to.update(columns(1)), key, text);
        case 5 -> put(to.update(columns(0, 1, 2)), List.of(key, key), text, "u" + i);
        case 6 -> put(to.update(columns(0, 2)), List.of(key, random.nextInt(KEYS)), "moved" + i);
        case 7 -> put(to.insert(columns(0, 1)), KEYS + i, random.nextInt(4) == 0 ? "refused" : "a");
        default -> put(to.delete(), key);
      }
    }
  }

  private void changeInRounds(TransactionWriter by, ChangedTable table, Judged judged, int seed)
      throws SQLException {
    ChangeWriter writer = by.table(table, judged);
    Random random = new Random(seed);
    for (int round = 0; round < 4; round++) {
      change(writer, random, 1 + random.nextInt(40));
      by.flush();
      connection.commit();
    }
  }

  private List<String> contentOf(String table) throws SQLException {
    return rows(connection, "SELECT t::text FROM %s AS t ORDER BY id".formatted(table));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 1000})
  void itEndsAsStatementsDo(int least) throws SQLException {
    for (int seed = 1; seed <= 60; seed++) {
      String[] tables = {"one_by_one", "in_bulk"};
      for (String name : tables) {
        execute(
            connection,
            "DROP TABLE IF EXISTS " + name,
            "CREATE TABLE %s (id int PRIMARY KEY, v text CHECK (v <> 'refused'), w text)"
                .formatted(name),
            "INSERT INTO %s SELECT i, 'v', 'w' FROM generate_series(0, %d, 2) i"
                .formatted(name, KEYS));
      }
      connection.commit();
      Judged byStatements = new Judged(new ArrayList<>());
      try (StatementWriter statements = statements()) {
        changeInRounds(statements, table(tables[0]), byStatements, seed);
      }
      execute(connection, "DEALLOCATE ALL");
      Judged byBulks = new Judged(new ArrayList<>());
      try (BatchWriter bulks = bulks(least, seed % 3 == 0 ? 5_000 : 1 << 20)) {
        changeInRounds(bulks, table(tables[1]), byBulks, seed);
      }
      execute(connection, "DEALLOCATE ALL");
      assertThat(contentOf("in_bulk")).as("seed " + seed).isEqualTo(contentOf("one_by_one"));
      assertThat(byBulks.changes()).as("seed " + seed).isEqualTo(byStatements.changes());
    }
  }

  @Test
  void noMoreThanSomeTemporaryTablesAreThere() throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      names.add("t" + i);
      execute(connection, "CREATE TABLE t%d (id int PRIMARY KEY, v text)".formatted(i));
      execute(connection, "INSERT INTO t%d VALUES (1, 'a'), (2, 'b')".formatted(i));
    }
    Judged judged = new Judged(new ArrayList<>());
    try (BatchWriter bulks = bulks(1, 1 << 20)) {
      List<ChangeWriter> writers =
          names.stream().map(name -> bulks.table(table(name), judged)).toList();
      for (int round = 0; round < 2; round++) {
        for (ChangeWriter writer : writers) {
          put(writer.update(columns(1)), 1, "round " + round);
        }
        bulks.flush();
        connection.commit();
      }
      assertThat(
              rows(
                  connection,
                  "SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'"))
          .containsExactly("32");
    }
    for (String name : names) {
      assertThat(contentOf(name)).containsExactly("(1,\"round 1\")", "(2,b)");
    }
    assertThat(judged.changes()).isEmpty();
  }

  @Test
  void whoMayMakeNoTemporaryTablesWritesStatements() throws SQLException {
    execute(
        connection,
        "CREATE TABLE t (id int PRIMARY KEY, v text)",
        "CREATE ROLE applier",
        "GRANT ALL ON t TO applier",
        "DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$");
    connection.commit();
    try {
      execute(connection, "SET ROLE applier");
      Judged judged = new Judged(new ArrayList<>());
      try (TransactionWriter bulks = bulks(1, 1 << 20)) {
        ChangeWriter t = bulks.table(table("t"), judged);
        put(t.insert(columns(0, 1)), 1, "a");
        put(t.insert(columns(0, 1)), 2, "b");
        put(t.delete(), 1);
        bulks.flush();
        connection.commit();
      }
      assertThat(contentOf("t")).containsExactly("(2,b)");
      assertThat(judged.changes()).isEmpty();
    } finally {
      connection.rollback();
      execute(connection, "RESET ROLE", "DROP OWNED BY applier", "DROP ROLE applier");
      connection.commit();
    }
  }
}
