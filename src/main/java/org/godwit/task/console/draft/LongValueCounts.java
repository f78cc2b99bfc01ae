package org.godwit.task.console.draft;

import java.util.List;
import org.godwit.catalog.TableName;

/**
 * What counting found.
 *
 * @param found columns with values that are too long
 * @param foundMore further such columns that are not in the list
 * @param notCounted tables of which nothing is known
 * @param counted tables that were counted
 */
public record LongValueCounts(
    List<LongValueCount> found, int foundMore, List<NotCounted> notCounted, int counted) {

  public LongValueCounts {
    found = List.copyOf(found);
    notCounted = List.copyOf(notCounted);
  }

  /**
   * A table that was not counted.
   *
   * @param table which
   * @param why the sentence's end after the table's name, with its full stop
   */
  public record NotCounted(TableName table, String why) {}
}
