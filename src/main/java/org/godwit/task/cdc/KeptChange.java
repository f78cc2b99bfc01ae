package org.godwit.task.cdc;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.codec.Bytes;
import org.godwit.codec.RowSink;
import org.godwit.codec.ValueError;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.RefusedChange;
import org.godwit.engine.RefusedChanges;
import org.jspecify.annotations.Nullable;

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
      Map<String, @Nullable String> key = key();
      var _ =
          refused.judge(
              new RefusedChange(
                  kind, key.toString(), "", key, TableApply.refusal(table.table(), e)));
    }
  }

  /** What is masked is shown to nobody. */
  private Map<String, @Nullable String> key() {
    List<Integer> identity = table.table().writes().identity();
    List<Integer> given =
        kind == ChangeKind.INSERT ? this.given.stream().boxed().toList() : identity;
    List<@Nullable String> values = KeptValues.shown(this.values.array(), given.size());
    Map<String, @Nullable String> key = new LinkedHashMap<>();
    for (int column : identity) {
      ChangeColumn of = table.table().columns().get(column);
      int at = given.indexOf(column);
      key.put(
          of.moved().target().name(),
          of.expression().isPresent() ? "…" : at < 0 ? null : values.get(at));
    }
    return key;
  }
}
