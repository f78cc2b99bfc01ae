package org.godwit.task.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slices hold every number exactly once. */
final class SliceTest {

  @Test
  void theOuterSlicesAreOpen() {
    List<Slice> slices = Slice.between(BigInteger.ONE, BigInteger.valueOf(30), 3);
    assertThat(slices)
        .extracting(slice -> slice.predicate("id"))
        .containsExactly("id < 11", "id >= 11 AND id < 21", "id >= 21");
  }

  @Test
  void thereAreNotMoreSlicesThanNumbers() {
    assertThat(Slice.between(BigInteger.TWO, BigInteger.TWO, 10)).containsExactly(Slice.ALL);
    assertThat(Slice.between(BigInteger.ONE, BigInteger.TWO, 10)).hasSize(2);
  }

  @Test
  void theWholeRangeOfUnsignedNumbersCanBeCut() {
    BigInteger greatest = new BigInteger("18446744073709551615");
    List<Slice> slices = Slice.between(BigInteger.ZERO, greatest, 4);
    assertThat(slices.get(3).predicate("id")).isEqualTo("id >= 13835058055282163712");
  }
}
