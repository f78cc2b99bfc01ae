package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.task.TypeLines.Line;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each value of the type tables arrives by the log as it is loaded, new and changed; and finds its
 * row, where rows are told by it: as a primary key, or as part of a whole row.
 */
final class ChangedTypesIT {
  /** What is refused is left out, so that a run tells of all. */
  private static final String SETTINGS =
      """
      {"TargetMetadata": {"BatchApplyEnabled": %s, "FullLobMode": true, "LimitedSizeLobMode": false},
       "ErrorBehavior": {"DataErrorPolicy": "LOG_ERROR", "ApplyErrorInsertPolicy": "LOG_ERROR",
         "ApplyErrorUpdatePolicy": "LOG_ERROR", "ApplyErrorDeletePolicy": "LOG_ERROR"}}""";

  @TempDir Path folder;

  private LoggedSource kind;
  private TaskBench bench;
  private String settings;
  private List<String> types;
  private TypeLines lines;

  /** Of a type alone the values that the target can have. */
  private List<Line> accepted(int type) {
    return lines.of(types.get(type)).stream().filter(line -> !line.isRejected()).toList();
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  @ParameterizedTest(name = "{0} to {1}, in batches: {2}")
  @CsvSource({
    "POSTGRES, postgres, new, postgresql-to-postgresql",
    "MYSQL, postgres, changed, mysql-family-to-postgresql mysql-to-postgresql",
    "MARIADB, postgres, new and changed, mysql-family-to-postgresql mariadb-to-postgresql",
    "POSTGRES, mariadb, none, postgresql-to-mysql",
    "POSTGRES, mysql, none, postgresql-to-mysql",
    "MYSQL, mysql, none, mysql-family-to-mysql mysql-to-mysql",
    "MARIADB, mariadb, none, mysql-family-to-mysql mariadb-to-mysql"
  })
  @Trap({5, 6, 11, 42, 44})
  void everyValueArrivesByTheLogAsItIsLoaded(
      LoggedSource source, String target, String batches, String files) throws Exception {
    kind = source;
    bench = TaskBench.between(source.engine(), target, folder);
    settings = SETTINGS.formatted(batches.contains("new"));
    lines = TypeLines.read(List.of(files.split(" ")), target.equals("mariadb"));
    types = List.copyOf(lines.byType().keySet());
    bench.target.execute(lines.made().toArray(String[]::new));
    makeTables();
    follow();
    Set<String> followed = followed();
    assertThat(followed).hasSizeGreaterThan(types.size());
    bench.target.execute(checks());
    change(followed, this::inserts);
    follow();
    assertArrived(followed, "u", 0);
    if (!bench.isMySqlTarget()) {
      assertArrived(followed, "x", 0);
    }
    settings = SETTINGS.formatted(batches.contains("changed"));
    change(followed, this::updates);
    follow();
    assertArrived(followed, "u", 1);
    assertThat(rowsOf(followed, "k", "x")).isEmpty();
    assertThat(followed()).as("not parked").isEqualTo(followed);
  }

  /**
   * The tables t are loaded. By the log come those with a number as key (u), with the value as key
   * (k), and without a key (x).
   */
  private void makeTables() throws SQLException {
    List<String> statements = new ArrayList<>(lines.made());
    statements.addAll(kind.schema());
    statements.addAll(kind.session());
    statements.add("BEGIN");
    for (int i = 0; i < types.size(); i++) {
      statements.add(made("t" + i, "id int PRIMARY KEY, v " + types.get(i)));
      statements.add(made("u" + i, "id int PRIMARY KEY, v " + types.get(i)));
      if (!bench.isMySqlTarget()) {
        statements.add(made("x" + i, "id int, v " + types.get(i)));
      }
      statements.addAll(inserts("t", i));
    }
    statements.add("COMMIT");
    bench.source.execute(statements.toArray(String[]::new));
    try (Connection connection = bench.source.connect();
        Statement statement = connection.createStatement()) {
      for (String setting : kind.session()) {
        statement.execute(setting);
      }
      for (int i = 0; i < types.size(); i++) {
        try {
          statement.execute(
              made("k" + i, "v " + types.get(i).replace(" NULL", "") + " PRIMARY KEY, n int"));
        } catch (SQLException e) {
          assertThat(e.getMessage())
              .as(types.get(i))
              .containsPattern("operator class|key|index|JSON|SPATIAL");
        }
      }
    }
  }

  private String made(String table, String columns) {
    return "CREATE TABLE %s (%s)%s".formatted(kind.named(table), columns, kind.tableOptions());
  }

  private List<String> inserts(String letter, int type) {
    List<Line> values = accepted(type);
    List<String> statements = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (int row = 0; row < values.size(); row++) {
      String value = values.get(row).value();
      if (!letter.equals("k")) {
        statements.add(
            "INSERT INTO %s VALUES (%d, %s)".formatted(kind.named(letter + type), row, value));
      } else if (!value.equals("NULL") && keys.add(value)) {
        statements.add("INSERT INTO %s VALUES (%s, 0)".formatted(kind.named("k" + type), value));
      }
    }
    return statements;
  }

  /** Each row gets the value of the next; all that is told by its values goes then. */
  private List<String> updates(String letter, int type) {
    List<Line> values = accepted(type);
    String table = kind.named(letter + type);
    List<String> statements = new ArrayList<>();
    if (letter.equals("k")) {
      statements.add("UPDATE " + table + " SET n = 1");
    } else {
      for (int row = 0; row < values.size(); row++) {
        statements.add(
            "UPDATE %s SET id = %d, v = %s WHERE id = %d"
                .formatted(table, row + 1000, values.get((row + 1) % values.size()).value(), row));
      }
    }
    if (!letter.equals("u")) {
      statements.add("DELETE FROM " + table);
    }
    return statements;
  }

  /** What is done to the tables of a letter that have a type. */
  private interface Changes {
    List<String> of(String letter, int type);
  }

  private void change(Set<String> followed, Changes changes) throws SQLException {
    List<String> statements = new ArrayList<>(kind.session());
    statements.add("BEGIN");
    for (String letter : List.of("u", "x", "k")) {
      for (int i = 0; i < types.size(); i++) {
        if (followed.contains(letter + i)) {
          statements.addAll(changes.of(letter, i));
        }
      }
    }
    statements.add("COMMIT");
    bench.source.execute(statements.toArray(String[]::new));
  }

  private void follow() throws SQLException {
    bench = bench.again();
    bench.wishes =
        new ChangeWishes(Optional.empty(), Optional.empty(), Optional.of(Duration.ZERO), true);
    TaskOutcome outcome =
        bench.run(
            settings, task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
    assertThat(outcome.message()).isEmpty();
    assertThat(
            bench.query(
                bench.target,
                "SELECT source_table, row_key, statement, error FROM %s.apply_exception"
                    .formatted(bench.controlSchema())))
        .as("what was refused")
        .isEmpty();
  }

  /** The tables whose changes neither end refuses. */
  private Set<String> followed() throws SQLException {
    return new LinkedHashSet<>(
        bench.query(
            bench.target,
            "SELECT source_table FROM %s.change_table WHERE parked = ''"
                .formatted(bench.controlSchema())));
  }

  /** Where a loaded row breaks one it isn't made, and what comes by the log has to be as free. */
  private String[] checks() throws SQLException {
    return bench.isMySqlTarget()
        ? new String[0]
        : bench
            .query(
                bench.target,
                "SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname)"
                    + " FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0 AND connamespace = "
                    + "(SELECT oid FROM pg_namespace WHERE nspname = '%s')"
                        .formatted(bench.schema()))
            .toArray(String[]::new);
  }

  /** As the tables t show it, each row with the value so many rows further. */
  private void assertArrived(Set<String> followed, String letter, int further) throws SQLException {
    for (int i = 0; i < types.size(); i++) {
      if (followed.contains(letter + i)) {
        List<String> loaded = values("t" + i, types.get(i));
        assertThat(loaded).hasSameSizeAs(accepted(i));
        List<String> expected = new ArrayList<>();
        for (int row = 0; row < loaded.size(); row++) {
          expected.add(loaded.get((row + further) % loaded.size()));
        }
        assertThat(values(letter + i, types.get(i)))
            .as(letter + ": " + types.get(i))
            .isEqualTo(expected);
      }
    }
  }

  private List<String> values(String table, String type) throws SQLException {
    String form = "v::text";
    if (bench.isMySqlTarget()) {
      // A float shows six digits of itself, and all as a double.
      form = type.matches("(float|real).*") ? "v + 0e0" : "HEX(CONCAT(v))";
    }
    return bench.query(
        bench.target, "SELECT %s FROM %s ORDER BY id".formatted(form, bench.targetTable(table)));
  }

  private List<String> rowsOf(Set<String> followed, String... letters) throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String letter : letters) {
      for (int i = 0; i < types.size(); i++) {
        if (followed.contains(letter + i)) {
          for (String row :
              bench.query(bench.target, "SELECT * FROM " + bench.targetTable(letter + i))) {
            rows.add(letter + ", " + types.get(i) + ": " + row);
          }
        }
      }
    }
    return rows;
  }
}
