package org.godwit.task.validate;

import static org.assertj.core.api.Assertions.assertThat;

import org.godwit.engine.CanonicalForm;
import org.junit.jupiter.api.Test;

/** When cells with different text are the same value. */
final class CellTextTest {
  private static final CanonicalForm JSON = new CanonicalForm.Json(true);
  private static final CanonicalForm REAL = new CanonicalForm.Real();

  private static boolean isSame(String a, String b, CanonicalForm form) {
    return new CellText(a, a).isSameAs(new CellText(b, b), form);
  }

  @Test
  void jsonIsTheSameInAnyOrderAndSpelling() {
    assertThat(isSame("{\"a\": 1.0, \"b\": [1e2]}", "{\"b\":[100],\"a\":1}", JSON)).isTrue();
    assertThat(isSame("\"\\u00e4\"", "\"ä\"", JSON)).isTrue();
    assertThat(isSame("[1, 2]", "[2, 1]", JSON)).isFalse();
    assertThat(isSame("{\"a\": null}", "{}", JSON)).isFalse();
    assertThat(isSame("12345678901234567890.1", "12345678901234567890.2", JSON)).isFalse();
    assertThat(isSame("{broken", "{broken ", JSON)).isFalse();
  }

  @Test
  void jsonIsComparedAsTextWhereBothSidesKeepText() {
    assertThat(isSame("[1]", "[ 1]", new CanonicalForm.Json(false))).isFalse();
  }

  @Test
  void numbersAreTheSameInAnySpelling() {
    assertThat(isSame("1e-5", "0.00001", REAL)).isTrue();
    assertThat(isSame("-0", "0", REAL)).isTrue();
    assertThat(isSame("0.1", "0.10000000000000002", REAL)).isFalse();
  }

  @Test
  void nullIsNothingButNull() {
    CellText nothing = new CellText(null, "digest of NULL");
    assertThat(nothing.isSameAs(new CellText("0", "digest of 0"), REAL)).isFalse();
    assertThat(nothing.isSameAs(new CellText(null, "digest of NULL"), REAL)).isTrue();
  }
}
