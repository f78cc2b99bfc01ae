package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.ChangeWriter;
import org.godwit.engine.TransactionWriter;
import org.godwit.task.control.ChangeSums;
import org.godwit.task.control.LaneLedger;
import org.godwit.task.control.LaneRecord;
import org.godwit.task.load.LoadContext;

/** One of the connections that apply changes beside each other; used by one thread at a time. */
final class Lane implements AutoCloseable {
  private final LoadContext context;
  private final Connection connection;
  private final TransactionWriter writer;
  private final LaneLedger ledger;
  private final IdentityHashMap<KeptTable, Way> tables = new IdentityHashMap<>();

  /** How changes of a table go to the target here. */
  private record Way(ChangeWriter writer, TableErrors errors) {}

  /**
   * Opens it.
   *
   * @param connection in no transaction, without triggers and foreign keys; it is closed here
   */
  Lane(LoadContext context, ChangeTarget target, Connection connection, ApplySettings settings) {
    this.context = context;
    this.connection = connection;
    this.ledger = new LaneLedger(context.claim());
    this.writer =
        target.writer(
            connection,
            settings.bulkMin(),
            settings.heldBytesMax() / (2L * settings.lanes().count()));
  }

  /**
   * Applies and commits a part of a round, under the claim, together with who has done so.
   *
   * @param lanes among how many the round is divided
   * @param position behind the round
   * @return what the part came to
   */
  ChangeSums apply(Round.Part part, int lanes, String position) {
    try {
      context.claim().hold(connection);
      for (KeptChange change : part.changes()) {
        Way way = way(change.table());
        change.giveTo(way.writer(), way.errors());
      }
      writer.flush();
      ChangeSums sums = part.sums();
      tables.forEach((table, way) -> sums.add(table.table().name(), way.errors().takeCorrection()));
      ChangeSums own = sums;
      for (int lane : part.lanes()) {
        ledger.commit(connection, new LaneRecord(lane, lanes, position, own));
        own = new ChangeSums();
      }
      connection.commit();
      return sums;
    } catch (SQLException e) {
      throw context.target().engine().explain(e, "applying changes", context.target().config());
    }
  }

  private Way way(KeptTable table) {
    return tables.computeIfAbsent(
        table,
        of -> {
          TableErrors errors = of.errors().ofLane(connection);
          return new Way(writer.table(of.table().writes(), errors), errors);
        });
  }

  /** What was not committed is undone with the connection. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      writer.close();
    }
  }
}
