package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real process that runs a task is killed at twenty seeded moments, and the next one goes on. The
 * lines that an undisturbed run prints cut it into stretches, so that the moments lie in all of
 * them: before the snapshot, while rows are loaded, while indexes and foreign keys are made, and in
 * the validation.
 *
 * <p>{@code -Dgodwit.faults.seeds=N} runs N seeds of each pair instead of one.
 */
final class KilledTaskIT {
  private static final int KILLS = 3;
  private static final String SETTINGS =
      """
      {"GodwitSettings": {"SegmentMb": 1},
       "FullLoadSettings": {"MaxFullLoadSubTasks": 2, "TargetTablePrepMode": "%s"},
       "TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;

  private TaskBench bench;
  private RunProcess process;
  private String settings;
  private final List<String> objects = new ArrayList<>();

  @ParameterizedTest(name = "{0} to {1}, {2}")
  @CsvSource({
    "mariadb, postgres, DROP_AND_CREATE",
    "mariadb, postgres, TRUNCATE_BEFORE_LOAD",
    "postgres, postgres, DO_NOTHING",
    "mariadb, mysql, DO_NOTHING",
    "postgres, mariadb, TRUNCATE_BEFORE_LOAD"
  })
  void aTaskThatIsKilledAtAnyMomentResumesAndLosesNothing(
      String source, String target, String preparation) throws Exception {
    settings = SETTINGS.formatted(preparation);
    bench = TaskBench.between(source, target, folder);
    process = new RunProcess(bench, folder);
    FaultTables.fill(bench);
    List<String> lines = new ArrayList<>();
    bench.onLine = line -> lines.add(line.message());
    String create = SETTINGS.formatted("DROP_AND_CREATE");
    bench.run(create, KilledTaskIT::asProcess, Start.RELOAD_TARGET);
    addOthers();
    objects.addAll(objects());
    lines.clear();
    bench = bench.again();
    bench.onLine = line -> lines.add(line.message());
    FaultTables.assertWhole(
        bench, bench.run(settings, KilledTaskIT::asProcess, Start.RELOAD_TARGET));
    assertThat(objects()).isEqualTo(objects);
    for (long seed = 1; seed <= Integer.getInteger("godwit.faults.seeds", 1); seed++) {
      kill(lines.size(), new Random(seed * 31 + (source + target + preparation).hashCode()));
    }
  }

  /** The task that {@code godwit run --task process} finds there. */
  private static Task asProcess(Task task) {
    return new Task(
        "process", task.type(), task.source(), task.target(), task.mapping(), task.settings());
  }

  private void kill(int lines, Random random) throws Exception {
    boolean isWhole = true;
    for (int kill = 0; kill < KILLS; kill++) {
      int line = (int) ((kill + random.nextDouble()) * lines / KILLS);
      process.startAndKill(
          line, random, settings, isWhole ? new String[] {"--restart"} : new String[0]);
      isWhole = kill == KILLS - 1 || random.nextInt(4) > 0; // else the next kill strikes a resume
      if (isWhole) {
        TaskBench resumed = bench.again();
        FaultTables.assertWhole(
            resumed, resumed.run(settings, KilledTaskIT::asProcess, Start.RESUME));
        assertThat(objects()).isEqualTo(objects);
        assertThat(bench.count(bench.target, "fired")).isZero();
      }
    }
  }

  /** What others have on the target: a trigger that must not see the rows, and a foreign key. */
  private void addOthers() throws SQLException {
    bench.target.execute("CREATE TABLE fired (id bigint)");
    if (isPostgres()) {
      bench.target.execute(
          "CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS"
              + " 'BEGIN INSERT INTO fired VALUES (1); RETURN new; END'",
          "CREATE TRIGGER fire AFTER INSERT ON %s FOR EACH ROW EXECUTE FUNCTION fire()"
              .formatted(bench.targetTable("big")));
    } else {
      bench.target.execute(
          "CREATE TRIGGER fire AFTER INSERT ON big FOR EACH ROW INSERT INTO fired VALUES (new.id)");
    }
    bench.target.execute(
        "CREATE TABLE others (id int, CONSTRAINT others_key FOREIGN KEY (id) REFERENCES %s (id))"
            .formatted(bench.targetTable("parent")),
        "INSERT INTO others VALUES (5)");
  }

  private List<String> objects() throws SQLException {
    List<String> objects = new ArrayList<>(FaultTables.objects(bench));
    objects.addAll(
        bench.query(
            bench.target,
            isPostgres()
                ? "SELECT tgname::text, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal UNION ALL"
                    + " SELECT conname::text, convalidated::text FROM pg_constraint"
                    + " WHERE conname = 'others_key'"
                : "SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_STATEMENT FROM information_schema.TRIGGERS"
                    + " WHERE TRIGGER_SCHEMA = DATABASE()"));
    return objects;
  }

  private boolean isPostgres() {
    return bench.targetScheme().equals("postgresql");
  }
}
