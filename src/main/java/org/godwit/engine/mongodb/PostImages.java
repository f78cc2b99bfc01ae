package org.godwit.engine.mongodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.SetupStatement;

/** Collections that keep documents as each update left them (MongoDB 6.0 and later). */
final class PostImages {
  private static final String OPTION = "changeStreamPreAndPostImages";
  private static final Pattern COMMAND =
      Pattern.compile(
          "db\\.getSiblingDB\\((\"(?:[^\"\\\\]|\\\\.)*\")\\)\\.runCommand\\((\\{.*})\\)",
          Pattern.DOTALL);

  private PostImages() {}

  /** What makes collections keep them that don't yet. */
  static List<SetupStatement> missing(MongoSession session, Collection<Table> tables) {
    Set<TableName> names =
        tables.stream().map(Table::name).collect(Collectors.toCollection(TreeSet::new));
    List<SetupStatement> statements = new ArrayList<>();
    for (String database : names.stream().map(TableName::schema).distinct().toList()) {
      for (BsonDocument collection : session.collections(database)) {
        TableName name = new TableName(database, collection.getString("name").getValue());
        if (names.contains(name) && !areKept(collection)) {
          statements.add(
              new SetupStatement(
                  command(name),
                  "%s keeps each document as a change left it, which costs space until it expires"
                      .formatted(name)));
        }
      }
    }
    return statements;
  }

  private static boolean areKept(BsonDocument collection) {
    return collection
        .getDocument("options", new BsonDocument())
        .getDocument(OPTION, new BsonDocument())
        .getBoolean("enabled", BsonBoolean.FALSE)
        .getValue();
  }

  /** As mongosh runs it. */
  static String command(TableName name) {
    return "db.getSiblingDB(%s).runCommand(%s)"
        .formatted(
            ExtendedJson.RELAXED.text(new BsonString(name.schema())),
            ExtendedJson.RELAXED.text(
                new BsonDocument("collMod", new BsonString(name.table()))
                    .append(OPTION, new BsonDocument("enabled", BsonBoolean.TRUE))));
  }

  /** Runs what {@link #command} wrote. */
  static void run(MongoSession session, SetupStatement statement) {
    Matcher parts = COMMAND.matcher(statement.sql());
    if (!parts.matches()) {
      throw new EngineException(
          Failure.CONFIGURATION, "not a command for MongoDB: " + statement.sql());
    }
    String database =
        BsonDocument.parse("{\"v\": " + parts.group(1) + "}").getString("v").getValue();
    var _ = session.run(database, BsonDocument.parse(parts.group(2)));
  }
}
