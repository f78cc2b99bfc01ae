package org.godwit.task.load;

import java.util.ArrayList;
import java.util.List;
import org.godwit.codec.Codecs;
import org.godwit.codec.Tally;
import org.godwit.codec.ValueError;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the source as a load would move them: read, converted and counted by the same code, and
 * then only shown. Takes no lock and writes nothing.
 */
public final class RowPreview {
  private static final int CHARACTERS_MAX = 120;
  private static final long MEMORY_BYTES = 64L << 20;

  private final Engine source;
  private final EndpointConfig config;

  /** A preview of tables of one source. */
  public RowPreview(Engine source, EndpointConfig config) {
    this.source = source;
    this.config = config;
  }

  /**
   * One row.
   *
   * @param before its values in the source, in the order of the columns that are read
   * @param after its values on the target, in the order of {@link LoadTable#columns}; empty where
   *     the row would be rejected
   * @param error why it would be rejected, empty where it would not
   */
  public record Sample(List<Value> before, List<Value> after, String error) {
    /** The same with the values of the source in this order. */
    public Sample inOrder(List<Integer> places) {
      return new Sample(places.stream().map(before::get).toList(), after, error);
    }
  }

  /**
   * A value as text, cut to what a person reads.
   *
   * @param text {@code NULL} for NULL
   * @param isNull whether it is NULL, and not that word
   * @param isAltered whether a policy alters it on the way
   */
  public record Value(String text, boolean isNull, boolean isAltered) {}

  /**
   * The first rows that pass the table's conditions, in no order.
   *
   * @throws EngineException where the source does not answer
   */
  public List<Sample> read(LoadTable table, int rowsMax) {
    SnapshotSource reader =
        source
            .snapshotSource()
            .orElseThrow(
                () ->
                    new EngineException(
                        Failure.UNSUPPORTED,
                        source.descriptor().displayName() + " can't be read from"));
    // No column undecoded: every value is shown.
    SourceTable wanted =
        new SourceTable(table.source().table(), table.source().columns(), table.source().where());
    List<Sample> rows = new ArrayList<>();
    try (Snapshot snapshot = reader.take(config, 1, List.of(wanted.table()), _ -> {});
        RowCursor cursor =
            snapshot.read(
                snapshot.connections().getFirst(),
                wanted,
                Segment.whole(0),
                new ByteBudget(MEMORY_BYTES))) {
      while (rows.size() < rowsMax && cursor.next()) {
        rows.add(sample(table, cursor));
      }
    }
    return rows;
  }

  private static Sample sample(LoadTable table, RowCursor row) {
    List<@Nullable String> texts =
        new ArrayList<>(SourceValues.of(table.source().columns(), row).values());
    List<Value> before = texts.stream().map(it -> value(it, false)).toList();
    Tally tally = new Tally(table.columns().size());
    ShownValues shown = new ShownValues();
    List<Value> after = new ArrayList<>();
    try {
      for (int i = 0; i < table.columns().size(); i++) {
        LoadColumn column = table.columns().get(i);
        long altered = tally.total();
        @Nullable String text;
        if (column.codec().equals(Codecs.RAW)) {
          text = texts.get(column.sourceColumn());
        } else {
          column.codec().move(row, column.sourceColumn(), shown, tally, i);
          text = shown.last();
        }
        after.add(value(text, tally.total() > altered));
      }
      return new Sample(before, after, "");
    } catch (ValueError e) {
      return new Sample(before, List.of(), e.sentence());
    }
  }

  private static Value value(@Nullable String text, boolean isAltered) {
    if (text == null) {
      return new Value("NULL", true, isAltered);
    }
    if (text.length() <= CHARACTERS_MAX) {
      return new Value(text, false, isAltered);
    }
    boolean isInPair = Character.isHighSurrogate(text.charAt(CHARACTERS_MAX - 1));
    int end = isInPair ? CHARACTERS_MAX - 1 : CHARACTERS_MAX;
    return new Value(text.substring(0, end) + "…", false, isAltered);
  }
}
