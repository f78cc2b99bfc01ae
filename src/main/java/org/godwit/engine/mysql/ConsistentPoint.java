package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/**
 * How several connections came to see the same moment.
 *
 * @param position in the binary log, empty where it is unknown
 * @param method a sentence
 */
record ConsistentPoint(Optional<BinlogPosition> position, String method) {
  /** After this, waiting writers would have waited too long. */
  static final Duration LOCK_WAIT = Duration.ofSeconds(5);

  /** Writers that waited for the lock go on. */
  private static final Duration BETWEEN_LOCKS = Duration.ofSeconds(2);

  private static final int AGREEMENT_ROUNDS_MAX = 60;
  private static final int LOCK_WAIT_TIMEOUT = 1205;

  /** In order: no lock (one reader, or MariaDB), global read lock, table locks, one reader. */
  static ConsistentPoint over(
      Readers readers, EndpointConfig config, Collection<Table> tables, Consumer<String> announce)
      throws SQLException {
    boolean isMariaDb = ServerVersion.of(readers.first()).isMariaDb();
    if (isMariaDb) {
      Optional<ConsistentPoint> agreed = agreement(readers);
      if (agreed.isPresent()) {
        return agreed.get();
      }
    }
    if (readers.connections().size() == 1) {
      return single(readers, "one reader, no lock");
    }
    Optional<ConsistentPoint> locked =
        locked(
            readers,
            config,
            "FLUSH TABLES WITH READ LOCK",
            "a global read lock, held while the readers started",
            announce);
    if (locked.isEmpty()) {
      locked =
          locked(
              readers,
              config,
              lockTables(tables),
              "read locks on the chosen tables, held while the readers started",
              announce);
    }
    if (locked.isPresent()) {
      return locked.get();
    }
    announce.accept("No lock was possible; one reader alone reads all tables, without a lock.");
    readers.keepOne();
    return single(readers, "one reader, because no lock could be had for more");
  }

  /**
   * As {@link #over}, with a position that divides the log: what was committed before it is seen,
   * all else is not, also while others write. In order: no lock (MariaDB), global read lock, table
   * locks, which are tried again until the patience ends.
   *
   * @throws EngineException where none of them can be had
   */
  static ConsistentPoint exact(
      Readers readers,
      EndpointConfig config,
      Collection<Table> tables,
      Duration patience,
      Consumer<String> announce)
      throws SQLException {
    if (ServerVersion.of(readers.first()).isMariaDb()) {
      Optional<ConsistentPoint> agreed = agreement(readers);
      if (agreed.isPresent()) {
        return agreed.get();
      }
    }
    long since = System.nanoTime();
    while (true) {
      for (String lock : List.of("FLUSH TABLES WITH READ LOCK", lockTables(tables))) {
        Optional<ConsistentPoint> locked =
            locked(
                readers,
                config,
                lock,
                "a read lock, held while the readers started and the place was read",
                announce);
        if (locked.isPresent() && locked.get().position().isPresent()) {
          return locked.get();
        }
      }
      if (System.nanoTime() - since > patience.toNanos()) {
        throw new EngineException(
            Failure.LOCK_TIMEOUT,
            "no snapshot with an exact place in the binary log could be taken of %s: it needs a read lock for a moment. Grant RELOAD, or LOCK TABLES on the tables, and REPLICATION CLIENT, or let long queries end; then resume."
                .formatted(config.place()));
      }
      LockSupport.parkNanos(BETWEEN_LOCKS.toNanos());
    }
  }

  /**
   * MariaDB says where in the log a snapshot stands. Those behind the furthest start again until
   * all stand at one place, where no commit lies between them.
   */
  private static Optional<ConsistentPoint> agreement(Readers readers) throws SQLException {
    List<Connection> late = readers.connections();
    for (int round = 0; round < AGREEMENT_ROUNDS_MAX; round++) {
      Readers.startSnapshots(late);
      BinlogPosition furthest = null;
      List<BinlogPosition> places = new ArrayList<>();
      for (Connection connection : readers.connections()) {
        Optional<BinlogPosition> place = BinaryLog.ofSnapshot(connection);
        if (place.isEmpty()) {
          return Optional.empty();
        }
        places.add(place.get());
        furthest = later(furthest, place.get());
      }
      late = new ArrayList<>();
      for (int i = 0; i < places.size(); i++) {
        if (furthest != null && !places.get(i).isSamePlaceAs(furthest)) {
          late.add(readers.connections().get(i));
        }
      }
      if (late.isEmpty() && furthest != null) {
        return Optional.of(
            new ConsistentPoint(
                Optional.of(BinaryLog.withGtid(readers.first(), furthest)),
                "%d snapshots at one place of the binary log, without a lock"
                    .formatted(places.size())));
      }
    }
    return Optional.empty();
  }

  private static BinlogPosition later(@Nullable BinlogPosition left, BinlogPosition right) {
    return left == null || right.compareTo(left) > 0 ? right : left;
  }

  /**
   * The position is read before the snapshot starts: a change between the two is in both, none is
   * in neither.
   */
  private static ConsistentPoint single(Readers readers, String method) throws SQLException {
    Optional<BinlogPosition> position = BinaryLog.current(readers.first());
    readers.startSnapshots();
    return new ConsistentPoint(position, method);
  }

  /** Empty where the lock can't be had. */
  private static Optional<ConsistentPoint> locked(
      Readers readers, EndpointConfig config, String lock, String method, Consumer<String> announce)
      throws SQLException {
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    announce.accept(
        "Will run %s for a moment on %s; waits for it at most %d seconds, during which writers wait too."
            .formatted(lock, config.place(), LOCK_WAIT.toSeconds()));
    // Closing the connection releases the lock, whatever happens between.
    try (Connection holder = Connector.open(config);
        Statement statement = holder.createStatement()) {
      statement.execute("SET SESSION lock_wait_timeout = " + LOCK_WAIT.toSeconds());
      try {
        statement.execute(lock);
      } catch (SQLException e) {
        announce.accept(refusal(e));
        return Optional.empty();
      }
      readers.startSnapshots();
      Optional<BinlogPosition> position = BinaryLog.current(holder);
      statement.execute("UNLOCK TABLES");
      return Optional.of(new ConsistentPoint(position, method));
    }
  }

  private static String refusal(SQLException e) {
    return e.getErrorCode() == LOCK_WAIT_TIMEOUT
        ? "The lock did not come within " + LOCK_WAIT.toSeconds() + " seconds and was given up."
        : "The lock was refused: " + e.getMessage();
  }

  private static String lockTables(Collection<Table> tables) {
    MySqlDialect dialect = new MySqlDialect();
    return tables.stream()
        .filter(table -> table.kind() == TableKind.TABLE)
        .map(table -> dialect.quote(table.name()) + " READ")
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), list -> list.isEmpty() ? "" : "LOCK TABLES " + list));
  }
}
