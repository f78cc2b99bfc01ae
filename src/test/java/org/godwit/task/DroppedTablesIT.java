package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.mapping.MappingNote;
import org.godwit.task.plan.TaskPlan;
import org.godwit.task.plan.TaskPlanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others have on a target table that is dropped, and what bears a target table's name. */
final class DroppedTablesIT {
  private static final String DROPS =
      "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
  private static final List<String> OTHERS =
      List.of(
          "SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE tgrelid = 't.t'::regclass"
              + " AND NOT tgisinternal ORDER BY 1",
          "SELECT polname, polcmd, pg_get_expr(polqual, polrelid), polroles = '{0}' FROM pg_policy"
              + " WHERE polrelid = 't.t'::regclass",
          "SELECT relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) FROM pg_class"
              + " WHERE oid = 't.t'::regclass",
          "SELECT grantee, privilege_type, is_grantable FROM information_schema.table_privileges"
              + " WHERE table_name = 't' ORDER BY 1, 2",
          "SELECT grantee, privilege_type FROM information_schema.column_privileges"
              + " WHERE table_name = 't' AND column_name = 'v' ORDER BY 1, 2",
          "SELECT pg_get_ruledef(oid) FROM pg_rewrite WHERE ev_class = 't.t'::regclass",
          "SELECT pg_get_statisticsobjdef(oid) FROM pg_statistic_ext WHERE stxrelid = 't.t'::regclass");

  @TempDir Path rejects;

  @Test
  void whatPeopleHaveOnATableOfPostgresqlComesBackAndTheRestIsTold() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE t (id int PRIMARY KEY, v varchar(20),"
            + " at timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)",
        "INSERT INTO t (id, v) VALUES (1, 'a'), (2, 'b')");
    String role = "\"Ro\"\"le " + bench.target.name() + "\"";
    String table = bench.targetTable("t");
    bench.target.execute(
        "CREATE ROLE " + role,
        "CREATE SCHEMA \"" + bench.source.name() + "\"",
        "GRANT USAGE, CREATE ON SCHEMA \"" + bench.source.name() + "\" TO " + role,
        "CREATE TABLE " + table + " (id int PRIMARY KEY, v varchar(20)) WITH (fillfactor = 70)",
        "ALTER TABLE " + table + " OWNER TO " + role,
        "GRANT SELECT, INSERT ON " + table + " TO PUBLIC",
        "GRANT UPDATE ON " + table + " TO pg_monitor WITH GRANT OPTION",
        "GRANT REFERENCES (v) ON " + table + " TO pg_monitor",
        "CREATE FUNCTION public.noisy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.v := NEW.v || ''!''; RETURN NEW; END'",
        "CREATE TRIGGER \"Odd \"\"trigger\" BEFORE INSERT ON "
            + table
            + " FOR EACH ROW EXECUTE FUNCTION public.noisy()",
        "CREATE TRIGGER silent AFTER INSERT ON "
            + table
            + " FOR EACH ROW EXECUTE FUNCTION public.noisy()",
        "ALTER TABLE " + table + " DISABLE TRIGGER silent",
        "CREATE RULE watch AS ON DELETE TO " + table + " DO ALSO NOTIFY gone",
        "CREATE POLICY mine ON " + table + " FOR SELECT TO pg_monitor USING (id > 1)",
        "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY",
        "CREATE STATISTICS public.both_columns ON id, v FROM " + table,
        "CREATE PUBLICATION \"every day\" FOR TABLE " + table);
    List<List<String>> before = others(bench);

    assertThat(losses(bench))
        .anyMatch(it -> it.contains("publication every day no longer has it"))
        .anyMatch(it -> it.contains("is put back after the rows") && it.contains("policy mine"));
    assertThat(others(bench)).isEqualTo(before);

