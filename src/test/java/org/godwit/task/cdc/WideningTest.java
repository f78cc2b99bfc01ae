package org.godwit.task.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import org.godwit.catalog.DataType;
import org.junit.jupiter.api.Test;

final class WideningTest {
  private static void widens(DataType narrow, DataType wide) {
    assertThat(Widening.holds(wide, narrow)).as("%s in %s", narrow, wide).isTrue();
    assertThat(Widening.holds(narrow, wide)).as("%s in %s", wide, narrow).isFalse();
  }

  private static void differ(DataType one, DataType other) {
    assertThat(Widening.holds(one, other)).as("%s in %s", other, one).isFalse();
    assertThat(Widening.holds(other, one)).as("%s in %s", one, other).isFalse();
  }

  @Test
  void aTypeThatHoldsEveryValueOfAnotherIsWider() {
    widens(new DataType.Int(16, false), new DataType.Int(32, false));
    widens(new DataType.Int(32, true), new DataType.Int(64, false));
    widens(new DataType.Int(64, true), new DataType.Decimal(20, 0));
    widens(new DataType.Int(32, false), new DataType.Decimal(12, 2));
    widens(new DataType.Decimal(8, 2), new DataType.Decimal(12, 4));
    widens(new DataType.Decimal(8, 2), new DataType.Decimal(-1, -1));
    widens(new DataType.Real(32), new DataType.Real(64));
    widens(new DataType.Text(10, false), new DataType.Text(20, false));
    widens(new DataType.Text(10, true), new DataType.Text(10, false));
    widens(new DataType.Text(10, false), DataType.Text.unbounded());
    widens(new DataType.Timestamp(0, true), new DataType.Timestamp(6, true));
    assertThat(Widening.holds(new DataType.Date(), new DataType.Date())).isTrue();
  }

  @Test
  void aTypeThatMakesOtherValuesOfThemIsNot() {
    differ(new DataType.Int(32, true), new DataType.Int(32, false));
    differ(new DataType.Decimal(8, 2), new DataType.Decimal(8, 4));
    differ(new DataType.Int(32, false), DataType.Text.unbounded());
    differ(new DataType.Timestamp(6, true), new DataType.Timestamp(6, false));
    differ(new DataType.Binary(8, true), new DataType.Binary(16, true));
    differ(new DataType.Date(), new DataType.Timestamp(6, false));
    differ(new DataType.Int(64, false), new DataType.Decimal(20, 2));
  }
}
