package org.godwit.engine;

import java.util.List;

/** How a table, or a part of it, shall be cut into segments. */
public sealed interface Cut {

  /**
   * Into pieces of about a size; one piece where the engine knows no way to cut the table.
   *
   * @param bytesWanted of a segment, a wish
   */
  record BySize(long bytesWanted) implements Cut {}

  /**
   * At its partitions.
   *
   * @param finest whether subpartitions count
   * @param named those that must be there; empty for no wish. The others are segments too, so that
   *     no row is left behind.
   */
  record ByPartition(boolean finest, List<String> named) implements Cut {
    public ByPartition {
      named = List.copyOf(named);
    }
  }

  /**
   * A segment that was planned before, into smaller ones.
   *
   * @param segment to cut
   * @param parts how many are wanted
   */
  record Again(Segment segment, int parts) implements Cut {}
}
