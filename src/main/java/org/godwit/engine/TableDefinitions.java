package org.godwit.engine;

import java.util.List;
import java.util.Map;
import org.godwit.catalog.TableName;

/**
 * What a stream found of its tables' definitions when it was opened.
 *
 * @param alterations what was done to tables since the definitions that it was opened with, though
 *     the stream has yet to pass it; each table's in order
 * @param now the definitions of these tables, for a stream that is opened once the target's tables
 *     are made by them, and that still meets rows in older forms
 * @param settled the definitions that another stream needs once it has passed {@code known}; those
 *     alone that aren't what it was opened with
 * @param known a place behind which the log has no row in an older form
 */
public record TableDefinitions(
    Map<TableName, List<TableAlteration>> alterations,
    Map<TableName, String> now,
    Map<TableName, String> settled,
    Position known) {
  public TableDefinitions {
    alterations = Map.copyOf(alterations);
    now = Map.copyOf(now);
    settled = Map.copyOf(settled);
  }
}
