package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.godwit.codec.ValueError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole numbers as they lie in a packet: between other bytes, and at its very end. */
class AsciiNumbersTest {

  @Test
  void areReadAsJavaReadsThem() {
    Random random = new Random(20);
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      assertThat(parsed(Long.toString(number))).isEqualTo(number);
    }
    for (long number = 1; number > 0; number *= 10) {
      assertThat(parsed(Long.toString(number))).isEqualTo(number);
      assertThat(parsed(Long.toString(number - 1))).isEqualTo(number - 1);
      assertThat(parsed(Long.toString(-number))).isEqualTo(-number);
    }
    assertThat(parsed("007")).isEqualTo(7);
    assertThat(parsed(Long.toString(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1.5",
        "12345678x",
        "x2345678",
        "/1",
        ":1",
        "--1",
        "1 ",
        "ä",
        "99999999999999999999"
      })
  void anythingElseIsRefused(String text) {
    assertThatExceptionOfType(ValueError.class).isThrownBy(() -> parsed(text));
  }

  @Test
  void noByteButADigitIsOne() {
    for (int b = 0; b < 256; b++) {
      byte[] bytes = {'1', (byte) b, '2'};
      if (b >= '0' && b <= '9') {
        assertThat(AsciiNumbers.parseLong(bytes, 0, 3)).isEqualTo(102 + 10 * (b - '0'));
      } else {
        assertThatExceptionOfType(ValueError.class)
            .isThrownBy(() -> AsciiNumbers.parseLong(bytes, 0, 3));
      }
    }
  }

  /** The same amid digits that aren't its own, and with nothing behind it. */
  private static long parsed(String text) {
    byte[] amid = ("77" + text + "9999999999").getBytes(StandardCharsets.ISO_8859_1);
    byte[] last = ("77" + text).getBytes(StandardCharsets.ISO_8859_1);
    long value = AsciiNumbers.parseLong(amid, 2, text.length());
    assertThat(AsciiNumbers.parseLong(last, 2, text.length())).isEqualTo(value);
    return value;
  }
}
