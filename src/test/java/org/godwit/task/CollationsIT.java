package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.godwit.task.validate.ValidationState;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Character sets and collations, where the target's engine has them and where it does not. */
final class CollationsIT {
  private static final String VALIDATED = "{\"ValidationSettings\": {\"EnableValidation\": true}}";

  @TempDir Path rejects;

  @ParameterizedTest
  @CsvSource({"mysql, mysql", "mariadb, mariadb", "mysql, mariadb", "mariadb, mysql"})
  @Trap(11)
  void theFamilyKeepsThemOrTakesTheNearest(String from, String to) throws SQLException {
    TaskBench bench = TaskBench.between(from, to, rejects);
    boolean isMySql = from.equals("mysql");
    bench.source.execute(
        """
        CREATE TABLE t (id varchar(20) CHARACTER SET latin1 COLLATE latin1_german1_ci PRIMARY KEY,
          modern varchar(50) CHARACTER SET utf8mb4 COLLATE %s,
          old varchar(50) CHARACTER SET utf8mb3, bin char(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
          general text CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,
          wide varchar(20) CHARACTER SET utf16,
          label enum('ä', 'b') CHARACTER SET latin1,
          twice varchar(90) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci AS (concat(general, '')) STORED,
          UNIQUE (modern), KEY (old, bin))
        """
            .formatted(isMySql ? "utf8mb4_sv_0900_ai_ci" : "utf8mb4_uca1400_swedish_ai_ci"),
        "INSERT INTO t (id, modern, old, bin, general, wide, label)"
            + " VALUES ('Straße', 'Ärger 😀', 'Žluť', 'x', 'É', 'ж', 'ä')",
        "INSERT INTO t (id, modern) VALUES ('a', 'a')");
    TaskOutcome outcome = bench.run(VALIDATED);
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(outcome.tables().getFirst().validation().state())
        .isEqualTo(ValidationState.VALIDATED);
    List<String> source = columns(bench, bench.source.name(), true);
    List<String> target = columns(bench, bench.target.name(), false);
    String modern =
        target.stream().filter(it -> it.startsWith("modern|")).findFirst().orElseThrow();
    if (from.equals(to)) {
      assertThat(target).isEqualTo(source);
      assertThat(outcome.tables().getFirst().message()).doesNotContain("collation");
    } else {
      assertThat(target)
          .filteredOn(it -> !it.equals(modern))
          .isEqualTo(source.stream().filter(it -> !it.startsWith("modern|")).toList());
      if (!source.contains(modern)) { // newer MariaDB knows MySQL's names
        assertThat(modern)
            .isEqualTo(
                isMySql
                    ? "modern|utf8mb4|utf8mb4_uca1400_swedish_nopad_ai_ci"
                    : "modern|utf8mb4|utf8mb4_sv_0900_ai_ci");
        assertThat(outcome.tables().getFirst().message())
            .contains("no collation", "is the nearest and is used");
      }
    }
    String values = "SELECT id, modern, old, bin, general, wide, label, twice FROM %s ORDER BY 1";
    assertThat(bench.query(bench.target, values.formatted(bench.targetTable("t"))))
        .isEqualTo(bench.query(bench.source, values.formatted("t")));
  }

  private static List<String> columns(TaskBench bench, String database, boolean ofSource)
      throws SQLException {
    return bench.query(
        ofSource ? bench.source : bench.target,
        "SELECT COLUMN_NAME, CHARACTER_SET_NAME, COLLATION_NAME FROM information_schema.COLUMNS"
            + " WHERE TABLE_SCHEMA = '"
            + database
            + "' AND TABLE_NAME = 't' ORDER BY ORDINAL_POSITION");
  }

  @Test
  void postgresqlKeepsThoseThatItsTargetHas() throws SQLException {
    TaskBench bench = TaskBench.from("postgres", rejects);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE COLLATION shop.odd (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        "CREATE TABLE shop.t (id int PRIMARY KEY, c text COLLATE \"C\", d text COLLATE \"de-x-icu\","
            + " o text COLLATE shop.odd, n varchar(9))",
        "INSERT INTO shop.t VALUES (1, 'a', 'ä', 'A', 'n')");
    TaskOutcome outcome = bench.run(VALIDATED);
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(
            bench.query(
                bench.target,
                "SELECT attname, collname FROM pg_attribute a JOIN pg_collation c ON c.oid ="
                    + " attcollation WHERE attrelid = 'shop.t'::regclass AND attnum > 0 ORDER BY attnum"))
        .containsExactly("c|C", "d|de-x-icu", "o|default", "n|default");
    assertThat(outcome.tables().getFirst().message())
        .contains("column o of shop.t has the collation shop.odd");
  }
}
