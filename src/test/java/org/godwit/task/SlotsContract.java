package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.godwit.engine.Failure;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.Test;

/** Replication slots that somebody makes or drops. */
abstract class SlotsContract extends OngoingChangesContract {
  SlotsContract() {
    super(LoggedSource.POSTGRES);
  }

  /** A slot that is made by hand keeps the log from there on, before the task begins. */
  @Test
  void changesAloneBeginAtAPlaceBehindTheirSlot() throws Exception {
    bench.sourceSettings = Map.of("CaptureDdls", "false");
    bench.wishes = ChangeWishes.NONE;
    makeItem();
    bench.target.execute(
        "CREATE SCHEMA shop", "CREATE TABLE shop.item (id int PRIMARY KEY, name text)");
    String setup = run(MigrationType.CDC).message();
    assertThat(setup).contains("pg_create_logical_replication_slot");
    bench.source.execute(
        Pattern.compile(
                "(?ms)^ *((CREATE PUBLICATION |ALTER )[^\n]*|DO \\$slot\\$.*?END \\$slot\\$);$")
            .matcher(setup)
            .results()
            .map(it -> it.group(1))
            .toArray(String[]::new));
    bench.source.execute("INSERT INTO shop.item VALUES (1, 'before')");
    String start = LoggedSource.POSTGRES.position(bench);
    bench.source.execute("INSERT INTO shop.item VALUES (2, 'behind')");
    for (String place : List.of("0/1", "7FFFFFFF/0")) {
      assertThat(from(place).message()).contains("changes can't begin at " + place);
    }
    assertThat(from(start).message()).isEmpty();
    assertThat(bench.query(bench.target, "SELECT id FROM shop.item")).containsExactly("2");
  }

  private TaskOutcome from(String place) {
    bench = bench.again();
    bench.wishes =
        new ChangeWishes(
            Optional.of(place), Optional.empty(), Optional.of(Duration.ofMillis(500)), false);
    return run(MigrationType.CDC);
  }

  @Test
  void aSlotThatGoesUnderARunStopsTheTask() throws Exception {
    follow();
    CompletableFuture<TaskOutcome> run = followFor(60);
    bench.onLine =
        line -> {
          if (line.message().startsWith("trying again")) {
            drop();
          }
        };
    bench.source.execute("INSERT INTO shop.item VALUES (11, 'before')");
    await(run, "SELECT name FROM shop.item WHERE id = 11", "before");
    bench.source.execute(
        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE database ="
            + " current_database()");
    TaskOutcome stopped = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(stopped.failure()).as(bench.log::toString).isEqualTo(Failure.POSITION_LOST);
    assertThat(stopped.message()).contains("is gone from the source");
  }

  private void drop() {
    try {
      leaveNothing();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
