package org.godwit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreSightTest {
  private long now;
  private final StoreSight sight = new StoreSight(() -> now, Duration.ofSeconds(10));

  @Test
  void whatLapsedWhileTheStoreWasAwayIsNobodysOnlyWhenOthersHadTimeToRenewIt() {
    assertThat(looks(4)).isFalse();
    assertThat(looks(1)).isTrue();
    now += Duration.ofMinutes(1).toNanos(); // the store is away
    assertThat(sight.seen()).isFalse();
    assertThat(looks(4)).isFalse();
    assertThat(looks(1)).isTrue();
    now += Duration.ofSeconds(2).toNanos(); // one look is missed
    assertThat(looks(1)).isTrue();
  }

  private boolean looks(int times) {
    boolean isLong = sight.seen();
    for (int time = 0; time < times; time++) {
      now += Duration.ofSeconds(2).toNanos();
      isLong = sight.seen();
    }
    return isLong;
  }
}
