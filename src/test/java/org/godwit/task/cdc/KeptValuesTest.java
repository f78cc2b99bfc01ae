package org.godwit.task.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.codec.RowSink;
import org.godwit.task.load.ShownValues;
import org.junit.jupiter.api.Test;

final class KeptValuesTest {
  private int ended;

  private static void putAll(RowSink sink) {
    sink.putNull();
    sink.putBoolean(true);
    sink.putShort(Short.MIN_VALUE);
    sink.putInt(Integer.MAX_VALUE);
    sink.putLong(Long.MIN_VALUE);
    sink.putFloat(-0.0f);
    sink.putDouble(Double.MIN_VALUE);
    sink.putDecimal(Bytes.utf8("-123.450"));
    sink.putText(Bytes.utf8("it's 😀"));
    sink.putBytes(Bytes.of(new byte[] {0, -1, 39}));
    sink.putBits(Bytes.of(new byte[] {5}), 3);
    sink.putDate(Row.MINUS_INFINITY);
    sink.putTimestamp(Row.INFINITY);
    sink.putTimeOfDay(1);
    sink.putTimeSpan(-1);
    sink.putJson(Bytes.utf8("{}"), true);
    sink.putJson(Bytes.utf8("[]"), false);
    sink.putUuid(1, 2);
    sink.putRaw(Bytes.utf8(""));
  }

  @Test
  void everyKindOfValueComesOutAsItWasPut() {
    KeptValues kept = new KeptValues(() -> ended++);
    kept.begin();
    putAll(kept);
    kept.end();
    byte[] values = kept.values();
    KeptValues again = new KeptValues(() -> ended++);
    again.begin();
    KeptValues.put(values, again);
    again.end();
    assertThat(again.values()).isEqualTo(values);
    assertThat(ended).isEqualTo(2);
    ShownValues shown = new ShownValues();
    KeptValues.put(values, shown);
    assertThat(shown.values())
        .containsExactly(
            null,
            "true",
            "-32768",
            "2147483647",
            "-9223372036854775808",
            "-0.0",
            "4.9E-324",
            "-123.450",
            "it's 😀",
            "00ff27",
            "101",
            "-infinity",
            "infinity",
            "00:00:00.000001",
            "-00:00:00.000001",
            "{}",
            "[]",
            "00000000-0000-0001-0000-000000000002",
            "");
  }

  @Test
  void aDroppedRowLeavesNothingAndALargeOneIsWhole() {
    KeptValues kept = new KeptValues(() -> {});
    kept.begin();
    putAll(kept);
    kept.drop();
    kept.begin();
    byte[] large = new byte[3 << 20];
    large[large.length - 1] = 7;
    kept.putBytes(Bytes.of(large));
    assertThat(kept.values()).endsWith((byte) 0, (byte) 7).hasSize(large.length + 5);
    kept.begin();
    kept.putLong(1);
    assertThat(kept.values()).hasSize(9);
  }
}
