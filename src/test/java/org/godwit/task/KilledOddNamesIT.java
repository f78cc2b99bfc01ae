package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.godwit.engine.Dialect;
import org.godwit.engine.Engines;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real process is killed while it loads tables whose names want care, over ones that others have
 * put triggers and foreign keys on: both are back after the next run, whichever way the task
 * prepares its tables, and sequences stand where they should.
 */
final class KilledOddNamesIT {
  private static final int KILLS = 2;
  private static final int ROWS = 400;
  private static final List<String> NAMES =
      List.of(
          "say \"no\" it's",
          "dot.ted name",
          "back`tick\\",
          "select",
          "; -- %s $1 {x}",
          "x" + "ä".repeat(31)); // 63 bytes
  private static final String SETTINGS =
      """
      {"FullLoadSettings": {"MaxFullLoadSubTasks": 2, "TargetTablePrepMode": "%s"},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;

  private TaskBench bench;
  private Dialect dialect;
  private List<String> names;

  @ParameterizedTest
  @CsvSource({
    "postgres, postgres, DROP_AND_CREATE",
    "postgres, postgres, TRUNCATE_BEFORE_LOAD",
    "mysql, postgres, DROP_AND_CREATE",
    "mysql, mysql, DROP_AND_CREATE",
    "mysql, mariadb, TRUNCATE_BEFORE_LOAD",
    "postgres, mariadb, DO_NOTHING"
  })
  void triggersAndKeysAreBackAfterAKill(String from, String to, String preparation)
      throws Exception {
    bench = TaskBench.between(from, to, folder);
    dialect = Engines.standard().named(to).dialect();
    names = new ArrayList<>(NAMES);
    if (countsOn()) {
      names.add("emoji 😀"); // MySQL's names end at U+FFFF
    }
    fill(Engines.standard().named(from).dialect());
    run(SETTINGS.formatted("DROP_AND_CREATE"), Start.RELOAD_TARGET, new ArrayList<>());
    addOthers();
    List<String> objects = objects();
    assertThat(objects).hasSize(2 * names.size());
    String settings = SETTINGS.formatted(preparation);
    List<String> lines = new ArrayList<>();
    run(settings, Start.RELOAD_TARGET, lines);
    isWhole(objects);
    Random random = new Random((from + to + preparation).hashCode());
    RunProcess process = new RunProcess(bench, folder);
    for (int kill = 0; kill < KILLS; kill++) {
      if (countsOn()) {
        bench.target.execute("SELECT setval('shop.counter', 1)");
      }
      int line = (int) ((kill + random.nextDouble()) * lines.size() / KILLS);
      process.startAndKill(line, random, settings, "--restart");
      run(settings, Start.RESUME, new ArrayList<>());
      isWhole(objects);
    }
  }

  private void fill(Dialect source) throws SQLException {
    if (bench.engine().equals("postgres")) {
      bench.source.execute("CREATE SCHEMA shop");
    }
    if (countsOn()) {
      bench.source.execute(
          "CREATE SEQUENCE shop.counter",
          "CREATE TABLE shop.counted (id int DEFAULT nextval('shop.counter') PRIMARY KEY)",
          "INSERT INTO shop.counted SELECT nextval('shop.counter') FROM generate_series(1, %d)"
              .formatted(ROWS));
    }
    for (String name : names) {
      String table = bench.sourceTable(source.quote(name));
      bench.source.execute(
          "CREATE TABLE %s (id int PRIMARY KEY, %s varchar(40))"
              .formatted(table, source.quote(name)));
      StringBuilder rows = new StringBuilder();
      for (int id = 1; id <= ROWS; id++) {
        rows.append(id == 1 ? "" : ", ").append("(%1$d, 'row %1$d')".formatted(id));
      }
      bench.source.execute("INSERT INTO %s VALUES %s".formatted(table, rows));
    }
  }

  /** Whether a table's default asks a sequence that isn't its own. */
  private boolean countsOn() {
    return isPostgres() && bench.engine().equals("postgres");
  }

  private void run(String settings, Start start, List<String> lines) {
    TaskBench again = bench.again();
    again.onLine = line -> lines.add(line.message());
    TaskOutcome outcome =
        again.run(
            settings,
            task ->
                new Task(
                    "process",
                    task.type(),
                    task.source(),
                    task.target(),
                    task.mapping(),
                    task.settings()),
            start);
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(outcome.tables())
        .allSatisfy(table -> assertThat(table.validation().rows()).isEqualTo(ROWS));
  }

  /** A trigger on each table, and a key of a table that isn't the task's to each. */
  private void addOthers() throws SQLException {
    bench.target.execute("CREATE TABLE fired (id bigint)");
    if (isPostgres()) {
      bench.target.execute(
          "CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS"
              + " 'BEGIN INSERT INTO fired VALUES (1); RETURN new; END'");
    }
    for (String name : names) {
      String table =
          (isPostgres() ? dialect.quote(bench.schema()) + "." : "") + dialect.quote(name);
      bench.target.execute(
          "CREATE TRIGGER %s AFTER INSERT ON %s FOR EACH ROW %s"
              .formatted(
                  dialect.quote(name),
                  table,
                  isPostgres() ? "EXECUTE FUNCTION fire()" : "INSERT INTO fired VALUES (new.id)"),
          "CREATE TABLE %s (id int, CONSTRAINT %s FOREIGN KEY (id) REFERENCES %s (id))"
              .formatted(dialect.quote("o" + name.substring(1)), dialect.quote(name), table),
          "INSERT INTO %s VALUES (5)".formatted(dialect.quote("o" + name.substring(1))));
    }
  }

  private void isWhole(List<String> objects) throws SQLException {
    assertThat(objects()).isEqualTo(objects);
    assertThat(bench.count(bench.target, "fired")).isZero();
    if (countsOn()) {
      assertThat(bench.query(bench.target, "SELECT last_value FROM shop.counter"))
          .containsExactly(Integer.toString(ROWS));
    }
  }

  private List<String> objects() throws SQLException {
    return bench.query(
        bench.target,
        isPostgres()
            ? "SELECT pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"
                + " UNION ALL SELECT conrelid::regclass || pg_get_constraintdef(oid), convalidated::text"
                + " FROM pg_constraint WHERE contype = 'f' ORDER BY 1"
            : "SELECT CONCAT(TRIGGER_NAME, ' of ', EVENT_OBJECT_TABLE, ACTION_STATEMENT)"
                + " FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"
                + " UNION ALL SELECT CONCAT(CONSTRAINT_NAME, ' of ', TABLE_NAME, ' to ', REFERENCED_TABLE_NAME)"
                + " FROM information_schema.REFERENTIAL_CONSTRAINTS"
                + " WHERE CONSTRAINT_SCHEMA = DATABASE() ORDER BY 1");
  }

  private boolean isPostgres() {
    return bench.targetScheme().equals("postgresql");
  }
}
