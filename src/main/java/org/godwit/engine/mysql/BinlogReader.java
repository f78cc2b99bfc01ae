package org.godwit.engine.mysql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.LoggedRowSize;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableAlteration;
import org.godwit.engine.TransactionMark;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes of events: transactions that concern a followed table, one after the other. A
 * statement that alters or empties a table is a transaction of its own.
 */
final class BinlogReader {
  private final Map<TableName, SourceTable> followed;
  private final Characters.Known characters;
  private final Map<TableName, BinlogPosition> altered = new HashMap<>();
  private final StatementChanges statements;
  private final String leftOut;
  private final PreparedTransactions prepared;
  private final AbsentTables absent;
  private boolean isLeftOut;
  private final Map<TableName, Images> images = new HashMap<>();
  private final Map<Long, LoggedTable> tables = new HashMap<>();
  private final Queue<Change> ready = new ArrayDeque<>();
  private @Nullable RowsEvent rows;

  /** What a prepared transaction did, while its commit is told. */
  private @Nullable Commit commit;

  private @Nullable Gtids gtids;
  private @Nullable Gtids gtidsBehind;
  private Phase phase = Phase.BETWEEN;
  private long made;
  private @Nullable BinlogPosition began;
  private Instant committedAt = Instant.EPOCH;
  private String transaction = "";
  private boolean isTold;

  /** Whether a transaction has begun since the reader did. */
  private boolean hasBegun;

  private @Nullable BinlogPosition position;

  /** The end of a transaction that comes behind rows which stand elsewhere. */
  private record Commit(PreparedTransactions.Parts parts, BinlogEvent end) {}

  /** The two images of a row; used again for every row. */
  private record Images(LoggedRow before, LoggedRow after) {}

  /** Where in a transaction the log is. */
  private enum Phase {
    BETWEEN,
    /** Its id has come, and nothing of it. */
    NAMED,
    OPEN
  }

  /**
   * Of a log that begins between two transactions.
   *
   * @param gtids behind which it begins, null where they aren't known
   * @param alterations of the tables up to where the catalog knows them, each one's in order
   * @param statements tells what those of the log do
   * @param leftOut whose table marks transactions that are left out; empty for none
   * @param prepared keeps what XA prepares
   * @param absent were followed, and are there no longer
   */
  BinlogReader(
      Map<TableName, SourceTable> followed,
      Characters.Known characters,
      @Nullable Gtids gtids,
      Map<TableName, List<TableAlteration>> alterations,
      StatementChanges statements,
      String leftOut,
      PreparedTransactions prepared,
      AbsentTables absent) {
    this.prepared = prepared;
    this.absent = absent;
    this.leftOut = leftOut;
    this.statements = statements;
    this.followed = Map.copyOf(followed);
    this.characters = characters;
    this.gtids = gtids;
    alterations.forEach(
        (name, all) -> {
          if (all.getLast().at() instanceof BinlogPosition last) {
            altered.put(name, last);
          }
        });
    followed.forEach(
        (name, table) ->
            images.put(
                name, new Images(new LoggedRow(table.columns()), new LoggedRow(table.columns()))));
  }

  /** Whether a transaction has begun and not ended. */
  boolean isInTransaction() {
    return phase != Phase.BETWEEN;
  }

  /** Behind the last whole transaction; null before the first event. */
  @Nullable BinlogPosition position() {
    return position;
  }

  /** What is still to be told of the events so far; null for nothing. */
  @Nullable Change next() {
    Change change = told();
    for (Commit of = commit; change == null && of != null; of = commit) {
      BinlogEvent part = of.parts().next();
      if (part == null) {
        commit = null;
        of.parts().close();
        end(of.end());
      } else if (part.type() == BinlogEvent.TABLE_MAP) {
        tableMap(part);
      } else {
        rows(part);
      }
      change = told();
    }
    return change;
  }

  private @Nullable Change told() {
    Change change = ready.poll();
    if (change == null && rows != null) {
      change = rows.next();
      if (change == null) {
        rows = null;
      }
    }
    return change;
  }

