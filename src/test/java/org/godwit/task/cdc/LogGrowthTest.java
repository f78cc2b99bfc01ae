package org.godwit.task.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.godwit.engine.KeptLog;
import org.godwit.task.SourceLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LogGrowthTest {
  private static final Instant BEGIN = Instant.parse("2026-03-08T12:00:00Z");

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void whatGrowsTowardsItsBoundRunsOutAtItsPaceOfTheLastMinutes() {
    LogGrowth growth = new LogGrowth("godwit_shop", 0);
    assertThat(look(growth, 0, kept(100_000_000, 1_000_000_000L)).left()).isNull();
    assertThat(look(growth, 15, kept(110_000_000, 1_000_000_000L)).left())
        .as("too short to tell")
        .isNull();
    assertThat(look(growth, 60, kept(160_000_000, 1_000_000_000L)).left())
        .isCloseTo(seconds(840), SECOND);
    // Five minutes later only those count: the pace has doubled.
    look(growth, 300, kept(400_000_000, 1_000_000_000L));
    assertThat(look(growth, 361, kept(522_000_000, 1_000_000_000L)).left())
        .isCloseTo(seconds(239), SECOND);
  }

  @Test
  void whatShrinksOrHasNoBoundHasNoForecast() {
    LogGrowth shrinking = new LogGrowth("godwit_shop", 0);
    look(shrinking, 0, kept(500, 1000L));
    assertThat(look(shrinking, 60, kept(400, 1000L)).left()).isNull();
    LogGrowth free = new LogGrowth("godwit_shop", 0);
    look(free, 0, kept(500, null));
    SourceLog found = look(free, 60, kept(5000, null));
    assertThat(found.left()).isNull();
    assertThat(found.isPressing()).isFalse();
  }

  @Test
  void ageRunsOutToo() {
    LogGrowth growth = new LogGrowth("godwit_shop", 0);
    look(growth, 0, aged(Duration.ofHours(20)));
    SourceLog found = look(growth, 60, aged(Duration.ofHours(20).plusSeconds(30)));
    assertThat(found.left())
        .as("it catches up half as fast as time goes")
        .isCloseTo(atHalfPace(), SECOND);
    assertThat(found.isPressing()).isTrue();
    assertThat(LogWatch.warning(found))
        .startsWith(
            "the binary log from binlog.000042 on has used 83 % of what binlog_expire_logs_seconds"
                + " allows (20 h of 24 h); at the growth of the last minutes the rest lasts for"
                + " about 8 h.");
  }

  /** 4 h without 30 s, at half the pace of time. */
  private static Duration atHalfPace() {
    return seconds(2 * (4 * 3600 - 30));
  }

  @Test
  void aWarningSaysHowMuchOfTheBoundIsUsed() {
    SourceLog found = look(new LogGrowth("godwit_shop", 0), 0, kept(900_000_000, 1_000_000_000L));
    assertThat(found.isPressing()).isTrue();
    assertThat(LogWatch.warning(found))
        .startsWith(
            "replication slot godwit_shop has used 90 % of what max_slot_wal_keep_size allows (900"
                + " of 1,000 MB). What it gives up");
  }

  @Test
  void whatNothingBoundsIsWarnedOfByItsSize() {
    LogGrowth growth = new LogGrowth("godwit_shop", 10_000_000_000L);
    assertThat(look(growth, 0, kept(9_999_999_999L, null)).isPressing()).isFalse();
    SourceLog found = look(growth, 60, kept(12_000_000_000L, null));
    assertThat(found.isPressing()).isTrue();
    assertThat(found.left()).isNull();
    assertThat(LogWatch.warning(found))
        .startsWith(
            "replication slot godwit_shop keeps 12,000 MB of the source's log, and nothing bounds"
                + " that but the server's disk, for max_slot_wal_keep_size sets no limit; from"
                + " 10,000 MB on");
    assertThat(look(growth, 120, kept(9_000_000_000L, null)).isEased()).isFalse();
    assertThat(look(growth, 180, kept(6_000_000_000L, null)).isEased()).isTrue();
    assertThat(look(growth, 240, kept(12_000_000_000L, 100_000_000_000L)).isPressing())
        .as("the server has a bound now")
        .isFalse();
  }

  private static SourceLog look(LogGrowth growth, long second, KeptLog kept) {
    return growth.add(kept, BEGIN.plusSeconds(second));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static KeptLog kept(long bytes, @Nullable Long most) {
    return new KeptLog(
        "replication slot godwit_shop",
        "reserved",
        "max_slot_wal_keep_size",
        bytes,
        most,
        Duration.ZERO,
        null);
  }

  private static KeptLog aged(Duration age) {
    return new KeptLog(
        "the binary log from binlog.000042 on",
        "",
        "binlog_expire_logs_seconds",
        1000,
        null,
        age,
        Duration.ofDays(1));
  }
}
