package org.godwit.engine.postgresql;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a change gives to columns; one array, for many changes wait in memory. */
final class GivenValues {
  static final GivenValues NONE = new GivenValues(new BitSet(), List.of());

  private final BitSet columns;
  private final @Nullable String[] values;

  /**
   * Values of columns.
   *
   * @param columns by their places; not altered behind this
   * @param values of these columns in order; copied
   */
  GivenValues(BitSet columns, List<@Nullable String> values) {
    this.columns = columns;
    this.values = values.toArray(String[]::new);
  }

  /** Which columns get a value; not to be altered. */
  BitSet columns() {
    return columns;
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  /** Of all its columns, in order. */
  List<@Nullable String> values() {
    return Arrays.asList(values);
  }

  /** Of one column; null also where it gets none. */
  @Nullable String of(int column) {
    if (!columns.get(column)) {
      return null;
    }
    int at = 0;
    for (int i = columns.nextSetBit(0); i < column; i = columns.nextSetBit(i + 1)) {
      at++;
    }
    return values[at];
  }

  /** These values, with those of a later change over them. */
  GivenValues with(GivenValues later) {
    BitSet all = (BitSet) columns.clone();
    all.or(later.columns);
    if (all.equals(later.columns)) {
      return later;
    }
    Stream<@Nullable String> merged =
        all.stream().mapToObj(i -> later.columns.get(i) ? later.of(i) : of(i));
    return new GivenValues(all, merged.toList());
  }
}
