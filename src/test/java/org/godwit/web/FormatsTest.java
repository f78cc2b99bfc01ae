package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormatsTest {
  @Test
  void numbersAreGroupedByThousands() {
    assertThat(Formats.grouped(1_204_311)).isEqualTo("1,204,311");
    assertThat(Formats.grouped(-1000L)).isEqualTo("-1,000");
    assertThat(Formats.grouped(Long.MAX_VALUE)).isEqualTo("9,223,372,036,854,775,807");
  }

  @Test
  void aGuessOfNoRowsIsNone() {
    assertThat(TaskFormats.guessed(12_300L)).isEqualTo("12,300");
    assertThat(TaskFormats.guessed(0L)).isEqualTo("not known");
    assertThat(TaskFormats.guessedRows(1L)).isEqualTo("about 1 row");
    assertThat(TaskFormats.guessedRows(0L)).isEqualTo("number of rows not known");
  }

  @Test
  void sizesNeverReadAThousandOfTheirUnit() {
    assertThat(Formats.bytes(0)).isEqualTo("0 B");
    assertThat(Formats.bytes(999)).isEqualTo("999 B");
    assertThat(Formats.bytes(1000)).isEqualTo("1.0 KB");
    assertThat(Formats.bytes(999_949)).isEqualTo("999.9 KB");
    assertThat(Formats.bytes(999_950)).isEqualTo("1.0 MB");
    assertThat(Formats.bytes(48_200_000)).isEqualTo("48.2 MB");
    assertThat(Formats.bytes(Long.MAX_VALUE)).isEqualTo("9223.4 PB");
  }

  @Test
  void durationsAreSaidInTwoUnitsAtMost() {
    assertThat(Formats.spoken(Duration.ZERO)).isEqualTo("0 s");
    assertThat(Formats.spoken(Duration.ofMillis(340))).isEqualTo("340 ms");
    assertThat(Formats.spoken(Duration.ofMillis(2640))).isEqualTo("2.6 s");
    assertThat(Formats.spoken(Duration.ofMillis(9970))).isEqualTo("10 s");
    assertThat(Formats.spoken(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Formats.spoken(Duration.ofMillis(59_700))).isEqualTo("1 min");
    assertThat(Formats.spoken(Duration.ofSeconds(3599))).isEqualTo("59 min 59 s");
    assertThat(Formats.spoken(Duration.ofSeconds(86_399))).isEqualTo("1 d");
    assertThat(Formats.spoken(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
    assertThat(Formats.spoken(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Formats.spoken(Duration.ofHours(97))).isEqualTo("4 d 1 h");
    assertThat(Formats.spoken(Duration.ofHours(2))).isEqualTo("2 h");
  }

  @Test
  void aTimeReadsInUtcWithoutScripts() {
    assertThat(Formats.time(Instant.parse("2026-03-01T04:05:06.789Z")).getValue())
        .isEqualTo(
            "<time datetime=\"2026-03-01T04:05:06.789Z\" title=\"2026-03-01 04:05:06 UTC\">"
                + "2026-03-01 04:05:06 UTC</time>");
  }
}
