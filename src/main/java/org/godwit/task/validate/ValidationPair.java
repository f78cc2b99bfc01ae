package org.godwit.task.validate;

import java.util.List;
import org.godwit.catalog.Table;

/**
 * A table and where its rows went.
 *
 * @param source as the source's catalog describes it
 * @param target as the target's catalog describes it
 * @param columns that both sides have, computed ones included
 * @param uncompared columns that have no pair, with their reasons
 * @param where which rows of the source were moved, in the source's SQL; empty for all
 */
public record ValidationPair(
    Table source,
    Table target,
    List<ColumnPair> columns,
    List<UncomparedColumn> uncompared,
    String where) {
  public ValidationPair {
    columns = List.copyOf(columns);
    uncompared = List.copyOf(uncompared);
  }
}
