package org.godwit.task.validate;

import java.util.List;
import java.util.stream.Collectors;
import org.godwit.engine.CanonicalText;

/**
 * Some of the 2^bits groups that rows fall into by the lowest bits of their hash.
 *
 * @param bits how many
 * @param numbers which groups; empty with no bits for all rows
 */
record Buckets(int bits, List<Long> numbers) {
  /** Every row. */
  static final Buckets ALL = new Buckets(0, List.of());

  boolean isAll() {
    return bits == 0;
  }

  /** The condition that a hash is in one of them. */
  String of(CanonicalText canonical, String hash) {
    return isAll()
        ? ""
        : "%s IN (%s)"
            .formatted(
                canonical.bits(hash, mask(bits)),
                numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  static long mask(int bits) {
    return (1L << bits) - 1;
  }
}
