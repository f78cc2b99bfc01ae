package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.junit.jupiter.api.Test;

/** The text of a moment has as many digits as its column's, so that conditions on text hold. */
final class ValueSqlTest {
  @Test
  void momentsAreAsFineAsTheirColumns() {
    assertThat(ofNull(new DataType.Timestamp(0, true))).isEqualTo("CAST(NULL AS DATETIME(0))");
    assertThat(ofNull(new DataType.Timestamp(3, false))).isEqualTo("CAST(NULL AS DATETIME(3))");
    assertThat(ofNull(new DataType.TimeSpan(6))).isEqualTo("CAST(NULL AS TIME(6))");
  }

  private static String ofNull(DataType type) {
    return ValueSql.ofNull(Column.of("at", type, "", true)).orElseThrow();
  }
}
