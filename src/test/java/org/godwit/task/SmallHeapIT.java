package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise on memory: a heap of 512 MB moves values of 64 MB, several at once. */
final class SmallHeapIT {
  private static final int VALUES = 6;
  private static final Pattern TAKEN =
      Pattern.compile("took up to ([\\d,]+) MB .* is ([\\d,]+) MB");
  private static final int VALUE_BYTES = 64 * 1024 * 1024 - 1;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql", "postgres"})
  @Trap(47)
  void aHeapOf512MegabytesMovesValuesOf64MegabytesAndComparesThem(String engine) throws Exception {
    TaskBench bench = TaskBench.from(engine, folder);
    boolean isPostgres = engine.equals("postgres");
    String attachment = bench.sourceTable("attachment");
    bench.source.execute(
        "CREATE TABLE %s (id int PRIMARY KEY, content %s NOT NULL)"
            .formatted(attachment, isPostgres ? "text" : "longblob"));
    for (int id = 1; id <= VALUES; id++) {
      bench.source.execute(
          "INSERT INTO %s VALUES (%d, repeat(%s(64 + %d), %d))"
              .formatted(attachment, id, isPostgres ? "chr" : "char", id, VALUE_BYTES));
    }
    RunProcess run = new RunProcess(bench, folder).heap("512m");
    Process process =
        run.start(
            """
            {"TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
             "GodwitSettings": {"SegmentMb": 64}, "ValidationSettings": {"EnableValidation": true}}
            """);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(run.printed()).isTrue();
    assertThat(process.exitValue()).as(run.printed()).isZero();
    String sums = "SELECT count(*), sum(length(content)), min(md5(content)) FROM ";
    assertThat(bench.query(bench.target, sums + bench.targetTable("attachment")))
        .isEqualTo(bench.query(bench.source, sums + attachment));
    Matcher taken = TAKEN.matcher(run.printed());
    assertThat(taken.find()).as(run.printed()).isTrue();
    assertThat(Long.parseLong(taken.group(1)))
        .as("no more than the limit, and one row with what is sent of it")
        .isLessThanOrEqualTo(Long.parseLong(taken.group(2)) + 2 * (VALUE_BYTES >> 20) + 2);
  }

  /** One is as large as passes, one is not; the table's load takes both. */
  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "postgres"})
  void aRowOfTheLogThatIsTooLargeParksItsTableAlone(String engine) throws Exception {
    TaskBench bench = TaskBench.from(engine, folder);
    boolean isPostgres = engine.equals("postgres");
    String attachment = bench.sourceTable("attachment");
    String item = bench.sourceTable("item");
    bench.source.execute(
        "CREATE TABLE %s (id int PRIMARY KEY, content %s NOT NULL)"
            .formatted(attachment, isPostgres ? "bytea" : "longblob"),
        "CREATE TABLE %s (id int PRIMARY KEY)".formatted(item));
    RunProcess run = new RunProcess(bench, folder).heap("256m");
    try {
      assertThat(follow(run)).as(run.printed()).isZero();
      String insert =
          isPostgres
              ? "INSERT INTO %s SELECT %d, decode(repeat('c3', %d), 'hex')"
              : "INSERT INTO %s SELECT %d, repeat(unhex('c3'), %d)";
      int passes = isPostgres ? 15 << 20 : 30 << 20;
      bench.source.execute(
          insert.formatted(attachment, 1, passes),
          insert.formatted(attachment, 2, 48 << 20),
          "INSERT INTO %s VALUES (3)".formatted(item));
      assertThat(follow(run)).as(run.printed()).isNotZero();
      assertThat(run.printed()).contains("larger in the log than an eighth of Godwit's memory");
      assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable("item")))
          .containsExactly("3");
      assertThat(follow(run)).as(run.printed()).isZero();
      String sums = "SELECT id, length(content), md5(content) FROM %s ORDER BY id";
      assertThat(bench.query(bench.target, sums.formatted(bench.targetTable("attachment"))))
          .hasSize(2)
          .isEqualTo(bench.query(bench.source, sums.formatted(attachment)));
    } finally {
      LoggedSource.valueOf(engine.toUpperCase(Locale.ROOT)).forget(bench.source);
    }
  }

  private static int follow(RunProcess run) throws Exception {
    Process process =
        run.start(
            """
            {"TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false}}
            """,
            "--type",
            "full-load-and-cdc",
            "--set-up-source",
            "--stop-after-idle",
            "2s");
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(run.printed()).isTrue();
    return process.exitValue();
  }
}
