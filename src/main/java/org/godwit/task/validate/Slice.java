package org.godwit.task.validate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of the key's first column, which is a whole number; the same rows on both sides, because
 * whole numbers have one order everywhere.
 *
 * @param from the least value, null for no bound
 * @param below the first value beyond, null for no bound
 */
record Slice(@Nullable BigInteger from, @Nullable BigInteger below) {
  /** The whole table. */
  static final Slice ALL = new Slice(null, null);

  boolean isAll() {
    return from == null && below == null;
  }

  String predicate(String column) {
    if (from == null) {
      return "%s < %s".formatted(column, below);
    }
    return below == null
        ? "%s >= %s".formatted(column, from)
        : "%1$s >= %2$s AND %1$s < %3$s".formatted(column, from, below);
  }

  /** So many ranges of equal width, open at both ends so that no row can lie outside. */
  static List<Slice> between(BigInteger least, BigInteger greatest, long count) {
    BigInteger span = greatest.subtract(least).add(BigInteger.ONE);
    BigInteger wanted = BigInteger.valueOf(count).min(span);
    List<Slice> slices = new ArrayList<>();
    BigInteger from = null;
    for (BigInteger i = BigInteger.ONE; i.compareTo(wanted) < 0; i = i.add(BigInteger.ONE)) {
      BigInteger below = least.add(span.multiply(i).divide(wanted));
      slices.add(new Slice(from, below));
      from = below;
    }
    slices.add(new Slice(from, null));
    return slices;
  }
}
