package org.godwit.task.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Engines;
import org.godwit.engine.Position;
import org.godwit.task.StopReason;
import org.junit.jupiter.api.Test;

/** Where runs end by time. */
final class RunEndTest {
  private static final Instant STOP = Instant.parse("2026-03-08T12:00:00Z");

  private final ChangeSource source =
      Engines.standard().named("postgres").changeSource().orElseThrow();
  private Instant sourceTime = STOP;

  /** Godwit's clock is far ahead. */
  private RunEnd end(String wish) {
    return new RunEnd(
        source,
        new ChangeWishes(Optional.empty(), Optional.of(wish), Optional.empty(), false),
        Clock.fixed(STOP.plusSeconds(3600), ZoneOffset.UTC),
        () -> new RunEnd.LogEnd(sourceTime, place("0/200")));
  }

  private Position place(String text) {
    return source.position(text);
  }

  @Test
  void theSourcesClockTellsWhenItsCommitsAreLateEnough() throws SQLException {
    sourceTime = STOP.minusSeconds(5);
    RunEnd early = end("2026-03-08T12:00:00");
    assertThat(early.at(place("0/200"))).isEmpty();
    sourceTime = STOP.plusMillis(10);
    RunEnd stamped = end("2026-03-08T12:00:00");
    assertThat(stamped.at(place("0/200")))
        .as("a commit that was stamped before may not be written")
        .isEmpty();
    sourceTime = STOP.plusSeconds(1);
    RunEnd passed = end("2026-03-08T12:00:00");
    assertThat(passed.at(place("0/1FF"))).isEmpty();
    assertThat(passed.at(place("0/200"))).contains(StopReason.STOPPED_AT_COMMIT_TIME);
  }

  @Test
  void theSourceIsAskedAgainWhenItsTimeHasCome() throws SQLException {
    RunEnd end = end("2026-03-08T12:00:00");
    sourceTime = STOP.plusMillis(990);
    assertThat(end.at(place("0/200"))).isEmpty();
    sourceTime = STOP.plusSeconds(1);
    Awaitility.await()
        .until(() -> end.at(place("0/200")).equals(Optional.of(StopReason.STOPPED_AT_COMMIT_TIME)));
  }

  @Test
  void godwitsOwnClockCountsWhereThatIsWished() throws SQLException {
    sourceTime = STOP.minusSeconds(5);
    assertThat(end("server_time:2026-03-08T12:00:00").at(place("0/1")))
        .contains(StopReason.STOPPED_AT_SERVER_TIME);
  }
}
