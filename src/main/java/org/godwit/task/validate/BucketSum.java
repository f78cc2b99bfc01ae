package org.godwit.task.validate;

import java.math.BigDecimal;

/**
 * What a server says of one bucket: sums of 2 × 60 bits of each row's MD5, exact on the server, so
 * that the order of rows doesn't matter and a row that is there twice doesn't cancel itself.
 */
record BucketSum(long rows, BigDecimal first, BigDecimal second) {
  boolean isSameAs(BucketSum other) {
    return rows == other.rows
        && first.compareTo(other.first) == 0
        && second.compareTo(other.second) == 0;
  }
}
