package org.godwit.engine;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;

/** A source whose tables can be loaded. */
public interface SnapshotSource {

  /**
   * Takes one consistent snapshot over several connections.
   *
   * @param readers how many connections are wanted; fewer where the engine can give only fewer
   * @param tables that will be read
   * @param announce is told beforehand of every lock that will be taken, and its bound
   */
  Snapshot take(
      EndpointConfig config, int readers, Collection<Table> tables, Consumer<String> announce);

  /**
   * Cuts a table, or a segment of it, into segments that together hold each of its rows exactly
   * once. They are numbered from 1.
   *
   * @param connection under the snapshot
   * @throws EngineException where a named partition is not there
   */
  List<Segment> segments(Connection connection, SourceTable table, Cut cut);

  /**
   * What the ranges of {@link #segments} mean besides the rows themselves. As long as it is the
   * same, a later snapshot has the same rows in the same segment if nobody changed them. It stays
   * the same while the connection's snapshot lives.
   *
   * @param connection under the snapshot
   */
  default String layout(Connection connection, SourceTable table) {
    return "";
  }

  /**
   * The form in which the reader gives the column's values undecoded ({@link
   * org.godwit.codec.Row#raw}); empty where it has none.
   */
  default String wire(Column column) {
    return "";
  }

  /**
   * The form in which {@link Snapshot#pass} gives the column's values in rows of {@link
   * RowForm#TEXT}; empty where it gives no such rows.
   */
  default String literal(Column column) {
    return "";
  }
}
