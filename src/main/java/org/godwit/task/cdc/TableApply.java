package org.godwit.task.cdc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.codec.RowSink;
import org.godwit.codec.Tally;
import org.godwit.codec.ValueChange;
import org.godwit.codec.ValueError;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.RefusedChange;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.load.LoadColumn;
import org.jspecify.annotations.Nullable;

/** Moves the changes of one table into its writer; for one target transaction after the other. */
final class TableApply {
  private final ChangeTable table;
  private final LoadColumn[] columns;
  private final int[] identity;
  private final ChangeWriter writer;
  private final TableErrors errors;
  private final Tally tally;
  private final BitSet given;
  private long inserts;
  private long updates;
  private long deletes;
  private long truncates;

  TableApply(ChangeTable table, ChangeWriter writer, TableErrors errors) {
    this.table = table;
    this.errors = errors;
    this.columns = table.columns().toArray(LoadColumn[]::new);
    this.identity = table.writes().identity().stream().mapToInt(Integer::intValue).toArray();
    this.writer = writer;
    this.tally = new Tally(columns.length);
    this.given = new BitSet(columns.length);
  }

  ChangeTable table() {
    return table;
  }

  /** Whether its changes are no longer applied. */
  boolean isParked() {
    return errors.isParked();
  }

  void insert(ChangeRow row) {
    findGiven(row);
    RowSink sink = writer.insert(given);
    inserts++;
    move(ChangeKind.INSERT, sink, null, row);
  }

  void update(@Nullable ChangeRow before, ChangeRow after) {
    findGiven(after);
    if (before == null && table.writes().isKey()) {
      for (int column : identity) {
        given.clear(column); // it is what finds the row
      }
    }
    updates++;
    if (!given.isEmpty()) {
      RowSink sink = writer.update(given);
      move(ChangeKind.UPDATE, sink, before == null ? after : before, after);
    }
  }

  void delete(ChangeRow before) {
    given.clear();
    RowSink sink = writer.delete();
    deletes++;
    move(ChangeKind.DELETE, sink, before, before);
  }

  void truncated() {
    truncates++;
  }

  private void findGiven(ChangeRow row) {
    for (int i = 0; i < columns.length; i++) {
      given.set(i, !row.isAbsent(columns[i].sourceColumn()));
    }
  }

  private void move(ChangeKind kind, RowSink sink, @Nullable ChangeRow identifying, ChangeRow row) {
    try {
      sink.begin();
      if (identifying != null) {
        for (int column : identity) {
          move(sink, identifying, column);
        }
      }
      for (int i = given.nextSetBit(0); i >= 0; i = given.nextSetBit(i + 1)) {
        move(sink, row, i);
      }
      sink.end();
    } catch (ValueError e) {
      sink.drop();
      EngineException reason =
          new EngineException(
              Failure.VALUE,
              "a change of %s can't be applied to %s: %s. Put the value right by a rule or the target's definition, then resume."
                  .formatted(table.name(), table.writes().table().name(), e.sentence()),
              e);
      var _ = errors.judge(refused(kind, identifying == null ? row : identifying, reason));
    }
  }

  private RefusedChange refused(ChangeKind kind, ChangeRow row, EngineException reason) {
    Map<String, @Nullable String> key = new LinkedHashMap<>();
    for (int column : identity) {
      int from = columns[column].sourceColumn();
      key.put(
          columns[column].target().name(),
          row.isAbsent(from) || row.isNull(from) ? null : row.text(from).utf8());
    }
    return new RefusedChange(kind, key.toString(), "", key, reason);
  }

  private void move(RowSink sink, ChangeRow row, int column) {
    LoadColumn moved = columns[column];
    if (row.isAbsent(moved.sourceColumn())) {
      throw new EngineException(
          Failure.CONFLICT,
          "the source's log doesn't have %s.%s, which tells the row; a table without a key needs its whole rows logged (REPLICA IDENTITY FULL)"
              .formatted(table.name(), moved.target().name()));
    }
    moved.codec().move(row, moved.sourceColumn(), sink, tally, column);
  }

  /** What was applied since the last call. */
  ChangeCounts takeCounts() {
    ChangeCounts counts =
        new ChangeCounts(inserts, updates, deletes, truncates).minus(errors.takeLeftOut());
    inserts = 0;
    updates = 0;
    deletes = 0;
    truncates = 0;
    return counts;
  }

  /** Which values were altered on their way since the last call. */
  List<AlteredValues> takeAltered() {
    if (tally.total() == 0) {
      return List.of();
    }
    List<AlteredValues> altered = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      for (ValueChange change : ValueChange.values()) {
        long count = tally.of(i, change);
        if (count > 0) {
          altered.add(new AlteredValues(columns[i].target().name(), change.name(), count));
        }
      }
    }
    tally.clear();
    return altered;
  }
}
