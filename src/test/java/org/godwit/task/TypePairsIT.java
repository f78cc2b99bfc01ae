package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.godwit.task.TypeLines.Line;
import org.godwit.testing.TestDatabase;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every line of the type tables, for each pair of engines, loaded by a whole task and read back by
 * the target itself. The tables are in {@code src/test/resources/types} and can be read by anybody.
 */
final class TypePairsIT {
  private static final String WHOLE =
      """
      {"TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  /** No value is over the limit, but every one is looked at. */
  private static final String LIMITED =
      """
      {"TargetMetadata": {"FullLobMode": false, "LimitedSizeLobMode": true, "LobMaxSize": 102400},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  private static final List<String> ODD_MYSQL =
      List.of(
          "time_zone = '+05:45'",
          "sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH,NO_ZERO_DATE,NO_ZERO_IN_DATE,STRICT_ALL_TABLES'",
          "character_set_client = latin1",
          "character_set_connection = latin1",
          "character_set_results = latin1",
          "collation_connection = latin1_german1_ci",
          "character_set_server = cp1251",
          "default_week_format = 3",
          "div_precision_increment = 0");
  private static final List<String> ODD_POSTGRES =
      List.of(
          "timezone = 'America/St_Johns'",
          "datestyle = 'SQL, DMY'",
          "intervalstyle = 'iso_8601'",
          "extra_float_digits = -15",
          "bytea_output = 'escape'",
          "xmlbinary = 'hex'",
          "xmloption = 'document'",
          "standard_conforming_strings = off",
          "client_encoding = 'LATIN1'",
          "array_nulls = off",
          "quote_all_identifiers = on",
          "transform_null_equals = on",
          "search_path = ''",
          "default_transaction_read_only = off");

  @TempDir Path rejects;

  /** How the values travel, which must make no difference. */
  private enum Way {
    /** As the product likes best, mostly undecoded between servers of one kind. */
    PLAIN(WHOLE),
    /** Through a codec each. */
    DECODED(LIMITED),
    /** Beside a column that PostgreSQL must be told as a literal. */
    AS_TEXT(WHOLE),
    /** With whatever a server's, a database's and the process's defaults may be. */
    ODD_SESSIONS(WHOLE);

    private final String settings;

    Way(String settings) {
      this.settings = settings;
    }
  }

  @TestFactory
  @Trap({1, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 16, 41, 42, 44})
  Stream<DynamicContainer> mySqlToPostgresql() {
    return ways("mysql", "postgres", "mysql-family-to-postgresql", "mysql-to-postgresql");
  }

  @TestFactory
  @Trap({1, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 16, 41, 42, 44})
  Stream<DynamicContainer> mariaDbToPostgresql() {
    return ways("mariadb", "postgres", "mysql-family-to-postgresql", "mariadb-to-postgresql");
  }

  @TestFactory
  @Trap({9, 10, 14, 42, 43})
  Stream<DynamicContainer> postgresqlToPostgresql() {
    return ways("postgres", "postgres", "postgresql-to-postgresql");
  }

  @TestFactory
  @Trap({7, 8, 9, 10, 13, 14, 42})
  Stream<DynamicContainer> postgresqlToMySql() {
    return ways("postgres", "mysql", "postgresql-to-mysql");
  }

  @TestFactory
  @Trap({7, 8, 9, 10, 13, 14, 42})
  Stream<DynamicContainer> postgresqlToMariaDb() {
    return ways("postgres", "mariadb", "postgresql-to-mysql");
  }

  @TestFactory
  @Trap({1, 5, 6, 8, 9, 11, 41, 44})
  Stream<DynamicContainer> mySqlToMySql() {
    return ways("mysql", "mysql", "mysql-family-to-mysql", "mysql-to-mysql");
  }

  @TestFactory
  Stream<DynamicContainer> mySqlToMariaDb() {
    return ways("mysql", "mariadb", "mysql-family-to-mysql", "mysql-to-mysql");
  }

  @TestFactory
  Stream<DynamicContainer> mariaDbToMySql() {
    return ways("mariadb", "mysql", "mysql-family-to-mysql", "mariadb-to-mysql");
  }

  @TestFactory
  @Trap({1, 5, 6, 8, 9, 11, 41, 44})
  Stream<DynamicContainer> mariaDbToMariaDb() {
    return ways("mariadb", "mariadb", "mysql-family-to-mysql", "mariadb-to-mysql");
  }

  private Stream<DynamicContainer> ways(String source, String target, String... files) {
    return Stream.of(Way.values())
        .filter(way -> way != Way.AS_TEXT || (source + target).equals("postgrespostgres"))
        .map(
            way ->
                DynamicContainer.dynamicContainer(
                    way.toString(),
                    Stream.of(way).flatMap(each -> tests(each, source, target, files).stream())));
  }

  private List<DynamicTest> tests(Way way, String source, String target, String... files) {
    TypeLines table = TypeLines.read(List.of(files), target.equals("mariadb"));
    List<String> types = List.copyOf(table.byType().keySet());
    List<DynamicTest> tests = new ArrayList<>();
    try {
      TaskBench bench = TaskBench.between(source, target, rejects);
      create(bench, way, table, types);
      TaskOutcome outcome = way == Way.ODD_SESSIONS ? oddly(bench) : bench.run(way.settings);
      assertThat(outcome.message()).isEmpty();
      for (int i = 0; i < types.size(); i++) {
        String name = "t" + i;
        List<Line> lines = table.of(types.get(i));
        tests.add(
            DynamicTest.dynamicTest(types.get(i), () -> isAsWritten(bench, outcome, name, lines)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(source + " to " + target, e);
    }
    return tests;
  }

  private static void create(TaskBench bench, Way way, TypeLines table, List<String> types)
      throws SQLException {
    bench.target.execute(table.made().toArray(String[]::new));
    boolean isPostgres = bench.engine().equals("postgres");
    List<String> statements = new ArrayList<>(table.made());
    if (isPostgres) {
      statements.add("SET timezone = 'UTC'");
      statements.add("CREATE SCHEMA shop");
    } else {
      // Zero dates are let in, and a backslash means itself, as in the file.
      statements.add("SET sql_mode = 'NO_BACKSLASH_ESCAPES', time_zone = '+00:00'");
    }
    for (int i = 0; i < types.size(); i++) {
      List<Line> lines = table.of(types.get(i));
      String name = isPostgres ? "shop.t" + i : "t" + i;
      statements.add(
          "CREATE TABLE %s (id int PRIMARY KEY, v %s%s)%s"
              .formatted(
                  name,
                  types.get(i),
                  way == Way.AS_TEXT && isPostgres ? ", beside money" : "",
                  isPostgres ? "" : " CHARACTER SET utf8mb4"));
      for (int row = 0; row < lines.size(); row++) {
        statements.add(
            "INSERT INTO %s (id, v) VALUES (%d, %s)".formatted(name, row, lines.get(row).value()));
      }
    }
    bench.source.execute(statements.toArray(String[]::new));
  }

  /** Servers and databases whose sessions begin otherwise, and a process in a zone with gaps. */
  private static TaskOutcome oddly(TaskBench bench) throws SQLException {
    TimeZone zone = TimeZone.getDefault();
    try {
      makeOdd(bench.engine().equals("postgres"), bench.source);
      makeOdd(bench.targetScheme().equals("postgresql"), bench.target);
      TimeZone.setDefault(TimeZone.getTimeZone("Africa/Casablanca"));
      return bench.run(WHOLE);
    } finally {
      TimeZone.setDefault(zone);
      reset(bench.engine().equals("postgres"), bench.source);
      reset(bench.targetScheme().equals("postgresql"), bench.target);
    }
  }

  private static void makeOdd(boolean isPostgres, TestDatabase database) throws SQLException {
    if (isPostgres) {
      for (String setting : ODD_POSTGRES) {
        database.execute("ALTER DATABASE " + database.name() + " SET " + setting);
      }
    } else {
      for (String setting : ODD_MYSQL) {
        database.execute("SET GLOBAL " + setting);
      }
    }
  }

  private static void reset(boolean isPostgres, TestDatabase database) throws SQLException {
    if (isPostgres) {
      database.execute("ALTER DATABASE " + database.name() + " RESET ALL");
    } else {
      for (String setting : ODD_MYSQL) {
        database.execute("SET GLOBAL " + setting.replaceAll("=.*", "= DEFAULT"));
      }
    }
  }

  private static void isAsWritten(
      TaskBench bench, TaskOutcome outcome, String table, List<Line> lines) throws SQLException {
    TableStatistics statistics =
        outcome.tables().stream()
            .filter(found -> found.source().table().equals(table))
            .findFirst()
            .orElseThrow();
    assertThat(statistics.state()).as(statistics.message()).isEqualTo(TableState.COMPLETED);
    TargetValues target = new TargetValues(bench);
    assertThat(target.typeOf(table)).isEqualTo(lines.getFirst().targetType());
    List<String> expected = new ArrayList<>();
    for (int row = 0; row < lines.size(); row++) {
      if (!lines.get(row).isRejected()) {
        expected.add(row + "|" + target.shown(lines.get(row)));
      }
    }
    assertThat(target.values(table, lines)).containsExactlyElementsOf(expected);
    long rejected = lines.stream().filter(Line::isRejected).count();
    assertThat(statistics.rejected()).isEqualTo(rejected);
    assertThat(statistics.alteredTotal()).isEqualTo(lines.stream().filter(Line::isAltered).count());
    assertThat(statistics.validation().failed())
        .as(statistics.validation().toString())
        .isEqualTo(rejected);
    assertThat(statistics.validation().details()).doesNotContain("not compared");
  }
}
