package org.godwit.engine.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.godwit.catalog.Column;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.codec.ValueError;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableDefinitions;
import org.godwit.testing.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as MongoDB's manual has them, one file a topic, and the steps that they become. */
class ChangeEventsTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/engine/mongodb");

  /** What a server wrote down. */
  private static final class Recorded implements ChangeEvents {
    private final Iterator<BsonValue> left;
    private @Nullable BsonDocument reached;

    Recorded(Iterator<BsonValue> left) {
      this.left = left;
    }

    @Override
    public @Nullable BsonDocument next() {
      if (!left.hasNext()) {
        return null;
      }
      BsonDocument event = left.next().asDocument();
      reached = event.getDocument("_id");
      return event;
    }

    @Override
    public @Nullable BsonDocument reached() {
      return reached;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"rows", "transaction", "collections"})
  void recordedEventsBecomeStepsOfALog(String topic) throws IOException {
    BsonArray events = BsonArray.parse(Files.readString(FOLDER.resolve(topic + ".json")));
    Iterator<BsonValue> left = events.iterator();
    List<String> lines = new ArrayList<>();
    Map<TableName, EventRow> rows =
        Map.of(
            name("orders"), new EventRow(orders(), ExtendedJson.RELAXED),
            name("customers"), new EventRow(whole("customers"), ExtendedJson.RELAXED),
            name("lines"), new EventRow(whole("lines"), ExtendedJson.RELAXED));
    ChangePosition from = ChangePosition.at(new BsonTimestamp(1_718_053_504, 0));
    MongoChangeStream.Opening opening =
        place -> {
          lines.add("-- opened at " + place.text());
          return new Recorded(left);
        };
    try (MongoChangeStream stream =
        new MongoChangeStream(
            opening,
            rows,
            from,
            false,
            new TableDefinitions(Map.of(), Map.of(), Map.of(), from),
            () -> {},
            e -> new EngineException(Failure.UNKNOWN, e.toString(), e))) {
      for (Change step = stream.next(Duration.ZERO);
          step != null;
          step = stream.next(Duration.ZERO)) {
        lines.add(told(step));
      }
    }
    Golden.assertMatches(FOLDER.resolve(topic + ".steps"), String.join("\n", lines) + "\n");
  }

  private static TableName name(String collection) {
    return new TableName("shop", collection);
  }

  private static SourceTable orders() {
    DocumentShape shape = new DocumentShape();
    shape.see(
        BsonDocument.parse(
            "{\"_id\": \"x\", \"customer\": \"x\", \"total\": {\"$numberDecimal\": \"1\"}, \"address\": {\"city\": \"x\"}}"));
    return table("orders", shape.columns(true));
  }

  private static SourceTable whole(String collection) {
    return table(
        collection,
        List.of(
            DocumentShape.id(FieldType.ID, true),
            DocumentShape.column(DocumentShape.DOCUMENT, FieldType.DOCUMENT)));
  }

  private static SourceTable table(String collection, List<Column> columns) {
    return new SourceTable(
        Table.of(name(collection), TableKind.TABLE, columns)
            .withPrimaryKey(Optional.of(new Key("_id_", List.of("_id")))),
        columns,
        "");
  }

  private static String told(Change step) {
    return switch (step) {
      case Change.Begin begin ->
          "begin %s, committed %s, %s"
              .formatted(begin.position().text(), begin.committedAt(), begin.transaction());
      case Change.Insert(TableName table, ChangeRow after) ->
          "  insert %s %s".formatted(table, values(after));
      case Change.Update(TableName table, ChangeRow before, ChangeRow after) ->
          "  update %s %s %s"
              .formatted(table, before == null ? "by its key" : values(before), values(after));
      case Change.Delete(TableName table, ChangeRow before) ->
          "  delete %s %s".formatted(table, values(before));
      case Change.Commit(var next) -> "commit, next " + next.text();
      case Change.Idle(var next) -> "idle, next " + next.text();
      case Change.Truncate truncate -> truncate.toString();
      case Change.Redefined(TableName table, Change.Deed deed, String statement) ->
          "  %s %s: %s".formatted(deed, table, statement);
      case Change.Unreadable(TableName table, String why) ->
          "  unreadable %s: %s".formatted(table, why);
    };
  }

  private static List<String> values(ChangeRow row) {
    List<String> values = new ArrayList<>();
    int columns = ((EventRow) row).columns();
    for (int i = 0; i < columns; i++) {
      values.add(value(row, i));
    }
    return values;
  }

  private static String value(ChangeRow row, int column) {
    if (row.isAbsent(column)) {
      return "absent";
    }
    try {
      return row.isNull(column) ? "NULL" : row.text(column).utf8();
    } catch (ValueError e) {
      return "error: " + e.sentence();
    }
  }

  @Test
  void placesAreReadAndCompared() {
    ChangePosition time = ChangePosition.parse("1718053504:5");
    ChangePosition token = ChangePosition.parse("8266676A80000000052B042C0100296E5A1004");
    assertThat(token.time()).isEqualTo(new BsonTimestamp(1_718_053_504, 5));
    assertThat(ChangePosition.parse(token.text())).isEqualTo(token);
    assertThat(ChangePosition.parse(time.text())).isEqualTo(time);
    assertThat(time).isLessThan(token).isGreaterThan(ChangePosition.parse("1718053504:4"));
    assertThat(ChangePosition.parse("4000000000:1")).isGreaterThan(token);
    for (String nonsense : List.of("", "x", "1718053504", "8266", "1:2:3")) {
      assertThatThrownBy(() -> ChangePosition.parse(nonsense))
          .as(nonsense)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void postImagesAreSwitchedOnByACommandThatMongoshTakes() {
    assertThat(PostImages.command(new TableName("my \"shop\"", "orders")))
        .isEqualTo(
            "db.getSiblingDB(\"my \\\"shop\\\"\").runCommand({\"collMod\": \"orders\", \"changeStreamPreAndPostImages\": {\"enabled\": true}})");
  }

  @Test
  void onlyWantedCollectionsAreAskedFor() {
    assertThat(
            ExtendedJson.RELAXED.text(
                ServerEvents.wanted(List.of(name("orders"), new TableName("b", "x")))))
        .isEqualTo(
            "{\"$or\": [{\"ns.db\": \"b\", \"ns.coll\": {\"$in\": [\"x\"]}}, {\"ns.db\": \"shop\", \"ns.coll\": {\"$in\": [\"orders\"]}}, {\"operationType\": {\"$in\": [\"drop\", \"rename\", \"dropDatabase\", \"invalidate\"]}}]}");
  }

  @Test
  void textsOfKeysAreDifferentForDifferentIds() {
    List<String> ids =
        List.of(
            "{\"$oid\": \"64b0000000000000000000ff\"}",
            "\"64b0000000000000000000ff\"",
            "5",
            "\"5\"",
            "5.5",
            "true",
            "\"true\"",
            "null",
            "\"\"",
            "\"plain\"",
            "\"\\\"plain\\\"\"",
            "{\"a\": 1}",
            "\"{\\\"a\\\": 1}\"",
            "\"-1\"",
            "-1");
    List<String> keys =
        ids.stream()
            .map(id -> ExtendedJson.RELAXED.key(BsonDocument.parse("{\"v\": " + id + "}").get("v")))
            .toList();
    assertThat(keys).doesNotHaveDuplicates().contains("plain", "64b0000000000000000000ff");
    assertThat(ExtendedJson.CANONICAL.key(new BsonInt32(5))).isEqualTo("{\"$numberInt\": \"5\"}");
    assertThat(ExtendedJson.RELAXED.key(new BsonString("é"))).isEqualTo("é");
  }
}
