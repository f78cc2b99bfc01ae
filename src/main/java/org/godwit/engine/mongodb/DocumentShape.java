package org.godwit.engine.mongodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.godwit.catalog.Column;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns of documents: one a field, and where a field holds documents one of each of its
 * fields, {@code address.city}. What a later document has beside them goes into the column {@value
 * #REST}.
 */
final class DocumentShape {
  static final String ID = "_id";
  static final String DOCUMENT = "_doc";
  static final String REST = "_extra";

  /** More would be keys of data rather than fields, and more than targets take. */
  static final int COLUMNS_MAX = 1000;

  private final Map<String, Field> fields = new LinkedHashMap<>();
  private boolean hasIds;
  private boolean isIdWhole = true;

  /** What was seen of a field. */
  private static final class Field {
    private @Nullable FieldType type;
    private boolean isDocument;
    private final Map<String, Field> children = new LinkedHashMap<>();

    void see(BsonValue value) {
      if (!value.isNull()) {
        FieldType seen = FieldType.of(value);
        type = type == null ? seen : type.with(seen);
      }
    }

    boolean hasChildren() {
      return isDocument && type == null && !children.isEmpty();
    }

    FieldType type() {
      // Nothing but null, or now a document and now not: whatever comes is taken.
      return type == null || isDocument ? FieldType.JSON : type;
    }
  }

  /** What tells the document from all others of its collection; null where nothing does. */
  static BsonValue idOf(BsonDocument document) {
    return document.get(ID, BsonNull.VALUE);
  }

  /** Takes a document's fields into account. */
  void see(BsonDocument document) {
    document.forEach(
        (name, value) -> {
          if (name.equals(ID)) {
            seeId(value);
          } else if (isName(name)) {
            see(fields.computeIfAbsent(name, _ -> new Field()), value);
          }
        });
  }

  /** Takes an {@code _id} into account. */
  void seeId(BsonValue value) {
    FieldType seen = FieldType.of(value);
    isIdWhole &= seen == FieldType.INT || seen == FieldType.LONG;
    hasIds = true;
  }

  private static void see(Field field, BsonValue value) {
    if (!value.isDocument()) {
      field.see(value);
      return;
    }
    field.isDocument = true;
    value
        .asDocument()
        .forEach(
            (name, inner) -> {
              if (isName(name)) {
                field.children.computeIfAbsent(name, _ -> new Field()).see(inner);
              }
            });
  }

  /** Whether a column can be called so: a dot parts a field of a field. */
  static boolean isName(String name) {
    return !name.isEmpty() && !name.equals(REST) && name.indexOf('.') < 0;
  }

  /**
   * The columns in the order of their names, which is the same whatever document was met first.
   *
   * @param isKey whether every document has an {@code _id} of its own
   */
  List<Column> columns(boolean isKey) {
    List<Column> columns = new ArrayList<>();
    fields.forEach(
        (name, field) -> {
          if (field.hasChildren()) {
            field.children.forEach(
                (inner, child) -> columns.add(column(name + "." + inner, child.type())));
          } else {
            columns.add(column(name, field.type()));
          }
        });
    if (columns.size() > COLUMNS_MAX) {
      columns.subList(COLUMNS_MAX, columns.size()).clear();
    }
    columns.sort(Comparator.comparing(Column::name));
    columns.addFirst(id(hasIds && isIdWhole ? FieldType.LONG : FieldType.ID, isKey));
    columns.add(column(REST, FieldType.REST));
    return columns;
  }

  static Column id(FieldType type, boolean isKey) {
    return Column.of(ID, type.type(), type.word(), !isKey);
  }

  static Column column(String name, FieldType type) {
    return Column.of(name, type.type(), type.word(), true);
  }
}
