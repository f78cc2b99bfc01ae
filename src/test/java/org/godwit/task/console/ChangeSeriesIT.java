package org.godwit.task.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.godwit.security.Role;
import org.godwit.task.RateMeter;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.TaskRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class ChangeSeriesIT {
  private static final Instant NOON = Instant.parse("2026-03-08T12:00:00Z");
  private static final Duration QUARTER_MINUTE = Duration.ofSeconds(15);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Offset<Double> EXACT = within(0.001);

  @Inject Crew crew;
  @Inject TaskRows rows;
  @Inject TaskMirror mirror;
  @Inject ChangeSeries series;

  private long task;

  @BeforeEach
  void makeATask() {
    task = rows.finished(crew.project(crew.user(Role.ENGINEER)), "Followed");
  }

  @Test
  void theMinutesOfADayOutliveTheSecondsOfAnHourAndTheEndsOfRuns() {
    run(NOON, 150, 2);
    mirror.minutes(task);
    run(NOON.plusSeconds(600), 150, 4); // it counts from 0 again
    mirror.minutes(task);
    mirror.minutes(task);

    List<ChangeSeries.Point> minutes = day(NOON.minusSeconds(60));
    assertThat(minutes)
        .extracting(it -> Duration.between(NOON, it.at()).toMinutes())
        .containsExactly(1L, 2L, 3L, 11L, 12L, 13L);
    assertThat(minutes.subList(0, 3))
        .allSatisfy(it -> assertThat(it.perSecond()).isCloseTo(2, EXACT));
    assertThat(minutes.subList(3, 6))
        .allSatisfy(it -> assertThat(it.perSecond()).isCloseTo(4, EXACT));
    assertThat(minutes.getFirst().latency()).isEqualTo(Duration.ofMillis(59));
    assertThat(minutes.getFirst().sourceLatency()).isEqualTo(Duration.ofMillis(29));

    mirror.forgetOldSamples(task, NOON.plus(Duration.ofHours(10)));
    mirror.minutes(task);
    assertThat(series.begins(task, ChangeSpan.HOUR, NOON)).isEmpty();
    assertThat(day(NOON.minusSeconds(60))).isEqualTo(minutes);
    assertThat(series.begins(task, ChangeSpan.DAY, NOON)).contains(NOON.plusSeconds(60));
    mirror.forgetOldSamples(task, NOON.plus(Duration.ofHours(27)));
    assertThat(day(NOON.minusSeconds(60))).isEmpty();
  }

  @Test
  void whereTheTaskDidNotRunTheHourHasNoPoints() {
    run(NOON, 60, 2);
    run(NOON.plusSeconds(300), 60, 0);
    List<ChangeSeries.Point> points = series.read(task, ChangeSpan.HOUR, NOON, QUARTER_MINUTE);
    assertThat(points)
        .extracting(it -> Duration.between(NOON, it.at()).toSeconds())
        .containsExactly(14L, 29L, 44L, 59L, 60L, 314L, 329L, 344L, 359L, 360L);
    assertThat(points).first().satisfies(it -> assertThat(it.perSecond()).isCloseTo(2, EXACT));
    assertThat(points).last().satisfies(it -> assertThat(it.perSecond()).isZero());
    assertThat(points.getLast().latency()).isNull();
  }

  private List<ChangeSeries.Point> day(Instant since) {
    return series.read(task, ChangeSpan.DAY, since, MINUTE);
  }

  /** A sample each second, with a latency that grows by a millisecond. */
  private void run(Instant from, int seconds, int changesPerSecond) {
    mirror.samples(
        task,
        IntStream.rangeClosed(0, seconds)
            .mapToObj(
                i ->
                    new RateMeter.Sample(
                        from.plusSeconds(i),
                        0,
                        0,
                        (long) i * changesPerSecond,
                        changesPerSecond == 0 ? null : Duration.ofMillis(i),
                        changesPerSecond == 0 ? null : Duration.ofMillis(i / 2)))
            .toList());
  }
}
