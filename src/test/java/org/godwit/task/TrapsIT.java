package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.godwit.task.control.AlteredValues;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known traps of a load that are no matter of a single value's type. */
final class TrapsIT {
  private static final String VALIDATED = "{\"ValidationSettings\": {\"EnableValidation\": true}}";

  @TempDir Path rejects;

  @Test
  @Trap(2)
  void aZeroDateInANotNullColumnBecomesNullByPolicyAndEveryRowArrives() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "SET sql_mode = ''",
        "CREATE TABLE born (id int PRIMARY KEY, day date NOT NULL, at datetime(6) NOT NULL)",
        "INSERT INTO born VALUES (1, '0000-00-00', '2024-01-01 00:00:00.000001'),"
            + " (2, '0009-02-28', '0000-00-00 00:00:00'), (3, '0011-11-11', '1970-01-01')");
    TaskOutcome outcome =
        bench.run(
            "{\"GodwitSettings\": {\"ZeroDatePolicy\": \"NULL\"},"
                + " \"ValidationSettings\": {\"EnableValidation\": true}}");
    assertThat(bench.query(bench.target, "SELECT * FROM " + bench.targetTable("born")))
        .containsExactlyInAnyOrder(
            "1|null|2024-01-01 00:00:00.000001",
            "2|0009-02-28|null",
            "3|0011-11-11|1970-01-01 00:00:00");
    assertThat(outcome.tables().getFirst().altered())
        .extracting(AlteredValues::column, AlteredValues::count)
        .containsExactlyInAnyOrder(tuple("day", 1L), tuple("at", 1L));
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
  }

  @Test
  void alteredValuesAreCountedAlsoWhereTheRunDoesNotReachItsEnd() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "SET sql_mode = ''",
        "CREATE TABLE visit (id int PRIMARY KEY, day date)",
        "INSERT INTO visit VALUES (0, '2024-02-29'), (1, 0), (2, 0)",
        "CREATE TABLE zz (id int PRIMARY KEY)",
        "INSERT INTO zz VALUES (1)");
    bench.onLine =
        line -> {
          if (bench.progress.statistics().stream().anyMatch(it -> it.alteredTotal() > 0)) {
            bench.stop.give();
          }
        };
    String settings =
        "{\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": 1}, \"GodwitSettings\": {\"ZeroDatePolicy\": \"NULL\"}}";
    TaskOutcome stopped = bench.run(settings);
    assertThat(stopped.reason()).isEqualTo(StopReason.NORMAL);
    assertThat(stopped.tables()).extracting(TableStatistics::alteredTotal).containsExactly(2L, 0L);
    assertThat(bench.again().run(settings).tables())
        .extracting(TableStatistics::alteredTotal)
        .containsExactly(2L, 0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mysql", "mariadb"})
  @Trap(19)
  void aKeysCounterGoesOnBehindTheRows(String target) throws SQLException {
    TaskBench bench = TaskBench.between("mariadb", target, rejects);
    bench.source.execute(
        "CREATE TABLE `Mixed Case` (`Id` bigint unsigned AUTO_INCREMENT PRIMARY KEY, n int)",
        "INSERT INTO `Mixed Case` VALUES (41, 1)",
        "ALTER TABLE `Mixed Case` AUTO_INCREMENT = 100");
    assertArrives(bench.run(VALIDATED));
    bench.target.execute(
        "INSERT INTO %s (n) VALUES (2)".formatted(bench.targetTable("Mixed Case")));
    assertThat(
            bench.query(
                bench.target,
                target.equals("postgres")
                    ? "SELECT \"Id\" FROM " + bench.targetTable("Mixed Case") + " WHERE n = 2"
                    : "SELECT Id FROM " + bench.targetTable("Mixed Case") + " WHERE n = 2"))
        .containsExactly("100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mysql", "mariadb"})
  @Trap(20)
  void generatedColumnsAreComputedByTheTarget(String target) throws SQLException {
    TaskBench bench = TaskBench.between("mariadb", target, rejects);
    bench.source.execute(
        "CREATE TABLE sum (id int PRIMARY KEY, a int, b int AS (a * 2) STORED, c int AS (a + 1) VIRTUAL)",
        "INSERT INTO sum (id, a) VALUES (1, 21), (2, NULL)");
    assertArrives(bench.run(VALIDATED));
    bench.target.execute("UPDATE %s SET a = 5 WHERE id = 2".formatted(bench.targetTable("sum")));
    assertThat(
            bench.query(
                bench.target, "SELECT * FROM %s ORDER BY id".formatted(bench.targetTable("sum"))))
        .containsExactly("1|21|42|22", "2|5|10|6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  @Trap(44)
  void invisibleColumnsAreLoaded(String source) throws SQLException {
    TaskBench bench = TaskBench.from(source, rejects);
    bench.source.execute(
        "CREATE TABLE half (a int PRIMARY KEY, b varchar(9) INVISIBLE)",
        "INSERT INTO half (a, b) VALUES (1, 'hidden')");
    assertArrives(bench.run(VALIDATED));
    assertThat(bench.query(bench.target, "SELECT * FROM " + bench.targetTable("half")))
        .containsExactly("1|hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mysql", "mariadb"})
  @Trap(46)
  void foreignKeysInACircleAreMadeBehindTheRows(String target) throws SQLException {
    TaskBench bench = TaskBench.between("mariadb", target, rejects);
    bench.source.execute(
        "CREATE TABLE egg (id int PRIMARY KEY, hen int)",
        "CREATE TABLE hen (id int PRIMARY KEY, egg int, mother int, FOREIGN KEY (egg) REFERENCES egg (id),"
            + " FOREIGN KEY (mother) REFERENCES hen (id))",
        "INSERT INTO egg VALUES (1, 2), (3, NULL)",
        "INSERT INTO hen VALUES (2, 3, 2)",
        "ALTER TABLE egg ADD CONSTRAINT laid FOREIGN KEY (hen) REFERENCES hen (id)");
    assertArrives(bench.run(VALIDATED));
    String schema = target.equals("postgres") ? bench.schema() : bench.target.name();
    assertThat(
            bench.query(
                bench.target,
                "SELECT count(*) FROM information_schema.table_constraints WHERE constraint_type ="
                    + " 'FOREIGN KEY' AND table_name IN ('egg', 'hen') AND table_schema = '"
                    + schema
                    + "'"))
        .containsExactly("3");
    // The index that the source made for the key has the same name, and takes it from nobody.
    assertThat(
            bench.query(
                bench.target,
                "SELECT constraint_name FROM information_schema.table_constraints WHERE"
                    + " constraint_name LIKE '%laid%' AND constraint_type = 'FOREIGN KEY'"
                    + " AND table_schema = '"
                    + schema
                    + "'"))
        .containsExactly("egg_laid");
  }

  @Test
  @Trap(46)
  void aForeignKeyThatTheTargetRefusesIsToldOnce() throws SQLException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE parent (id int PRIMARY KEY, n int, KEY (n))",
        "CREATE TABLE child (id int PRIMARY KEY, n int, CONSTRAINT loose FOREIGN KEY (n)"
            + " REFERENCES parent (n))",
        "INSERT INTO parent VALUES (1, 5), (2, 5)",
        "INSERT INTO child VALUES (1, 5)");
    assertArrives(bench.run(VALIDATED));
    assertThat(bench.log)
        .filteredOn(line -> line.message().contains("was not made"))
        .singleElement()
        .satisfies(line -> assertThat(line.message()).contains("foreign key child_loose"));
  }

  @Test
  void aTableOfSixteenHundredColumnsArrives() throws SQLException {
    TaskBench bench = TaskBench.from("postgres", rejects);
    bench.source.execute("CREATE SCHEMA shop", wide("shop.wide", 1600, ""));
    bench.source.execute("INSERT INTO shop.wide (c1, c1600) VALUES (1, 1600), (2, NULL)");
    assertArrives(bench.run(VALIDATED));
    assertThat(bench.query(bench.target, "SELECT c1, c800, c1600 FROM shop.wide ORDER BY c1"))
        .containsExactly("1|null|1600", "2|null|null");
  }

  @Test
  void moreColumnsThanTheTargetHasRefuseTheirTableInASentenceAndNoOther() throws SQLException {
    for (String target : List.of("postgres", "mysql", "mariadb")) {
      TaskBench bench = TaskBench.between("mariadb", target, rejects);
      bench.source.execute(
          wide("wide", 1601, " ENGINE=MyISAM"),
          "CREATE TABLE narrow (c1 int PRIMARY KEY)",
          "INSERT INTO narrow VALUES (1)");
      TaskOutcome outcome = bench.run(VALIDATED);
      assertThat(outcome.tables())
          .extracting(table -> table.source().table() + " " + table.state())
          .containsExactlyInAnyOrder("wide ERROR", "narrow COMPLETED");
      assertThat(
              outcome.tables().stream()
                  .filter(table -> table.source().table().equals("wide"))
                  .findFirst()
                  .orElseThrow()
                  .message())
          .contains("1,601 columns", "remove columns by a rule");
    }
  }

  @Test
  @Trap(9)
  void aProcessThatWritesOtherDigitsWritesTheOnesThatServersRead()
      throws SQLException, IOException, InterruptedException {
    TaskBench bench = TaskBench.fresh(rejects);
    bench.source.execute(
        "CREATE TABLE digits (id int PRIMARY KEY, at datetime, length time, day date, address inet6)",
        "INSERT INTO digits VALUES (1234567, '2024-02-29 23:59:58', '-12:34:56', '0009-01-02', '::1')");
    RunProcess process = new RunProcess(bench, rejects).speaking("ar-EG");
    Process run = process.start(VALIDATED);
    assertThat(run.waitFor()).as(process.printed()).isZero();
    assertThat(bench.query(bench.target, "SELECT * FROM " + bench.targetTable("digits")))
        .containsExactly("1234567|2024-02-29 23:59:58|-12:34:56|0009-01-02|::1");
  }

  private static String wide(String name, int columns, String options) {
    return IntStream.rangeClosed(2, columns)
        .mapToObj(i -> "c" + i + " smallint")
        .collect(
            Collectors.joining(
                ", ", "CREATE TABLE " + name + " (c1 smallint PRIMARY KEY, ", ")" + options));
  }

  private static void assertArrives(TaskOutcome outcome) {
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
    assertThat(outcome.losses().isNone()).as(outcome.toString()).isTrue();
  }
}
