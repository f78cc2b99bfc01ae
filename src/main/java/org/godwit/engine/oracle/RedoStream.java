package org.godwit.engine.oracle;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.TableDefinitions;
import org.godwit.engine.oracle.RedoTransaction.Kept;
import org.jspecify.annotations.Nullable;

/**
 * Oracle's redo as a stream. A window is what one log has. LogMiner reads a file from its beginning
 * on, so what it gives of the log that is being written is a part of it from its beginning on: the
 * next window begins at the last number that was seen, and leaves out what was seen of it. So a
 * place is never behind redo that isn't on disk yet.
 */
final class RedoStream implements ChangeStream {
  static final String TIME_ZONE = "SELECT TO_CHAR(SYSTIMESTAMP, 'TZH:TZM') FROM DUAL";
  static final String OPEN = "SELECT RAWTOHEX(XID) FROM V$TRANSACTION WHERE CON_ID IN (0, %s)";

  /** How often the log that is being written is looked at. */
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** How often the server is asked which transactions are open. */
  private static final Duration ALIVE_EVERY = Duration.ofSeconds(30);

  private final Connection connection;
  private final OpenTransactions transactions;
  private final Map<TableName, MinedTable> tables = new HashMap<>();
  private final Map<String, TableName> numbers;
  private final Container container;
  private final String wanted;
  private final RedoPlace begin;
  private final TableDefinitions definitions;
  private final Map<TableName, String> forms;
  private final Definitions now;
  private final Function<Exception, EngineException> explain;
  private final Deque<Change> told = new ArrayDeque<>();
  private long askedAt = System.nanoTime() - EVERY.toNanos();
  private long aliveAskedAt = System.nanoTime();
  private @Nullable Alive alive;
  private @Nullable MinedTransaction handed;
  private @Nullable RedoLog log;
  private @Nullable RedoRows rows;
  private ZoneOffset zone = ZoneOffset.UTC;

  /** The last number that was seen, and what was seen of it. */
  private long last;

  private Set<String> seen = new HashSet<>();

  /** What was seen of the window's first number in earlier ones. */
  private Set<String> before = new HashSet<>();

  /** Up to where all that was committed was handed on. */
  private RedoPlace place;

  /** The place that was told last between two windows. */
  private @Nullable RedoPlace rested;

  /** Tables as they are defined at the moment. */
  @FunctionalInterface
  interface Definitions {
    /** The definition, empty where there is no such table. */
    String of(TableName table) throws SQLException;
  }

  /** Transactions that were open when the log had come to a number at most. */
  private record Alive(long before, long until, Set<String> ids) {}

  /**
   * Begins.
   *
   * @param connection of the stream's own, to where LogMiner may be started
   * @param tables that are followed, by the numbers of which redo of theirs may bear one
   * @param from with the number at which this log was begun
   * @param readFrom where the log is read from, not behind the place
   * @param forms definitions of the tables
   * @param explain understands the driver's errors
   */
  RedoStream(
      Connection connection,
      Container container,
      OpenTransactions transactions,
      Map<MinedTable, List<String>> tables,
      RedoPlace from,
      long readFrom,
      TableDefinitions definitions,
      Map<TableName, String> forms,
      Definitions now,
      Function<Exception, EngineException> explain) {
    this.connection = connection;
    this.container = container;
    this.transactions = transactions;
    this.definitions = definitions;
    this.forms = Map.copyOf(forms);
    this.now = now;
    this.explain = explain;
    this.begin = from;
    this.place = from;
    this.last = readFrom;
    Map<TableName, List<String>> names = new HashMap<>();
    Map<String, TableName> byNumber = new HashMap<>();
    tables.forEach(
        (table, all) -> {
          this.tables.put(table.name(), table);
          names.put(table.name(), all);
          all.forEach(number -> byNumber.put("OBJ# " + number, table.name()));
        });
    numbers = Map.copyOf(byNumber);
    wanted = RedoRows.wanted(container.filter(), names);
  }

