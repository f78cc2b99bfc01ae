package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.godwit.engine.ShortQuery;

/**
 * The transactions that a look at the catalog has seen (PostgreSQL manual, "Transaction ID and
 * Snapshot Information Functions"). Places in the log don't tell: a commit is there before others
 * see it.
 *
 * @param below every transaction before it has ended
 * @param limit none from it on has ended
 * @param running those between them that have not
 */
record KnownTransactions(long below, long limit, Set<Long> running) {
  private static final long HALF = 1L << 31;

  KnownTransactions {
    running = Set.copyOf(running);
  }

  /** What a look that is taken behind this will have seen. */
  static KnownTransactions now(Connection connection) throws SQLException {
    return parse(ShortQuery.value(connection, "SELECT pg_current_snapshot()::text"));
  }

  static KnownTransactions parse(String snapshot) {
    String[] parts = snapshot.split(":", -1);
    Set<Long> running = new HashSet<>();
    for (String id : parts[2].split(",", -1)) {
      if (!id.isEmpty()) {
        running.add(Long.parseLong(id));
      }
    }
    return new KnownTransactions(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
  }

  /**
   * Whether it is among them.
   *
   * @param transaction committed, by the 32 bits of its id that the log has
   */
  boolean contains(int transaction) {
    long id = (limit & ~0xFFFF_FFFFL) | Integer.toUnsignedLong(transaction);
    if (id - limit > HALF) {
      id -= 2 * HALF;
    } else if (limit - id > HALF) {
      id += 2 * HALF;
    }
    return id < below || (id < limit && !running.contains(id));
  }
}
