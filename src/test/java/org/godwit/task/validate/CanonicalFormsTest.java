package org.godwit.task.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.godwit.catalog.DataType;
import org.godwit.engine.CanonicalForm;
import org.junit.jupiter.api.Test;

/** Which form a pair of types is compared in. */
final class CanonicalFormsTest {

  @Test
  void wholeNumbersOfAnyWidthAreDigits() {
    assertThat(CanonicalForms.of(new DataType.Int(64, true), new DataType.Decimal(20, 0)))
        .contains(new CanonicalForm.WholeNumber());
    assertThat(CanonicalForms.of(new DataType.Year(), new DataType.Int(16, false)))
        .contains(new CanonicalForm.WholeNumber());
  }

  @Test
  void aBooleanTargetAsksOnlyWhetherANumberIsZero() {
    assertThat(CanonicalForms.of(new DataType.Int(8, false), new DataType.Bool()))
        .contains(new CanonicalForm.Bool());
    assertThat(CanonicalForms.of(new DataType.Bits(1, false), new DataType.Bool()))
        .contains(new CanonicalForm.Bool());
    assertThat(CanonicalForms.of(DataType.Text.unbounded(), new DataType.Bool())).isEmpty();
  }

  @Test
  void zerosBehindThePointCountOnlyWhereTheScalesAreOne() {
    assertThat(CanonicalForms.of(new DataType.Decimal(12, 2), new DataType.Decimal(12, 2)))
        .contains(new CanonicalForm.Decimal(false));
    assertThat(CanonicalForms.of(new DataType.Decimal(12, 2), new DataType.Decimal(-1, -1)))
        .contains(new CanonicalForm.Decimal(true));
    assertThat(CanonicalForms.of(new DataType.Decimal(-1, -1), new DataType.Decimal(-1, -1)))
        .contains(new CanonicalForm.Decimal(true));
  }

  @Test
  void blanksAtTheEndCountUnlessTheTargetIsAChar() {
    DataType character = new DataType.Text(10, true);
    DataType varying = new DataType.Text(10, false);
    assertThat(CanonicalForms.of(character, varying))
        .contains(new CanonicalForm.Text(false, false));
    assertThat(CanonicalForms.of(varying, character)).contains(new CanonicalForm.Text(true, false));
  }

  @Test
  void jsonIsComparedByValueWhereOneSideKeepsOnlyTheValue() {
    DataType text = new DataType.Json(false);
    DataType value = new DataType.Json(true);
    assertThat(CanonicalForms.of(text, text)).contains(new CanonicalForm.Json(false));
    assertThat(CanonicalForms.of(text, value)).contains(new CanonicalForm.Json(true));
    assertThat(CanonicalForms.of(value, text)).contains(new CanonicalForm.Json(true));
  }

  @Test
  void labelsAreText() {
    DataType text = DataType.Text.unbounded();
    assertThat(CanonicalForms.of(new DataType.Enumeration(List.of("a")), text))
        .contains(new CanonicalForm.Text(false, true));
    assertThat(CanonicalForms.of(new DataType.LabelSet(List.of("a")), text))
        .contains(new CanonicalForm.Text(false, true));
  }

  @Test
  void aRoundingThatNoServerRendersBeforehandIsNotCompared() {
    assertThat(CanonicalForms.of(new DataType.Real(64), new DataType.Real(32))).isEmpty();
    assertThat(CanonicalForms.of(new DataType.Real(64), DataType.Text.unbounded())).isEmpty();
    assertThat(CanonicalForms.of(new DataType.Timestamp(6, false), new DataType.Date())).isEmpty();
  }
}