  @Override
  public @Nullable Change next(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        Change step = step();
        if (step != null) {
          return step;
        }
        long time = System.nanoTime();
        if (end <= time) {
          return null; // also in a window that has nothing of these tables for long
        }
        if (rows == null) {
          LockSupport.parkNanos(Math.min(end, askedAt + EVERY.toNanos()) - time);
        }
      }
    } catch (SQLException | IOException e) {
      throw explain.apply(e);
    }
  }

  private @Nullable Change step() throws SQLException, IOException {
    if (!told.isEmpty()) {
      return told.poll();
    }
    MinedTransaction committed = handed;
    if (committed != null) {
      Change change = committed.next();
      if (change != null) {
        return change;
      }
      handed = null;
      committed.close();
    }
    RedoRows window = rows;
    if (window == null) {
      if (System.nanoTime() - askedAt >= EVERY.toNanos()) {
        open();
      }
      return null;
    }
    RedoRow row = window.next();
    if (row == null) {
      return end();
    }
    if (advance(row)) {
      take(row);
    }
    return null;
  }

  private void open() throws SQLException, IOException {
    askAlive();
    RedoLog next = RedoLogs.of(connection).at(last);
    zone = ZoneOffset.of(ShortQuery.value(connection, TIME_ZONE));
    before = Set.copyOf(seen);
    rows = RedoRows.of(connection, next, last, wanted);
    log = next;
  }

  /** Whether the row is one that hasn't been seen. */
  private boolean advance(RedoRow row) {
    if (row.scn() > last) {
      last = row.scn();
      seen = new HashSet<>();
      before = Set.of();
    }
    if (row.scn() < last) {
      return true;
    }
    seen.add(row.identity());
    return !before.contains(row.identity());
  }

  private @Nullable Change end() throws SQLException, IOException {
    RedoLog read = log;
    try (RedoRows _ = rows) {
      rows = null;
    }
    if (read == null || !RedoLogs.isStill(connection, read)) {
      throw new EngineException(
          Failure.TIMEOUT,
          "the online log that was being read was written over meanwhile; what it had is read again from the archived logs");
    }
    askedAt = System.nanoTime();
    if (!read.isCurrent()) {
      last = read.next();
      seen = new HashSet<>();
      askedAt -= EVERY.toNanos(); // there is more
    }
    if (last > place.scn()) {
      place = place(last, List.of());
    }
    dropEnded();
    place = place(place.scn(), place.passed());
    if (place.equals(rested)) {
      return null;
    }
    rested = place;
    return new Change.Idle(place);
  }

  /** Where a later stream begins to read: at the oldest of what is open where this one has read. */
  private RedoPlace place(long scn, List<String> passed) {
    long from = Math.min(scn, transactions.oldest(last));
    return new RedoPlace(scn, Math.min(from, last), begin.begun(), passed);
  }

  private void askAlive() throws SQLException {
    if (alive == null && System.nanoTime() - aliveAskedAt >= ALIVE_EVERY.toNanos()) {
      aliveAskedAt = System.nanoTime();
      long earlier = OracleChangeSource.currentScn(connection);
      Set<String> ids =
          new HashSet<>(ShortQuery.column(connection, OPEN.formatted(container.number())));
      alive = new Alive(earlier, OracleChangeSource.currentScn(connection), ids);
    }
  }

  private void dropEnded() throws IOException {
    Alive of = alive;
    if (of != null && last > of.until()) {
      alive = null;
      transactions.keepOnly(of.before(), of.ids());
    }
  }

  private void take(RedoRow row) throws SQLException, IOException {
    if (row.operation() == RedoRow.MISSING_SCN) {
      throw new EngineException(
          Failure.POSITION_LOST,
          "LogMiner says that redo is missing at SCN %d. Restart the task, so that every table is loaded again."
              .formatted(row.scn()));
    }
    if (!container.has(row.container())) {
      return;
    }
    switch (row.operation()) {
      case RedoRow.START -> transactions.begin(row.transaction(), row.scn());
      case RedoRow.COMMIT -> commit(row);
      case RedoRow.ROLLBACK -> {
        try (RedoTransaction _ = transactions.end(row.transaction())) {
          // nobody sees what it did
        }
      }
      default -> {
        TableName table =
            numbers.getOrDefault(row.table(), new TableName(row.owner(), row.table()));
        if (tables.containsKey(table)) {
          keep(table, row);
        }
      }
    }
  }

  private void keep(TableName table, RedoRow row) throws SQLException, IOException {
    if (row.operation() == RedoRow.DDL) {
      statement(table, row);
      return;
    }
    Kept kept = new Kept(table, row.operation(), row.address(), row.statement());
    if (row.isUndone()) {
      if (isInPieces(table)) {
        transactions.add(
            row.transaction(),
            row.scn(),
            unreadable(
                table, "the log doesn't say which row of a table with large values is taken back"));
      } else if (!transactions.undo(row.transaction(), kept)) {
        transactions.add(
            row.transaction(),
            row.scn(),
            unreadable(table, "the log takes back a change of it that wasn't seen"));
      }
      return;
    }
    boolean isReadable = row.isChange() && row.isExecutable() && table.table().equals(row.table());
    transactions.add(
        row.transaction(), row.scn(), isReadable ? kept : unreadable(table, reason(row)));
  }

  private boolean isInPieces(TableName table) {
    MinedTable of = tables.get(table);
    return of != null && of.isInPieces();
  }

  private static Kept unreadable(TableName table, String why) {
    return new Kept(table, Kept.UNREADABLE, "", why);
  }

  private static String reason(RedoRow row) {
    return row.isChange()
        ? "LogMiner can't say what was done to a row of it at SCN %d%s, as where a table was altered or dropped behind that"
            .formatted(row.scn(), row.info().isBlank() ? "" : " (" + row.info().strip() + ")")
        : "LogMiner doesn't support what was done to it at SCN %d (operation %d)"
            .formatted(row.scn(), row.operation());
  }

  /** TRUNCATE is a part of its transaction; of others the catalog knows what they led to. */
  private void statement(TableName table, RedoRow row) throws SQLException, IOException {
    RedoDdl ddl = RedoDdl.of(row.statement());
    if (ddl.kind() == RedoDdl.Kind.TRUNCATE) {
      transactions.add(row.transaction(), row.scn(), new Kept(table, RedoRow.DDL, "", ""));
      return;
    }
    if (row.info().startsWith("INTERNAL DDL") || row.scn() < begin.scn()) {
      return;
    }
    Change change = redefined(table, ddl);
    if (change != null) {
      RedoPlace at = place(Math.max(row.scn(), place.scn()), place.passed());
      told.add(new Change.Begin(at, committedAt(row), row.transaction()));
      told.add(change);
      told.add(new Change.Commit(place(place.scn(), place.passed())));
    }
  }

  private @Nullable Change redefined(TableName table, RedoDdl ddl) throws SQLException {
    String form = now.of(table);
    if (ddl.kind() == RedoDdl.Kind.DROP && form.isEmpty()) {
      return new Change.Redefined(table, Change.Deed.DROPPED, ddl.shown());
    }
    if (form.isEmpty() || ddl.kind() == RedoDdl.Kind.OTHER_ROWS) {
      return new Change.Unreadable(
          table,
          "it was %s on the source by %s, behind which the log doesn't have what became of its rows"
              .formatted(form.isEmpty() ? "dropped or renamed" : "altered", ddl.shown()));
    }
    return form.equals(forms.get(table))
        ? null
        : new Change.Redefined(table, Change.Deed.ALTERED, ddl.shown());
  }

  private Instant committedAt(RedoRow row) {
    return LocalDateTime.parse(row.time()).toInstant(zone);
  }

  private void commit(RedoRow row) throws IOException {
    RedoTransaction transaction = transactions.end(row.transaction());
    if (transaction == null) {
      return;
    }
    boolean isPast =
        row.scn() < begin.scn()
            || (row.scn() == begin.scn() && begin.passed().contains(transaction.id()));
    if (isPast || transaction.isEmpty()) {
      transaction.close();
      return;
    }
    requireInOrder(row, transaction);
    List<String> passed = new ArrayList<>(place.scn() == row.scn() ? place.passed() : List.of());
    passed.add(transaction.id());
    RedoPlace at = place(row.scn(), List.of());
    place = place(row.scn(), passed);
    handed = new MinedTransaction(transaction, tables, at, place, committedAt(row));
  }

  private void requireInOrder(RedoRow row, RedoTransaction transaction) throws IOException {
    if (row.scn() < place.scn()) {
      transaction.close();
      throw new EngineException(
          Failure.POSITION_LOST,
          "LogMiner gives a commit at SCN %d behind the place %d that the task has come to. Restart the task, so that every table is loaded again."
              .formatted(row.scn(), place.scn()));
    }
    if (!transaction.isWhole() && begin.from() == RedoPlace.UNKNOWN) {
      transaction.close();
      throw new EngineException(
          Failure.CONFIGURATION,
          "transaction %s was committed at SCN %d and began before %d, from where the log was read: give the start position as '%d from M', where M is an SCN before every transaction began that was open there"
              .formatted(transaction.id(), row.scn(), transaction.start(), begin.scn()));
    }
  }

  @Override
  public TableDefinitions definitions() {
    return definitions;
  }

  /** Archived logs are removed by their age, and not by what was read. */
  @Override
  public void release(Position durable) {}

  @Override
  public void close() {
    try (var _ = connection;
        var _ = transactions;
        var _ = handed) {
      handed = null;
      rows = null; // the server ends what its session was reading
    } catch (SQLException | IOException e) {
      throw explain.apply(e);
    }
  }
}