    TaskOutcome outcome = bench.run(DROPS);
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.tables().getFirst().message())
        .contains(
            "publication every day no longer has it: ALTER PUBLICATION \"every day\" ADD TABLE",
            "SET (fillfactor=70)")
        .doesNotContain("was not made");
    assertThat(bench.log)
        .anyMatch(line -> line.level() == LogLevel.WARNING && line.message().contains("every day"));
    assertThat(bench.query(bench.target, "SELECT id, v FROM " + table + " ORDER BY 1"))
        .containsExactly("1|a", "2|b");
    List<List<String>> after = others(bench);
    assertThat(after.getFirst()).hasSize(3).containsAll(before.getFirst()); // and the one of "at"
    assertThat(after.subList(1, after.size())).isEqualTo(before.subList(1, before.size()));

    TaskOutcome again = bench.again().run(Engines.standard(), DROPS, Start.RELOAD_TARGET, Set.of());
    assertThat(again.tables().getFirst().message()).isEmpty();
    assertThat(others(bench)).isEqualTo(after);
  }

  private List<List<String>> others(TaskBench bench) throws SQLException {
    List<List<String>> all = new java.util.ArrayList<>();
    for (String sql : OTHERS) {
      all.add(bench.query(bench.target, sql.replace("'t.t'", "'" + bench.targetTable("t") + "'")));
    }
    return all;
  }

  private static List<String> losses(TaskBench bench) throws SQLException {
    Task task = bench.task(DROPS);
    Engine from = Engines.standard().named(task.source().engine());
    Engine to = Engines.standard().named(task.target().engine());
    TaskPlanner planner =
        new TaskPlanner(
            from,
            to,
            task.mapping(),
            new RunSettings(task.settings(), Path.of("unused")).wishes(),
            Clock.systemUTC());
    try (Connection source = from.connect(task.source());
        Connection target = to.connect(task.target())) {
      TaskPlan plan = planner.plan(source, target);
      return planner.losses(plan, target).stream().map(MappingNote::sentence).toList();
    }
  }

  @Test
  void aViewOnTheTableStopsItsDropAndIsNamed() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
    bench.target.execute(
        "CREATE SCHEMA \"" + bench.source.name() + "\"",
        "CREATE TABLE " + bench.targetTable("t") + " (id int)",
        "INSERT INTO " + bench.targetTable("t") + " VALUES (7)",
        "CREATE VIEW reports AS SELECT * FROM " + bench.targetTable("t"));
    TaskOutcome outcome = bench.run(DROPS);
    assertThat(outcome.tables().getFirst().state()).isEqualTo(TableState.ERROR);
    assertThat(outcome.tables().getFirst().message())
        .contains("view reports depends on", "choose another table preparation");
    assertThat(bench.query(bench.target, "SELECT id FROM reports")).containsExactly("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void triggersOfTheFamilyComeBackAndTheRestIsTold(String engine) throws SQLException {
    TaskBench bench = TaskBench.between("postgres", engine, rejects);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.t (id int PRIMARY KEY, v text)",
        "INSERT INTO shop.t VALUES (1, 'a')");
    bench.target.execute(
        "CREATE TABLE t (id int PRIMARY KEY, v text) PARTITION BY HASH (id) PARTITIONS 3",
        "CREATE TRIGGER `odd ``one` BEFORE INSERT ON t FOR EACH ROW SET NEW.v = concat(NEW.v, '!')");
    TaskOutcome outcome = bench.run(DROPS);
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.tables().getFirst().message()).contains("it was partitioned");
    bench.target.execute("INSERT INTO t VALUES (2, 'b')");
    assertThat(bench.query(bench.target, "SELECT v FROM t ORDER BY id")).containsExactly("a", "b!");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mysql", "mariadb"})
  void whatIsNoTableIsNeverDroppedNorWrittenTo(String engine) throws SQLException {
    for (String preparation : List.of("DROP_AND_CREATE", "TRUNCATE_BEFORE_LOAD", "DO_NOTHING")) {
      TaskBench bench = TaskBench.between("mariadb", engine, rejects);
      bench.source.execute(
          "CREATE TABLE seen (id int PRIMARY KEY)",
          "INSERT INTO seen VALUES (1)",
          "CREATE TABLE counted (id int PRIMARY KEY)",
          "CREATE TABLE plain (id int PRIMARY KEY)",
          "INSERT INTO plain VALUES (1)");
      boolean isPostgres = engine.equals("postgres");
      if (isPostgres) {
        bench.target.execute("CREATE SCHEMA \"" + bench.source.name() + "\"");
      }
      bench.target.execute(
          "CREATE TABLE " + bench.targetTable("held") + " (id int PRIMARY KEY)",
          "INSERT INTO " + bench.targetTable("held") + " VALUES (7)",
          "CREATE VIEW "
              + bench.targetTable("seen")
              + " AS SELECT * FROM "
              + bench.targetTable("held"));
      if (!engine.equals("mysql")) {
        bench.target.execute("CREATE SEQUENCE " + bench.targetTable("counted"));
      }
      TaskOutcome outcome =
          bench.run(
              "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"%s\"}}".formatted(preparation));
      TableStatistics seen = of(outcome, "seen");
      assertThat(seen.state()).isEqualTo(TableState.ERROR);
      assertThat(seen.message()).contains("is a view and no table", "rename it there");
      assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable("seen")))
          .containsExactly("7");
      if (!engine.equals("mysql")) {
        assertThat(of(outcome, "counted").message()).contains("is a sequence and no table");
        bench.query(
            bench.target,
            isPostgres
                ? "SELECT nextval('" + bench.targetTable("counted") + "')"
                : "SELECT NEXTVAL(" + bench.targetTable("counted") + ")");
      }
      assertThat(of(outcome, "plain").state()).isEqualTo(TableState.COMPLETED);
    }
  }

  private static TableStatistics of(TaskOutcome outcome, String table) {
    return outcome.tables().stream()
        .filter(it -> it.source().equals(new TableName(it.source().schema(), table)))
        .findFirst()
        .orElseThrow();
  }
}
