package org.godwit.task.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.task.control.LoadPhase;
import org.godwit.task.control.TableRecord;

/**
 * Target tables that earlier runs of a task have made, by their names on the source.
 *
 * @param altered with their source's before anything is written to them again
 * @param unfinished whose making was cut short, and which are made anew
 */
public record MadeTables(Set<TableName> altered, Set<TableName> unfinished) {
  /** No earlier run has made any. */
  public static final MadeTables NONE = new MadeTables(Set.of(), Set.of());

  public MadeTables {
    altered = Set.copyOf(altered);
    unfinished = Set.copyOf(unfinished);
  }

  /**
   * What the ledger has of them.
   *
   * @param followed tables whose changes are applied
   * @param alters whether those that are loaded alone are altered, too
   */
  public static MadeTables of(List<TableRecord> records, Set<TableName> followed, boolean alters) {
    Set<TableName> altered = new HashSet<>(followed);
    Set<TableName> unfinished = new HashSet<>();
    for (TableRecord record : records) {
      if (record.phase() == LoadPhase.CREATING) {
        unfinished.add(record.source());
      } else if (alters && (record.startedAt() != null || record.reloads() > 0)) {
        altered.add(record.source());
      }
    }
    return new MadeTables(altered, unfinished);
  }

  /** The same where nothing is altered. */
  public MadeTables unaltered() {
    return new MadeTables(Set.of(), unfinished);
  }
}
