package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places, and what is open at them. */
class OpenTransactionsTest {
  private static final ChangeSource SOURCE = new OracleEngine().changeSource().orElseThrow();

  @TempDir Path folder;

  @Test
  void placesAreReadAsTheyAreWritten() {
    for (String text :
        List.of(
            "94857263910",
            "94857263910 from 94857200000",
            "94857263910 from 94857200000 in 1594143",
            "94857263910 from 94857200000 in 1594143 behind 0A00120000B70300,0A00130000B70300")) {
      assertThat(SOURCE.position(text).text()).isEqualTo(text);
      assertThat(SOURCE.position(text).place()).isEqualTo("94857263910");
    }
    for (String text : List.of("", "0", "-5", "5 from 6", "0x12", "12 from x")) {
      assertThatThrownBy(() -> SOURCE.position(text))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.CONFIGURATION));
    }
  }

  @Test
  void transactionsWithoutAnEndAreDroppedOnceTheServerSaysTheyHaveOne() throws IOException {
    try (OpenTransactions open = new OpenTransactions(folder, 1000)) {
      open.begin("0001000100000001", 10);
      open.begin("0001000200000002", 20);
      open.begin("0001000300000003", 90);
      open.keepOnly(50, List.of("0001000200000002"));
      assertThat(open.oldest(100)).isEqualTo(20);
      open.add("0001000200000002", 21, new RedoTransaction.Kept(RedoShop.LINES, 1, "A", "text"));
      assertThat(
              open.undo("00010002FFFFFFFF", new RedoTransaction.Kept(RedoShop.LINES, 2, "B", "")))
          .isFalse();
      assertThatThrownBy(() -> open.begin("0001000200000004", 95))
          .hasMessageContaining("doesn't tell whether its changes");
    }
  }
}
