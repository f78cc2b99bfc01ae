package org.godwit.task.cdc;

import java.util.BitSet;
import org.godwit.codec.RowSink;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeWriter;

/** Gives the changes of one table to its writer, or to the recorder where that keeps them. */
final class KeptTable implements ChangeWriter {
  private final ChangeTable table;
  private final ChangeWriter writer;
  private final TableErrors errors;
  private final Recorder recorder;

  KeptTable(ChangeTable table, ChangeWriter writer, TableErrors errors, Recorder recorder) {
    this.table = table;
    this.writer = writer;
    this.errors = errors;
    this.recorder = recorder;
  }

  ChangeTable table() {
    return table;
  }

  /** Those of the one writer. */
  TableErrors errors() {
    return errors;
  }

  /** The one writer's, which keeps nothing. */
  ChangeWriter writer() {
    return writer;
  }

  @Override
  public RowSink insert(BitSet given) {
    return recorder.isKeeping()
        ? recorder.sink(this, ChangeKind.INSERT, given)
        : writer.insert(given);
  }

  @Override
  public RowSink update(BitSet given) {
    return recorder.isKeeping()
        ? recorder.sink(this, ChangeKind.UPDATE, given)
        : writer.update(given);
  }

  @Override
  public RowSink delete() {
    return recorder.isKeeping()
        ? recorder.sink(this, ChangeKind.DELETE, new BitSet())
        : writer.delete();
  }
}
