package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.godwit.task.console.ChangeSeries.Point;
import org.godwit.task.console.ChangeSpan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangesChartTest {
  private static final Instant FROM = Instant.parse("2026-03-08T12:00:00Z");

  @Test
  void aStretchWithoutPointsIsAGapAndOneAloneADot() {
    ChangesChart chart =
        new ChangesChart(
            ChangeSpan.HOUR,
            List.of(point(15, 0, null), point(30, 10, 100L), point(1800, 10, 50L)),
            FROM,
            FROM.plusSeconds(3600),
            Duration.ofSeconds(15));
    assertThat(chart.rate()).isEqualTo("M2.5 71.0h1L5.0 1.0M300.0 1.0h1");
    assertThat(chart.latency()).isEqualTo("M5.0 1.0h1M300.0 36.0h1");
    assertThat(chart.latencyPeak()).isEqualTo(Duration.ofMillis(100));
    assertThat(chart.hasRate()).isTrue();
    assertThat(chart.hasLatency()).isTrue();
  }

  /** A scale needs a peak, and a person is told of none. */
  @Test
  void whereNothingChangedThereIsNoPeak() {
    ChangesChart still =
        new ChangesChart(
            ChangeSpan.HOUR,
            List.of(point(15, 0, null), point(30, 0, null)),
            FROM,
            FROM.plusSeconds(3600),
            Duration.ofSeconds(15));
    assertThat(still.hasRate()).isFalse();
    assertThat(still.hasLatency()).isFalse();
    assertThat(still.rate()).isEqualTo("M2.5 71.0h1L5.0 71.0");
  }

  private static Point point(int second, double rate, @Nullable Long latency) {
    Duration behind = latency == null ? null : Duration.ofMillis(latency);
    return new Point(FROM.plusSeconds(second), rate, behind, null);
  }
}
