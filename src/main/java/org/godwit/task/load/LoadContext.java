package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.godwit.engine.BuildResources;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.LoadTarget;
import org.godwit.task.TableWishes;
import org.godwit.task.TaskLog;
import org.godwit.task.TaskProgress;
import org.godwit.task.control.TaskClaim;

/**
 * What every part of a load works with.
 *
 * @param target the engine and place that rows go to
 * @param claim the right to write
 * @param settings how the load is done
 * @param limits how much may be asked of the source
 * @param budget bytes that rows may take in memory together
 * @param progress figures for pages
 * @param log the task's log
 * @param stop a person's wish to end
 * @param tables what people wish of single tables meanwhile
 * @param watch ends calls that no server answers any more
 * @param clock for time stamps
 */
public record LoadContext(
    Target target,
    TaskClaim claim,
    LoadSettings settings,
    SourceLimits limits,
    ByteBudget budget,
    TaskProgress progress,
    TaskLog log,
    StopSignal stop,
    TableWishes tables,
    ServerWatch watch,
    Clock clock) {

  /**
   * Where rows go.
   *
   * @param engine of the target
   * @param config how to reach it
   */
  public record Target(Engine engine, EndpointConfig config) {
    /** How the target is written. */
    public LoadTarget load() {
      return engine
          .loadTarget()
          .orElseThrow(
              () ->
                  new EngineException(
                      Failure.UNSUPPORTED,
                      engine.descriptor().displayName() + " can't be a target of a full load"));
    }

    /**
     * A connection whose session minds no foreign keys and triggers.
     *
     * @param refused is told where the user may not switch them off; the connection minds them then
     */
    public Connection connectWithoutTriggers(Consumer<String> refused) {
      Connection connection = connect();
      String sql = load().switchOffTriggers();
      if (sql.isEmpty()) {
        return connection;
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
        connection.commit();
      } catch (SQLException e) {
        EngineException reason =
            engine.explain(e, "switching foreign keys and triggers off", config);
        rollback(connection, reason);
        if (reason.failure() != Failure.PRIVILEGE_MISSING) {
          throw reason;
        }
        refused.accept(
            reason.sentence()
                + " Those of tables that the user owns are taken off for the load and put back after"
                + " it; rows that another table's foreign key or trigger refuses are rejected.");
      }
      return connection;
    }

    /** Makes a session ready to build keys and indexes; it stays so. */
    void prepareBuilding(Connection connection, BuildResources resources) {
      prepare(connection, load().building(resources));
    }

    /** Makes a session ready to look at the rows of foreign keys; it stays so. */
    void prepareLookingAtKeys(Connection connection, BuildResources resources) {
      prepare(connection, load().lookingAtKeys(resources));
    }

    private void prepare(Connection connection, List<String> statements) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
        connection.commit();
      } catch (SQLException e) {
        EngineException reason = engine.explain(e, "setting up the session", config);
        rollback(connection, reason);
        throw reason;
      }
    }

    /** A connection, set for loading, that begins a transaction with its first statement. */
    public Connection connect() {
      Connection connection = engine.connect(config);
      try (Statement statement = connection.createStatement()) {
        for (String sql : load().session()) {
          statement.execute(sql);
        }
        connection.setAutoCommit(false);
        return connection;
      } catch (SQLException e) {
        EngineException reason = engine.explain(e, "setting up the session", config);
        try (connection) {
          throw reason;
        } catch (SQLException closing) {
          reason.addSuppressed(closing);
          throw reason;
        }
      }
    }
  }

  /** Work in one target transaction that nobody else may do. */
  public interface Work<T> {
    /** Does the work; an exception rolls it back. */
    T run(Connection connection) throws SQLException;
  }

  /** Work without a result. */
  public interface Deed {
    /** Does the work; an exception rolls it back. */
    void run(Connection connection) throws SQLException;
  }

  /**
   * Does the work under the claim and commits.
   *
   * @param doing what it is, for messages
   */
  public <T> T compute(Connection connection, String doing, Work<T> work) {
    try {
      claim.hold(connection);
      T result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      rollback(connection, e);
      throw target.engine().explain(e, doing, target.config());
    } catch (RuntimeException e) {
      rollback(connection, e);
      throw e;
    }
  }

  /** As {@link #compute}, without a result. */
  public void transact(Connection connection, String doing, Deed deed) {
    boolean done =
        compute(
            connection,
            doing,
            c -> {
              deed.run(c);
              return true;
            });
    assert done;
  }

  /** Undoes the transaction; a failure of that is told beside the reason for it. */
  static void rollback(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * Ends a worker that shall not go on.
   *
   * @throws Stopped where a person wished it
   */
  void checkStop() {
    if (stop.isGiven() || Thread.currentThread().isInterrupted()) {
      throw new Stopped();
    }
  }
}
