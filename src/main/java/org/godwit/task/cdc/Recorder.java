package org.godwit.task.cdc;

import java.util.BitSet;
import org.godwit.codec.Bytes;
import org.godwit.codec.RowSink;
import org.godwit.engine.ChangeKind;
import org.jspecify.annotations.Nullable;

/** Keeps changes for their lanes while the tables give them; one after the other. */
final class Recorder {
  private final KeptValues values = new KeptValues(this::end);
  private final Runnable whenRefused;
  private @Nullable Round into;
  private int lane;
  private @Nullable KeptTable table;
  private ChangeKind kind = ChangeKind.INSERT;
  private BitSet given = new BitSet();

  /**
   * Keeps none so far.
   *
   * @param whenRefused is run before a change whose value can't be moved is judged
   */
  Recorder(Runnable whenRefused) {
    this.whenRefused = whenRefused;
  }

  /** The changes that come are kept there, for that lane. */
  void keep(Round round, int of) {
    into = round;
    lane = of;
  }

  /** The changes that come go to the one writer. */
  void pass() {
    into = null;
  }

  boolean isKeeping() {
    return into != null;
  }

  void beforeRefusal() {
    whenRefused.run();
  }

  /** Takes a change's values. */
  RowSink sink(KeptTable of, ChangeKind next, BitSet columns) {
    table = of;
    kind = next;
    if (!given.equals(columns)) {
      given = (BitSet) columns.clone(); // shared by those that are alike and follow each other
    }
    return values;
  }

  private void end() {
    Round round = into;
    KeptTable of = table;
    if (round == null || of == null) {
      throw new IllegalStateException("no change was announced");
    }
    round.add(new KeptChange(of, kind, given, Bytes.of(values.values()), lane));
  }
}
