package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.catalog.TableName;

/** How rows of a table look in the log from here on. */
final class Relation {
  private static final int IS_IDENTITY = 1;
  private static final Set<Integer> WHOLE_NUMBERS = Set.of(20, 21, 23);
  private static final int NUMERIC = 1700;
  private static final int TEXT = 25;
  private static final int VARCHAR = 1043;

  private final FollowedTable table;
  private final boolean isOlder;
  private final List<Field> fields;
  private final int[] places;
  private final boolean[] isIdentity;
  private final boolean[] everyValue;
  private String obstacle = "";
  private boolean isNewer;

  /** A column as the log tells it. */
  private record Field(String name, int type, int modifier, boolean isIdentity) {
    boolean isOf(TableForm.Field field) {
      return name.equals(field.name()) && field.isOfType(type, modifier);
    }
  }

  private Relation(
      FollowedTable table, boolean isOlder, TableName named, char identity, List<Field> fields) {
    this.table = table;
    this.isOlder = isOlder;
    this.fields = fields;
    this.places = new int[fields.size()];
    this.isIdentity = new boolean[fields.size()];
    this.everyValue = new boolean[fields.size()];
    Arrays.fill(everyValue, true);
    Arrays.fill(places, -1);
    if (!named.equals(name())) {
      obstacle = "it was renamed to " + named;
    } else if (identity != 'd' && identity != 'f') {
      obstacle = "its REPLICA IDENTITY was changed to one that isn't followed";
    } else {
      place(identity == 'd');
    }
  }

  /** Of the table. */
  TableName name() {
    return table.wanted().table().name();
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

  /** Why its rows can't be read; empty where they can. */
  String obstacle() {
    return obstacle;
  }

  /** Whether that is because they are in a form that came after the stream was opened. */
  boolean isNewer() {
    return isNewer;
  }

  /** Its columns, for messages. */
  String columns() {
    return String.join(", ", fields.stream().map(Field::name).toList());
  }

  private void place(boolean isByKey) {
    Optional<List<TableForm.Field>> known = known();
    if (known.isEmpty()) {
      isNewer = !isOlder;
      obstacle = "rows of it had columns (%s) that nobody knows any more".formatted(columns());
      return;
    }
    Set<String> identity = new HashSet<>();
    for (int i = 0; i < places.length; i++) {
      Optional<TableForm.Field> now = table.now().numbered(known.get().get(i).number());
      isIdentity[i] = fields.get(i).isIdentity();
      if (now.isPresent()) {
        places[i] = table.place(now.get().name());
        if (!isSameText(fields.get(i).type(), now.get().type())) {
          obstacle = "rows from before the type of %s was changed".formatted(now.get().name());
        }
      }
      if (isIdentity[i]) {
        identity.add(now.map(TableForm.Field::name).orElse(""));
      }
    }
    if (isByKey && !identity.equals(table.key())) {
      obstacle = "its primary key was changed";
    }
  }

  /**
   * The catalog's columns for those of the log. Among older forms one that has just these comes
   * before one that has more, for columns that came later aren't in them.
   */
  private Optional<List<TableForm.Field>> known() {
    Optional<List<TableForm.Field>> now = in(table.now(), true);
    if (now.isPresent() || !isOlder) {
      return now;
    }
    if (table.isLoose()) {
      obstacle = "rows from before it got columns whose values there aren't in the log";
    }
    return firstOf(table.older(), true)
        .or(() -> in(table.now(), false))
        .or(() -> firstOf(table.older(), false));
  }

  private Optional<List<TableForm.Field>> firstOf(List<TableForm> forms, boolean isExact) {
    return forms.stream().flatMap(form -> in(form, isExact).stream()).findFirst();
  }

  private Optional<List<TableForm.Field>> in(TableForm form, boolean isExact) {
    List<TableForm.Field> logged =
        form.fields().stream().filter(TableForm.Field::isLogged).toList();
    List<TableForm.Field> found = new ArrayList<>();
    for (TableForm.Field field : logged) {
      boolean isNext = found.size() < fields.size() && fields.get(found.size()).isOf(field);
      if (isNext) {
        found.add(field);
      } else if (isExact) {
        return Optional.empty();
      }
    }
    return found.size() == fields.size() ? Optional.of(found) : Optional.empty();
  }

  /** Whether a type reads what the other has written as the other's value. */
  private static boolean isSameText(int written, int read) {
    return written == read
        || (WHOLE_NUMBERS.contains(written) && (WHOLE_NUMBERS.contains(read) || read == NUMERIC))
        || (written == VARCHAR && read == TEXT);
  }

  /**
   * Reads what a Relation message has behind the table's number.
   *
   * @param isOlder whether its rows may be from before the catalog was read
   */
  static Relation read(byte[] message, FollowedTable table, boolean isOlder) {
    TableName named = named(message, 0);
    Text tableName = Text.at(message, Text.at(message, 0).end());
    char identity = (char) message[tableName.end()];
    int count = Wire.shortAt(message, tableName.end() + 1);
    int at = tableName.end() + 1 + Short.BYTES;
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean isIdentity = (message[at] & IS_IDENTITY) != 0;
      Text column = Text.at(message, at + 1);
      int type = Wire.intAt(message, column.end());
      int modifier = Wire.intAt(message, column.end() + Integer.BYTES);
      at = column.end() + 2 * Integer.BYTES;
      fields.add(new Field(column.value(), type, modifier, isIdentity));
    }
    return new Relation(table, isOlder, named, identity, fields);
  }

  /** The table's name, which stands there. */
  static TableName named(byte[] message, int at) {
    Text schema = Text.at(message, at);
    Text table = Text.at(message, schema.end());
    return new TableName(schema.value().isEmpty() ? "pg_catalog" : schema.value(), table.value());
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
