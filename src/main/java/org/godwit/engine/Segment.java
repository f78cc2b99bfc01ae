package org.godwit.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a table that is loaded, committed and resumed on its own.
 *
 * @param number from 1 within its table
 * @param partition the only partition that is read, as the engine names it; empty for all
 * @param range empty for all rows
 * @param rowsEstimate a guess, 0 where unknown
 */
public record Segment(int number, String partition, Optional<KeyRange> range, long rowsEstimate) {
  /** The whole table as one segment. */
  public static Segment whole(long rowsEstimate) {
    return new Segment(1, "", Optional.empty(), rowsEstimate);
  }

  /** A range of the table's rows. */
  public static Segment of(int number, KeyRange range, long rowsEstimate) {
    return new Segment(
        number, "", range.isAll() ? Optional.empty() : Optional.of(range), rowsEstimate);
  }

  /**
   * Its rows in pieces; the last goes to the end of what is cut, so that whatever comes beyond is
   * its own.
   *
   * @param column that is compared, or an engine's own row address
   * @param boundaries between the pieces, as the engine's literals, in order
   */
  public List<Segment> cutAt(String column, List<String> boundaries) {
    List<String> from = range.map(KeyRange::from).orElse(List.of());
    List<String> end = range.map(KeyRange::to).orElse(List.of());
    long rows = rowsEstimate / (boundaries.size() + 1);
    List<Segment> pieces = new ArrayList<>();
    for (int i = 0; i <= boundaries.size(); i++) {
      List<String> to = i < boundaries.size() ? List.of(boundaries.get(i)) : end;
      KeyRange piece = new KeyRange(List.of(column), from, to);
      pieces.add(
          new Segment(
              i + 1, partition, piece.isAll() ? Optional.empty() : Optional.of(piece), rows));
      from = to;
    }
    return pieces;
  }

  /** The same rows under another number. */
  public Segment withNumber(int newNumber) {
    return new Segment(newNumber, partition, range, rowsEstimate);
  }
}
