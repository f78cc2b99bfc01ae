package org.godwit.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyedDigitsTest {
  private static final Optional<BigInteger> INT4 = Optional.of(BigInteger.valueOf(0x7FFF_FFFFL));
  private final KeyedDigits digits = new KeyedDigits(key("one key"));

  private static MaskingKey key(String text) {
    return new MaskingKey(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%d", "%02d", "%03d", "A-%04d/x", "(%d) é"})
  void differentTextsStayDifferent(String format) {
    Set<String> masked = new HashSet<>();
    int count = format.contains("d") && format.contains("4") ? 10_000 : 100;
    for (int i = 0; i < count; i++) {
      String text = format.formatted(i);
      String result = digits.ofText(text);
      assertThat(result).hasSameSizeAs(text);
      assertThat(result.replaceAll("[0-9]", "#")).isEqualTo(text.replaceAll("[0-9]", "#"));
      masked.add(result);
    }
    assertThat(masked).hasSize(count);
  }

  @Test
  void theSameTextBecomesTheSameUnderOneKeyAndAnotherUnderAnother() {
    String card = "4539 1488 0343 6467";
    assertThat(digits.ofText(card)).isEqualTo(new KeyedDigits(key("one key")).ofText(card));
    assertThat(digits.ofText(card)).isNotEqualTo(card);
    assertThat(digits.ofText(card)).isNotEqualTo(new KeyedDigits(key("another")).ofText(card));
    assertThat(digits.ofText("none")).isEqualTo("none");
  }

  @Test
  void numbersStayInTheirTypesRangeAndDifferent() {
    Set<String> masked = new HashSet<>();
    for (long i = 2_147_483_647L; i > 2_147_483_547L; i--) {
      String result = digits.ofNumber(Long.toString(i), INT4);
      assertThat(Long.parseLong(result)).isBetween(1_000_000_000L, 2_147_483_647L);
      masked.add(result);
    }
    assertThat(masked).hasSize(100);
    assertThat(Long.parseLong(digits.ofNumber("-2147483648", INT4)))
        .isBetween(-2_147_483_648L, -1_000_000_000L);
    assertThat(digits.ofNumber("0.05", Optional.empty())).matches("0\\.\\d\\d");
    assertThat(digits.ofNumber("12.50", Optional.empty())).matches("[1-9]\\d\\.\\d\\d");
  }

  @Test
  void longRunsOfDigitsAreMaskedToo() {
    String text = "7".repeat(5_000);
    assertThat(digits.ofText(text)).matches("\\d{5000}").isEqualTo(digits.ofText(text));
    assertThat(digits.ofText(text)).isNotEqualTo(text);
  }
}
