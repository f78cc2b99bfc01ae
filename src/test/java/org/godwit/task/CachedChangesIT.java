package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** StopTaskCachedChangesNotApplied and StopTaskCachedChangesApplied. */
final class CachedChangesIT {
  @TempDir Path folder;

  private LoggedSource kind = LoggedSource.POSTGRES;
  private TaskBench bench;

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  private TaskOutcome run(TaskBench ends) {
    return ends.run(
        """
        {"FullLoadSettings": {"StopTaskCachedChangesNotApplied": true,
                              "StopTaskCachedChangesApplied": true}}""",
        task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private List<String> ids() throws SQLException {
    return bench.query(
        bench.target, "SELECT id FROM " + bench.targetTable("item") + " ORDER BY id");
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "MARIADB"})
  void aTaskStopsBehindItsLoadAndOnceMoreBehindTheCachedChanges(LoggedSource source)
      throws Exception {
    kind = source;
    bench = TaskBench.from(kind.engine(), folder);
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    bench.source.execute(kind.schema().toArray(String[]::new));
    String item = kind.named("item");
    bench.source.execute(
        "CREATE TABLE " + item + " (id int PRIMARY KEY)", "INSERT INTO " + item + " VALUES (1)");
    assertThat(run(bench).reason()).isEqualTo(StopReason.STOPPED_AFTER_FULL_LOAD);
    bench.source.execute("INSERT INTO " + item + " VALUES (2)");
    assertThat(ids()).containsExactly("1");
    requireStopHolds(StopReason.STOPPED_AFTER_FULL_LOAD);
    assertThat(ids()).containsExactly("1");

    // Ended on its way through the cached changes: the next run stops where it would have.
    TaskBench ended = bench.again();
    ended.wishes = bench.wishes;
    ended.onLine =
        line -> {
          if (line.message().startsWith("changes go on at")) {
            ended.stop.give();
          }
        };
    assertThat(run(ended).reason()).isEqualTo(StopReason.NORMAL);
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    TaskOutcome stopped = run(bench);
    assertThat(stopped.reason()).isEqualTo(StopReason.STOPPED_AFTER_CACHED_EVENTS);
    assertThat(stopped.isComplete()).isTrue();
    assertThat(ids()).containsExactly("1", "2");

    bench.source.execute("INSERT INTO " + item + " VALUES (3)");
    requireStopHolds(StopReason.STOPPED_AFTER_CACHED_EVENTS);
    assertThat(ids()).containsExactly("1", "2");
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    assertThat(run(bench).reason()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
    assertThat(ids()).containsExactly("1", "2", "3");
  }

  /** No session of these servers can switch triggers off. */
  @Test
  void whoStopsBehindTheLoadIsToldThatTriggersOfAMariaDbTargetWait() throws Exception {
    kind = LoggedSource.MARIADB;
    bench = TaskBench.between("mariadb", "mariadb", folder);
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY)",
        "CREATE TABLE note (id int PRIMARY KEY)",
        "INSERT INTO item VALUES (1)");
    assertThat(run(bench).reason()).isEqualTo(StopReason.STOPPED_AFTER_FULL_LOAD);
    assertThat(bench.log)
        .anyMatch(
            line ->
                line.message().contains("StopTaskCachedChangesNotApplied")
                    && line.message().contains("make no triggers on the target"));
    bench.target.execute(
        "CREATE TRIGGER %s.twice BEFORE INSERT ON %s FOR EACH ROW SET NEW.id = NEW.id * 2"
            .formatted(bench.target.name(), bench.targetTable("item")));
    bench.source.execute("INSERT INTO item VALUES (2)", "INSERT INTO note VALUES (2)");
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    run(bench);
    assertThat(bench.log)
        .anyMatch(
            line ->
                line.table().endsWith(".item")
                    && line.message()
                        .contains("can't be followed: the target's table has triggers"));
    assertThat(ids()).containsExactly("1");
    assertThat(bench.query(bench.target, "SELECT id FROM " + bench.targetTable("note")))
        .containsExactly("2");
  }

  /** The process has died before it could tell of the stop, and another takes the task up. */
  private void requireStopHolds(StopReason stop) throws Exception {
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE.byItself();
    assertThat(run(bench).reason()).isEqualTo(stop);
  }
}
