package org.godwit.task.load;

import java.util.List;
import org.godwit.task.control.SegmentRecord;

/** What a worker does at a time. */
sealed interface Piece {
  /** The table that it belongs to. */
  TableLoad table();

  /**
   * A segment to load.
   *
   * @param bytes that it should have
   */
  record Rows(TableLoad table, SegmentRecord segment, double bytes) implements Piece {}

  /** A part of a loaded table to build. */
  record Build(TableLoad table, Part part) implements Piece {}

  /** Builds a part of what belongs to a table. */
  interface Part {
    /**
     * Builds it.
     *
     * @return what can be built now, beside each other
     * @throws TableError where the target refuses what the table can't do without
     */
    List<Build> build(Definitions target);
  }
}
