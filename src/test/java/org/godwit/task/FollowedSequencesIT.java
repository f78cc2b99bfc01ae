package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.godwit.catalog.TableName;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engines;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.cdc.TargetSequences;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.plan.PlannedTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a run ends that has followed changes, the target goes on counting behind them. */
final class FollowedSequencesIT {
  private static final String SET = "of the target's sequences stand past what is used";

  @TempDir Path folder;
  private LoggedSource kind = LoggedSource.POSTGRES;
  private TaskBench bench;

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  private void between(LoggedSource source, String target) throws SQLException {
    kind = source;
    bench = TaskBench.between(source.engine(), target, folder);
    bench.source.execute(kind.schema().toArray(String[]::new));
  }

  private TaskOutcome run(MigrationType type, String settings) {
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    return bench.run(settings, task -> OngoingChangesContract.of(type, task));
  }

  private void follow(MigrationType type) {
    TaskOutcome outcome = run(type, "{}");
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.reason()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
  }

  private List<String> told(LogLevel level) {
    return bench.log.stream()
        .filter(line -> line.level() == level && line.message().contains("sequence"))
        .map(LogLine::message)
        .toList();
  }

  private String inserted(String table, String values, String returning) throws SQLException {
    return bench
        .query(bench.target, "INSERT INTO %s %s RETURNING %s".formatted(table, values, returning))
        .getFirst();
  }

