package org.godwit.engine.mysql;

import java.util.Arrays;
import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;
import org.godwit.engine.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a table stand in the log from here on: what its table map tells, and what the catalog
 * adds, column by column in order, for the log has no names.
 */
final class LoggedTable {
  private static final int NAMES_AT = 8;

  private final byte[] map;
  private final TableName name;
  private final LoggedValue[] shapes;
  private final LoggedValue.Writer[] writers;
  private final int[] places;
  private final String change;

  private LoggedTable(
      byte[] map,
      TableName name,
      LoggedValue[] shapes,
      LoggedValue.Writer[] writers,
      int[] places,
      String change) {
    this.map = map;
    this.name = name;
    this.shapes = shapes;
    this.writers = writers;
    this.places = places;
    this.change = change;
  }

  /** The number that row events name the table by, until it is opened anew. */
  static long id(BinlogEvent event) {
    return event.number(0, 6);
  }

  static TableName name(BinlogEvent map) {
    int schema = map.unsigned(NAMES_AT);
    int table = map.unsigned(NAMES_AT + 1 + schema + 1);
    return new TableName(
        map.text(NAMES_AT + 1, schema), map.text(NAMES_AT + 1 + schema + 1 + 1, table));
  }

  /** Reads a table map. */
  static LoggedTable read(BinlogEvent event, SourceTable table, Characters.Known characters) {
    int schema = event.unsigned(NAMES_AT);
    int at = NAMES_AT + 1 + schema + 1;
    at += 1 + event.unsigned(at) + 1;
    byte[] bytes = event.bytes();
    int place = BinlogEvent.HEADER_BYTES + at;
    int count = (int) LengthEncoded.value(bytes, place);
    int types = place + LengthEncoded.size(bytes, place);
    int details = types + count;
    details += LengthEncoded.size(bytes, details);
    List<Column> columns = table.table().columns();
    LoggedValue[] shapes = new LoggedValue[count];
    LoggedValue.Writer[] writers = new LoggedValue.Writer[count];
    int[] places = new int[count];
    String change =
        count == columns.size()
            ? ""
            : "the log has %d columns, the catalog %d".formatted(count, columns.size());
    for (int i = 0; i < count && change.isEmpty(); i++) {
      int type = bytes[types + i] & 0xFF;
      int size = LoggedValue.metaBytes(type);
      int meta = (int) LengthEncoded.littleEndian(bytes, details, size);
      details += size;
      Column column = columns.get(i);
      LoggedValue shape = LoggedValue.of(type, meta);
      places[i] = placeOf(table, column.name());
      LoggedValue.@Nullable Writer writer =
          places[i] < 0
              ? (_, _, _, _) -> {}
              : LoggedValue.writer(type, meta, column, characters.of(column));
      if (shape == null || writer == null) {
        change =
            "column %s is %s in the catalog, and of a type in the log (%d, %d) that isn't that or can't be read"
                .formatted(column.name(), column.nativeType(), type, meta);
      } else {
        shapes[i] = shape;
        writers[i] = writer;
      }
    }
    byte[] map = Arrays.copyOfRange(bytes, BinlogEvent.HEADER_BYTES, event.end());
    return new LoggedTable(map, table.table().name(), shapes, writers, places, change);
  }

  private static int placeOf(SourceTable table, String column) {
    List<Column> wanted = table.columns();
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the event says the same. */
  boolean isOf(BinlogEvent event) {
    return Arrays.equals(map, 0, map.length, event.bytes(), BinlogEvent.HEADER_BYTES, event.end());
  }

  TableName name() {
    return name;
  }

  /** What is not as the catalog has it; empty for nothing. */
  String change() {
    return change;
  }

  int columns() {
    return shapes.length;
  }

  LoggedValue shape(int column) {
    return shapes[column];
  }

  LoggedValue.Writer writer(int column) {
    return writers[column];
  }

  /** The wanted column that each is, −1 for none. */
  int place(int column) {
    return places[column];
  }
}
