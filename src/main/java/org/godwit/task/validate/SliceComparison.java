package org.godwit.task.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.task.validate.BothSides.Answers;

/**
 * Compares one slice: sums of buckets, then the hashes of the rows in buckets that differ, then the
 * cells of the rows that differ.
 *
 * <p>Rows fall into buckets by their own hash and not by their key's: it costs one hash a row
 * instead of two and serves tables without a key as well. A row that differs then makes two buckets
 * differ, its old one and its new one, and may come up in two batches; rows are therefore judged by
 * looking up their keys on both sides, never by the batch alone.
 */
final class SliceComparison {
  /** Rows whose hashes are in memory at once, on each side. */
  private static final int FETCHED_ROWS_MAX = 5_000;

  /** Buckets that one question may name. */
  private static final int NAMED_BUCKETS_MAX = 1_000;

  private static final int SPLIT_BITS = 6;
  private static final int BITS_MAX = 48;
  private final BothSides sides;
  private final Slice slice;
  private final Findings findings;
  private final RowComparison rows;

  SliceComparison(BothSides sides, Slice slice, Findings findings) {
    this.sides = sides;
    this.slice = slice;
    this.findings = findings;
    this.rows =
        sides.pairing().hasKey()
            ? new KeyedRows(sides, slice, findings)
            : new MultisetRows(sides, slice, findings);
  }

  /**
   * Compares all rows of the slice.
   *
   * @param bits of the first round's buckets
   */
  void run(int bits) throws InterruptedException {
    Answers<Map<Long, BucketSum>> sums = sides.buckets(slice, Buckets.ALL, bits);
    long source = BothSides.rowsOf(sums.source());
    findings.read(source, BothSides.rowsOf(sums.target()));
    boolean isWhole = descend(sums, bits);
    rows.finish();
    if (isWhole) {
      findings.compared(source);
    }
  }

  /** Whether everything was compared. */
  private boolean descend(Answers<Map<Long, BucketSum>> sums, int bits)
      throws InterruptedException {
    List<Long> batch = new ArrayList<>();
    long batchRows = 0;
    for (Long bucket : differing(sums)) {
      long bucketRows = rowsOf(sums.source(), bucket) + rowsOf(sums.target(), bucket);
      boolean isOverfull =
          batchRows + bucketRows > FETCHED_ROWS_MAX || batch.size() == NAMED_BUCKETS_MAX;
      if (isOverfull && !batch.isEmpty()) {
        if (!compare(new Buckets(bits, batch), batchRows)) {
          return false;
        }
        batch = new ArrayList<>();
        batchRows = 0;
      }
      batch.add(bucket);
      batchRows += bucketRows;
    }
    return batch.isEmpty() || compare(new Buckets(bits, batch), batchRows);
  }

  private boolean compare(Buckets buckets, long rowCount) throws InterruptedException {
    if (findings.isFull()) {
      findings.cutShort();
      return false;
    }
    if (rowCount > FETCHED_ROWS_MAX && buckets.bits() < BITS_MAX) {
      int bits = buckets.bits() + SPLIT_BITS;
      Buckets within = buckets.bits() == 0 ? Buckets.ALL : buckets;
      return descend(sides.buckets(slice, within, bits), bits);
    }
    rows.compare(buckets);
    return !findings.isCutShort();
  }

  private static List<Long> differing(Answers<Map<Long, BucketSum>> sums) {
    Set<Long> all = new HashSet<>(sums.source().keySet());
    all.addAll(sums.target().keySet());
    return all.stream()
        .filter(
            bucket -> {
              BucketSum source = sums.source().get(bucket);
              BucketSum target = sums.target().get(bucket);
              return source == null || target == null || !source.isSameAs(target);
            })
        .sorted()
        .toList();
  }

  private static long rowsOf(Map<Long, BucketSum> sums, Long bucket) {
    BucketSum sum = sums.get(bucket);
    return sum == null ? 0 : sum.rows();
  }
}
