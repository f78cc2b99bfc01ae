package org.godwit.task.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.engine.Position;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.ChangeCounts;
import org.junit.jupiter.api.Test;

final class RoundTest {
  private static final TableName TABLE = new TableName("shop", "orders");
  private static final Instant NOON = Instant.parse("2026-03-08T12:00:00Z");

  private record At(String text) implements Position {}

  private static Round transaction(int... lanes) {
    Round transaction = new Round(6);
    for (int lane : lanes) {
      transaction.count(lane, TABLE, ChangeCounts.of(1, 0, 0, 0), List.of());
    }
    return transaction;
  }

  @Test
  void lanesThatAChangeBelongsToGoTogetherForOneRound() {
    Round round = new Round(6);
    Round crossing = transaction(1, 2);
    crossing.cross(1, 4);
    round.add(transaction(0, 1, 1), new At("1"), NOON);
    round.add(crossing, new At("2"), NOON.plusSeconds(1));
    Round other = transaction(3);
    other.cross(4, 3);
    other.cross(5, 5);
    round.add(other, new At("3"), NOON.plusSeconds(2));
    assertThat(round.parts().stream().map(part -> List.copyOf(part.lanes())))
        .containsExactlyInAnyOrder(List.of(0), List.of(1, 3, 4), List.of(2));
    assertThat(
            round.parts().stream()
                .filter(part -> part.lanes().contains(4))
                .map(part -> part.sums().counts().get(TABLE)))
        .containsExactly(ChangeCounts.of(4, 0, 0, 0));
    assertThat(round.sums().counts()).containsEntry(TABLE, ChangeCounts.of(6, 0, 0, 0));
    assertThat(round.position()).isEqualTo(new At("3"));
    assertThat(round.firstCommit()).isEqualTo(NOON);
    assertThat(round.lastCommit()).isEqualTo(NOON.plusSeconds(2));
    assertThat(transaction(1, 4).parts()).hasSize(2);
  }

  @Test
  void whatChangesNothingIsNoPart() {
    Round round = new Round(2);
    round.count(1, TABLE, ChangeCounts.NONE, List.of());
    assertThat(round.isEmpty()).isTrue();
    round.count(1, TABLE, ChangeCounts.NONE, List.of(new AlteredValues("note", "CUT", 1)));
    assertThat(round.isEmpty()).isFalse();
    assertThat(round.parts()).hasSize(1);
  }
}
