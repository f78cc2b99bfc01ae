package org.godwit.task.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.Engines;
import org.godwit.mapping.expression.Header;
import org.junit.jupiter.api.Test;

final class CurrentChangeTest {
  private static final Instant NOON = Instant.parse("2026-03-08T12:00:00Z");

  private final CurrentChange current = new CurrentChange(7);

  private String sequence(Instant committedAt) {
    current.in(
        new Change.Begin(
            Engines.standard().named("postgres").changeSource().orElseThrow().position("0/1"),
            committedAt,
            "1"));
    current.is(ChangeKind.INSERT);
    return current.header(Header.CHANGE_SEQ, NOON);
  }

  @Test
  void theSequenceRisesWhereTheTimesOfCommitsFall() {
    String first = sequence(NOON);
    assertThat(first).isEqualTo("20260308120000000000070000000000001");
    String second = sequence(NOON.minusMillis(20));
    assertThat(second).isGreaterThan(first).startsWith("2026030812000000");
    assertThat(sequence(NOON.plusSeconds(1))).isGreaterThan(second).startsWith("2026030812000100");
  }
}
