package org.godwit.engine.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCursor;
import java.util.function.Function;
import org.bson.RawBsonDocument;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EngineException;
import org.godwit.engine.RowCursor;
import org.godwit.engine.SourceTable;

/**
 * The documents of a query. The driver holds one of the server's replies, which is 16 MB at most,
 * or one document over that; a large document is taken from the budget while it is a row.
 */
final class DocumentCursor extends DocumentRow implements RowCursor {
  /** Below that a document isn't worth asking for. */
  private static final int BUDGETED_FROM = 1 << 20;

  private final MongoCursor<RawBsonDocument> documents;
  private final ByteBudget budget;
  private final Function<Exception, EngineException> explain;
  private long bytesRead;
  private long taken;

  DocumentCursor(
      MongoCursor<RawBsonDocument> documents,
      SourceTable table,
      ExtendedJson json,
      ByteBudget budget,
      Function<Exception, EngineException> explain) {
    super(table, json);
    this.documents = documents;
    this.budget = budget;
    this.explain = explain;
  }

  @Override
  public boolean next() {
    give();
    try {
      if (!documents.hasNext()) {
        return false;
      }
      RawBsonDocument document = documents.next();
      int size = document.getByteLength();
      bytesRead += size;
      if (size >= BUDGETED_FROM) {
        budget.take(size);
        taken = size;
      }
      take(document);
      return true;
    } catch (MongoException e) {
      throw explain.apply(e);
    }
  }

  private void give() {
    if (taken > 0) {
      budget.give(taken);
      taken = 0;
    }
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() {
    give();
    try {
      documents.close();
    } catch (MongoException e) {
      throw explain.apply(e);
    }
  }
}
