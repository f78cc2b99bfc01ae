package org.godwit.engine.oracle;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Dialect;
import org.godwit.engine.Position;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;

/**
 * A moment whose changes are followed: rows as of a system change number have all that was
 * committed at it and before, and its place in the log is behind that.
 *
 * @param place the next number
 */
record FollowedSnapshot(OracleSnapshot rows, RedoPlace place) implements Snapshot {
  @Override
  public Optional<Position> position() {
    return Optional.of(place);
  }

  @Override
  public Instant takenAt() {
    return rows.takenAt();
  }

  @Override
  public String method() {
    return rows.method();
  }

  @Override
  public List<String> outside() {
    return rows.outside();
  }

  @Override
  public List<Connection> connections() {
    return rows.connections();
  }

  @Override
  public Optional<Dialect> dialect() {
    return rows.dialect();
  }

  @Override
  public RowCursor read(
      Connection connection, SourceTable table, Segment segment, ByteBudget budget) {
    return rows.read(connection, table, segment, budget);
  }

  @Override
  public void close() {
    rows.close();
  }
}
