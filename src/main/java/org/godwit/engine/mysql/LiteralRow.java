package org.godwit.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.godwit.engine.ByteBudget;

/** One row after the other, as the literals of its values. */
final class LiteralRow extends LiteralWriter {
  private static final int FIRST_BYTES = 64 * 1024;

  private final Runnable whenEnded;
  private final List<String> values = new ArrayList<>();
  private int start;

  /**
   * A row.
   *
   * @param columns of the values that come next; may be others for each row
   * @param whenEnded is run when the row is complete
   */
  LiteralRow(
      Connection connection, List<WrittenColumn> columns, ByteBudget budget, Runnable whenEnded) {
    super(connection, columns, "applying changes", Mode.BATCH, new RowBytes(FIRST_BYTES, budget));
    this.whenEnded = whenEnded;
  }

  List<String> values() {
    return List.copyOf(values);
  }

  @Override
  void beginRow() {
    values.clear();
    start = buffer.position();
  }

  private void cut() {
    values.add(
        new String(buffer.array(), start, buffer.position() - start, StandardCharsets.UTF_8));
    start = buffer.position();
  }

  @Override
  void separate() {
    cut();
  }

  @Override
  void endRow() {
    if (!columns.isEmpty()) {
      cut();
    }
    whenEnded.run();
  }

  @Override
  long send(Connection to, byte[] array, int from, int end) {
    throw new IllegalStateException("the values are given, not sent");
  }
}