  @Test
  void serialIdentityAndFreeSequencesOfPostgresGoOn() throws SQLException {
    between(LoggedSource.POSTGRES, "postgres");
    bench.source.execute(
        "CREATE SEQUENCE shop.bill_no START 5 INCREMENT BY 5",
        "CREATE SEQUENCE shop.label AS integer",
        "CREATE SEQUENCE shop.down INCREMENT BY -1",
        "CREATE SEQUENCE shop.lap MAXVALUE 100 CYCLE",
        "CREATE SEQUENCE shop.unused",
        """
        CREATE TABLE shop.bill (id serial PRIMARY KEY, no bigint DEFAULT nextval('shop.bill_no'),
          label text DEFAULT 'A-' || nextval('shop.label'), down int DEFAULT nextval('shop.down'),
          lap int DEFAULT nextval('shop.lap'))""",
        "CREATE TABLE shop.\"It's\" (\"The id\" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v int)",
        "CREATE TABLE shop.late (id int PRIMARY KEY, n text DEFAULT 'L' || nextval('shop.unused'))",
        "INSERT INTO shop.bill (id) SELECT nextval('shop.bill_id_seq') FROM generate_series(1, 90)");
    follow(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(inserted("shop.bill", "DEFAULT VALUES", "id, no, label, down, lap"))
        .isEqualTo("91|455|A-91|-91|91");
    bench.target.execute("DELETE FROM shop.bill WHERE id = 91");

    bench.source.execute(
        "INSERT INTO shop.bill (label) SELECT 'A-' || nextval('shop.label') FROM generate_series(1, 110)",
        "INSERT INTO shop.\"It's\" (v) SELECT i FROM generate_series(1, 40) i",
        "DELETE FROM shop.bill WHERE id > 190",
        "INSERT INTO shop.bill VALUES (250, 7003, 'by hand', -300, 1)");
    follow(MigrationType.FULL_LOAD_AND_CDC);
    // 250 was taken by hand, and bill_no goes on in its fives behind 7003; label, lap as there.
    assertThat(inserted("shop.bill", "DEFAULT VALUES", "id, no, label, down, lap"))
        .isEqualTo("251|7005|A-201|-301|1");
    assertThat(inserted("shop.\"It's\"", "(v) VALUES (0)", "\"The id\"")).isEqualTo("41");
    assertThat(inserted("shop.late", "VALUES (1)", "n")).isEqualTo("L1");
    assertThat(told(LogLevel.WARNING)).isEmpty();
    assertThat(told(LogLevel.INFO))
        .singleElement()
        .asString()
        .contains("7 " + SET, "shop.bill_id_seq 251", "shop.bill_no 7005", "shop.down -301")
        .doesNotContain("unused");

    bench.target.execute(
        "SELECT setval('shop.bill_id_seq', 9000)", "SELECT setval('shop.lap', 20)");
    bench.source.execute("INSERT INTO shop.late VALUES (2, 'x')");
    follow(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(inserted("shop.bill", "DEFAULT VALUES", "id, no, lap")).isEqualTo("9001|7010|21");
    assertThat(told(LogLevel.INFO)).containsExactly("7 " + SET);
  }

  @Test
  void autoIncrementOfMariaDbGoesOnInPostgres() throws SQLException {
    between(LoggedSource.MARIADB, "postgres");
    bench.source.execute(
        "CREATE TABLE item (id int AUTO_INCREMENT PRIMARY KEY, v int)",
        "CREATE TABLE big (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, v int)",
        "INSERT INTO item (v) VALUES (1), (2)");
    follow(MigrationType.FULL_LOAD_AND_CDC);
    bench.source.execute(
        "INSERT INTO item (v) VALUES (3), (4), (5), (6)",
        "DELETE FROM item WHERE id = 6",
        "INSERT INTO big VALUES (4000000000, 1)");
    follow(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(inserted(bench.targetTable("item"), "(v) VALUES (0)", "id")).isEqualTo("7");
    assertThat(inserted(bench.targetTable("big"), "(v) VALUES (0)", "id")).isEqualTo("4000000001");
    assertThat(told(LogLevel.WARNING)).isEmpty();
  }

  /** There is no number behind it, on either side. */
  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "POSTGRES"})
  void theLastNumberOfAllEndsNoTask(LoggedSource source) throws SQLException {
    between(source, "postgres");
    bench.source.execute(
        source == LoggedSource.POSTGRES
            ? "CREATE TABLE shop.item (id bigserial PRIMARY KEY)"
            : "CREATE TABLE item (id bigint AUTO_INCREMENT PRIMARY KEY)");
    follow(MigrationType.FULL_LOAD_AND_CDC);
    bench.source.execute(
        "INSERT INTO " + kind.named("item") + " VALUES (" + Long.MAX_VALUE + ")",
        "INSERT INTO " + kind.named("item") + " VALUES (7)");
    if (source == LoggedSource.POSTGRES) {
      bench.source.execute("SELECT setval('shop.item_id_seq', " + Long.MAX_VALUE + ")");
    }
    follow(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(told(LogLevel.INFO)).singleElement().asString().contains("" + Long.MAX_VALUE);
    bench.source.execute("DELETE FROM " + kind.named("item") + " WHERE id = 7");
    follow(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable("item")))
        .containsExactly("" + Long.MAX_VALUE);
  }

  /** They have steps and kinds of their own, and the source has no counter at all. */
  @Test
  void tablesThatSomebodyElseHasMadeGoOnToo() throws SQLException {
    between(LoggedSource.POSTGRES, "postgres");
    for (String table : List.of("a", "b", "c", "d")) {
      bench.source.execute("CREATE TABLE shop." + table + " (id int PRIMARY KEY, v int)");
    }
    bench.target.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.a (id int GENERATED ALWAYS AS IDENTITY (START 2 INCREMENT 2) PRIMARY KEY, v int)",
        "CREATE TABLE shop.b (id serial PRIMARY KEY, v int)",
        "CREATE SEQUENCE shop.free INCREMENT -3",
        "CREATE TABLE shop.c (id int PRIMARY KEY DEFAULT nextval('shop.free'), v int)",
        "CREATE SEQUENCE shop.small MAXVALUE 10 CYCLE",
        "CREATE TABLE shop.d (id int PRIMARY KEY DEFAULT nextval('shop.small'), v int)");
    follow(MigrationType.CDC);
    for (String table : List.of("a", "b", "c", "d")) {
      bench.source.execute("INSERT INTO shop.%s VALUES (101, 1), (-7, 1)".formatted(table));
    }
    follow(MigrationType.CDC);
    assertThat(inserted("shop.a", "(v) VALUES (0)", "id")).isEqualTo("102");
    assertThat(inserted("shop.a", "(v) VALUES (0)", "id")).isEqualTo("104");
    assertThat(inserted("shop.b", "(v) VALUES (0)", "id")).isEqualTo("102");
    assertThat(inserted("shop.c", "(v) VALUES (0)", "id")).isEqualTo("-10");
    assertThat(inserted("shop.d", "(v) VALUES (0)", "id")).as("its end is used").isEqualTo("1");
  }

