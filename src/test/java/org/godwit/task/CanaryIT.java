package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.godwit.catalog.TableName;
import org.godwit.engine.Failure;
import org.godwit.mapping.TableMapping;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A canary proves, by arriving, that what is committed on the source is applied. */
final class CanaryIT {
  private static final Duration MOST = Duration.ofMinutes(1);

  @TempDir Path folder;
  private LoggedSource kind;
  private TaskBench bench;

  private void between(LoggedSource source, String target) throws SQLException {
    kind = source;
    bench = TaskBench.between(source.engine(), target, folder);
    bench.source.execute(kind.schema().toArray(String[]::new));
    bench.source.execute("CREATE TABLE " + kind.named("item") + " (id int PRIMARY KEY)");
    bench.source.execute("INSERT INTO " + kind.named("item") + " VALUES (1)");
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    if (bench != null) {
      kind.forget(bench.source);
    }
  }

  @ParameterizedTest
  @CsvSource({"POSTGRES,postgres", "MARIADB,postgres", "POSTGRES,mariadb", "MYSQL,mysql"})
  void itArrivesWhereTheRulesBringTablesAndGoesWithTheTask(LoggedSource source, String target)
      throws Exception {
    between(source, target);
    TaskOutcome refused = run(MigrationType.FULL_LOAD_AND_CDC, false);
    assertThat(refused.failure()).isEqualTo(Failure.CONSENT_MISSING);
    assertThat(refused.message()).contains("CREATE TABLE", "canary_godwit_test_");

    bench = bench.again();
    CanarySight seen = until(MigrationType.FULL_LOAD_AND_CDC, it -> it.seenAt() != null);
    assertThat(seen.took()).isPositive().isLessThan(MOST);
    assertThat(seen.isLate()).isFalse();
    TableName canary = seen.table();
    assertThat(canary.schema()).isEqualTo(bench.schema());
    assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable(canary.table())))
        .containsExactly("1");
    assertThat(bench.count(bench.target, bench.targetTable("item"))).isOne();

    bench = bench.again(); // a resume writes the same row on
    until(MigrationType.FULL_LOAD_AND_CDC, it -> it.seenAt() != null);
    assertThat(
            bench.query(bench.target, "SELECT beat > 1 FROM " + bench.targetTable(canary.table())))
        .containsAnyOf("t", "1");

    remove();
    assertThat(bench.query(bench.source, tablesNamed(canary))).containsExactly("0");
  }

  /** Who runs by hand what is listed has published it, and isn't asked again. */
  @Test
  void whatIsListedForItCanBeRunByHand() throws Exception {
    between(LoggedSource.POSTGRES, "postgres");
    TaskOutcome refused = run(MigrationType.FULL_LOAD_AND_CDC, false);
    assertThat(refused.failure()).isEqualTo(Failure.CONSENT_MISSING);
    List<String> statements =
        Stream.of(refused.message().split("(?m)^  -- .*$")).skip(1).map(String::strip).toList();
    assertThat(statements.getFirst()).startsWith("CREATE TABLE");
    bench.source.execute(statements.toArray(String[]::new));

    bench = bench.again();
    CanarySight seen = until(MigrationType.FULL_LOAD_AND_CDC, it -> it.seenAt() != null, false);
    assertThat(
            bench.query(
                bench.source,
                "SELECT tablename FROM pg_publication_tables WHERE pubname LIKE 'godwit_test_%'"))
        .containsExactlyInAnyOrder("item", seen.table().table());
  }

  /** The administrator publishes it with the others, as a table of the role that writes to it. */
  @Test
  void anAdministratorMayPublishItForARoleThatOwnsNoTable() throws Exception {
    between(LoggedSource.POSTGRES, "postgres");
    TestDatabase admin = bench.source;
    String poor = "poor_" + admin.name();
    admin.execute(
        "CREATE ROLE %s LOGIN REPLICATION PASSWORD 'Poor-1'".formatted(poor),
        "GRANT CREATE ON DATABASE %s TO %s".formatted(admin.name(), poor),
        "GRANT USAGE, CREATE ON SCHEMA shop TO " + poor,
        "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO " + poor);
    bench = TaskBench.between("postgres", admin.as(poor, "Poor-1"), bench.target, folder);
    TaskOutcome refused = run(MigrationType.FULL_LOAD_AND_CDC, true);
    assertThat(refused.message()).contains("doesn't own shop.item");
    admin.execute(
        refused
            .message()
            .lines()
            .map(String::strip)
            .filter(it -> it.matches("-- (CREATE|ALTER) .*;"))
            .map(it -> it.substring(3))
            .toArray(String[]::new));

    bench = bench.again();
    TableName canary = until(MigrationType.FULL_LOAD_AND_CDC, it -> it.seenAt() != null).table();
    assertThat(
            bench.query(
                admin,
                "SELECT tableowner FROM pg_tables WHERE tablename = '%s'"
                    .formatted(canary.table())))
        .containsExactly(poor);
  }

  /** A task that goes on gets one later; nothing else is missing then. */
  @Test
  void oneThatIsWishedForLaterIsListedWithItsPublication() throws Exception {
    between(LoggedSource.POSTGRES, "postgres");
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    assertThat(
            bench
                .run("{}", it -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, it))
                .message())
        .isEmpty();
    bench = bench.again();
    bench.wishes =
        new ChangeWishes(
                Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), false)
            .asking();
    TaskOutcome refused =
        bench.run(settings(), it -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, it));
    assertThat(refused.failure()).isEqualTo(Failure.CONSENT_MISSING);
    assertThat(refused.message())
        .containsPattern("CREATE TABLE .*canary_godwit_test_")
        .containsPattern("ALTER PUBLICATION .* SET TABLE .*canary_godwit_test_");
    bench = bench.again();
    assertThat(until(MigrationType.FULL_LOAD_AND_CDC, it -> it.seenAt() != null).took())
        .isPositive();
  }

  private static String tablesNamed(TableName canary) {
    return "SELECT count(*) FROM information_schema.tables WHERE table_name = '%s' AND table_schema = '%s'"
        .formatted(canary.table(), canary.schema());
  }

  private void remove() {
    bench = bench.again();
    new TaskRunner(bench.context()).removeFromSource(task(MigrationType.CDC));
  }

  @ParameterizedTest
  @CsvSource({"POSTGRES,postgres", "MARIADB,postgres", "POSTGRES,mariadb"})
  void aTaskThatLoadsNothingMakesItOnTheTarget(LoggedSource source, String target)
      throws Exception {
    between(source, target);
    if (!bench.isMySqlTarget()) {
      bench.target.execute("CREATE SCHEMA \"" + bench.schema() + "\"");
    }
    bench.target.execute("CREATE TABLE " + bench.targetTable("item") + " (id int PRIMARY KEY)");
    assertThat(until(MigrationType.CDC, it -> it.seenAt() != null).took()).isPositive();
  }

  @Test
  void oneThatDoesNotArriveIsLateUntilItDoes() throws Exception {
    between(LoggedSource.POSTGRES, "postgres");
    TableName canary = until(MigrationType.FULL_LOAD_AND_CDC, it -> it.seenAt() != null).table();
    bench = bench.again();
    CompletableFuture<TaskOutcome> run;
    try (Connection connection = bench.target.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "LOCK TABLE %s IN EXCLUSIVE MODE".formatted(bench.targetTable(canary.table())));
      run = start(MigrationType.FULL_LOAD_AND_CDC, true);
      await(run, CanarySight::isLate);
      connection.commit();
    }
    await(run, it -> !it.isLate() && it.seenAt() != null);
    bench.stop.give();
    assertThat(run.get(MOST.toSeconds(), TimeUnit.SECONDS).reason()).isEqualTo(StopReason.NORMAL);
    assertThat(bench.log.stream().map(LogLine::message))
        .anyMatch(it -> it.matches("the canary was written to .* has not arrived .*"))
        .anyMatch(it -> it.startsWith("the canary has arrived on the target, after "));
  }

  @Test
  void aRunThatEndsWhenTheSourceRestsDoesNotWaitForItsCanary() throws Exception {
    between(LoggedSource.POSTGRES, "postgres");
    bench.wishes =
        new ChangeWishes(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(3)), true);
    TaskOutcome outcome =
        bench.run(settings(), it -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, it));
    assertThat(outcome.reason()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
  }

  @Test
  void noOtherTaskTakesItForATable() throws Exception {
    between(LoggedSource.POSTGRES, "postgres");
    TableName canary = until(MigrationType.FULL_LOAD_AND_CDC, it -> it.seenAt() != null).table();
    TaskBench other =
        TaskBench.between("postgres", bench.source, bench.target, folder.resolve("other"));
    TaskOutcome outcome =
        other.run(
            "{}",
            task ->
                new Task(
                    "other",
                    task.type(),
                    task.source(),
                    task.target(),
                    TableMapping.parse(
                        """
                        {"rules": [
                          {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                           "object-locator": {"schema-name": "shop", "table-name": "%"}},
                          {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-action": "rename",
                           "rule-target": "schema", "object-locator": {"schema-name": "shop"}, "value": "other"}]}
                        """),
                    task.settings()));
    assertThat(outcome.message()).isEmpty();
    assertThat(other.query(other.target, tablesNamed(new TableName("other", canary.table()))))
        .containsExactly("0");
    assertThat(other.count(other.target, "other.item")).isOne();
  }

  private TaskOutcome run(MigrationType type, boolean maySetUp) {
    bench.wishes = new ChangeWishes(Optional.empty(), Optional.empty(), Optional.empty(), maySetUp);
    return bench.run(settings(), it -> OngoingChangesContract.of(type, it));
  }

  private Task task(MigrationType type) {
    return OngoingChangesContract.of(type, bench.task(settings()));
  }

  private String settings() {
    return """
        {"GodwitSettings": {"CanarySchema": "%s", "CanaryInterval": 1, "CanaryAlarm": 2}}
        """
        .formatted(bench.schema());
  }

  private CompletableFuture<TaskOutcome> start(MigrationType type, boolean maySetUp) {
    return CompletableFuture.supplyAsync(
        () -> run(type, maySetUp), work -> Thread.ofVirtual().start(work));
  }

  private CanarySight until(MigrationType type, Predicate<CanarySight> there) throws Exception {
    return until(type, there, true);
  }

  private CanarySight until(MigrationType type, Predicate<CanarySight> there, boolean maySetUp)
      throws Exception {
    CompletableFuture<TaskOutcome> run = start(type, maySetUp);
    CanarySight found = await(run, there);
    bench.stop.give();
    assertThat(run.get(MOST.toSeconds(), TimeUnit.SECONDS).message()).isEmpty();
    return found;
  }

  private CanarySight await(CompletableFuture<TaskOutcome> run, Predicate<CanarySight> there) {
    return Awaitility.await()
        .atMost(MOST)
        .until(
            () -> {
              assertThat(run.isDone()).as(() -> List.copyOf(bench.log).toString()).isFalse();
              return bench.progress.changes().canary();
            },
            it -> it != null && there.test(it));
  }
}
