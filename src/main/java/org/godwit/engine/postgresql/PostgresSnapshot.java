package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Closing;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.RowCursor;
import org.godwit.engine.RowForm;
import org.godwit.engine.RowStream;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** One exported snapshot, imported by every reader's transaction. */
final class PostgresSnapshot implements Snapshot {

  private final EndpointConfig config;
  private final PostgresDialect dialect;
  private final PostgresTypes types;
  private final Moment moment;
  private final List<Connection> connections;
  private final boolean keepsLocks;
  private final LargeRows largeRows = new LargeRows();

  /** The savepoint before a connection's first query, to which each is fit to come back. */
  static final String UNLOCKED = "godwit_unlocked";

  /**
   * A snapshot.
   *
   * @param keepsLocks whether what was read stays locked against changes of its definition until
   *     the end, unless a query fails; each connection stands behind {@link #UNLOCKED}
   */
  PostgresSnapshot(
      EndpointConfig config,
      PostgresDialect dialect,
      PostgresTypes types,
      Moment moment,
      List<Connection> connections,
      boolean keepsLocks) {
    this.config = config;
    this.dialect = dialect;
    this.types = types;
    this.moment = moment;
    this.connections = List.copyOf(connections);
    this.keepsLocks = keepsLocks;
  }

  /** When and where the snapshot was taken. */
  record Moment(Lsn position, Instant takenAt) {}

  @Override
  public Optional<Position> position() {
    return Optional.of(moment.position());
  }

  @Override
  public Instant takenAt() {
    return moment.takenAt();
  }

  @Override
  public String method() {
    return "One exported snapshot, read by %d transactions; nothing is locked.%s"
        .formatted(
            connections.size(),
            keepsLocks
                ? ""
                : " The tables are too many for the server's room for locks (max_locks_per_transaction),"
                    + " so each is protected from being dropped or emptied only while it is read.");
  }

  @Override
  public List<String> outside() {
    return List.of();
  }

  @Override
  public List<Connection> connections() {
    return connections;
  }

  @Override
  public RowCursor read(
      Connection connection, SourceTable table, Segment segment, ByteBudget budget) {
    List<ReadColumn> columns =
        table.columns().stream()
            .map(column -> ReadColumn.of(column, table.rawColumns(), types))
            .toList();
    CopyTarget origin = origin(table, columns, segment, RowForm.BINARY);
    return new CopyCursor(
        start(connection, table, origin, RowForm.BINARY, budget), columns, origin);
  }

  @Override
  public RowStream pass(
      Connection connection, SourceTable table, Segment segment, RowForm form, ByteBudget budget) {
    List<ReadColumn> columns =
        table.columns().stream().map(column -> new ReadColumn(column, false)).toList();
    return start(connection, table, origin(table, columns, segment, form), form, budget);
  }

  private CopyTarget origin(
      SourceTable table, List<ReadColumn> columns, Segment segment, RowForm form) {
    String sql =
        "COPY (%s) TO STDOUT (FORMAT %s)"
            .formatted(query(table, columns, segment), form == RowForm.BINARY ? "binary" : "text");
    return new CopyTarget(sql, "reading " + table.table().name(), config.place());
  }

  /** A query that has failed leaves a transaction in which no other can be run. */
  @Override
  public void release(Connection connection) {
    if (keepsLocks && !hasFailed(connection)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK TO SAVEPOINT " + UNLOCKED);
    } catch (SQLException e) {
      EngineException reason =
          PostgresErrors.explain(e, "letting locks on tables go", config.place());
      throw reason.failure() == Failure.CONNECTION_LOST ? lost(reason) : reason;
    }
  }

  private static boolean hasFailed(Connection connection) {
    try {
      return connection.unwrap(BaseConnection.class).getTransactionState()
          == TransactionState.FAILED;
    } catch (SQLException e) {
      throw new IllegalArgumentException("not a connection of this engine", e);
    }
  }

  private CopyStream start(
      Connection connection,
      SourceTable table,
      CopyTarget origin,
      RowForm form,
      ByteBudget budget) {
    release(connection);
    try {
      return new CopyStream(connection, origin, form, budget, largeRows.of(table.table().name()));
    } catch (SQLException e) {
      EngineException reason = PostgresErrors.explainReading(e, origin.doing(), origin.place());
      throw reason.failure() == Failure.CONNECTION_LOST ? lost(reason) : reason;
    }
  }

  /** The connection was lost while it waited for its next segment, and its share with it. */
  private static EngineException lost(EngineException reason) {
    return new EngineException(
        Failure.SNAPSHOT_LOST,
        reason.sentence()
            + " The snapshot was lost with the connection: unfinished segments are read under a"
            + " new one.",
        reason);
  }

  private String query(SourceTable table, List<ReadColumn> columns, Segment segment) {
    String list = columns.stream().map(this::value).collect(Collectors.joining(", "));
    String where = table.where().isBlank() ? "true" : "(" + table.where() + ")";
    return "SELECT %s FROM %s WHERE %s%s"
        .formatted(
            list,
            segment.partition().isEmpty() ? dialect.rowsOf(table.table()) : segment.partition(),
            where,
            segment
                .range()
                .map(range -> " AND " + range.condition(dialect::quote, table::isNullable))
                .orElse(""));
  }

  /** The text of an address in full has a prefix length always, its output only where it counts. */
  private String value(ReadColumn column) {
    String name = dialect.quote(column.name());
    boolean isAddress = column.column().type() instanceof DataType.Inet;
    return !column.asText() ? name : isAddress ? "abbrev(" + name + ")" : name + "::text";
  }

  @Override
  public void close() {
    Closing.all(connections);
  }

  /**
   * How a column is read.
   *
   * @param asText whether the server casts it to text
   */
  record ReadColumn(Column column, boolean asText) {
    String name() {
      return column.name();
    }

    /** Decoded here are the plain types; the rest comes as text, unless it passes undecoded. */
    static ReadColumn of(Column column, java.util.Set<String> raw, PostgresTypes types) {
      if (raw.contains(column.name())) {
        return new ReadColumn(column, types.wire(column).isEmpty());
      }
      boolean asText =
          switch (column.type()) {
            case DataType.Native _, DataType.Enumeration _, DataType.Inet _ -> true;
            case DataType.Bits(_, boolean varying) -> varying;
            // As text it comes without the blanks that fill it up and mean nothing.
            case DataType.Text(_, boolean fixed) -> fixed;
            case DataType.TimeOfDay(_, boolean zoned) -> zoned;
            default -> false;
          };
      return new ReadColumn(column, asText);
    }
  }
}
