package org.godwit.task.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.godwit.task.validate.BothSides.Answers;
import org.godwit.task.validate.BothSides.HashedRow;
import org.godwit.task.validate.Difference.Kind;

/** Rows without a key: only how often each occurs can be compared. */
final class MultisetRows implements RowComparison {
  private static final int LOOKED_UP_ROWS_MAX = 100;

  /** Rows of one side that wait for an equal value of the other, whose text may differ. */
  private static final int WAITING_ROWS_MAX = 10_000;

  private final BothSides sides;
  private final Slice slice;
  private final Findings findings;
  private final List<Surplus> waitingSource = new ArrayList<>();
  private final List<Surplus> waitingTarget = new ArrayList<>();

  MultisetRows(BothSides sides, Slice slice, Findings findings) {
    this.sides = sides;
    this.slice = slice;
    this.findings = findings;
  }

  /** A row and how many more of it one side has. */
  private record Surplus(String hash, List<CellText> cells, long rows) {}

  @Override
  public void compare(Buckets buckets) throws InterruptedException {
    Answers<Map<String, HashedRow>> rows = sides.rows(slice, buckets);
    boolean waits = sides.pairing().hasColumnComparedByValue();
    lookUp(
        surplus(rows.source(), rows.target()),
        true,
        waits ? (_, row) -> waitingSource.add(row) : this::report);
    lookUp(
        surplus(rows.target(), rows.source()),
        false,
        waits ? (_, row) -> waitingTarget.add(row) : this::report);
    if (waitingSource.size() > WAITING_ROWS_MAX || waitingTarget.size() > WAITING_ROWS_MAX) {
      findings.cutShort();
    }
  }

  private static Map<String, Long> surplus(
      Map<String, HashedRow> rows, Map<String, HashedRow> others) {
    Map<String, Long> more = new LinkedHashMap<>();
    rows.forEach(
        (hash, row) -> {
          HashedRow other = others.get(hash);
          long extra = row.count() - (other == null ? 0 : other.count());
          if (extra > 0) {
            more.put(hash, extra);
          }
        });
    return more;
  }

  private void lookUp(Map<String, Long> rows, boolean isSource, BiConsumer<Kind, Surplus> found)
      throws InterruptedException {
    List<String> hashes = List.copyOf(rows.keySet());
    for (int from = 0; from < hashes.size(); from += LOOKED_UP_ROWS_MAX) {
      if (findings.isFull()) {
        findings.cutShort();
        return;
      }
      List<String> part = hashes.subList(from, Math.min(from + LOOKED_UP_ROWS_MAX, hashes.size()));
      Answers<Map<String, List<List<CellText>>>> cells =
          sides.cells(slice, isSource ? part : List.of(), isSource ? List.of() : part);
      (isSource ? cells.source() : cells.target())
          .forEach(
              (hash, copies) ->
                  found.accept(
                      isSource ? Kind.MISSING_TARGET : Kind.MISSING_SOURCE,
                      new Surplus(hash, copies.getFirst(), rows.getOrDefault(hash, 0L))));
    }
  }

  /** Takes off what is equal by value, though not by text, and reports the rest. */
  @Override
  public void finish() {
    Map<String, List<Surplus>> candidates = new LinkedHashMap<>();
    waitingTarget.forEach(
        row -> candidates.computeIfAbsent(exactCells(row), _ -> new ArrayList<>()).add(row));
    for (Surplus row : waitingSource) {
      List<Surplus> others = candidates.getOrDefault(exactCells(row), new ArrayList<>());
      report(Kind.MISSING_TARGET, withoutSameValues(row, others));
    }
    candidates.values().forEach(rows -> rows.forEach(row -> report(Kind.MISSING_SOURCE, row)));
  }

  /** What of the row is compared by text alone. */
  private String exactCells(Surplus row) {
    StringBuilder digests = new StringBuilder();
    for (int i = 0; i < row.cells().size(); i++) {
      if (!sides.pairing().columns().get(i).form().isComparedByValue()) {
        digests.append(row.cells().get(i).digest());
      }
    }
    return digests.toString();
  }

  private Surplus withoutSameValues(Surplus row, List<Surplus> others) {
    long rows = row.rows();
    for (int i = 0; i < others.size() && rows > 0; i++) {
      Surplus other = others.get(i);
      if (sides.pairing().isSame(row.cells(), other.cells())) {
        long same = Math.min(rows, other.rows());
        rows -= same;
        others.set(i, new Surplus(other.hash(), other.cells(), other.rows() - same));
      }
    }
    return new Surplus(row.hash(), row.cells(), rows);
  }

  private void report(Kind kind, Surplus row) {
    if (row.rows() > 0) {
      findings.differs(
          row.hash(),
          new Difference(kind, sides.pairing().nameOf(row.cells()), List.of(), row.rows()));
    }
  }
}
