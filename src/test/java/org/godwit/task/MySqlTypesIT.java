package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every line of the type tables, loaded by a whole task, and read back by the server itself. */
final class MySqlTypesIT {
  private static final String SETTINGS =
      """
      {"TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path rejects;

  /** One line of a table. */
  private record Line(String type, String value, String targetType, String targetValue) {
    static Line parse(String text, boolean isMariaDb) {
      String[] parts = text.split("\\|", -1);
      int own = isMariaDb && parts.length > 5 ? 4 : 2;
      return new Line(
          parts[0].strip(), parts[1].strip(), parts[own].strip(), parts[own + 1].strip());
    }

    /** As the server shows it. */
    String shown() {
      return isHex()
          ? targetValue.substring(3).strip()
          : targetValue.equals("NULL") ? "null" : targetValue;
    }

    boolean isRejected() {
      return targetValue.equals("rejected");
    }

    boolean isHex() {
      return targetValue.startsWith("hex");
    }
  }

  @TestFactory
  Stream<DynamicTest> postgresqlToMySql() throws SQLException, IOException {
    return tests("postgres", "mysql", "postgres-to-mysql.txt");
  }

  @TestFactory
  Stream<DynamicTest> postgresqlToMariaDb() throws SQLException, IOException {
    return tests("postgres", "mariadb", "postgres-to-mysql.txt");
  }

  @TestFactory
  Stream<DynamicTest> mySqlToMySql() throws SQLException, IOException {
    return tests("mysql", "mysql", "mysql-to-mysql.txt");
  }

  @TestFactory
  Stream<DynamicTest> mySqlToMariaDb() throws SQLException, IOException {
    return tests("mysql", "mariadb", "mysql-to-mysql.txt");
  }

  @TestFactory
  Stream<DynamicTest> mariaDbToMySql() throws SQLException, IOException {
    return tests("mariadb", "mysql", "mariadb-to-mysql.txt");
  }

  @TestFactory
  Stream<DynamicTest> mariaDbToMariaDb() throws SQLException, IOException {
    return tests("mariadb", "mariadb", "mariadb-to-mysql.txt");
  }

  private Stream<DynamicTest> tests(String source, String target, String file)
      throws SQLException, IOException {
    TaskBench bench = TaskBench.between(source, target, rejects);
    Map<String, List<Line>> byType = lines(file, target.equals("mariadb"));
    List<String> types = List.copyOf(byType.keySet());
    create(bench, source, byType, types);
    TaskOutcome outcome = bench.run(SETTINGS);
    assertThat(outcome.message()).isEmpty();
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String table = "t" + i;
      List<Line> lines = byType.getOrDefault(types.get(i), List.of());
      tests.add(
          DynamicTest.dynamicTest(types.get(i), () -> isAsWritten(bench, outcome, table, lines)));
    }
    return tests.stream();
  }

  private static Map<String, List<Line>> lines(String file, boolean isMariaDb) throws IOException {
    Map<String, List<Line>> byType = new LinkedHashMap<>();
    try (InputStream in = MySqlTypesIT.class.getResourceAsStream("/task/" + file)) {
      assertThat(in).as(file).isNotNull();
      for (String text : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!text.isBlank() && !text.startsWith("#")) {
          Line line = Line.parse(text, isMariaDb);
          byType.computeIfAbsent(line.type(), type -> new ArrayList<>()).add(line);
        }
      }
    }
    return byType;
  }

  private static void create(
      TaskBench bench, String source, Map<String, List<Line>> byType, List<String> types)
      throws SQLException {
    List<String> statements = new ArrayList<>();
    String schema = "";
    if (source.equals("postgres")) {
      statements.add("SET timezone = 'UTC'");
      statements.add("CREATE SCHEMA shop");
      schema = "shop.";
    } else {
      // Zero dates are let in, and a backslash means itself, as in the file.
      statements.add("SET sql_mode = 'NO_BACKSLASH_ESCAPES', time_zone = '+00:00'");
    }
    for (int i = 0; i < types.size(); i++) {
      List<Line> lines = byType.getOrDefault(types.get(i), List.of());
      String table = schema + "t" + i;
      statements.add(
          "CREATE TABLE %s (id int PRIMARY KEY, v %s)%s"
              .formatted(table, types.get(i), schema.isEmpty() ? " CHARACTER SET utf8mb4" : ""));
      for (int row = 0; row < lines.size(); row++) {
        statements.add(
            "INSERT INTO %s VALUES (%d, %s)".formatted(table, row, lines.get(row).value()));
      }
    }
    bench.source.execute(statements.toArray(String[]::new));
  }

  private static void isAsWritten(
      TaskBench bench, TaskOutcome outcome, String table, List<Line> lines) throws SQLException {
    assertThat(
            bench.query(
                bench.target,
                """
                SELECT COLUMN_TYPE FROM information_schema.COLUMNS
                 WHERE TABLE_SCHEMA = '%s' AND TABLE_NAME = '%s' AND COLUMN_NAME = 'v'"""
                    .formatted(bench.target.name(), table)))
        .first()
        .asString()
        .matches(
            type -> withoutWidth(type).equals(lines.getFirst().targetType()),
            lines.getFirst().targetType());
    List<String> expected = new ArrayList<>();
    StringBuilder values = new StringBuilder("CASE id");
    long rejected = 0;
    for (int row = 0; row < lines.size(); row++) {
      Line line = lines.get(row);
      values.append(" WHEN ").append(row).append(" THEN ");
      values.append(line.isHex() ? "HEX(v)" : "CONVERT(v USING utf8mb4)");
      if (line.isRejected()) {
        rejected++;
      } else {
        expected.add(row + "|" + line.shown());
      }
    }
    assertThat(
            bench.query(
                bench.target,
                "SELECT id, %s END FROM %s ORDER BY id"
                    .formatted(values, bench.targetTable(table))))
        .containsExactlyElementsOf(expected);
    TableStatistics statistics =
        outcome.tables().stream()
            .filter(found -> found.source().table().equals(table))
            .findFirst()
            .orElseThrow();
    assertThat(statistics.rejected()).isEqualTo(rejected);
    assertThat(statistics.altered()).isEmpty();
    assertThat(statistics.validation().failed())
        .as(statistics.validation().toString())
        .isEqualTo(rejected);
    assertThat(statistics.validation().details()).doesNotContain("not compared");
  }

  /** MariaDB shows the width of a whole number, which says nothing of its range. */
  private static String withoutWidth(String type) {
    return type.equals("tinyint(1)")
        ? type
        : type.replaceAll("^((?:tiny|small|medium|big)?int|year)\\(\\d+\\)", "$1");
  }
}
