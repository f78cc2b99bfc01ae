package org.godwit.engine.postgresql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.godwit.catalog.TableName;

/**
 * How large the rows of tables have been, over all readers. The driver reads a row into memory
 * before it tells how long it is, so where large rows have come, memory is taken beforehand for
 * another one: unannounced come only the first, one a reader at most, and those that stand alone
 * among small ones.
 */
final class LargeRows {
  /** From here on a row is taken from the budget. */
  private static final int LARGE = 256 * 1024;

  /**
   * After so many small rows no large one is expected any more; each costs a look at the budget.
   */
  private static final int SMALL_IN_A_ROW = 64;

  private final Map<TableName, Integer> largest = new ConcurrentHashMap<>();

  static boolean isLarge(int length) {
    return length > LARGE;
  }

  /** What a new reader of the table has to expect. */
  Expected of(TableName table) {
    return new Expected(table);
  }

  /** How large the next row of a reader may be. */
  final class Expected {
    private final TableName table;
    private int bytes;
    private int small;

    private Expected(TableName table) {
      this.table = table;
      this.bytes = largest.getOrDefault(table, 0);
    }

    /** 0 for no large one. */
    int bytes() {
      return bytes;
    }

    /** The next row was so long. */
    void met(int length) {
      if (isLarge(length)) {
        small = 0;
        bytes = Math.max(bytes, length);
        largest.merge(table, length, Math::max);
      } else if (++small == SMALL_IN_A_ROW) {
        bytes = 0;
      }
    }
  }
}
