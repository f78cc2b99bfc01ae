package org.godwit.engine.mongodb;

import com.mongodb.MongoException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.godwit.catalog.Column;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.TableSummary;

/** A database is a schema, a collection a table; the endpoint's settings say of which columns. */
final class MongoCatalogReader implements CatalogReader {
  private static final int UNAUTHORIZED = 13;

  /** What a collection is, in {@code listCollections}' words. */
  enum Form {
    COLLECTION,
    VIEW,
    TIME_SERIES;

    static Form of(BsonDocument collection) {
      return switch (collection.getString("type", new BsonString("collection")).getValue()) {
        case "view" -> VIEW;
        case "timeseries" -> TIME_SERIES;
        default -> COLLECTION;
      };
    }

    /** A time series may have several measurements of one {@code _id}, or of none. */
    boolean hasKey() {
      return this == COLLECTION;
    }
  }

  @Override
  public List<String> schemas(Connection connection) {
    MongoSession session = MongoConnection.session(connection);
    return session.ask("listing databases", session::databases);
  }

  @Override
  public List<TableSummary> summaries(Connection connection) {
    MongoSession session = MongoConnection.session(connection);
    List<TableSummary> summaries = new ArrayList<>();
    forms(session)
        .forEach(
            (name, form) ->
                summaries.add(new TableSummary(name, kind(form), size(session, name, form))));
    return summaries;
  }

  @Override
  public SortedMap<TableName, TableKind> kinds(Connection connection) {
    SortedMap<TableName, TableKind> kinds = new TreeMap<>();
    forms(MongoConnection.session(connection)).forEach((name, form) -> kinds.put(name, kind(form)));
    return kinds;
  }

  private static SortedMap<TableName, Form> forms(MongoSession session) {
    SortedMap<TableName, Form> forms = new TreeMap<>();
    for (String database : session.ask("listing databases", session::databases)) {
      forms.putAll(forms(session, database));
    }
    return forms;
  }

  /** The collections of one database; its system's are left out. */
  static Map<TableName, Form> forms(MongoSession session, String database) {
    Map<TableName, Form> forms = new HashMap<>();
    for (BsonDocument collection :
        session.ask(
            "listing the collections of " + database, () -> session.collections(database))) {
      String name = collection.getString("name").getValue();
      if (!name.startsWith("system.")) {
        forms.put(new TableName(database, name), Form.of(collection));
      }
    }
    return forms;
  }

  private static TableKind kind(Form form) {
    return form == Form.VIEW ? TableKind.VIEW : TableKind.TABLE;
  }

  /** By the collection's own counters; unknown where the user may not ask for them. */
  private static TableSize size(MongoSession session, TableName name, Form form) {
    if (form == Form.VIEW) {
      return TableSize.UNKNOWN;
    }
    try {
      BsonDocument stats =
          session.run(name.schema(), new BsonDocument("collStats", new BsonString(name.table())));
      return new TableSize(number(stats, "count"), number(stats, "size"));
    } catch (MongoException e) {
      if (e.getCode() == UNAUTHORIZED) {
        return TableSize.UNKNOWN;
      }
      throw MongoErrors.explain(e, "asking for the size of " + name, session.config());
    }
  }

  private static long number(BsonDocument stats, String field) {
    BsonValue value = stats.get(field);
    return value == null || !value.isNumber() ? 0 : value.asNumber().longValue();
  }

  @Override
  public List<Table> tables(Connection connection, Collection<TableName> names) {
    MongoSession session = MongoConnection.session(connection);
    Map<String, Map<TableName, Form>> databases = new HashMap<>();
    List<String> there = session.ask("listing databases", session::databases);
    List<Table> tables = new ArrayList<>();
    for (TableName name : names) {
      if (!there.contains(name.schema())) {
        continue;
      }
      Form form = databases.computeIfAbsent(name.schema(), it -> forms(session, it)).get(name);
      if (form != null) {
        tables.add(table(session, name, form));
      }
    }
    return tables;
  }

  private static Table table(MongoSession session, TableName name, Form form) {
    boolean isWhole = MongoSettings.NESTING_LEVEL.in(session.config()).equals("none");
    List<Column> columns =
        isWhole
            ? whole(MongoSettings.EXTRACT_DOC_ID.isOn(session.config()), form)
            : session.ask("investigating " + name, () -> investigated(session, name, form));
    boolean isKey = form.hasKey() && columns.getFirst().name().equals(DocumentShape.ID);
    return Table.of(name, kind(form), columns)
        .withPrimaryKey(
            isKey ? Optional.of(new Key("_id_", List.of(DocumentShape.ID))) : Optional.empty())
        .withSize(size(session, name, form))
        .withNotMoved(notMoved(session, name, form));
  }

  private static List<Column> whole(boolean extractsId, Form form) {
    Column document =
        DocumentShape.column(DocumentShape.DOCUMENT, FieldType.DOCUMENT).withNullable(false);
    return extractsId
        ? List.of(DocumentShape.id(FieldType.ID, form.hasKey()), document)
        : List.of(document);
  }

  /**
   * In the order of {@code _id}, so that the same documents are met again. The first and the last
   * of that order tell whether all ids are of one kind: an index goes kind by kind.
   */
  private static List<Column> investigated(MongoSession session, TableName name, Form form) {
    DocumentShape shape = new DocumentShape();
    int most = Integer.parseInt(MongoSettings.DOCS_TO_INVESTIGATE.in(session.config()));
    var documents = session.documents(name).find(new BsonDocument()).limit(most);
    if (form.hasKey()) {
      documents = documents.sort(IdRange.order(1));
      RawBsonDocument last =
          session
              .documents(name)
              .find(new BsonDocument())
              .projection(IdRange.order(1))
              .sort(IdRange.order(-1))
              .first();
      if (last != null) {
        shape.seeId(DocumentShape.idOf(last));
      }
    }
    documents.forEach(shape::see);
    return shape.columns(form.hasKey());
  }

  private static List<String> notMoved(MongoSession session, TableName name, Form form) {
    List<String> sentences = new ArrayList<>();
    if (form == Form.COLLECTION) {
      long indexes = indexes(session, name);
      if (indexes > 0) {
        sentences.add(
            "its %d index%s besides that of _id; make those that the target needs by hand"
                .formatted(indexes, indexes == 1 ? "" : "es"));
      }
    }
    return sentences;
  }

  private static long indexes(MongoSession session, TableName name) {
    List<BsonDocument> found =
        session.ask(
            "listing the indexes of " + name,
            () ->
                session
                    .documents(name)
                    .collection()
                    .listIndexes(BsonDocument.class)
                    .into(new ArrayList<>()));
    return found.stream()
        .filter(index -> !index.getString("name", new BsonString("")).getValue().equals("_id_"))
        .count();
  }
}