  /** Takes the next event, when all of those before is told. */
  void take(BinlogEvent event) {
    if (!hasBegun) {
      requireBegun(event);
    }
    int type = event.type();
    switch (type) {
      case BinlogEvent.MARIADB_GTID, BinlogEvent.GTID, BinlogEvent.GTID_TAGGED -> named(event);
      case BinlogEvent.ANONYMOUS_GTID -> named(event);
      case BinlogEvent.QUERY -> query(event);
      case BinlogEvent.XID -> end(event);
      case BinlogEvent.XA_PREPARE -> xaPrepare(event);
      case BinlogEvent.TABLE_MAP -> tableMap(event);
      case BinlogEvent.WRITE_ROWS,
          BinlogEvent.UPDATE_ROWS,
          BinlogEvent.DELETE_ROWS,
          BinlogEvent.WRITE_ROWS_V1,
          BinlogEvent.UPDATE_ROWS_V1,
          BinlogEvent.DELETE_ROWS_V1 ->
          rows(event);
      case BinlogEvent.FORMAT_DESCRIPTION -> {
        requireWhole(event);
        made = event.seconds();
        tables.clear();
        absent.begin();
      }
      // A file's first events are no place to go on from: the server looks for its GTIDs behind.
      case BinlogEvent.ROTATE -> {}
      case BinlogEvent.STOP,
          BinlogEvent.PREVIOUS_GTIDS,
          BinlogEvent.IGNORABLE,
          BinlogEvent.ROWS_QUERY,
          BinlogEvent.HEARTBEAT,
          BinlogEvent.HEARTBEAT_V2,
          BinlogEvent.INT_VARIABLE,
          BinlogEvent.RANDOM,
          BinlogEvent.USER_VARIABLE,
          BinlogEvent.BEGIN_LOAD_QUERY,
          BinlogEvent.TRANSACTION_CONTEXT,
          BinlogEvent.VIEW_CHANGE,
          BinlogEvent.MARIADB_ANNOTATE_ROWS,
          BinlogEvent.MARIADB_CHECKPOINT,
          BinlogEvent.MARIADB_GTID_LIST,
          BinlogEvent.MARIADB_START_ENCRYPTION ->
          between(event);
      case BinlogEvent.TRANSACTION_PAYLOAD ->
          throw UnfollowedLog.refused(
              event, "a compressed transaction", "binlog_transaction_compression = OFF");
      case BinlogEvent.MARIADB_QUERY_COMPRESSED ->
          throw UnfollowedLog.refused(event, "a compressed statement", "log_bin_compress = OFF");
      case BinlogEvent.PARTIAL_UPDATE_ROWS -> {
        if (tables.containsKey(LoggedTable.id(event))) {
          throw UnfollowedLog.refused(
              event, "JSON values in part", "binlog_row_value_options = ''");
        }
      }
      case BinlogEvent.EXECUTE_LOAD_QUERY -> statement(event, LoggedQuery.of(event));
      case BinlogEvent.INCIDENT -> throw UnfollowedLog.missing(event);
      default -> unknown(event);
    }
  }

  /** A place that somebody gave may lie behind a part of a transaction, which nobody would miss. */
  private void requireBegun(BinlogEvent event) {
    hasBegun = StartPlace.isBegin(event);
    if (StartPlace.isWithin(event)) {
      throw UnfollowedLog.begunWithin(event);
    }
  }

  /** No transaction goes on in another file. */
  private void requireWhole(BinlogEvent event) {
    if (isTold) {
      throw UnfollowedLog.withoutEnd(event, transaction);
    }
    prepared.leave();
    phase = Phase.BETWEEN;
  }

  private void unknown(BinlogEvent event) {
    boolean isCompressed =
        event.type() >= BinlogEvent.MARIADB_ROWS_COMPRESSED_FIRST
            && event.type() <= BinlogEvent.MARIADB_ROWS_COMPRESSED_LAST;
    if (isCompressed) {
      if (tables.containsKey(LoggedTable.id(event))) {
        throw UnfollowedLog.refused(event, "compressed rows", "log_bin_compress = OFF");
      }
    } else if (!event.isIgnorable()) {
      throw UnfollowedLog.unknown(event);
    }
  }

  /** What is no part of a transaction moves the place between two. */
  private void between(BinlogEvent event) {
    if (phase == Phase.BETWEEN && !event.isHeartbeat() && event.next() > 0) {
      position = place(event.file(), event.next());
    }
  }

  private BinlogPosition place(String file, long offset) {
    Gtids executed = gtids;
    return new BinlogPosition(file, offset, made, executed == null ? "" : executed.text());
  }

  private void named(BinlogEvent event) {
    start(event, Phase.NAMED);
    TransactionHead head = TransactionHead.of(event, gtids);
    transaction = head.id();
    committedAt = head.committedAt();
    gtidsBehind = head.behind();
    if (head.hasEnd()) {
      phase = Phase.OPEN;
    }
    if (head.isPrepared()) {
      prepared.begin(place(event.file(), event.at()));
    }
  }

  private void start(BinlogEvent event, Phase next) {
    began = place(event.file(), event.at());
    committedAt = Instant.ofEpochSecond(event.seconds());
    transaction = event.place();
    gtidsBehind = gtids;
    isTold = false;
    phase = next;
  }

  private void query(BinlogEvent event) {
    LoggedQuery query = LoggedQuery.of(event);
    String sql = query.sql().strip();
    String words = sql.substring(0, Math.min(sql.length(), 64)).toUpperCase(Locale.ROOT);
    if (words.equals("BEGIN") || words.startsWith("XA START") || words.startsWith("XA BEGIN")) {
      if (phase == Phase.BETWEEN) {
        start(event, Phase.OPEN);
      }
      phase = Phase.OPEN;
      if (!words.equals("BEGIN") && began != null) {
        prepared.begin(began);
      }
    } else if (words.equals("COMMIT")) {
      end(event);
    } else if (words.startsWith("ROLLBACK")) {
      rollback(event, words.equals("ROLLBACK"));
    } else if (words.startsWith("XA COMMIT")) {
      xaCommit(event, sql);
    } else if (words.startsWith("XA ROLLBACK")) {
      prepared.rollback(PreparedId.of(sql, event));
      end(event);
    } else if (!words.startsWith("SAVEPOINT") && !words.startsWith("XA END")) {
      statement(event, query);
    }
  }

