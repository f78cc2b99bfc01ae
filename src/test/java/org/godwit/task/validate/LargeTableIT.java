package org.godwit.task.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 300,000 rows: seconds to compare, and a few differences are found without reading it all. */
final class LargeTableIT {
  private static final Logger LOG = Logger.getLogger(LargeTableIT.class.getName());
  private static final int ROWS = 300_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", new DataType.Int(64, false), "bigint", false),
          Column.of("n", new DataType.Int(32, false), "int", true),
          Column.of("name", new DataType.Text(100, false), "varchar(100)", true),
          Column.of("price", new DataType.Decimal(12, 2), "decimal(12,2)", true),
          Column.of("ratio", new DataType.Real(64), "double", true),
          Column.of("made_at", new DataType.Timestamp(6, false), "datetime(6)", true));
  private static TestSide source;
  private static TestSide target;

  @BeforeAll
  static void fillBothSides() throws SQLException {
    source = TestSide.mysql(Servers.mariaDb().newDatabase());
    target = TestSide.postgres(Servers.postgres().newDatabase());
    source
        .database()
        .execute(
            "CREATE TABLE t (id bigint PRIMARY KEY, n int, name varchar(100) CHARACTER SET utf8mb4,"
                + " price decimal(12,2), ratio double, made_at datetime(6))",
            "INSERT INTO t SELECT seq * 10, seq % 1009, CONCAT('Näme ', seq), seq / 100, seq / 1024e0,"
                + " '2020-01-01 00:00:00.5' + INTERVAL seq SECOND FROM seq_1_to_"
                + ROWS);
    target
        .database()
        .execute(
            "CREATE TABLE t (id bigint PRIMARY KEY, n int, name varchar(100),"
                + " price numeric(12,2), ratio float8, made_at timestamp(6))",
            "INSERT INTO t SELECT s * 10, s % 1009, 'Näme ' || s, s / 100.0, s / 1024::float8,"
                + " timestamp '2020-01-01 00:00:00.5' + s * interval '1 second' FROM generate_series(1, "
                + ROWS
                + ") s");
  }

  private static ValidationResult validate(List<String> key, long estimate, int failuresMax)
      throws SQLException, InterruptedException {
    Table here = source.table("t", COLUMNS, key, estimate);
    Table there = target.table("t", COLUMNS, key, estimate);
    long began = System.nanoTime();
    ValidationResult result =
        Validations.run(
            source,
            target,
            here,
            there,
            new ValidationSettings(
                3, 10_000, failuresMax, ValidationSettings.DEFAULT.alterations()));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    LOG.info(
        "%d rows in %d ms, %d rows/s"
            .formatted(
                result.rowsSource(),
                took.toMillis(),
                result.rowsSource() * 1000 / Math.max(took.toMillis(), 1)));
    assertThat(took).isLessThan(LIMIT);
    return result;
  }

  /** Runs with some rows of the target changed, and changes them back. */
  private static void whileChanged(String change, String back, Check check) throws Exception {
    target.database().execute(change);
    try {
      check.run();
    } finally {
      target.database().execute(back);
    }
  }

  @FunctionalInterface
  private interface Check {
    void run() throws Exception;
  }

  @Test
  void equalTablesAreValidatedInSeconds() throws Exception {
    ValidationResult result = validate(List.of("id"), ROWS, 1000);
    assertThat(result.state()).isEqualTo(ValidationState.VALIDATED);
    assertThat(result.validated()).isEqualTo(ROWS);
    assertThat(result.rowsTarget()).isEqualTo(ROWS);
  }

  @Test
  void scatteredDifferencesAreAllFound() throws Exception {
    whileChanged(
        "UPDATE t SET n = -1 WHERE id % 100000 = 0",
        "UPDATE t SET n = id / 10 % 1009 WHERE n = -1",
        () -> {
          List<String> expected =
              LongStream.rangeClosed(1, 30).mapToObj(i -> "id=" + i * 100_000).toList();
          assertThat(validate(List.of("id"), ROWS, 1000).differences())
              .allSatisfy(d -> assertThat(d.cells()).extracting("column").containsExactly("n"))
              .extracting(Difference::keyText)
              .containsExactlyInAnyOrderElementsOf(expected);
        });
  }

  @Test
  void differencesAreFoundWhereNothingIsKnownOfTheSize() throws Exception {
    whileChanged(
        "UPDATE t SET name = name || ' ' WHERE id = 1234560",
        "UPDATE t SET name = rtrim(name) WHERE id = 1234560",
        () -> {
          assertThat(validate(List.of("id"), 0, 1000).differences())
              .extracting(Difference::keyText)
              .containsExactly("id=1234560");
          assertThat(validate(List.of(), 0, 1000).differences()).hasSize(2);
        });
  }

  @Test
  void aTableThatDiffersEverywhereStopsAtTheLimit() throws Exception {
    whileChanged(
        "UPDATE t SET n = n + 1",
        "UPDATE t SET n = n - 1",
        () -> {
          ValidationResult result = validate(List.of("id"), ROWS, 50);
          assertThat(result.state()).isEqualTo(ValidationState.MISMATCHED_RECORDS);
          assertThat(result.failed()).isEqualTo(50);
          assertThat(result.differences()).hasSize(50);
          assertThat(result.details()).startsWith("stopped after 50 differing rows");
        });
  }

  @Test
  void anInterruptStopsTheServersAndLeavesTheConnectionsUsable() throws Exception {
    Table here = source.table("t", COLUMNS, List.of("id"), ROWS);
    Table there = target.table("t", COLUMNS, List.of("id"), ROWS);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicLong compared = new AtomicLong();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (TestSide.Open sources = source.open(2);
        TestSide.Open targets = target.open(2)) {
      Thread validation =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      new TableValidation(
                              source.dialect(),
                              source.canonical(),
                              target.dialect(),
                              target.canonical(),
                              ValidationSettings.DEFAULT,
                              SourcePace.FREE)
                          .run(
                              Validations.pair(here, there, ""),
                              sources.connections(),
                              targets.connections(),
                              (rows, _) -> {
                                compared.set(rows);
                                begun.countDown();
                                awaitInterrupt(interrupted);
                              });
                    } catch (InterruptedException e) {
                      thrown.set(e);
                    }
                  });
      begun.await();
      validation.interrupt();
      interrupted.countDown();
      assertThat(validation.join(Duration.ofSeconds(10))).isTrue();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      assertThat(compared.get()).isLessThan(ROWS);
      for (TestSide.Open side : List.of(sources, targets)) {
        for (Connection connection : side.all()) {
          try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT 1")).isTrue();
          }
        }
      }
    }
  }

  /** Holds a worker back, so that the table can't be done before the interrupt has come. */
  private static void awaitInterrupt(CountDownLatch interrupted) {
    try {
      assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
