package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;

/** How rows of a table look in the log from here on. */
final class Relation {
  private static final int IS_IDENTITY = 1;

  private final TableName name;
  private final int[] places;
  private final boolean[] isIdentity;
  private final boolean[] everyValue;
  private final String change;

  private Relation(TableName name, int[] places, boolean[] isIdentity, String change) {
    this.name = name;
    this.places = places;
    this.isIdentity = isIdentity;
    this.everyValue = new boolean[places.length];
    Arrays.fill(everyValue, true);
    this.change = change;
  }

  /** Of the table. */
  TableName name() {
    return name;
  }

  /** The wanted column that each value is for, −1 for none. */
  int[] places() {
    return places;
  }

  /** Which values the image of a row's identity has. */
  boolean[] isIdentity() {
    return isIdentity;
  }

  /** As many times true as a row has values. */
  boolean[] everyValue() {
    return everyValue;
  }

  /** What is not as the catalog had it when the stream was opened; empty for nothing. */
  String change() {
    return change;
  }

  /** Reads a Relation message behind the table's number. */
  static Relation read(byte[] message, int start, FollowedTable table) {
    Text schema = Text.at(message, start);
    Text tableName = Text.at(message, schema.end());
    TableName named =
        new TableName(schema.value().isEmpty() ? "pg_catalog" : schema.value(), tableName.value());
    char identity = (char) message[tableName.end()];
    int count = Wire.shortAt(message, tableName.end() + 1);
    int at = tableName.end() + 1 + Short.BYTES;
    TableName name = table.wanted().table().name();
    int[] places = new int[count];
    boolean[] isIdentity = new boolean[count];
    Set<String> identityColumns = new HashSet<>();
    String change = named.equals(name) ? "" : "it was renamed to " + named;
    for (int i = 0; i < count; i++) {
      isIdentity[i] = (message[at] & IS_IDENTITY) != 0;
      Text column = Text.at(message, at + 1);
      int type = Wire.intAt(message, column.end());
      int modifier = Wire.intAt(message, column.end() + Integer.BYTES);
      at = column.end() + 2 * Integer.BYTES;
      places[i] = placeOf(table, column.value());
      if (isIdentity[i]) {
        identityColumns.add(column.value());
      }
      FollowedTable.Type known = table.types().get(column.value());
      if (known == null) {
        change = "column %s was added, renamed or dropped".formatted(column.value());
      } else if (!known.equals(new FollowedTable.Type(type, modifier))) {
        change = "the type of column %s was changed".formatted(column.value());
      }
    }
    if (identity != 'd' && identity != 'f') {
      change = "its REPLICA IDENTITY was changed to one that isn't followed";
    } else if (identity == 'd' && !identityColumns.equals(table.key())) {
      change = "its primary key was changed";
    }
    return new Relation(name, places, isIdentity, change);
  }

  private static int placeOf(FollowedTable table, String column) {
    int place = 0;
    for (Column wanted : table.wanted().columns()) {
      if (wanted.name().equals(column)) {
        return place;
      }
      place++;
    }
    return -1;
  }

  /** A text that ends with a zero. */
  private record Text(String value, int end) {
    static Text at(byte[] message, int start) {
      int end = start;
      while (message[end] != 0) {
        end++;
      }
      return new Text(new String(message, start, end - start, StandardCharsets.UTF_8), end + 1);
    }
  }
}
