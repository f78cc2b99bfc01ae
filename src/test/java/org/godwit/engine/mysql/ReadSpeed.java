package org.godwit.engine.mysql;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;

/**
 * Prints how many rows a second the cursor alone reads, decoding every value: {@code ReadSpeed URL
 * TABLE [rounds]}.
 */
final class ReadSpeed {
  private ReadSpeed() {}

  public static void main(String[] arguments) throws Exception {
    MySqlEngine engine = new MySqlEngine();
    EndpointConfig config = EndpointUrl.parse(arguments[0], List.of(engine.descriptor()));
    TableName name = new TableName(config.database(), arguments[1]);
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    try (Connection connection = engine.connect(config)) {
      Table table = engine.catalogReader().tables(connection, List.of(name)).getFirst();
      for (int i = 0; i < rounds; i++) {
        measure(engine, config, table);
      }
    }
  }

  private static void measure(MySqlEngine engine, EndpointConfig config, Table table) {
    try (Snapshot snapshot =
        engine.snapshotSource().orElseThrow().take(config, 1, List.of(table), text -> {})) {
      long start = System.nanoTime();
      long rows = 0;
      long sum = 0;
      try (RowCursor cursor =
          snapshot.read(
              snapshot.connections().getFirst(),
              new SourceTable(table, table.columns(), ""),
              Segment.whole(0),
              new ByteBudget(64 << 20))) {
        while (cursor.next()) {
          rows++;
          sum += decode(cursor, table.columns());
        }
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        System.out.printf(
            Locale.ROOT,
            "%d rows in %.2f s: %,.0f rows/s, %.0f MB/s (checksum %x)%n",
            rows,
            seconds,
            rows / seconds,
            cursor.bytesRead() / seconds / 1e6,
            sum);
      }
    }
  }

  private static long decode(RowCursor row, List<Column> columns) {
    long sum = 0;
    for (int i = 0; i < columns.size(); i++) {
      if (row.isNull(i)) {
        continue;
      }
      sum +=
          switch (columns.get(i).type()) {
            case DataType.Int _, DataType.Year _ -> row.getLong(i);
            case DataType.Real _ -> Double.doubleToLongBits(row.getDouble(i));
            case DataType.Date _ -> row.getDate(i);
            case DataType.Timestamp _ -> row.getTimestamp(i);
            case DataType.TimeSpan _ -> row.getTime(i);
            case DataType.Binary _, DataType.Bits _, DataType.Geometry _ -> row.bytes(i).length();
            default -> row.text(i).length();
          };
    }
    return sum;
  }
}
