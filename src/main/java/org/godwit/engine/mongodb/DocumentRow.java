package org.godwit.engine.mongodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.godwit.catalog.Column;
import org.godwit.engine.ReadRow;
import org.godwit.engine.SourceTable;

/** A document as a row of its table. */
abstract class DocumentRow extends ReadRow {
  private static final int NOT_READ = -1;

  private final FieldValue values;
  private final FieldType[] types;
  private final Map<String, Integer> fields = new HashMap<>();
  private final Map<String, Map<String, Integer>> inner = new HashMap<>();
  private int id = NOT_READ;
  private int whole = NOT_READ;
  private int rest = NOT_READ;

  /** Of the columns that are read of a table, in their order. */
  DocumentRow(SourceTable table, ExtendedJson json) {
    super(table.columns().size());
    values = new FieldValue(json);
    types =
        table.columns().stream()
            .map(column -> FieldType.of(column.nativeType()))
            .toArray(FieldType[]::new);
    Map<String, Integer> places = new HashMap<>();
    List<Column> read = table.columns();
    for (int i = 0; i < read.size(); i++) {
      places.put(read.get(i).name(), i);
    }
    // The rest is what no column of the table has, whether it is read or not.
    for (Column column : table.table().columns()) {
      add(column.name(), FieldType.of(column.nativeType()), places);
    }
  }

  private void add(String name, FieldType type, Map<String, Integer> places) {
    int place = places.getOrDefault(name, NOT_READ);
    int dot = name.indexOf('.');
    if (type == FieldType.DOCUMENT) {
      whole = place;
    } else if (type == FieldType.REST) {
      rest = place;
    } else if (name.equals(DocumentShape.ID)) {
      id = place;
    } else if (dot > 0) {
      inner
          .computeIfAbsent(name.substring(0, dot), _ -> new HashMap<>())
          .put(name.substring(dot + 1), place);
    } else {
      fields.put(name, place);
    }
  }

  /** Takes a whole document. */
  final void take(BsonDocument document) {
    clear();
    if (whole != NOT_READ) {
      values.put(document, FieldType.DOCUMENT, value(whole));
    }
    if (fields.isEmpty() && inner.isEmpty() && rest == NOT_READ) {
      BsonValue found = id == NOT_READ ? null : document.get(DocumentShape.ID);
      if (found != null) {
        put(id, found);
      }
    } else {
      takeFields(document);
    }
  }

  /** Takes what tells a document, and nothing else of it. */
  final void takeKey(BsonDocument key) {
    clear();
    if (id != NOT_READ) {
      put(id, DocumentShape.idOf(key));
    }
  }

  private void clear() {
    for (int i = 0; i < types.length; i++) {
      value(i).setNull();
    }
  }

  private void put(int place, BsonValue value) {
    values.put(value, types[place], value(place));
  }

  private void takeFields(BsonDocument document) {
    BsonDocument left = new BsonDocument();
    document.forEach(
        (name, value) -> {
          Map<String, Integer> children = inner.get(name);
          if (children != null && value.isDocument()) {
            BsonDocument leftInside = takeInner(value.asDocument(), children);
            if (!leftInside.isEmpty()) {
              left.put(name, leftInside);
            }
          } else if (children != null) {
            if (!value.isNull()) {
              left.put(name, value);
            }
          } else {
            int place = name.equals(DocumentShape.ID) ? id : fields.getOrDefault(name, NOT_READ);
            if (place != NOT_READ) {
              put(place, value);
            } else if (!fields.containsKey(name) && !name.equals(DocumentShape.ID)) {
              left.put(name, value);
            }
          }
        });
    if (rest != NOT_READ && !left.isEmpty()) {
      put(rest, left);
    }
  }

  private BsonDocument takeInner(BsonDocument document, Map<String, Integer> children) {
    BsonDocument left = new BsonDocument();
    document.forEach(
        (name, value) -> {
          int place = children.getOrDefault(name, NOT_READ);
          if (place != NOT_READ) {
            put(place, value);
          } else if (!children.containsKey(name)) {
            left.put(name, value);
          }
        });
    return left;
  }

  /** How many columns are read. */
  final int columns() {
    return types.length;
  }

  /** The place of the {@code _id} among the columns that are read. */
  final boolean isKey(int column) {
    return column == id;
  }
}
