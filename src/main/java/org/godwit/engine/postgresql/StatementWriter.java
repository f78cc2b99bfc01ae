package org.godwit.engine.postgresql;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.RowSink;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.ChangedTable;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Applies changes statement by statement. Statements of the same words go to the server together;
 * one of other words sends them first, so that the order stays.
 */
final class StatementWriter implements ChangeWriter {
  private static final int BATCH_ROWS_MAX = 500;
  private static final long BATCH_BYTES_MAX = 1 << 20;
  private static final int STATEMENTS_MAX = 50;

  private final Connection connection;
  private final PostgresDialect dialect;
  private final ChangedTable table;
  private final String place;
  private final ParameterSink sink = new ParameterSink(this::add);
  private final Map<Words, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);
  private final List<String> waiting = new ArrayList<>(); // who each of them is for
  private @Nullable Words words;
  private Words next = new Words(Kind.DELETE, new BitSet());
  private long bytes;

  private enum Kind {
    INSERT,
    UPDATE,
    DELETE
  }

  /** What tells one statement's text from another's. */
  private record Words(Kind kind, BitSet given) {}

  StatementWriter(
      Connection connection, PostgresDialect dialect, ChangedTable table, String place) {
    this.connection = connection;
    this.dialect = dialect;
    this.table = table;
    this.place = place;
  }

  @Override
  public RowSink insert(BitSet given) {
    next = new Words(Kind.INSERT, (BitSet) given.clone());
    return sink;
  }

  @Override
  public RowSink update(BitSet given) {
    next = new Words(Kind.UPDATE, (BitSet) given.clone());
    return sink;
  }

  @Override
  public RowSink delete() {
    next = new Words(Kind.DELETE, new BitSet());
    return sink;
  }

  private void add() {
    if (!next.equals(words)
        || waiting.size() >= BATCH_ROWS_MAX
        || bytes + sink.bytes() > BATCH_BYTES_MAX) {
      flush();
    }
    words = next;
    try {
      PreparedStatement statement = statement(next);
      List<@Nullable String> values = sink.values();
      int parameter = 1;
      for (int i : order(next)) {
        bind(statement, parameter++, values.get(i));
      }
      statement.addBatch();
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, doing(), place);
    }
    waiting.add(next.kind() == Kind.INSERT ? "" : identityText());
    bytes += sink.bytes();
  }

  /** Of no type, so that the server takes the column's. */
  private static void bind(PreparedStatement statement, int parameter, @Nullable String value)
      throws SQLException {
    if (value == null) {
      statement.setNull(parameter, Types.OTHER);
    } else {
      statement.setObject(parameter, value, Types.OTHER);
    }
  }

  /** Identity comes first in the sink, and last in an UPDATE. */
  private int[] order(Words statement) {
    int identity = table.identity().size();
    int given = statement.given().cardinality();
    return switch (statement.kind()) {
      case INSERT -> IntStream.range(0, given).toArray();
      case DELETE -> IntStream.range(0, identity).toArray();
      case UPDATE ->
          IntStream.concat(
                  IntStream.range(identity, identity + given), IntStream.range(0, identity))
              .toArray();
    };
  }

  private String identityText() {
    return IntStream.range(0, table.identity().size())
        .mapToObj(i -> identityColumn(i).name() + "=" + shown(sink.values().get(i)))
        .collect(Collectors.joining(", "));
  }

  private static String shown(@Nullable String value) {
    int most = 100;
    return value == null ? "NULL" : value.length() <= most ? value : value.substring(0, most) + "…";
  }

  private Column identityColumn(int index) {
    return table.columns().get(table.identity().get(index));
  }

  @Override
  public void flush() {
    Words sent = words;
    if (waiting.isEmpty() || sent == null) {
      return;
    }
    try {
      int[] counts = statement(sent).executeBatch();
      if (sent.kind() != Kind.INSERT) {
        requireRows(sent, counts);
      }
    } catch (BatchUpdateException e) {
      SQLException reason = e.getNextException(); // the server's own words, without the batch's
      throw PostgresErrors.explain(reason == null ? e : reason, doing(), place);
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, doing(), place);
    } finally {
      waiting.clear();
      bytes = 0;
      words = null;
    }
  }

  private void requireRows(Words sent, int[] counts) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) {
        throw new EngineException(
            Failure.CONFLICT,
            "%s %s a row that %s doesn't have: %s. Somebody else has written to it; put the row right, or reload the table."
                .formatted(
                    table.table().name(),
                    sent.kind() == Kind.UPDATE ? "should be updated in" : "should lose",
                    place,
                    waiting.get(i)));
      }
    }
  }

  private String doing() {
    return "applying changes to " + table.table().name();
  }

  private PreparedStatement statement(Words wanted) throws SQLException {
    PreparedStatement known = statements.get(wanted);
    if (known != null) {
      return known;
    }
    if (statements.size() >= STATEMENTS_MAX) {
      Iterator<PreparedStatement> eldest = statements.values().iterator();
      eldest.next().close();
      eldest.remove();
    }
    PreparedStatement prepared = connection.prepareStatement(sql(wanted));
    statements.put(wanted, prepared);
    return prepared;
  }

  private String sql(Words wanted) {
    String name = dialect.quote(table.table().name());
    List<String> given =
        wanted.given().stream()
            .mapToObj(i -> dialect.quote(table.columns().get(i).name()))
            .toList();
    return switch (wanted.kind()) {
      case INSERT ->
          given.isEmpty()
              ? "INSERT INTO " + name + " DEFAULT VALUES"
              : "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)"
                  .formatted(
                      name,
                      String.join(", ", given),
                      given.stream().map(_ -> "?").collect(Collectors.joining(", ")));
      case UPDATE ->
          "UPDATE %s AS t SET %s%s"
              .formatted(
                  name,
                  given.stream().map(it -> it + " = ?").collect(Collectors.joining(", ")),
                  where(name, " FROM "));
      case DELETE -> "DELETE FROM " + name + " AS t" + where(name, " USING ");
    };
  }

  /** By its key; without one, one of the rows that are equal. */
  private String where(String name, String with) {
    String equal =
        table.identity().stream()
            .map(i -> equals(table.columns().get(i)))
            .collect(Collectors.joining(" AND "));
    return table.isKey()
        ? " WHERE " + equal
        : "%s(SELECT tableoid AS o, ctid AS c FROM %s WHERE %s LIMIT 1) AS one WHERE t.ctid = one.c AND t.tableoid = one.o"
            .formatted(with, name, equal);
  }

  private String equals(Column column) {
    String name = dialect.quote(column.name());
    if (table.isKey()) {
      return name + " = ?";
    }
    boolean hasNoEquality =
        column.type() instanceof DataType.Native
            || (column.type() instanceof DataType.Json(boolean normalised) && !normalised);
    return hasNoEquality
        ? "%s::text IS NOT DISTINCT FROM (?::%s)::text".formatted(name, column.nativeType())
        : name + " IS NOT DISTINCT FROM ?";
  }

  @Override
  public void close() {
    waiting.clear();
    for (PreparedStatement statement : statements.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        throw PostgresErrors.explain(e, doing(), place);
      }
    }
    statements.clear();
  }
}
