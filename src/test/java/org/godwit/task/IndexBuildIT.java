package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How keys and indexes of loaded tables are built on PostgreSQL, seen by the server itself. */
final class IndexBuildIT {
  @TempDir Path rejects;
  private TaskBench bench;

  @BeforeEach
  void tables() throws SQLException {
    bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE wide (id int PRIMARY KEY, a int, b int, c int, d int,"
            + " KEY ka (a), KEY kb (b), UNIQUE KEY kc (c), KEY kd (d))",
        "INSERT INTO wide SELECT seq, seq % 7, seq % 11, seq, NULL FROM seq_1_to_60000");
  }

  /** Each build waits until another session has built too; a lock of its session shows that. */
  @Test
  void indexesOfOneTableAreBuiltBySeveralSessions() throws SQLException {
    watch(
        """
        PERFORM pg_advisory_lock_shared(1);
        FOR i IN 1..600 LOOP
          SELECT count(*) INTO sessions FROM pg_locks
           WHERE locktype = 'advisory' AND granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
          EXIT WHEN sessions >= 2;
          PERFORM pg_sleep(0.05);
        END LOOP;""");
    TaskOutcome outcome = bench.run("{}");
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, "SELECT count(*), bool_and(sessions >= 2) FROM seen"))
        .containsExactly("4|t");
    assertThat(
            bench.query(
                bench.target,
                "SELECT count(*), bool_and(indisvalid) FROM pg_index WHERE indrelid = '"
                    + bench.targetTable("wide")
                    + "'::regclass"))
        .containsExactly("5|t");
    assertThat(outcome.tables().getFirst().state()).isEqualTo(TableState.COMPLETED);
  }

  @Test
  void theyHaveTheMemoryAndProcessesOfTheSettings() throws SQLException {
    watch("");
    TaskOutcome outcome =
        bench.run(
            """
            {"FullLoadSettings": {"MaxFullLoadSubTasks": 2},
             "GodwitSettings": {"IndexMemoryMb": 600, "IndexParallelWorkers": 3}}""");
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, "SELECT DISTINCT memory, processes FROM seen"))
        .containsExactly("300MB|3");
  }

  /** More would make the sorts slower, however much the server allows. */
  @Test
  void aSessionHasTheMemoryThatSortsFastestWhereNothingIsSet() throws SQLException {
    watch("");
    bench.target.execute(
        "ALTER DATABASE \"" + bench.target.name() + "\" SET maintenance_work_mem = '1GB'");
    assertThat(bench.run("{}").isComplete()).isTrue();
    assertThat(bench.query(bench.target, "SELECT DISTINCT memory FROM seen"))
        .containsExactly("64MB");
  }

  @Test
  void noSessionHasLessThanTheServersOwn() throws SQLException {
    watch("");
    bench.target.execute(
        "ALTER DATABASE \"" + bench.target.name() + "\" SET maintenance_work_mem = '77MB'");
    TaskOutcome outcome = bench.run("{\"GodwitSettings\": {\"IndexMemoryMb\": 1}}");
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, "SELECT DISTINCT memory FROM seen"))
        .containsExactly("77MB");
  }

  /** An index that can't be made beside others fails its table, and leaves the rest to be built. */
  @Test
  void aRefusedUniqueIndexIsToldAndResumed() throws SQLException {
    bench.target.execute(
        "CREATE SCHEMA \"" + bench.schema() + "\"",
        "CREATE FUNCTION forbid() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity LIKE '%kc%')"
            + " THEN RAISE EXCEPTION 'not today'; END IF; END $$",
        "CREATE EVENT TRIGGER forbids ON ddl_command_end WHEN TAG IN ('CREATE INDEX')"
            + " EXECUTE FUNCTION forbid()");
    TaskOutcome outcome = bench.run("{}");
    assertThat(outcome.tables().getFirst().message()).contains("not today");
    bench.target.execute("DROP EVENT TRIGGER forbids");
    TaskOutcome resumed = bench.again().run("{}");
    assertThat(resumed.isComplete()).as(resumed.toString()).isTrue();
    assertThat(
            bench.query(
                bench.target,
                "SELECT count(*), bool_and(indisvalid) FROM pg_index WHERE indrelid = '"
                    + bench.targetTable("wide")
                    + "'::regclass"))
        .containsExactly("5|t");
  }

  private void watch(String waiting) throws SQLException {
    bench.target.execute(
        "CREATE TABLE seen (memory text, processes text, sessions int)",
        """
        CREATE FUNCTION look() RETURNS event_trigger LANGUAGE plpgsql AS $$
        DECLARE sessions int := 0;
        BEGIN
          %s
          INSERT INTO public.seen VALUES (current_setting('maintenance_work_mem'),
            current_setting('max_parallel_maintenance_workers'), sessions);
        END $$"""
            .formatted(waiting),
        "CREATE EVENT TRIGGER looks ON ddl_command_end WHEN TAG IN ('CREATE INDEX')"
            + " EXECUTE FUNCTION look()");
  }
}
