package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.engine.SourceTable;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Start positions of the log's every event, of which few lie between two transactions. */
final class StartWithinTransactionIT {
  private static final String STREAM = "godwit_start_1";

  @TempDir Path folder;

  private TaskBench bench;
  private List<String[]> events;

  /** One transaction of two statements behind a statement of its own; each event with its kind. */
  private void write(String engine) throws SQLException {
    bench = TaskBench.from(engine, folder);
    bench.source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, name varchar(80))",
        "CREATE TABLE unfollowed (id int PRIMARY KEY)");
    bench.target.execute(
        "CREATE SCHEMA \"%s\"".formatted(bench.schema()),
        "CREATE TABLE " + bench.targetTable("item") + " (id int PRIMARY KEY, name text)");
    String[] here = LoggedSource.MYSQL.position(bench).split(":", 2);
    bench.source.execute(
        "BEGIN",
        "INSERT INTO item VALUES (1, 'one')",
        "INSERT INTO unfollowed VALUES (1)",
        "UPDATE item SET name = 'two' WHERE id = 1",
        "COMMIT",
        "INSERT INTO item VALUES (2, 'behind')");
    events =
        bench
            .query(bench.source, "SHOW BINLOG EVENTS IN '%s' FROM %s".formatted(here[0], here[1]))
            .stream()
            .map(line -> line.split("\\|", -1))
            .filter(event -> !event[2].equals("Format_desc"))
            .toList();
  }

  private TaskOutcome startAt(String[] event) {
    bench = bench.again();
    bench.wishes =
        new ChangeWishes(
            Optional.of(place(event)), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);
    return bench.run(
        "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DO_NOTHING\"}}",
        task -> OngoingChangesContract.of(MigrationType.CDC, task));
  }

  private static String place(String[] event) {
    return event[0] + ":" + event[1];
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void everyPlaceWithinItIsRefusedWithThatOfItsBeginning(String engine) throws Exception {
    write(engine);
    String begin = place(events.getFirst());
    boolean isOpen = true;
    int refused = 0;
    for (String[] event : events.subList(1, events.size())) {
      if (!isOpen || event[5].startsWith("BEGIN")) {
        continue;
      }
      TaskOutcome outcome = startAt(event);
      assertThat(outcome.failure()).as(event[2]).isEqualTo(Failure.CONFIGURATION);
      assertThat(outcome.message())
          .contains("changes can't begin at %s".formatted(place(event)))
          .contains("within the transaction that begins at " + begin)
          .contains("Give " + begin);
      refused++;
      isOpen = !event[2].equals("Xid");
    }
    assertThat(refused).isGreaterThanOrEqualTo(7); // three statements, and the end
    assertThat(startAt(events.getFirst()).message()).isEmpty();
    assertThat(bench.query(bench.target, "SELECT * FROM " + bench.targetTable("item")))
        .containsExactlyInAnyOrder("1|two", "2|behind");
  }

  /** Where nobody has looked before. */
  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void theReaderRefusesWhatHasBegunBeforeIt(String engine) throws Exception {
    write(engine);
    Engine of = Engines.standard().named(engine);
    ChangeSource source = of.changeSource().orElseThrow();
    EndpointConfig config = bench.task("{}").source();
    SourceTable item;
    try (Connection connection = of.connect(config)) {
      Table table =
          of.catalogReader()
              .tables(connection, List.of(new TableName(bench.schema(), "item")))
              .getFirst();
      item = new SourceTable(table, table.columns(), "");
    }
    for (String[] event : events) {
      boolean isWithin =
          event[2].matches("Table_map|(Write|Update)_rows.*|Xid")
              && Long.parseLong(event[1]) <= endOfFirst();
      if (isWithin) {
        assertThatThrownBy(() -> first(source, config, item, place(event)))
            .as(event[2])
            .isInstanceOf(EngineException.class)
            .hasMessageContaining("start position lies within a transaction")
            .hasMessageContaining(place(event));
      } else if (event[5].startsWith("BEGIN")) {
        assertThat(first(source, config, item, place(event))).isInstanceOf(Change.Begin.class);
      }
    }
  }

  private long endOfFirst() {
    return events.stream()
        .filter(event -> event[2].equals("Xid"))
        .mapToLong(event -> Long.parseLong(event[1]))
        .min()
        .orElseThrow();
  }

  private static Change first(
      ChangeSource source, EndpointConfig config, SourceTable item, String place) {
    try (ChangeStream stream =
        source.open(config, STREAM, List.of(item), Map.of(), source.position(place), _ -> {})) {
      return stream.next(Duration.ofSeconds(30));
    }
  }
}