  @Test
  void whatMayNotBeSetIsToldAndTheStopIsAStop() throws SQLException {
    between(LoggedSource.POSTGRES, "postgres");
    bench.source.execute(
        "CREATE TABLE shop.a (id int PRIMARY KEY)", "CREATE TABLE shop.b (id int PRIMARY KEY)");
    String poor = "poor_" + bench.target.name();
    bench.target.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.a (id serial PRIMARY KEY)",
        "CREATE TABLE shop.b (id serial PRIMARY KEY)",
        "CREATE ROLE " + poor + " LOGIN PASSWORD 'Poor-1'",
        "GRANT SET ON PARAMETER session_replication_role TO " + poor,
        "GRANT CREATE ON DATABASE \"%s\" TO %s".formatted(bench.target.name(), poor),
        "GRANT ALL ON SCHEMA shop TO " + poor,
        "GRANT ALL ON ALL TABLES IN SCHEMA shop TO " + poor,
        "GRANT SELECT, UPDATE ON SEQUENCE shop.b_id_seq TO " + poor);
    TaskBench administered = bench;
    bench = bench.as(poor, "Poor-1");
    try {
      follow(MigrationType.CDC);
      bench.source.execute(
          "INSERT INTO shop.a VALUES (1), (2)", "INSERT INTO shop.b VALUES (1), (2)");
      follow(MigrationType.CDC);
      assertThat(told(LogLevel.INFO))
          .singleElement()
          .asString()
          .contains("shop.b_id_seq 3", "1 of them not set, the warnings in the log say why");
      String warning = told(LogLevel.WARNING).getFirst();
      assertThat(warning).contains("shop.a_id_seq was not set", "permission denied for sequence");
      String sql = warning.substring(warning.indexOf("SELECT"));
      bench = administered;
      assertThat(bench.query(bench.target, sql.substring(0, sql.length() - 1)))
          .containsExactly("3");
      assertThat(inserted("shop.a", "DEFAULT VALUES", "id")).isEqualTo("3");
    } finally {
      bench = administered;
      bench.target.execute(
          "DROP OWNED BY " + poor + " CASCADE",
          "REVOKE SET ON PARAMETER session_replication_role FROM " + poor,
          "DROP ROLE " + poor);
    }
  }

  /** Numbers of the other side lie where this side's would: it is not to go on behind them. */
  @Test
  void bothSidesOfATwoWayPairKeepTheirOwnNumbers() throws SQLException {
    between(LoggedSource.POSTGRES, "postgres");
    bench.source.execute("CREATE TABLE shop.item (id serial PRIMARY KEY)");
    bench.target.execute("CREATE SCHEMA shop", "CREATE TABLE shop.item (id serial PRIMARY KEY)");
    String settings =
        """
        {"LoopbackPreventionSettings": {"EnableLoopbackPrevention": true,
          "SourceSchema": "here", "TargetSchema": "there"}}""";
    assertThat(run(MigrationType.CDC, settings).message()).isEmpty();
    bench.source.execute("INSERT INTO shop.item VALUES (1000001)");
    assertThat(run(MigrationType.CDC, settings).message()).isEmpty();
    assertThat(bench.query(bench.target, "SELECT id FROM shop.item")).containsExactly("1000001");
    assertThat(told(LogLevel.INFO)).singleElement().asString().contains("two-way pair");
    assertThat(inserted("shop.item", "DEFAULT VALUES", "id")).isEqualTo("1");
  }

  @Test
  void aPersonsStopSetsThem() throws Exception {
    between(LoggedSource.POSTGRES, "postgres");
    bench.source.execute("CREATE TABLE shop.item (id serial PRIMARY KEY)");
    bench.wishes = new ChangeWishes(Optional.empty(), Optional.empty(), Optional.empty(), true);
    CompletableFuture<TaskOutcome> run =
        CompletableFuture.supplyAsync(
            () ->
                bench.run(
                    "{}", task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task)),
            work -> Thread.ofVirtual().start(work));
    Awaitility.await()
        .atMost(OngoingChangesContract.RUN_MAX)
        .until(() -> run.isDone() || bench.progress.doing().equals(TaskProgress.ONGOING_CHANGES));
    bench.source.execute("INSERT INTO shop.item SELECT i FROM generate_series(1, 30) i");
    Awaitility.await()
        .atMost(OngoingChangesContract.RUN_MAX)
        .until(() -> run.isDone() || bench.count(bench.target, "shop.item") == 30);
    bench.stop.give();
    assertThat(run.get().reason()).isEqualTo(StopReason.NORMAL);
    assertThat(inserted("shop.item", "DEFAULT VALUES", "id")).isEqualTo("31");
  }

  /** As where the source is lost, and the target is to take its place. */
  @Test
  void withoutTheSourceTheTargetsRowsTell() throws SQLException {
    between(LoggedSource.POSTGRES, "postgres");
    bench.target.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.item (id serial PRIMARY KEY)",
        "INSERT INTO shop.item VALUES (41)");
    TableName item = new TableName("shop", "item");
    Task task = bench.task("{}");
    EndpointConfig gone =
        new EndpointConfig(
            "postgres", "127.0.0.1", 1, "gone", "u", new Password("p"), Tls.NONE, Map.of());
    List<LogLine> lines = new ArrayList<>();
    assertThat(
            new TargetSequences(
                    new FullLoad.Source(Engines.standard().named("postgres"), gone),
                    new LoadContext.Target(Engines.standard().named("postgres"), task.target()),
                    Map.of(item, new PlannedTable(item, "", List.of())),
                    false)
                .set(new TaskLog(Clock.systemUTC(), lines::add), Duration.ofSeconds(20)))
        .hasValue("1 " + SET + ", 1 of them set now: shop.item_id_seq 42");
    assertThat(lines.getFirst().message()).contains("the target's rows alone tell what is used");
  }

  /** Nothing is set there: InnoDB's counter follows. */
  @ParameterizedTest
  @CsvSource({"MARIADB, mariadb, ''", "POSTGRES, mysql, ''", "POSTGRES, mariadb, BATCH"})
  void autoIncrementFollowsTheRowsThatChangesBring(LoggedSource source, String target, String batch)
      throws SQLException {
    between(source, target);
    bench.source.execute(
        "CREATE TABLE %s (id %s PRIMARY KEY, v int)"
            .formatted(
                kind.named("item"),
                source == LoggedSource.POSTGRES ? "serial" : "int AUTO_INCREMENT"),
        "INSERT INTO " + kind.named("item") + " (v) VALUES (1), (2)");
    String settings = batch.isEmpty() ? "{}" : OngoingChangesContract.BATCHES;
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC, settings).message()).isEmpty();
    bench.source.execute(
        "INSERT INTO " + kind.named("item") + " (v) VALUES (3), (4)",
        "INSERT INTO " + kind.named("item") + " VALUES (900, 5)");
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC, settings).message()).isEmpty();
    String item = bench.targetTable("item");
    bench.target.execute("INSERT INTO " + item + " (v) VALUES (6)");
    assertThat(bench.query(bench.target, "SELECT id FROM " + item + " WHERE v = 6"))
        .containsExactly("901");
    assertThat(told(LogLevel.INFO)).isEmpty();

    bench.source.execute("UPDATE " + kind.named("item") + " SET id = 1200 WHERE id = 900");
    assertThat(run(MigrationType.FULL_LOAD_AND_CDC, settings).message()).isEmpty();
    bench.target.execute("INSERT INTO " + item + " (v) VALUES (7)");
    assertThat(bench.query(bench.target, "SELECT id FROM " + item + " WHERE v = 7"))
        .as("behind a changed key")
        .containsExactly("1201");
  }
}
