package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A code of Godwit's own means one thing; those of SCT may be raised for several. */
final class ActionCodeTest {
  @Test
  void noTwoItemsOfOurOwnHaveTheSameCode() {
    assertThat(
            Stream.of(ActionCode.values()).map(ActionCode::number).filter(it -> it.startsWith("G")))
        .doesNotHaveDuplicates();
  }
}
