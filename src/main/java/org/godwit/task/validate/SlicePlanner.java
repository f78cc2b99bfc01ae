package org.godwit.task.validate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.Index;
import org.godwit.catalog.Table;

/** Cuts a table into slices that can be compared at the same time. */
final class SlicePlanner {
  /** More slices cost more in questions than they gain. */
  private static final int SLICES_MAX = 4_096;

  private static final int ROWS_OF_BUCKET = 16;
  private static final int BITS_MAX = 16;
  private final Pairing pairing;
  private final long rowsEstimate;

  SlicePlanner(Pairing pairing) {
    this.pairing = pairing;
    this.rowsEstimate =
        Math.max(pairing.source().table().size().rows(), pairing.target().table().size().rows());
  }

  /** Slices of about so many rows, by the estimates of both catalogs. */
  List<Slice> slices(int rows, Queries queries, Connection source, Connection target) {
    long wanted = Math.min(rowsEstimate / rows, SLICES_MAX);
    if (wanted < 2 || !isSliceable()) {
      return List.of(Slice.ALL);
    }
    List<BigInteger> bounds = new ArrayList<>();
    addBounds(bounds, queries, source, pairing.source());
    addBounds(bounds, queries, target, pairing.target());
    if (bounds.isEmpty()) {
      return List.of(Slice.ALL);
    }
    BigInteger least = bounds.stream().min(BigInteger::compareTo).orElseThrow();
    BigInteger greatest = bounds.stream().max(BigInteger::compareTo).orElseThrow();
    return Slice.between(least, greatest, wanted);
  }

  /** How many rows a slice is thought to have. */
  long rowsOf(int slices) {
    return rowsEstimate / slices;
  }

  /** How finely to group the rows of a slice at first. */
  int bits(int slices) {
    long buckets = rowsOf(slices) / ROWS_OF_BUCKET;
    return Math.clamp(64 - Long.numberOfLeadingZeros(buckets), 4, BITS_MAX);
  }

  /** Whole numbers have one order everywhere; both sides must find a range by an index. */
  private boolean isSliceable() {
    if (!pairing.hasKey()) {
      return false;
    }
    int first = pairing.source().key().getFirst();
    return isSliceable(pairing.source(), first) && isSliceable(pairing.target(), first);
  }

  private static boolean isSliceable(Side side, int column) {
    RenderedColumn rendered = side.values().get(column);
    return rendered.isInteger() && isIndexed(side.table(), rendered.column().column().name());
  }

  private static boolean isIndexed(Table table, String column) {
    return table.primaryKey().filter(key -> key.columns().getFirst().equals(column)).isPresent()
        || table.indexes().stream()
            .anyMatch(
                index ->
                    index.kind() == Index.Kind.ORDERED
                        && index.predicate().isEmpty()
                        && index.parts().getFirst().column().equals(column));
  }

  private static void addBounds(
      List<BigInteger> bounds, Queries queries, Connection connection, Side side) {
    queries.run(
        connection,
        side.bounds(),
        List.of(),
        row -> {
          for (int i = 1; i <= 2; i++) {
            BigDecimal bound = row.getBigDecimal(i);
            if (bound != null) {
              bounds.add(bound.toBigInteger());
            }
          }
        });
  }
}
