package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.godwit.codec.Bytes;
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
 * Folds the changes of each table into net changes and applies them in bulk. Where a bulk is
 * refused, its net changes are applied one by one. Tables whose rows depend on the order of their
 * changes, and changes of keys, go statement by statement in any case.
 */
final class BatchWriter implements TransactionWriter {
  /** What a change takes in memory beside its values: its place in maps, its key, its line. */
  private static final long CHANGE_BYTES = 500;

  private final Connection connection;
  private final PostgresDialect dialect;
  private final StatementWriter statements;
  private final String place;
  private final long bytesMax;
  private final List<Table> tables = new ArrayList<>();
  private long bytes;

  /**
   * Begins.
   *
   * @param statements for what isn't done in bulk, on the same connection
   * @param bytesMax how much may wait, about
   */
  BatchWriter(
      Connection connection,
      PostgresDialect dialect,
      StatementWriter statements,
      String place,
      long bytesMax) {
    this.connection = connection;
    this.dialect = dialect;
    this.statements = statements;
    this.place = place;
    this.bytesMax = bytesMax;
  }

  @Override
  public ChangeWriter table(ChangedTable table, RefusedChanges refused) {
    ChangeWriter single = statements.table(table, refused);
    BulkTable bulk = new BulkTable(connection, dialect, table, tables.size());
    try {
      if (!bulk.isPossible()) {
        return single;
      }
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "reading the indexes of " + table.table().name(), place);
    }
    Table added = new Table(table, bulk, single);
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
    tables.forEach(table -> table.changes.clear());
    statements.close();
  }

  /** One of the tables that are applied in bulk. */
  private final class Table implements ChangeWriter {
    private final ChangedTable table;
    private final BulkTable bulk;
    private final ChangeWriter single;
    private final NetChanges changes = new NetChanges();
    private final ParameterSink sink = new ParameterSink(this::end);
    private ChangeKind kind = ChangeKind.DELETE;
    private BitSet given = new BitSet();

    Table(ChangedTable table, BulkTable bulk, ChangeWriter single) {
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
      add(Arrays.asList(key), keepsKey, values);
    }

    private void add(List<@Nullable String> key, boolean keepsKey, GivenValues values) {
      if (!keepsKey) {
        apply();
        give(kind, key, values);
        statements.flush();
        return;
      }
      if (!changes.add(key, kind, values)) {
        apply();
        statements.flush();
        boolean isFirst = changes.add(key, kind, values);
        assert isFirst;
      }
      bytes += sink.bytes() + CHANGE_BYTES;
      if (bytes > bytesMax) {
        flush();
      }
    }

    /** In bulk, or where that is refused one by one. */
    private void apply() {
      if (changes.isEmpty()) {
        return;
      }
      try {
        Savepoint before = connection.setSavepoint();
        if (!isApplied()) {
          connection.rollback(before);
          giveAll();
        }
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        throw PostgresErrors.explain(e, "applying changes to " + table.table().name(), place);
      }
      changes.clear();
    }

    private boolean isApplied() {
      try {
        return bulk.apply(changes);
      } catch (SQLException e) {
        EngineException reason =
            PostgresErrors.explain(e, "applying changes to " + table.table().name(), place);
        if (reason.failure() != Failure.CONSTRAINT && reason.failure() != Failure.VALUE) {
          throw reason;
        }
        return false; // which row it is comes out one by one
      }
    }

    /** As they came, but for updates of a row that became one. */
    private void giveAll() {
      for (Map.Entry<List<@Nullable String>, NetChanges.Net> row : changes.rows().entrySet()) {
        NetChanges.Net net = row.getValue();
        give(net.kind(), row.getKey(), net.values());
        if (net.goes() && net.kind() != ChangeKind.DELETE) {
          give(ChangeKind.DELETE, row.getKey(), GivenValues.NONE);
        }
        GivenValues next = net.next();
        if (next != null) {
          give(ChangeKind.INSERT, row.getKey(), next);
        }
      }
      statements.flush();
    }

    private void give(ChangeKind next, List<@Nullable String> key, GivenValues values) {
      RowSink to =
          switch (next) {
            case INSERT -> single.insert(values.columns());
            case UPDATE -> single.update(values.columns());
            case DELETE -> single.delete();
          };
      to.begin();
      if (next != ChangeKind.INSERT) {
        key.forEach(value -> put(to, value));
      }
      values.values().forEach(value -> put(to, value));
      to.end();
    }

    private static void put(RowSink to, @Nullable String value) {
      if (value == null) {
        to.putNull();
      } else {
        to.putRaw(Bytes.of(value.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }
}
