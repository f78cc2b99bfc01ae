package org.godwit.task.cdc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.godwit.codec.RowSink;
import org.godwit.codec.Tally;
import org.godwit.codec.ValueChange;
import org.godwit.codec.ValueError;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.ChangeCounts;
import org.jspecify.annotations.Nullable;

/**
 * Moves the changes of one table into its writer; for one target transaction after the other. Where
 * filters choose rows, one that comes to pass them is a new row to the target, and one that no
 * longer passes them goes.
 */
final class TableApply {
  private final ChangeTable table;
  private final ChangeColumn[] columns;
  private final int[] identity;
  private final BitSet numbers = new BitSet();
  private final boolean isFiltered;
  private final boolean isKeyFiltered;
  private final boolean marksDeletes;
  private final ChangeWriter writer;
  private final TableErrors errors;
  private final CurrentChange current;
  private final SourceQuestions questions;
  private final Runnable beforeRefusal;
  private final Tally tally;
  private final BitSet given;
  private long inserts;
  private long updates;
  private long deletes;
  private long truncates;

  /**
   * Of one table.
   *
   * @param current tells columns of the change that is moved
   * @param questions to the source where it alone knows which rows pass
   * @param beforeRefusal is run before a change whose value can't be moved is judged
   */
  TableApply(
      ChangeTable table,
      ChangeWriter writer,
      TableErrors errors,
      CurrentChange current,
      SourceQuestions questions,
      Runnable beforeRefusal) {
    this.table = table;
    this.errors = errors;
    this.current = current;
    this.questions = questions;
    this.beforeRefusal = beforeRefusal;
    this.columns = table.columns().toArray(ChangeColumn[]::new);
    this.identity = table.writes().identity().stream().mapToInt(Integer::intValue).toArray();
    for (int column : identity) {
      numbers.set(column, columns[column].takesWholeNumbers(table.load().source().columns()));
    }
    this.isFiltered = !table.wanted().isEmpty();
    this.isKeyFiltered = table.wanted().readsOnly(table.load().source().table().keyColumns());
    this.marksDeletes = table.marksDeletes();
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

  /**
   * A row came.
   *
   * @throws TargetAlteration.Unfollowed where the log lacks what tells what becomes of the row;
   *     here and of the others
   */
  void insert(ChangeRow row) {
    if (isWanted(row)) {
      put(row, false);
    }
  }

  /** A row was changed, which may have brought it past the filters. */
  void update(@Nullable ChangeRow before, ChangeRow after) {
    if (!isFiltered) {
      change(before, after);
      return;
    }
    if (before == null && !isKeyFiltered) {
      throw lacksOldValues();
    }
    boolean is = isWanted(after);
    boolean was = before == null ? is : isWanted(before);
    if (is && was) {
      change(before, after);
    } else if (is) {
      put(after, true);
    } else if (was) {
      remove(before == null ? after : before);
    }
  }

  /** A row went. */
  void delete(ChangeRow before) {
    if (isWanted(before)) {
      remove(before);
    }
  }

  private boolean isWanted(ChangeRow row) {
    if (!isFiltered) {
      return true;
    }
    if (!table.wanted().canTell(row)) {
      throw lacksOldValues();
    }
    return table.wanted().has(row, questions);
  }

  private static TargetAlteration.Unfollowed lacksOldValues() {
    return new TargetAlteration.Unfollowed(
        "the source's log doesn't have the values that tell whether a row passes the filter (REPLICA IDENTITY FULL brings them, for what is changed from then on)");
  }

  private void put(ChangeRow row, boolean mustBeWhole) {
    given.clear();
    for (int i = 0; i < columns.length; i++) {
      boolean isWhole = columns[i].isWhole(row);
      if (!isWhole && (mustBeWhole || columns[i].expression().isPresent())) {
        throw lacks(i);
      }
      given.set(i, isWhole); // what the log doesn't have of a new row is the target's default
    }
    current.is(ChangeKind.INSERT);
    RowSink sink = writer.insert(given);
    inserts++;
    move(ChangeKind.INSERT, sink, null, row);
  }

  private TargetAlteration.Unfollowed lacks(int column) {
    return new TargetAlteration.Unfollowed(
        "the source's log doesn't have all that its column %s is made of"
            .formatted(columns[column].moved().target().name()));
  }

  private void change(@Nullable ChangeRow before, ChangeRow after) {
    given.clear();
    for (int i = 0; i < columns.length; i++) {
      boolean isWhole = columns[i].isWhole(after);
      if (!isWhole && !columns[i].staysWithoutInputs()) {
        throw lacks(i);
      }
      given.set(i, isWhole);
    }
    if (table.writes().isKey()) {
      for (int column : identity) {
        if (before == null || (numbers.get(column) && columns[column].isSame(before, after))) {
          given.clear(column); // it is what finds the row, and may be one that nobody may set
        }
      }
    }
    updates++;
    if (!given.isEmpty()) {
      current.is(ChangeKind.UPDATE);
      RowSink sink = writer.update(given);
      move(ChangeKind.UPDATE, sink, before == null ? after : before, after);
    }
  }

  private void remove(ChangeRow row) {
    current.is(ChangeKind.DELETE);
    given.clear();
    if (marksDeletes) {
      mark(row);
      return;
    }
    RowSink sink = writer.delete();
    deletes++;
    move(ChangeKind.DELETE, sink, row, row);
  }

  /** The row stays, and says of itself that it went. */
  private void mark(ChangeRow row) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].indicatesDeletes() && !columns[i].isWhole(row)) {
        throw lacks(i);
      }
      given.set(i, columns[i].hasChange() && columns[i].isWhole(row));
    }
    updates++;
    move(ChangeKind.UPDATE, writer.update(given), row, row);
  }

  void truncated() {
    truncates++;
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
      beforeRefusal.run();
      var _ = errors.judge(new RefusedValues(table).of(kind, identifying, row, refusal(table, e)));
    }
  }

  /** The error of a change with a value that the target can't have. */
  static EngineException refusal(ChangeTable table, ValueError e) {
    return new EngineException(
        Failure.VALUE,
        "a change of %s can't be applied to %s: %s. Put the value right by a rule or the target's definition, then resume."
            .formatted(table.name(), table.writes().table().name(), e.sentence()),
        e);
  }

  private void move(RowSink sink, ChangeRow row, int column) {
    ChangeColumn moved = columns[column];
    if (!moved.isWhole(row)) {
      throw new EngineException(
          Failure.CONFLICT,
          "the source's log doesn't have %s.%s, which tells the row; a table without a key needs its whole rows logged (REPLICA IDENTITY FULL)"
              .formatted(table.name(), moved.moved().target().name()));
    }
    moved.moved().codec().move(row, moved.moved().sourceColumn(), sink, tally, column);
  }

  /** What was applied, or rejected, since the last call. */
  ChangeCounts takeCounts() {
    ChangeCounts counts =
        ChangeCounts.of(inserts, updates, deletes, truncates).plus(errors.takeCorrection());
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
          altered.add(new AlteredValues(columns[i].moved().target().name(), change.name(), count));
        }
      }
    }
    tally.clear();
    return altered;
  }
}
