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
   * Cuts a table into segments that together hold every row exactly once.
   *
   * @param connection under the snapshot
   * @param bytesWanted of a segment, a wish
   */
  List<Segment> segments(Connection connection, SourceTable table, long bytesWanted);

  /**
   * The form in which the reader gives the column's values undecoded ({@link
   * org.godwit.codec.Row#raw}); empty where it has none.
   */
  default String wire(Column column) {
    return "";
  }
}
