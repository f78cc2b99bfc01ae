package org.godwit.task.cdc;

import java.util.BitSet;
import org.godwit.codec.Bytes;
import org.godwit.codec.RowSink;
import org.godwit.codec.ValueError;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.RefusedChanges;
import org.godwit.task.load.ShownValues;

/**
 * A change as its table gave it to its writer, to be given to another one later.
 *
 * @param table that it is of
 * @param given the columns whose values come, as {@link ChangeWriter} has them
 * @param values by {@link KeptValues}, the whole of their array
 * @param lane that it is for
 */
record KeptChange(KeptTable table, ChangeKind kind, BitSet given, Bytes values, int lane) {
  /** What it takes in memory beside its values, about. */
  private static final int OWN_BYTES = 120;

  long bytes() {
    return values.length() + (long) OWN_BYTES;
  }

  /**
   * Gives it to a writer of its table.
   *
   * @param refused is asked where the target takes a value in no form
   */
  void giveTo(ChangeWriter writer, RefusedChanges refused) {
    RowSink sink =
        switch (kind) {
          case INSERT -> writer.insert(given);
          case UPDATE -> writer.update(given);
          case DELETE -> writer.delete();
        };
    try {
      sink.begin();
      KeptValues.put(values.array(), sink);
      sink.end();
    } catch (ValueError e) {
      sink.drop();
      ShownValues shown = new ShownValues();
      KeptValues.put(values.array(), shown);
      int identifying = kind == ChangeKind.INSERT ? 0 : table.table().writes().identity().size();
      var _ =
          refused.judge(
              new RefusedValues(table.table())
                  .of(
                      kind,
                      shown.values(),
                      identifying,
                      given.stream().boxed().toList(),
                      TableApply.refusal(table.table(), e)));
    }
  }
}
