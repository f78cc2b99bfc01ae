package org.godwit.engine.mysql;

import org.godwit.engine.Change;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/** The rows of one event, of one table and kind, one after the other. */
final class RowsEvent {
  private static final int FLAGS_AT = BinlogEvent.HEADER_BYTES + 6;

  /** The session had foreign_key_checks off: then InnoDB minds no foreign key. */
  private static final int NO_FOREIGN_KEY_CHECKS = 2;

  private final BinlogEvent event;
  private final LoggedTable table;
  private final LoggedRow before;
  private final LoggedRow after;
  private int at;

  /** Begins before the first row. */
  RowsEvent(BinlogEvent event, LoggedTable table, LoggedRow before, LoggedRow after) {
    this.event = event;
    this.table = table;
    this.before = before;
    this.after = after;
    byte[] bytes = event.bytes();
    boolean cascades = (bytes[FLAGS_AT] & NO_FOREIGN_KEY_CHECKS) == 0;
    before.cascade(cascades);
    after.cascade(cascades);
    at = FLAGS_AT + 2;
    if (event.type() >= BinlogEvent.WRITE_ROWS) {
      at += (int) LengthEncoded.littleEndian(bytes, at, 2); // its own two bytes included
    }
    int count = (int) LengthEncoded.value(bytes, at);
    at += LengthEncoded.size(bytes, at);
    if (count != table.columns()) {
      throw damaged();
    }
    requireWhole(bytes);
    if (isUpdate()) {
      requireWhole(bytes);
    }
  }

  private boolean isUpdate() {
    return event.type() == BinlogEvent.UPDATE_ROWS || event.type() == BinlogEvent.UPDATE_ROWS_V1;
  }

  private void requireWhole(byte[] bytes) {
    for (int i = 0; i < table.columns(); i++) {
      if ((bytes[at + i / 8] >> i % 8 & 1) == 0) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "the log at %s has rows of %s in part: a session has set binlog_row_image to another value than FULL. What isn't in the log can't be followed: put the session right and restart the task."
                .formatted(event.place(), table.name()));
      }
    }
    at += (table.columns() + 7) / 8;
  }

  /** The next row's change; null behind the last. */
  @Nullable Change next() {
    if (at >= event.end()) {
      return null;
    }
    Change change =
        switch (event.type()) {
          case BinlogEvent.WRITE_ROWS, BinlogEvent.WRITE_ROWS_V1 -> {
            at = after.read(event.bytes(), at, table);
            yield new Change.Insert(table.name(), after);
          }
          case BinlogEvent.DELETE_ROWS, BinlogEvent.DELETE_ROWS_V1 -> {
            at = before.read(event.bytes(), at, table);
            yield new Change.Delete(table.name(), before);
          }
          default -> {
            at = before.read(event.bytes(), at, table);
            at = after.read(event.bytes(), at, table);
            yield new Change.Update(table.name(), before, after);
          }
        };
    if (at > event.end()) {
      throw damaged();
    }
    return change;
  }

  private EngineException damaged() {
    return new EngineException(
        Failure.UNKNOWN,
        "rows of %s in the log at %s don't end where their event does; restart the task, and report this with the table's definition"
            .formatted(table.name(), event.place()));
  }
}
