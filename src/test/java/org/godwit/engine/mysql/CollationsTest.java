package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.godwit.catalog.Collation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CollationsTest {
  private static final String MYSQL =
      "utf8mb4_0900_ai_ci utf8mb4_0900_as_ci utf8mb4_0900_as_cs utf8mb4_0900_bin utf8mb4_bin"
          + " utf8mb4_sv_0900_ai_ci utf8mb4_sv_0900_as_cs utf8mb3_general_ci latin1_swedish_ci"
          + " utf8mb4_general_ci utf8mb4_unicode_520_ci";
  private static final String MARIADB =
      "utf8mb4_uca1400_ai_ci utf8mb4_uca1400_nopad_ai_ci utf8mb4_uca1400_nopad_as_cs"
          + " utf8mb4_uca1400_swedish_nopad_ai_ci utf8mb4_nopad_bin utf8mb4_bin utf8_general_ci"
          + " utf8mb4_unicode_520_ci utf8mb4_unicode_520_nopad_ci latin1_swedish_ci";
  private static final String OLD_MARIADB =
      "utf8mb4_unicode_520_ci utf8mb4_unicode_520_nopad_ci utf8mb4_nopad_bin";

  @ParameterizedTest
  @CsvSource({
    "mysql, utf8mb4_uca1400_ai_ci, utf8mb4_0900_ai_ci",
    "mysql, utf8mb4_uca1400_nopad_as_ci, utf8mb4_0900_as_ci",
    "mysql, utf8mb4_uca1400_ai_cs, utf8mb4_0900_as_cs",
    "mysql, utf8mb4_uca1400_swedish_as_ci, utf8mb4_sv_0900_as_cs",
    "mysql, utf8mb4_uca1400_sinhala_ai_ci, utf8mb4_0900_ai_ci",
    "mysql, utf8mb3_uca1400_ai_ci, utf8mb4_0900_ai_ci",
    "mysql, utf8mb4_nopad_bin, utf8mb4_0900_bin",
    "mysql, utf8_general_ci, utf8mb3_general_ci",
    "mysql, utf8mb4_general_nopad_ci, utf8mb4_0900_ai_ci",
    "mysql, latin1_swedish_ci, latin1_swedish_ci",
    "mariadb, utf8mb4_0900_ai_ci, utf8mb4_uca1400_nopad_ai_ci",
    "mariadb, utf8mb4_0900_bin, utf8mb4_nopad_bin",
    "mariadb, utf8mb4_sv_0900_ai_ci, utf8mb4_uca1400_swedish_nopad_ai_ci",
    "mariadb, utf8mb4_es_trad_0900_as_cs, utf8mb4_uca1400_nopad_as_cs",
    "mariadb, utf8mb3_general_ci, utf8_general_ci",
    "mariadb, gb18030_chinese_ci, utf8mb4_uca1400_ai_ci",
    "mariadb, gb18030_bin, utf8mb4_bin",
    "old, utf8mb4_uca1400_nopad_ai_ci, utf8mb4_unicode_520_nopad_ci",
    "old, utf8mb4_0900_as_cs, utf8mb4_nopad_bin"
  })
  void theNearestOfTheTargetIsTaken(String target, String source, String nearest) {
    String names = target.equals("mysql") ? MYSQL : target.equals("old") ? OLD_MARIADB : MARIADB;
    Collations collations =
        Collations.of(
            Arrays.stream(names.split(" "))
                .collect(Collectors.toMap(it -> it, it -> it.substring(0, it.indexOf('_')))));
    assertThat(collations.nearest(new Collation("mysql", source, "")))
        .map(Collations.Chosen::name)
        .contains(nearest);
  }
}
