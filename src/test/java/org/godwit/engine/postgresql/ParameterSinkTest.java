package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.godwit.codec.Bytes;
import org.junit.jupiter.api.Test;

/** What waits in memory is counted by what it takes there. */
final class ParameterSinkTest {
  private final ParameterSink sink = new ParameterSink(() -> {});

  private long bytesOf(Runnable row) {
    sink.begin();
    row.run();
    return sink.bytes();
  }

  @Test
  void smallValuesTakeMoreThanTheirText() {
    long bytes =
        bytesOf(
            () -> {
              for (int i = 0; i < 200; i++) {
                sink.putInt(i);
              }
            });
    assertThat(bytes).isBetween(200 * 50L, 200 * 70L);
    assertThat(sink.characters()).isEqualTo(10 + 90 * 2 + 100 * 3);
    assertThat(bytesOf(sink::putNull)).isPositive();
  }

  @Test
  void textBeyondLatin1TakesTwoBytesEach() {
    long narrow = bytesOf(() -> sink.putText(Bytes.utf8("a".repeat(10_000))));
    long wide = bytesOf(() -> sink.putText(Bytes.utf8("ж".repeat(10_000))));
    assertThat(wide - narrow).isEqualTo(10_000);
    assertThat(sink.characters()).isEqualTo(10_000);
  }
}
