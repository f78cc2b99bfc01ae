package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.catalog.TableName;
import org.godwit.task.LogComponent;
import org.godwit.task.TableProgress;
import org.godwit.task.TableState;
import org.godwit.task.control.ExceptionLedger;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.LoadPhase;
import org.godwit.task.control.SegmentRecord;
import org.godwit.task.control.StatementLedger;
import org.godwit.task.control.StatementRecord;
import org.godwit.task.control.TableRecord;

/** Brings the ledger and the tables that the mapping selects now together, and shows both. */
final class LoadRecords {
  private final LoadContext context;
  private final LoadLedger ledger;

  LoadRecords(LoadContext context, LoadLedger ledger) {
    this.context = context;
    this.ledger = ledger;
  }

  /**
   * Adds new tables to the ledger, takes up again suspended ones and those with statements that the
   * target refused, forgets those that are no longer selected, and fills the progress with what
   * earlier runs have done.
   *
   * @param refused tables of the task that can't be loaded
   * @return the records of all these tables
   */
  Map<TableName, TableRecord> meet(
      Connection target, List<LoadTable> tables, Set<TableName> refused) {
    putBackTakenOff(target, tables, refused);
    return context.compute(
        target,
        "reading the ledger",
        connection -> {
          update(connection, tables, refused);
          Map<TableName, TableRecord> records = byName(ledger.tables(connection));
          records.values().forEach(this::show);
          showSegments(connection);
          showRefused(connection);
          return records;
        });
  }

  /** Before the records that say what was taken off are forgotten. */
  private void putBackTakenOff(Connection target, List<LoadTable> tables, Set<TableName> refused) {
    Map<TableName, TableRecord> known =
        byName(context.compute(target, "reading the ledger", ledger::tables));
    for (LoadTable table : tables) {
      known.computeIfPresent(
          table.name(),
          (_, record) -> record.target().equals(table.target().name()) ? null : record);
    }
    TakenOff takenOff = new TakenOff(context);
    for (TableName leaving : known.keySet()) {
      if (!refused.contains(leaving)) {
        takenOff.putBack(target, leaving);
      }
    }
  }

  private void update(Connection connection, List<LoadTable> tables, Set<TableName> refused)
      throws SQLException {
    Map<TableName, TableRecord> known = byName(ledger.tables(connection));
    Set<TableName> unbuilt = new StatementLedger(context.claim()).repeatRefused(connection);
    List<TableRecord> added = new ArrayList<>();
    for (LoadTable table : tables) {
      TableRecord record = known.remove(table.name());
      if (record != null && isOfAnotherTable(record, table)) {
        ledger.removeTable(connection, table.name());
        added.add(planned(table));
      } else if (record == null) {
        added.add(planned(table));
      } else if (record.phase() == LoadPhase.ERROR) {
        ledger.takeUp(
            connection,
            table.name(),
            record.startedAt() == null ? LoadPhase.PLANNED : LoadPhase.PREPARED);
      } else if (record.phase() == LoadPhase.COMPLETED && unbuilt.contains(table.name())) {
        ledger.takeUp(connection, table.name(), LoadPhase.LOADED);
        context
            .log()
            .info(
                LogComponent.TABLES_MANAGER,
                table.name(),
                "what the target refused of it is tried again; its rows stay as they are");
      }
    }
    for (TableName table : refused) {
      if (known.remove(table) == null) {
        added.add(new TableRecord(table, table, LoadPhase.PLANNED, 0, 0, "", null, null, null, ""));
      }
    }
    ledger.addTables(connection, added);
    for (TableName unselected : known.keySet()) {
      ledger.removeTable(connection, unselected);
    }
  }

  /** What is recorded as done counts only for the target table that it was done to. */
  private boolean isOfAnotherTable(TableRecord record, LoadTable table) {
    TableName now = table.target().name();
    boolean isElsewhere = !record.target().equals(now);
    boolean isGone = record.startedAt() != null && !table.exists();
    if (isElsewhere || isGone) {
      context
          .log()
          .warning(
              LogComponent.TABLES_MANAGER,
              table.name(),
              isElsewhere
                  ? "was loaded into %s before and goes to %s now: it is loaded from the beginning"
                      .formatted(record.target(), now)
                  : "its target table %s is gone: it is loaded from the beginning".formatted(now));
    }
    return isElsewhere || isGone;
  }

  private static TableRecord planned(LoadTable table) {
    return new TableRecord(
        table.name(), table.target().name(), LoadPhase.PLANNED, 0, 0, "", null, null, null, "");
  }

  static Map<TableName, TableRecord> byName(List<TableRecord> records) {
    Map<TableName, TableRecord> byName = new TreeMap<>();
    records.forEach(record -> byName.put(record.source(), record));
    return byName;
  }

  private void show(TableRecord record) {
    TableProgress progress = context.progress().of(record.source());
    progress.cutInto(record.segments());
    if (record.phase() == LoadPhase.LOADED || record.phase() == LoadPhase.COMPLETED) {
      progress.startedAt(record.startedAt());
    }
    // One with statements that are tried again was complete, and its rows still are.
    boolean isWhole = record.phase() == LoadPhase.LOADED && record.completedAt() != null;
    if (record.phase() == LoadPhase.COMPLETED || isWhole) {
      progress.become(TableState.COMPLETED, record.completedAt());
    }
  }

  private void showSegments(Connection connection) throws SQLException {
    for (SegmentRecord segment : ledger.segments(connection)) {
      if (segment.done()) {
        context.progress().of(segment.table()).recovered(segment.counts());
      }
    }
    new ExceptionLedger(context.claim())
        .altered(connection)
        .forEach((table, values) -> context.progress().of(table).altered(values));
  }

  private void showRefused(Connection connection) throws SQLException {
    for (StatementRecord statement : new StatementLedger(context.claim()).all(connection)) {
      if (!statement.error().isEmpty()) {
        context
            .progress()
            .of(statement.source())
            .refused(statement.statement().object() + " was not made: " + statement.error());
      }
    }
  }
}
