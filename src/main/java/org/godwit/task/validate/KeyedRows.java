package org.godwit.task.validate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.godwit.task.validate.BothSides.Answers;
import org.godwit.task.validate.BothSides.HashedRow;
import org.godwit.task.validate.Difference.Kind;

/** Rows that a key names. */
final class KeyedRows implements RowComparison {
  private static final int LOOKED_UP_ROWS_MAX = 100;
  private final BothSides sides;
  private final Slice slice;
  private final Findings findings;

  KeyedRows(BothSides sides, Slice slice, Findings findings) {
    this.sides = sides;
    this.slice = slice;
    this.findings = findings;
  }

  @Override
  public void compare(Buckets buckets) throws InterruptedException {
    List<String> suspects = List.copyOf(suspects(sides.rows(slice, buckets)));
    for (int from = 0; from < suspects.size(); from += LOOKED_UP_ROWS_MAX) {
      if (findings.isFull()) {
        findings.cutShort();
        return;
      }
      int end = Math.min(from + LOOKED_UP_ROWS_MAX, suspects.size());
      lookUp(suspects.subList(from, end));
    }
  }

  /** Every key was judged when it came up. */
  @Override
  public void finish() {}

  /** Keys of rows whose hash isn't as often on one side as on the other. */
  private static SortedSet<String> suspects(Answers<Map<String, HashedRow>> rows) {
    SortedSet<String> keys = new TreeSet<>();
    addUnmatched(keys, rows.source(), rows.target());
    addUnmatched(keys, rows.target(), rows.source());
    return keys;
  }

  private static void addUnmatched(
      SortedSet<String> keys, Map<String, HashedRow> rows, Map<String, HashedRow> others) {
    rows.forEach(
        (hash, row) -> {
          HashedRow other = others.get(hash);
          if (other == null || other.count() != row.count()) {
            keys.add(row.key());
          }
        });
  }

  private void lookUp(List<String> keys) throws InterruptedException {
    Answers<Map<String, List<List<CellText>>>> cells = sides.cells(slice, keys, keys);
    for (String key : keys) {
      List<List<CellText>> source = new ArrayList<>(cells.source().getOrDefault(key, List.of()));
      List<List<CellText>> target = new ArrayList<>(cells.target().getOrDefault(key, List.of()));
      removeSame(source, target);
      int pairs = Math.min(source.size(), target.size());
      for (int i = 0; i < pairs; i++) {
        differs(key, source.get(i), target.get(i));
      }
      missing(key, Kind.MISSING_TARGET, source.subList(pairs, source.size()));
      missing(key, Kind.MISSING_SOURCE, target.subList(pairs, target.size()));
    }
  }

  private void removeSame(List<List<CellText>> source, List<List<CellText>> target) {
    for (Iterator<List<CellText>> rows = source.iterator(); rows.hasNext(); ) {
      List<CellText> row = rows.next();
      for (int i = 0; i < target.size(); i++) {
        if (sides.pairing().isSame(row, target.get(i))) {
          rows.remove();
          target.remove(i);
          break;
        }
      }
    }
  }

  private void differs(String key, List<CellText> source, List<CellText> target) {
    List<CellDifference> cells = new ArrayList<>();
    List<RenderedColumn> columns = sides.pairing().columns();
    for (int i = 0; i < columns.size(); i++) {
      if (!source.get(i).isSameAs(target.get(i), columns.get(i).form())) {
        cells.add(
            new CellDifference(
                columns.get(i).name(), source.get(i).shown(), target.get(i).shown()));
      }
    }
    findings.differs(
        key, new Difference(Kind.RECORD_DIFF, sides.pairing().nameOf(source), cells, 1));
  }

  private void missing(String key, Kind kind, List<List<CellText>> rows) {
    if (!rows.isEmpty()) {
      findings.differs(
          key,
          new Difference(kind, sides.pairing().nameOf(rows.getFirst()), List.of(), rows.size()));
    }
  }
}
