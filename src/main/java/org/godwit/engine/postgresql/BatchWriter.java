package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import org.godwit.codec.RowSink;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.ChangedTable;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.RefusedChanges;
import org.godwit.engine.TransactionWriter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the changes of each table and applies them together: a few as statements of their order,
 * many as what they come to, in bulk. Where a bulk is refused they go one by one as they came, so
 * that each is judged by itself. Tables whose rows depend on the order of their changes, and
 * changes of keys, go statement by statement in any case.
 */
final class BatchWriter implements TransactionWriter {
  /** What a change takes in memory beside its values: its place in maps, its key, its line. */
  private static final long CHANGE_BYTES = 500;

  /** Of all tables; the server empties each of their temporary tables at each commit. */
  private static final int BULKS_MAX = 32;

  private final Connection connection;
  private final PostgresDialect dialect;
  private final StatementWriter statements;
  private final String place;
  private final int bulkMin;
  private final long bytesMax;
  private final List<Table> tables = new ArrayList<>();
  private final SequencedSet<BulkTable> bulks = new LinkedHashSet<>();
  private long bytes;

  /**
   * Begins.
   *
   * @param statements for what isn't done in bulk, on the same connection
   * @param bulkMin so many changes of a table go in bulk
   * @param bytesMax how much may wait, about
   */
  BatchWriter(
      Connection connection,
      PostgresDialect dialect,
      StatementWriter statements,
      String place,
      int bulkMin,
      long bytesMax) {
    this.connection = connection;
    this.dialect = dialect;
    this.statements = statements;
    this.place = place;
    this.bulkMin = bulkMin;
    this.bytesMax = bytesMax;
  }

  @Override
  public ChangeWriter table(ChangedTable table, RefusedChanges refused) {
    StatementWriter.Table single = statements.table(table, refused);
    if (!table.isKey()) {
      return single;
    }
    Table added =
        new Table(table, new BulkTable(connection, dialect, table, tables.size()), single);
    tables.add(added);
    return added;
  }

  @Override
  public void flush() {
    statements.flush();
    tables.forEach(Table::apply);
    statements.flush();
    bytes = 0;
  }

  @Override
  public void close() {
    tables.forEach(table -> table.waiting.clear());
    statements.close();
  }

  /** The one that was used least lately makes room. */
  private void takeUp(BulkTable bulk) throws SQLException {
    bulks.addLast(bulk);
    if (bulks.size() > BULKS_MAX) {
      bulks.removeFirst().drop();
    }
  }

  /** One of the tables with a key. */
  private final class Table implements ChangeWriter {
    private final ChangedTable table;
    private final BulkTable bulk;
    private final StatementWriter.Table single;
    private final List<Waiting> waiting = new ArrayList<>();
    private final ParameterSink sink = new ParameterSink(this::end);
    private ChangeKind kind = ChangeKind.DELETE;
    private BitSet given = new BitSet();

    Table(ChangedTable table, BulkTable bulk, StatementWriter.Table single) {
      this.table = table;
      this.bulk = bulk;
      this.single = single;
    }

    @Override
    public RowSink insert(BitSet columns) {
      return sink(ChangeKind.INSERT, columns);
    }

    @Override
    public RowSink update(BitSet columns) {
      return sink(ChangeKind.UPDATE, columns);
    }

    @Override
    public RowSink delete() {
      return sink(ChangeKind.DELETE, new BitSet());
    }

    private RowSink sink(ChangeKind next, BitSet columns) {
      kind = next;
      if (!given.equals(columns)) { // else it is one for many changes
        given = (BitSet) columns.clone();
      }
      return sink;
    }

    private void end() {
      List<@Nullable String> all = sink.values();
      int identity = kind == ChangeKind.INSERT ? 0 : table.identity().size();
      GivenValues values = new GivenValues(given, all.subList(identity, all.size()));
      @Nullable String[] key = new String[table.identity().size()];
      boolean keepsKey = true;
      for (int i = 0; i < key.length; i++) {
        int column = table.identity().get(i);
        key[i] = identity == 0 ? values.of(column) : all.get(i);
        keepsKey &= !given.get(column) || Objects.equals(values.of(column), key[i]);
      }
      waiting.add(new Waiting(kind, Arrays.asList(key), values, keepsKey));
      bytes += sink.bytes() + CHANGE_BYTES;
      if (bytes > bytesMax) {
        flush();
      }
    }

    /** Changes of keys part what goes in bulk. */
    private void apply() {
      int from = 0;
      for (int i = 0; i < waiting.size(); i++) {
        if (!waiting.get(i).keepsKey()) {
          apply(waiting.subList(from, i));
          give(waiting.get(i));
          from = i + 1;
        }
      }
      apply(waiting.subList(from, waiting.size()));
      waiting.clear();
    }

    /** In bulk, or where that isn't worth it or is refused one by one. */
    private void apply(List<Waiting> changes) {
      if (changes.size() < bulkMin || !isAppliedInBulk(changes)) {
        changes.forEach(this::give);
      }
    }

    private boolean isAppliedInBulk(List<Waiting> changes) {
      try {
        statements.flush(); // what was before may take the table out
        if (single.isLeftOut() || !bulk.isPossible()) {
          return false;
        }
        NetChanges net = new NetChanges();
        for (Waiting change : changes) {
          if (!net.add(change.key(), change.kind(), change.values())) {
            return false; // which the target judges
          }
        }
        takeUp(bulk);
        Savepoint before = connection.setSavepoint();
        boolean isApplied = isApplied(net);
        if (!isApplied) {
          connection.rollback(before);
        }
        connection.releaseSavepoint(before);
        return isApplied;
      } catch (SQLException e) {
        throw explained(e);
      }
    }

    private boolean isApplied(NetChanges net) {
      try {
        return bulk.apply(net);
      } catch (SQLException e) {
        EngineException reason = explained(e);
        if (reason.failure() != Failure.CONSTRAINT && reason.failure() != Failure.VALUE) {
          throw reason;
        }
        return false; // which row it is comes out one by one
      }
    }

    private EngineException explained(SQLException e) {
      return PostgresErrors.explain(e, "applying changes to " + table.table().name(), place);
    }

    private void give(Waiting change) {
      List<@Nullable String> values = new ArrayList<>();
      if (change.kind() != ChangeKind.INSERT) {
        values.addAll(change.key());
      }
      values.addAll(change.values().values());
      single.take(change.kind(), change.values().columns(), values);
    }
  }

  /**
   * A change that is not applied.
   *
   * @param key that identifies the row; of a new one its own
   * @param keepsKey whether the row has the same one behind it
   */
  private record Waiting(
      ChangeKind kind, List<@Nullable String> key, GivenValues values, boolean keepsKey) {}
}
