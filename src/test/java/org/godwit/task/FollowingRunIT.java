package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real {@code godwit run} that follows changes, from its arguments to its end. */
final class FollowingRunIT {
  private static final int SIGTERM = 143;
  private static final Duration RUN_MAX = Duration.ofMinutes(2);

  @TempDir Path folder;

  private LoggedSource kind;
  private TaskBench bench;
  private RunProcess process;

  private void from(LoggedSource source) throws SQLException {
    kind = source;
    bench = TaskBench.from(source.engine(), folder);
    process = new RunProcess(bench, folder);
    List<String> statements = new ArrayList<>(kind.schema());
    statements.add("CREATE TABLE " + kind.named("item") + " (id int PRIMARY KEY, n int)");
    bench.source.execute(statements.toArray(String[]::new));
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  private void insert(int id) throws SQLException {
    bench.source.execute("INSERT INTO %s VALUES (%d, 0)".formatted(kind.named("item"), id));
  }

  private List<String> ids() throws SQLException {
    return bench.query(
        bench.target, "SELECT id FROM " + bench.targetTable("item") + " ORDER BY id");
  }

  private void run(String type, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--type", type));
    all.addAll(List.of(arguments));
    Process run = process.start("{}", all.toArray(String[]::new));
    assertThat(run.waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)).as(process.printed()).isTrue();
    assertThat(run.exitValue()).as(process.printed()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL", "MARIADB"})
  void itBeginsAndEndsAtGtids(LoggedSource source) throws Exception {
    from(source);
    bench.target.execute(
        "CREATE SCHEMA \"%s\"".formatted(bench.schema()),
        "CREATE TABLE " + bench.targetTable("item") + " (id int PRIMARY KEY, n int)");
    insert(1);
    String start = gtids();
    insert(2);
    bench.source.execute("FLUSH BINARY LOGS");
    insert(3);
    String stop = gtids();
    insert(4);
    run("cdc", "--start-position", start, "--stop-position", stop);
    assertThat(ids()).containsExactly("2", "3");
    assertThat(process.printed()).contains("STOPPED_AT_POSITION", "changes begin at " + start);
    String later = gtids();
    insert(5);
    run("cdc", "--stop-position", later);
    assertThat(ids()).containsExactly("2", "3", "4");
    run("cdc", "--stop-after-idle", "500ms");
    assertThat(ids()).containsExactly("2", "3", "4", "5");
  }

  private String gtids() throws SQLException {
    String variable = kind == LoggedSource.MYSQL ? "gtid_executed" : "gtid_binlog_pos";
    return bench.query(bench.source, "SELECT @@GLOBAL." + variable).getFirst().replace("\n", "");
  }

  /** In the midst of many small transactions; the same command goes on. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "MARIADB"})
  void aSignalEndsItWithItsCheckpointAndNothingIsLostOrAppliedTwice(LoggedSource source)
      throws Exception {
    from(source);
    insert(0);
    AtomicBoolean isEnded = new AtomicBoolean();
    CompletableFuture<Integer> writer = new CompletableFuture<>();
    String[] arguments = {
      "--type",
      "full-load-and-cdc",
      "--set-up-source",
      "--json",
      folder.resolve("result.json").toString()
    };
    Process run = process.start("{}", arguments);
    try {
      await(() -> process.printed().contains("loaded 1 rows"));
      Thread.ofVirtual().start(() -> write(isEnded, writer));
      await(() -> !run.isAlive() || has("id > 100"));
      run.destroy(); // SIGTERM
      assertThat(run.waitFor(10, TimeUnit.SECONDS)).as(process.printed()).isTrue();
    } finally {
      isEnded.set(true);
      run.destroyForcibly();
    }
    int rows = writer.get(1, TimeUnit.MINUTES);
    assertThat(run.exitValue()).as(process.printed()).isEqualTo(SIGTERM);
    assertThat(process.printed()).contains("Ended: NORMAL: stopped by SIGTERM", "the same command");
    var json = new ObjectMapper().readTree(Files.readString(folder.resolve("result.json")));
    assertThat(json.path("stopReason").asText()).isEqualTo("NORMAL");
    assertThat(applied()).as("what the checkpoint counts is there").isEqualTo(ids().size() - 1L);
    run("full-load-and-cdc", "--stop-after-idle", "500ms");
    String all = "SELECT id, n FROM %s ORDER BY id";
    assertThat(bench.query(bench.target, all.formatted(bench.targetTable("item"))))
        .isEqualTo(bench.query(bench.source, all.formatted(kind.named("item"))))
        .hasSize(rows + 1);
    assertThat(applied()).isEqualTo(rows);
    assertThat(bench.query(bench.target, "SELECT updates FROM godwit_control.change_table"))
        .containsExactly(Integer.toString(rows));
  }

  private long applied() throws SQLException {
    return Long.parseLong(
        bench.query(bench.target, "SELECT inserts FROM godwit_control.change_table").getFirst());
  }

  private boolean has(String rows) throws SQLException {
    return bench.count(bench.target, bench.targetTable("item") + " WHERE " + rows) > 0;
  }

  /** Completes with the number of rows that it has inserted and then updated. */
  private void write(AtomicBoolean isEnded, CompletableFuture<Integer> written) {
    String item = kind.named("item");
    int id = 0;
    try {
      while (!isEnded.get()) {
        id++;
        bench.source.execute(
            "INSERT INTO %s VALUES (%d, 0)".formatted(item, id),
            "UPDATE %s SET n = id WHERE id = %d".formatted(item, id));
      }
      written.complete(id);
    } catch (SQLException e) {
      written.completeExceptionally(e);
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(RUN_MAX).pollInterval(Duration.ofMillis(20)).until(condition);
  }
}
