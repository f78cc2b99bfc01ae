package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger is never believed for another source than the one that it was written for. */
final class OtherSourceIT {
  private static final String DROPS =
      "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
  private static final String TASK =
      "SELECT epoch, source_place, source_server FROM godwit_control.task";

  @TempDir Path rejects;

  @Test
  void anotherSourceIsRefusedByNameAndNothingIsTaken() throws SQLException {
    TaskBench bench = loaded();
    List<String> before = bench.query(bench.target, TASK);
    TestDatabase staging = staging();
    TaskOutcome refused = bench.withSource(staging).run(DROPS);
    assertThat(refused.reason()).isEqualTo(StopReason.FATAL_ERROR);
    assertThat(refused.failure()).isEqualTo(Failure.SOURCE_CHANGED);
    assertThat(refused.message())
        .contains("/" + bench.source.name() + " (", "/" + staging.name() + " (")
        .contains("Restart the task", "--same-data");
    assertThat(bench.query(bench.target, TASK)).isEqualTo(before);
    assertThat(bench.again().run(DROPS).isComplete()).isTrue();
  }

  @Test
  void aRestartLoadsTheOtherSource() throws SQLException {
    TaskBench bench = loaded();
    TaskBench moved = bench.withSource(staging());
    TaskOutcome outcome = moved.run(Engines.standard(), DROPS, Start.RELOAD_TARGET, Set.of());
    assertThat(outcome.message()).isEmpty();
    assertThat(bench.query(bench.target, "SELECT * FROM " + bench.targetTable("thing")))
        .containsExactly("7");
    assertThat(bench.again().run(DROPS).failure()).isEqualTo(Failure.SOURCE_CHANGED);
  }

  @Test
  void aPersonsConsentKeepsWhatIsLoadedAndIsAskedForOnce() throws SQLException {
    TaskBench bench = loaded();
    TestDatabase staging = staging();
    TaskOutcome outcome =
        bench.withSource(staging).run(Engines.standard(), DROPS, Start.RESUME_SAME_DATA, Set.of());
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, "SELECT * FROM " + bench.targetTable("thing")))
        .containsExactly("1", "2");
    assertThat(bench.withSource(staging).run(DROPS).isComplete()).isTrue();
  }

  @Test
  void aTableThatIsHalfLoadedBeginsAgainUnderConsent() throws SQLException {
    TaskBench bench = loaded();
    bench.target.execute("UPDATE godwit_control.load_table SET phase = 'PREPARED'");
    TaskOutcome outcome =
        bench
            .withSource(staging())
            .run(Engines.standard(), DROPS, Start.RESUME_SAME_DATA, Set.of());
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, "SELECT * FROM " + bench.targetTable("thing")))
        .containsExactly("7");
  }

  @Test
  void anotherServerBehindTheSameAddressIsRefusedToo() throws SQLException {
    TaskBench bench = loaded();
    bench.target.execute("UPDATE godwit_control.task SET source_server = 'system_identifier 77'");
    assertThat(bench.again().run(DROPS).message())
        .contains("(system_identifier 77)", ", database oid ");
  }

  @Test
  void controlTablesOfAnEarlierVersionAreUpgradedInPlace() throws SQLException {
    TaskBench bench = loaded();
    bench.target.execute(
        "ALTER TABLE godwit_control.task DROP COLUMN source_place, DROP COLUMN source_server");
    assertThat(bench.again().run(DROPS).isComplete()).isTrue();
    assertThat(bench.query(bench.target, TASK))
        .singleElement()
        .asString()
        .contains("2|postgres://127.0.0.1", "|system_identifier ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql", "postgres"})
  void everyServerSaysWhoItIsToAnyUser(String engine) throws SQLException {
    TaskBench bench = TaskBench.from(engine, rejects);
    String user = "u" + bench.source.name();
    bench.source.execute(
        engine.equals("postgres")
            ? "CREATE ROLE " + user + " LOGIN PASSWORD 'secret'"
            : "CREATE USER " + user + " IDENTIFIED BY 'secret'");
    if (!engine.equals("postgres")) {
      bench.source.execute("GRANT SELECT ON " + bench.source.name() + ".* TO " + user);
    }
    Engine asked = Engines.standard().named(engine);
    TestDatabase asUser = bench.source.as(user, "secret");
    try (Connection connection = asUser.connect()) {
      assertThat(asked.serverId(connection))
          .matches(
              "server_id 1.*|server_uuid [0-9a-f-]{36}|system_identifier \\d+, database oid \\d+");
    }
  }

  private TaskBench loaded() throws SQLException {
    TaskBench bench = TaskBench.from("postgres", rejects);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.thing (id int PRIMARY KEY)",
        "INSERT INTO shop.thing VALUES (1), (2)");
    assertThat(bench.run(DROPS).isComplete()).isTrue();
    return bench;
  }

  /** A database with other rows in the table of the same name. */
  private static TestDatabase staging() throws SQLException {
    TestDatabase staging = Servers.postgres().newDatabase();
    staging.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.thing (id int PRIMARY KEY)",
        "INSERT INTO shop.thing VALUES (7)");
    return staging;
  }
}