  /** A rollback is logged where tables without transactions were changed, whose rows stay. */
  private void rollback(BinlogEvent event, boolean isWhole) {
    if (isTold) {
      throw UnfollowedLog.halfRolledBack(event, transaction);
    }
    if (isWhole) {
      end(event);
    }
  }

  private void statement(BinlogEvent event, LoggedQuery query) {
    boolean isAlone = phase != Phase.OPEN;
    if (phase == Phase.BETWEEN) {
      start(event, Phase.NAMED);
    }
    tell(statements.of(query, place(event.file(), event.at())));
    if (isAlone) {
      end(event);
    }
  }

  private void xaPrepare(BinlogEvent event) {
    boolean isCommitted = event.unsigned(0) != 0;
    if (isCommitted) {
      tellParts(event, prepared::commit);
    } else {
      prepared.prepare(PreparedId.of(event));
      end(event);
    }
  }

  private void xaCommit(BinlogEvent event, String sql) {
    PreparedId id = PreparedId.of(sql, event);
    boolean isHere = prepared.isOpen(); // prepared and committed in one
    tellParts(event, isHere ? prepared::commit : () -> prepared.commit(id, event));
  }

  /** Rows of elsewhere. */
  @FunctionalInterface
  private interface Found {
    PreparedTransactions.Parts parts() throws SQLException;
  }

  private void tellParts(BinlogEvent end, Found found) {
    try {
      commit = new Commit(found.parts(), end);
    } catch (SQLException e) {
      throw UnfollowedLog.unread(end, e);
    }
    phase = Phase.OPEN;
  }

  /** Ends the reading of what stands elsewhere. */
  void close() {
    Commit of = commit;
    if (of != null) {
      of.parts().close();
    }
  }

  private void tell(List<Change> changes) {
    if (!changes.isEmpty()) {
      tell();
      ready.addAll(changes);
    }
  }

  private void tell() {
    if (!isTold) {
      BinlogPosition from = began;
      if (from == null) {
        throw new IllegalStateException("a change outside of a transaction");
      }
      ready.add(new Change.Begin(from, committedAt, transaction));
      isTold = true;
    }
  }

  private void end(BinlogEvent event) {
    phase = Phase.BETWEEN;
    isLeftOut = false;
    gtids = gtidsBehind;
    BinlogPosition next = place(event.file(), event.next());
    position = next;
    if (isTold) {
      ready.add(new Change.Commit(next));
      isTold = false;
    }
  }

  private void tableMap(BinlogEvent event) {
    TableName name = LoggedTable.name(event);
    isLeftOut |=
        name.table().equalsIgnoreCase(TransactionMark.TABLE)
            && name.schema().equalsIgnoreCase(leftOut);
    SourceTable table = followed.get(name);
    long id = LoggedTable.id(event);
    boolean isWanted = absent.map(id, name) || table != null;
    if (prepared.isOpen() && (isWanted || isLeftOut)) {
      prepared.add(event);
    }
    if (table == null) {
      return;
    }
    LoggedTable before = tables.get(id);
    if (before == null || !before.isOf(event)) {
      tables.put(id, LoggedTable.read(event, table, characters));
    }
  }

  private void rows(BinlogEvent event) {
    long id = LoggedTable.id(event);
    LoggedTable table = absent.isOf(id) ? null : tables.get(id);
    if ((table == null && !absent.isOf(id)) || isLeftOut) {
      return;
    }
    if (prepared.isOpen()) {
      prepared.add(event);
      return;
    }
    if (phase == Phase.BETWEEN) {
      throw UnfollowedLog.begunWithin(event);
    }
    phase = Phase.OPEN;
    if (table == null) {
      Change missed = absent.rows(id, event);
      tell(missed == null ? List.of() : List.of(missed));
      return;
    }
    tell();
    BinlogPosition alteredAt = altered.get(table.name());
    if (alteredAt != null && place(event.file(), event.at()).compareTo(alteredAt) < 0) {
      ready.add(
          new Change.Unreadable(
              table.name(),
              "rows at %s of the binary log are older than its change at %s, and nobody knows their form any more"
                  .formatted(event.place(), alteredAt.text())));
    } else if (!table.change().isEmpty()) {
      ready.add(new Change.Unreadable(table.name(), table.change()));
    } else if (LoggedRowSize.isTooLarge(event.bytes().length)) {
      // A server ends an event behind some KB unless one row is larger.
      ready.add(new Change.Unreadable(table.name(), LoggedRowSize.obstacle(event.bytes().length)));
    } else {
      Images image = images.get(table.name());
      if (image != null) {
        rows = new RowsEvent(event, table, image.before(), image.after());
      }
    }
  }
}
