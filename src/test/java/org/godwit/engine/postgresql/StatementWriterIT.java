package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godwit.engine.postgresql.PostgresFixture.execute;
import static org.godwit.engine.postgresql.PostgresFixture.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.Table;
import org.godwit.codec.RowSink;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.ChangedTable;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.RefusedChange;
import org.godwit.engine.RefusedChanges;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that the target's server refuses, or does otherwise than they are meant. */
final class StatementWriterIT {
  private final PostgresFixture fixture;
  private final List<String> judged = new ArrayList<>();
  private Connection connection;

  /** What a table's policies say, and what they heard. */
  private final class Policies implements RefusedChanges {
    private final Verdict verdict;
    private final boolean putsRight;

    Policies(Verdict verdict, boolean putsRight) {
      this.verdict = verdict;
      this.putsRight = putsRight;
    }

    @Override
    public Verdict judge(RefusedChange change) {
      judged.add(change.reason().failure() + " " + change.key());
      return verdict;
    }

    @Override
    public boolean replacesRows() {
      return putsRight;
    }

    @Override
    public boolean insertsMissing() {
      return putsRight;
    }

    @Override
    public void putRight(RefusedChange change) {
      judged.add("put right " + change.key());
    }

    @Override
    public void leftOut(ChangeKind kind) {
      judged.add("left out " + kind);
    }
  }

  StatementWriterIT() throws SQLException {
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

  /** A table t with a column id that tells its rows. */
  private ChangeWriter writer(
      StatementWriter statements, RefusedChanges.Verdict verdict, boolean putsRight) {
    Table table = fixture.table(connection, "public", "t");
    return statements.table(
        new ChangedTable(table, table.columns(), List.of(0), true, Set.of()),
        new Policies(verdict, putsRight));
  }

  private StatementWriter statements() throws SQLException {
    return new StatementWriter(connection, new PostgresDialect(), "here");
  }

  private static void put(RowSink to, int... values) {
    to.begin();
    for (int value : values) {
      to.putInt(value);
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

  @Test
  void aKeyThatTheTargetHasTwiceIsAConflict() throws SQLException {
    execute(
        connection,
        "CREATE TABLE t (id int, v int)",
        "INSERT INTO t VALUES (1, 0), (2, 0), (2, 0), (3, 0), (3, 0), (4, 0), (4, 0)");
    try (StatementWriter statements = statements()) {
      ChangeWriter writer = writer(statements, RefusedChanges.Verdict.LEAVE_OUT, false);
      put(writer.update(columns(1)), 1, 10);
      put(writer.update(columns(1)), 2, 20);
      put(writer.delete(), 3);
      statements.flush();
      assertThat(judged).containsExactly("CONFLICT id=2", "CONFLICT id=3");
      put(writer(statements, RefusedChanges.Verdict.LEAVE_OUT, true).update(columns(1)), 4, 40);
      statements.flush();
    }
    assertThat(judged).hasSize(3).last().isEqualTo("CONFLICT id=4");
    assertThat(rows(connection, "SELECT count(*) FROM t WHERE id = 4 AND v = 0"))
        .containsExactly("2");
  }

  @Test
  void anErrorThatIsOfNoRowIsNotTakenForOne() throws SQLException {
    execute(
        connection,
        "CREATE TABLE t (id int PRIMARY KEY, v int)",
        "INSERT INTO t VALUES (1, 0)",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$",
        "CREATE TRIGGER f BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION f()");
    try (StatementWriter statements = statements()) {
      put(writer(statements, RefusedChanges.Verdict.LEAVE_OUT, true).insert(columns(0, 1)), 1, 10);
      assertThatThrownBy(statements::flush)
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.DEADLOCK));
    }
    assertThat(judged).isEmpty();
  }

  /** More kinds of statements than are kept prepared: what waits goes before some are dropped. */
  @Test
  void aTableThatIsLeftOutMeanwhileGetsNoChange() throws SQLException {
    StringBuilder many = new StringBuilder("CREATE TABLE t (id int PRIMARY KEY");
    for (int i = 1; i <= 9; i++) {
      many.append(", v%1$d int".formatted(i));
    }
    execute(connection, many + ")", "INSERT INTO t VALUES (1)");
    try (StatementWriter statements = statements()) {
      ChangeWriter writer = writer(statements, RefusedChanges.Verdict.LEAVE_TABLE_OUT, false);
      put(writer.delete(), 7); // isn't there
      for (int shape = 1; shape <= 500; shape++) {
        BitSet given = columns();
        for (int column = 1; column <= 9; column++) {
          given.set(column, (shape >> (column - 1) & 1) != 0);
        }
        int[] values = new int[1 + given.cardinality()];
        values[0] = 1;
        put(writer.update(given), values);
      }
      assertThat(judged).containsExactly("CONFLICT id=7", "left out UPDATE");
    }
  }

  @Test
  void oneBadChangeDoesNotMakeTheOthersGoOneByOne() throws SQLException {
    execute(connection, "CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
    connection.commit();
    try (StatementWriter statements = statements()) {
      ChangeWriter writer = writer(statements, RefusedChanges.Verdict.LEAVE_OUT, false);
      for (int id = 1; id <= 2000; id++) {
        put(writer.insert(columns(0)), id);
      }
      statements.flush();
      assertThat(judged).containsExactly("CONSTRAINT id=1");
      assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("2000");
      // Each text is a subtransaction, and a backend has room for 64 of them.
      try (Connection other = fixture.connect()) {
        assertThat(
                rows(
                    other,
                    "SELECT subxact_overflowed FROM pg_stat_get_backend_idset() AS b(id),"
                        + " pg_stat_get_backend_subxact(b.id)"
                        + " WHERE pg_stat_get_backend_pid(b.id) = "
                        + rows(connection, "SELECT pg_backend_pid()").getFirst()))
            .containsExactly("f");
      }
    }
  }
}
