package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.godwit.engine.Failure;
import org.godwit.testing.TestDatabase;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who may do less than all: what they lack is said by name before anything is changed. */
final class PrivilegesIT {
  private static final String SECRET = "s3cret";
  private static final String DROPS =
      "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";

  @TempDir Path rejects;

  @Test
  void aPostgresqlTableThatCannotBeReadIsNamedAndItsTargetKept() throws SQLException {
    TaskBench bench = TaskBench.from("postgres", rejects);
    String user = user(bench.source, "CREATE ROLE %s LOGIN PASSWORD '" + SECRET + "'");
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.open (id int PRIMARY KEY)",
        "CREATE TABLE shop.closed (id int PRIMARY KEY)",
        "CREATE TABLE shop.hidden (id int PRIMARY KEY)",
        "ALTER TABLE shop.hidden ENABLE ROW LEVEL SECURITY",
        "GRANT USAGE ON SCHEMA shop TO " + user,
        "GRANT SELECT ON shop.open, shop.hidden TO " + user);
    bench.target.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.closed (id int PRIMARY KEY)",
        "INSERT INTO shop.closed VALUES (1)");
    TaskOutcome outcome =
        TaskBench.between("postgres", bench.source.as(user, SECRET), bench.target, rejects)
            .run(DROPS);
    assertThat(messages(outcome))
        .satisfiesExactly(
            closed -> assertThat(closed).contains("GRANT SELECT ON \"shop\".\"closed\" TO"),
            hidden -> assertThat(hidden).contains("row-level security hides rows of shop.hidden"),
            open -> assertThat(open).isEmpty());
    assertThat(bench.count(bench.target, "shop.closed")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  void aUserWhoSeesOnlyGrantedTablesIsToldSo(String engine) throws SQLException {
    TaskBench bench = TaskBench.from(engine, rejects);
    String user = user(bench.source, "CREATE USER %s IDENTIFIED BY '" + SECRET + "'");
    String schema = "`" + bench.source.name() + "`.";
    bench.source.execute(
        "CREATE TABLE granted (id int PRIMARY KEY)",
        "CREATE TABLE invisible (id int PRIMARY KEY)",
        "CREATE TABLE writable (id int PRIMARY KEY)",
        "CREATE TABLE partial (id int PRIMARY KEY, note text)",
        "GRANT SELECT ON " + schema + "granted TO " + user,
        "GRANT INSERT ON " + schema + "writable TO " + user,
        "GRANT SELECT (id) ON " + schema + "partial TO " + user);
    TaskBench asUser =
        TaskBench.between(engine, bench.source.as(user, SECRET), bench.target, rejects);
    TaskOutcome outcome = asUser.run("{}");
    assertThat(outcome.tables())
        .extracting(table -> table.source().table())
        .containsExactly("granted", "partial", "writable");
    assertThat(messages(outcome).getLast()).contains("GRANT SELECT ON " + schema + "`writable`");
    assertThat(asUser.log)
        .anyMatch(line -> line.message().contains("SELECT neither on *.* nor on " + bench.schema()))
        .anyMatch(line -> line.message().contains("some columns of " + schema + "`partial` only"));
    bench.source.execute("GRANT SELECT ON " + schema + "* TO " + user);
    TaskBench whole = asUser.again();
    assertThat(whole.run("{}").tables()).hasSize(4);
    assertThat(whole.log).noneMatch(line -> line.message().contains("neither on"));
  }

  @Test
  void theStatementThatIsNamedIsEnoughForTheControlSchema() throws SQLException {
    TaskBench bench = things();
    String user = user(bench.target, "CREATE ROLE %s LOGIN PASSWORD '" + SECRET + "'");
    bench.target.execute("CREATE SCHEMA \"" + bench.schema() + "\"");
    TaskBench asUser =
        TaskBench.between("mariadb", bench.source, bench.target.as(user, SECRET), rejects);
    TaskOutcome refused = asUser.run(DROPS);
    assertThat(refused.failure()).isEqualTo(Failure.PRIVILEGE_MISSING);
    assertThat(refused.message()).contains("control schema godwit_control", "nothing was changed");
    String grant = "CREATE SCHEMA IF NOT EXISTS \"godwit_control\" AUTHORIZATION \"" + user + "\"";
    assertThat(refused.message()).contains(grant);

    bench.target.execute(grant);
    TaskOutcome without = asUser.again().run(DROPS);
    assertThat(messages(without))
        .containsExactly(
            "user %1$s may not make %2$s.thing: GRANT CREATE, USAGE ON SCHEMA \"%2$s\" TO \"%1$s\";"
                .formatted(user, bench.schema()));

    bench.target.execute("GRANT CREATE, USAGE ON SCHEMA \"" + bench.schema() + "\" TO " + user);
    TaskOutcome done = asUser.again().run(DROPS);
    assertThat(done.isComplete()).as(done.toString()).isTrue();
    assertThat(bench.count(bench.target, bench.targetTable("thing"))).isEqualTo(2);
  }

  @Test
  void aTableOfAnotherOwnerIsNamedBeforeAnythingIsDropped() throws SQLException {
    TaskBench bench = things();
    String user = user(bench.target, "CREATE ROLE %s LOGIN PASSWORD '" + SECRET + "'");
    bench.target.execute(
        "GRANT CREATE ON DATABASE " + bench.target.name() + " TO " + user,
        "CREATE SCHEMA \"" + bench.schema() + "\"",
        "GRANT CREATE, USAGE ON SCHEMA \"" + bench.schema() + "\" TO " + user,
        "CREATE TABLE " + bench.targetTable("thing") + " (id int PRIMARY KEY)",
        "INSERT INTO " + bench.targetTable("thing") + " VALUES (99)");
    TaskBench asUser =
        TaskBench.between("mariadb", bench.source, bench.target.as(user, SECRET), rejects);
    assertThat(messages(asUser.run(DROPS)).getFirst()).contains("OWNER TO");
    assertThat(messages(asUser.again().run("{}")).getFirst()).contains("GRANT INSERT ON");
    assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable("thing")))
        .containsExactly("99");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DO_NOTHING", "TRUNCATE_BEFORE_LOAD"})
  @Trap(46)
  void keysAndTriggersOfTheUsersOwnTablesAreTakenOffAndPutBack(String preparation)
      throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE a_child (id int PRIMARY KEY, parent int, twin int)",
        "CREATE TABLE b_parent (id int PRIMARY KEY)",
        "INSERT INTO a_child SELECT seq, seq, 101 - seq FROM seq_1_to_100",
        "INSERT INTO b_parent SELECT seq FROM seq_1_to_100");
    String user = user(bench.target, "CREATE ROLE %s LOGIN PASSWORD '" + SECRET + "'");
    String child = bench.targetTable("a_child");
    String parent = bench.targetTable("b_parent");
    bench.target.execute("GRANT CREATE ON DATABASE " + bench.target.name() + " TO " + user);
    bench
        .target
        .as(user, SECRET)
        .execute(
            "CREATE SCHEMA \"" + bench.schema() + "\"",
            "CREATE TABLE " + parent + " (id int PRIMARY KEY)",
            "CREATE TABLE "
                + child
                + " (id int PRIMARY KEY, parent int REFERENCES "
                + parent
                + " ON DELETE CASCADE, twin int REFERENCES "
                + child
                + " DEFERRABLE)",
            "CREATE FUNCTION \""
                + bench.schema()
                + "\".refuse() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN RAISE EXCEPTION ''the trigger fired''; END'",
            "CREATE TRIGGER \"Odd 'name\" BEFORE INSERT ON "
                + child
                + " FOR EACH ROW EXECUTE FUNCTION \""
                + bench.schema()
                + "\".refuse()",
            "CREATE TRIGGER off_before BEFORE INSERT ON "
                + child
                + " FOR EACH ROW EXECUTE FUNCTION \""
                + bench.schema()
                + "\".refuse()",
            "ALTER TABLE " + child + " DISABLE TRIGGER off_before");
    String objects =
        "SELECT conname::text, convalidated::text || condeferrable FROM pg_constraint WHERE contype = 'f'"
            + " UNION ALL SELECT tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"
            + " ORDER BY 1";
    List<String> before = bench.query(bench.target, objects);
    TaskOutcome outcome =
        bench
            .as(user, SECRET)
            .run(
                """
                {"FullLoadSettings": {"TargetTablePrepMode": "%s"},
                 "ValidationSettings": {"EnableValidation": true}}"""
                    .formatted(preparation));
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
    assertThat(bench.count(bench.target, child)).isEqualTo(100);
    assertThat(bench.query(bench.target, objects)).isEqualTo(before);
  }

  private TaskBench things() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE thing (id int PRIMARY KEY)", "INSERT INTO thing VALUES (1), (2)");
    return bench;
  }

  private static String user(TestDatabase database, String create) throws SQLException {
    String name = "u" + database.name();
    database.execute(create.formatted(name));
    return name;
  }

  private static List<String> messages(TaskOutcome outcome) {
    assertThat(outcome.message()).isEmpty();
    return outcome.tables().stream().map(TableStatistics::message).toList();
  }
}
