package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.godwit.catalog.Table;
import org.godwit.codec.Bytes;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.TableWriter;
import org.godwit.engine.TableWriter.Mode;
import org.godwit.engine.TargetTable;

/**
 * Prints how many rows a second the writer alone puts into an UNLOGGED table of 17 columns. Run its
 * main from the test class path; the first argument is the number of rows.
 */
final class SinkBenchmark {
  private static final int ROUNDS = 4;
  private final Bytes decimal = Bytes.utf8("12345.67");
  private final Bytes name = Bytes.utf8("a name of usual length");
  private final Bytes note = Bytes.utf8("a somewhat longer text that says a thing or two about it");
  private final Bytes hash = Bytes.of(new byte[16]);

  /** Rows by the first argument, a million without one. */
  public static void main(String[] arguments) throws SQLException {
    int rows = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
    PostgresFixture fixture = new PostgresFixture();
    try (Connection connection = fixture.connect()) {
      PostgresFixture.execute(
          connection,
          """
          CREATE UNLOGGED TABLE bench (a bigint, b int, c int, d smallint, e numeric(10,2),
            f numeric(10,2), g double precision, h text, i text, j text, k varchar(80), l date,
            m timestamp, n timestamptz, o boolean, p bytea, q text)""");
      connection.setAutoCommit(false);
      Table table = fixture.table(connection, "public", "bench");
      for (int round = 0; round < ROUNDS; round++) {
        new SinkBenchmark().run(fixture, connection, table, rows);
      }
    }
  }

  private void run(PostgresFixture fixture, Connection connection, Table table, int rows)
      throws SQLException {
    PostgresFixture.execute(connection, "TRUNCATE bench");
    long start = System.nanoTime();
    try (TableWriter writer =
        fixture
            .engine
            .loadTarget()
            .orElseThrow()
            .writer(
                connection,
                new TargetTable(table, table.columns(), Set.of()),
                Mode.STREAM,
                new ByteBudget(1 << 26))) {
      for (int row = 0; row < rows; row++) {
        put(writer, row);
      }
      writer.finish();
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%,.0f rows/s, %,.1f MB/s%n", rows / seconds, writer.bytesWritten() / seconds / 1e6);
    }
    connection.commit();
  }

  private void put(TableWriter writer, int row) {
    writer.begin();
    writer.putLong(row);
    writer.putInt(row);
    writer.putInt(-row);
    writer.putShort((short) row);
    writer.putDecimal(decimal);
    writer.putDecimal(decimal);
    writer.putDouble(row * 0.5);
    writer.putText(name);
    writer.putText(note);
    writer.putText(name);
    writer.putText(note);
    writer.putDate(row % 20_000);
    writer.putTimestamp(row * 1_000_000L);
    writer.putTimestamp(row * 1_000_000L);
    writer.putBoolean((row & 1) == 0);
    writer.putBytes(hash);
    writer.putNull();
    writer.end();
  }
}
