package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that one stream fills as soon as they are made are written frozen on PostgreSQL. */
final class FrozenRowsIT {
  /** The server leaves out the pages on which two of its batches meet. */
  private static final String VISIBLE =
      "SELECT relpages > 100, relallvisible > 0.9 * relpages FROM pg_class WHERE oid = '%s'::regclass";

  @TempDir Path rejects;
  private TaskBench bench;

  @BeforeEach
  void tables() throws SQLException {
    bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE note (id int PRIMARY KEY, t varchar(300) NOT NULL)",
        "INSERT INTO note SELECT seq, repeat('x', 200) FROM seq_1_to_20000",
        "ANALYZE TABLE note");
  }

  @Test
  void theirPagesNeedNoVacuum() throws SQLException {
    assertThat(bench.run("{}").isComplete()).isTrue();
    assertThat(bench.count(bench.target, bench.targetTable("note"))).isEqualTo(20_000);
    assertThat(bench.query(bench.target, VISIBLE.formatted(bench.targetTable("note"))))
        .containsExactly("t|t");
  }

  @Test
  void severalSegmentsOfATableAreNot() throws SQLException {
    assertThat(bench.run("{\"GodwitSettings\": {\"SegmentMb\": 1}}").isComplete()).isTrue();
    assertThat(bench.count(bench.target, bench.targetTable("note"))).isEqualTo(20_000);
    assertThat(bench.query(bench.target, VISIBLE.formatted(bench.targetTable("note"))))
        .containsExactly("t|f");
  }

  @Test
  void rowsThatSomebodyElsePutThereStay() throws SQLException {
    afterCreation("INSERT INTO " + bench.targetTable("note") + " VALUES (0, 'mine')");
    assertThat(bench.run("{}").isComplete()).isTrue();
    assertThat(
            bench.query(bench.target, "SELECT count(*), min(t) FROM " + bench.targetTable("note")))
        .containsExactly("20001|mine");
  }

  @Test
  void aRefusedRowIsFoundAmongThem() throws SQLException {
    afterCreation("ALTER TABLE " + bench.targetTable("note") + " ADD CHECK (id <> 777)");
    TaskOutcome outcome = bench.run("{}");
    assertThat(outcome.tables().getFirst().rejected()).isEqualTo(1);
    assertThat(bench.count(bench.target, bench.targetTable("note"))).isEqualTo(19_999);
  }

  private void afterCreation(String sql) {
    bench.onLine =
        line -> {
          if (line.message().startsWith("created ")) {
            try {
              bench.target.execute(sql);
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          }
        };
  }
}
