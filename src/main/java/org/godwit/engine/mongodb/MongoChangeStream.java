package org.godwit.engine.mongodb;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.TableDefinitions;
import org.jspecify.annotations.Nullable;

/**
 * Events as steps of a log. A write is a transaction of its own; the events of one transaction come
 * one behind the other, with the session and number of it, and its end shows where another event
 * comes, or the server has no more.
 */
final class MongoChangeStream implements ChangeStream {
  private final Opening opening;
  private final Map<TableName, EventRow> rows;
  private final boolean hasImages;
  private final TableDefinitions definitions;
  private final AutoCloseable session;
  private final Function<Exception, EngineException> explain;
  private final Queue<Step> steps = new ArrayDeque<>();
  private ChangeEvents events;
  private ChangePosition reached;
  private String transaction = "";

  /** Opens the server's events at a place. */
  @FunctionalInterface
  interface Opening {
    ChangeEvents at(ChangePosition from);
  }

  /** A step, made when it is its turn: a table has one row. */
  @FunctionalInterface
  private interface Step {
    Change take();
  }

  /**
   * Begins.
   *
   * @param rows one a table that is followed
   * @param hasImages whether an update brings its document as it left it, else as it is looked up
   * @param session is closed with the stream
   * @param explain understands the driver's errors
   */
  MongoChangeStream(
      Opening opening,
      Map<TableName, EventRow> rows,
      ChangePosition from,
      boolean hasImages,
      TableDefinitions definitions,
      AutoCloseable session,
      Function<Exception, EngineException> explain) {
    this.opening = opening;
    this.rows = new HashMap<>(rows);
    this.hasImages = hasImages;
    this.definitions = definitions;
    this.session = session;
    this.explain = explain;
    this.reached = from;
    this.events = opening.at(from);
  }

  @Override
  public @Nullable Change next(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        Step step = steps.poll();
        if (step != null) {
          return step.take();
        }
        BsonDocument event = events.next();
        if (event != null) {
          take(new ChangeEvent(event));
        } else {
          rest();
          if (steps.isEmpty() && System.nanoTime() - end >= 0) {
            return null;
          }
        }
      }
    } catch (MongoException e) {
      throw explain.apply(e);
    }
  }

  /** The server had no more: a transaction that has begun is whole. */
  private void rest() {
    endTransaction();
    BsonDocument token = events.reached();
    if (token != null) {
      ChangePosition place = ChangePosition.behind(token);
      if (reached.compareTo(place) < 0) {
        reached = place;
        steps.add(() -> new Change.Idle(place));
      }
    }
  }

  private void endTransaction() {
    if (!transaction.isEmpty()) {
      transaction = "";
      Position behind = reached;
      steps.add(() -> new Change.Commit(behind));
    }
  }

  private void take(ChangeEvent event) {
    String of = event.transaction();
    boolean isNext = !of.isEmpty() && of.equals(transaction);
    if (!isNext) {
      endTransaction();
      begin(event, of);
    }
    ChangePosition place = event.position();
    reached = place;
    step(event);
    if (of.isEmpty()) {
      steps.add(() -> new Change.Commit(place));
    } else {
      transaction = of;
    }
  }

  private void begin(ChangeEvent event, String of) {
    ChangePosition place = event.position();
    Change.Begin begin =
        new Change.Begin(
            place, ChangePosition.instant(event.clusterTime()), of.isEmpty() ? place.place() : of);
    steps.add(() -> begin);
  }

  private void step(ChangeEvent event) {
    Optional<TableName> table = event.table();
    EventRow row = table.map(rows::get).orElse(null);
    switch (event.type()) {
      case "insert", "update", "replace" -> {
        if (row != null) {
          write(event, table.orElseThrow(), row);
        }
      }
      case "delete" -> {
        if (row != null) {
          TableName name = table.orElseThrow();
          steps.add(() -> new Change.Delete(name, row.ofKey(event.documentKey())));
        }
      }
      case "drop" -> {
        if (row != null) {
          drop(table.orElseThrow());
        }
      }
      case "rename" -> {
        TableName from = table.orElseThrow();
        event
            .renamed()
            .filter(rows::containsKey)
            .ifPresent(it -> leave(it, "another collection took its name: " + from));
        if (row != null) {
          leave(
              from,
              "it was renamed to "
                  + event.renamed().map(TableName::toString).orElse("another collection"));
        }
      }
      case "invalidate" -> {
        // The database that the stream is of was dropped, as its collections' events told.
        events.close();
        events = opening.at(event.position());
      }
      // Of a whole database, whose collections have events of their own; and of what later
      // versions tell beside rows (showExpandedEvents), which isn't asked for.
      default -> {}
    }
  }

  private void write(ChangeEvent event, TableName table, EventRow row) {
    Optional<BsonDocument> document = event.fullDocument();
    switch (event.type()) {
      case "insert" -> {
        BsonDocument whole = document.orElseThrow(() -> lacks(event, table));
        steps.add(() -> new Change.Insert(table, row.of(whole)));
      }
      case "replace" -> {
        BsonDocument whole = document.orElseThrow(() -> lacks(event, table));
        steps.add(() -> new Change.Update(table, null, row.of(whole)));
      }
      default -> {
        if (document.isPresent()) {
          BsonDocument whole = document.get();
          steps.add(() -> new Change.Update(table, null, row.of(whole)));
        } else if (hasImages) {
          leave(
              table,
              "an update of it has no post-image, which is of before the collection kept them, or has expired");
        } // else it was deleted when it was looked up, which an event behind this one tells
      }
    }
  }

  private static EngineException lacks(ChangeEvent event, TableName table) {
    return new EngineException(
        Failure.UNSUPPORTED,
        "an event of %s has no document: %s"
            .formatted(table, ExtendedJson.RELAXED.text(event.documentKey())));
  }

  private void drop(TableName table) {
    steps.add(() -> new Change.Redefined(table, Change.Deed.DROPPED, "drop of " + table));
  }

  private void leave(TableName table, String why) {
    steps.add(() -> new Change.Unreadable(table, why));
  }

  @Override
  public TableDefinitions definitions() {
    return definitions;
  }

  /** The oplog is everybody's, and is cut by its size and age. */
  @Override
  public void release(Position durable) {}

  @Override
  public void close() {
    try (session) {
      events.close();
    } catch (Exception e) {
      throw explain.apply(e);
    }
  }
}
