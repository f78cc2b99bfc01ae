package org.godwit.task.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-08T12:12:12, 2026-03-08T12:12:12Z",
    "2026-03-08 12:12, 2026-03-08T12:12:00Z",
    "2026-03-08T12:12:12.25Z, 2026-03-08T12:12:12.250Z",
    "2026-03-08 12:12:12 UTC, 2026-03-08T12:12:12Z",
    "2026-03-08T12:12:12+02:00, 2026-03-08T10:12:12Z",
    "commit_time:2026-03-08T12:12:12, 2026-03-08T12:12:12Z"
  })
  void timesAreInUtcUnlessTheySayOtherwise(String text, Instant at) {
    assertThat(LogTime.of(text)).contains(new LogTime(at, false));
  }

  @Test
  void aTimeByTheServersClockSaysSo() {
    assertThat(LogTime.of("server_time: 2026-03-08T12:12:12"))
        .contains(new LogTime(Instant.parse("2026-03-08T12:12:12Z"), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "binlog.000042:1337",
        "0/16B3748",
        "0-1-7",
        "2026-02-30T12:00",
        "2026-03-08",
        "12:00"
      })
  void positionsAndDaysThatAreNotThereAreNoTimes(String text) {
    assertThat(LogTime.of(text)).isEmpty();
  }
}
