package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.godwit.catalog.TableName;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.control.SegmentCounts;
import org.junit.jupiter.api.Test;

final class TaskProgressTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource source = now::get;
  private final TaskProgress progress = new TaskProgress(source.withZone(ZoneOffset.UTC));

  @Test
  void theAverageIsOfTheRowsOfThisRunWhileItLoaded() {
    TableProgress table = progress.add(new TableName("a", "t"), new TableName("a", "t"), 100);
    table.recovered(new SegmentCounts(900, 0, 9));
    table.moved(50, 1);
    enterFor("Plan", 10);
    enterFor(TaskProgress.FULL_LOAD, 2);
    enterFor("Validate", 30);
    progress.endPhase();
    assertThat(progress.loading()).isEqualTo(Duration.ofSeconds(2));
    assertThat(progress.rowsPerSecondOnAverage()).isEqualTo(25);
  }

  @Test
  void aRunOfManyDaysKeepsItsLastPhasesAndHowLongItLoaded() {
    for (int i = 0; i < 100; i++) {
      enterFor(TaskProgress.FULL_LOAD, 2);
      enterFor(TaskProgress.ONGOING_CHANGES, 10);
      progress.beginLoadBeside();
      now.updateAndGet(it -> it.plusSeconds(1));
      progress.endLoadBeside();
    }
    assertThat(progress.loading()).isEqualTo(Duration.ofMinutes(5));
    assertThat(progress.phases()).hasSizeLessThan(20);
    assertThat(progress.phases().getFirst().name()).isEqualTo(TaskProgress.EARLIER);
    assertThat(progress.phases().getFirst().startedAt()).isEqualTo(Instant.EPOCH);
    assertThat(progress.phase()).isEqualTo(TaskProgress.ONGOING_CHANGES);
  }

  @Test
  void whatARunHasLoadedIsNotForgottenWhereItPlansAnew() {
    TableName name = new TableName("a", "t");
    TableProgress table = progress.add(name, name, 100);
    table.moved(50, 5);
    table.committed(new SegmentCounts(50, 0, 5), 50, 5);
    table.moved(7, 1); // and its load is given up
    TableProgress again = progress.add(name, name, 100);
    again.recovered(new SegmentCounts(50, 0, 5));
    assertThat(progress.rowsOfThisRun()).isEqualTo(50);
    assertThat(progress.bytesOfThisRun()).isEqualTo(5);
    again.beginAgain();
    again.moved(60, 6);
    again.committed(new SegmentCounts(55, 5, 6), 60, 6);
    assertThat(progress.rowsOfThisRun()).isEqualTo(105);
    assertThat(again.statistics().rows()).isEqualTo(55);
  }

  @Test
  void aTableThatFailsAgainHasFailedSinceTheFirstTimeAndItsLoadHasNotGrown() {
    TableName name = new TableName("a", "t");
    TableProgress table = progress.add(name, name, 100);
    table.become(TableState.COMPLETED, Instant.EPOCH);
    table.fail("its column is gone", Instant.EPOCH.plusSeconds(60));
    TableProgress again = progress.add(name, name, 100);
    again.fail("its column is gone", Instant.EPOCH.plusSeconds(90));
    assertThat(again.statistics().failedAt()).isEqualTo(Instant.EPOCH.plusSeconds(60));
    assertThat(table.statistics().endedAt()).isEqualTo(Instant.EPOCH);
    again.become(TableState.COMPLETED, Instant.EPOCH.plusSeconds(100));
    assertThat(again.statistics().failedAt()).isNull();
    again.fail("its column is gone", Instant.EPOCH.plusSeconds(120));
    assertThat(again.statistics().failedAt()).isEqualTo(Instant.EPOCH.plusSeconds(120));
  }

  @Test
  void aRunThatWaitsSaysForWhatAndUntilWhen() {
    progress.enter("Plan");
    progress.awaitRetry(
        "connecting failed at mysql://db1:3306/shop", Instant.EPOCH.plusSeconds(65));
    assertThat(progress.doing())
        .isEqualTo(
            "Waiting until 00:01:05 UTC to try again: connecting failed at mysql://db1:3306/shop");
    progress.enter("Plan");
    assertThat(progress.doing()).isEqualTo("Plan");
  }

  @Test
  void whyATableFailsStandsBeforeWhatWasSaidOfItsLoad() {
    TableProgress table = progress.add(new TableName("a", "t"), new TableName("a", "t"), 100);
    table.message("index x is not made");
    table.message("key y is not made");
    table.fail("no row can be read", Instant.EPOCH);
    table.message("trigger z is not made");
    assertThat(table.statistics().message())
        .isEqualTo(
            "no row can be read\nindex x is not made\nkey y is not made\ntrigger z is not made");
    assertThat(table.statistics().state()).isEqualTo(TableState.ERROR);
    assertThat(table.statistics().endedAt()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void noTimeIsLeftToTellWhileAFilterHidesHowManyRowsThereAre() {
    TableProgress plain = progress.add(new TableName("a", "p"), new TableName("a", "p"), 100);
    TableProgress chosen =
        progress.add(new TableName("a", "t"), new TableName("a", "t"), TableStatistics.UNKNOWN);
    RateMeter meter = new RateMeter(source.withZone(ZoneOffset.UTC), progress);
    meter.sample();
    plain.moved(20, 1);
    now.updateAndGet(it -> it.plusSeconds(2));
    meter.sample();
    assertThat(meter.timeLeft()).isEmpty();
    chosen.become(TableState.COMPLETED, now.get());
    assertThat(meter.timeLeft()).contains(Duration.ofSeconds(8));
  }

  @Test
  void ratesBeginAnewWhereALimitIsChanged() {
    TableProgress table = progress.add(new TableName("a", "p"), new TableName("a", "p"), 10_000);
    RateMeter meter = new RateMeter(source.withZone(ZoneOffset.UTC), progress);
    meter.sample();
    for (int i = 0; i < 10; i++) {
      table.moved(500, 1);
      now.updateAndGet(it -> it.plusSeconds(1));
      meter.sample();
    }
    assertThat(meter.rowsPerSecond()).isEqualTo(500);
    meter.restart();
    assertThat(meter.timeLeft()).isEmpty();
    table.moved(10, 1);
    now.updateAndGet(it -> it.plusSeconds(1));
    meter.sample();
    assertThat(meter.rowsPerSecond()).isEqualTo(10);
    assertThat(meter.timeLeft()).contains(Duration.ofSeconds(499));
  }

  @Test
  void latencyGrowsWhileChangesWaitAndIsNoneWhereNothingChanges() {
    ChangeProgress changes = progress.changes();
    RateMeter meter = new RateMeter(source.withZone(ZoneOffset.UTC), progress);
    Instant committed = now.get();
    TableName table = new TableName("a", "p");
    meter.sample();
    now.updateAndGet(it -> it.plusSeconds(2));
    changes.captured(() -> "p", committed, now.get());
    changes.waits(committed);
    now.updateAndGet(it -> it.plusSeconds(2));
    meter.sample();
    assertThat(meter.samples().getLast().latency()).isEqualTo(Duration.ofSeconds(4));
    changes.applied(Map.of(table, ChangeCounts.of(8, 0, 0, 0)), "p", committed, now.get());
    now.updateAndGet(it -> it.plusSeconds(4));
    meter.sample();
    assertThat(meter.samples().getLast().latency()).isEqualTo(Duration.ofSeconds(4));
    assertThat(meter.changesPerSecond()).isEqualTo(1);
    assertThat(changes.sourceLatency(now.get())).isEqualTo(Duration.ofSeconds(2));
    meter.sample();
    assertThat(meter.samples().getLast().latency()).isNull();
    assertThat(changes.latency(now.get())).isEqualTo(Duration.ofSeconds(4));
    now.updateAndGet(it -> it.plusSeconds(31));
    assertThat(changes.latency(now.get())).isNull();
    assertThat(changes.sourceLatency(now.get())).isNull();
    assertThat(changes.lastLatency(now.get())).isEqualTo(Duration.ofSeconds(4));
  }

  private void enterFor(String phase, int seconds) {
    progress.enter(phase);
    now.updateAndGet(it -> it.plusSeconds(seconds));
  }
}
