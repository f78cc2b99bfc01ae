package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.DdlStatement.Phase;
import org.godwit.engine.EngineException;
import org.godwit.engine.TableTies;
import org.godwit.task.LogComponent;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.LoadPhase;
import org.godwit.task.control.StatementLedger;
import org.godwit.task.control.TableRecord;

/**
 * Makes target tables ready for rows. A table's statements, the list of those that come after the
 * rows, and its mark commit together.
 */
final class TargetTables {
  private static final Set<Phase> ALWAYS_BEFORE_ROWS = EnumSet.of(Phase.SCHEMA, Phase.TABLE);

  private final LoadContext context;
  private final Set<TableName> toDrop;
  private final LoadLedger ledger;
  private final Set<String> schemas = new HashSet<>();

  /**
   * For one run.
   *
   * @param toDrop the target tables that will be dropped in it
   */
  TargetTables(LoadContext context, Set<TableName> toDrop) {
    this.context = context;
    this.toDrop = toDrop;
    this.ledger = new LoadLedger(context.claim());
  }

  /** What will be done to the table, for the log and the confirmation. */
  static Action actionOn(LoadTable table, TablePreparation preparation, int reloads) {
    if (!table.exists()) {
      return Action.CREATE;
    }
    return switch (preparation) {
      case DROP_AND_CREATE -> Action.DROP_AND_CREATE;
      case TRUNCATE_BEFORE_LOAD -> Action.TRUNCATE;
      // A second load on top of the rows of the first would only collide with them.
      case DO_NOTHING -> reloads > 0 ? Action.TRUNCATE : Action.KEEP;
    };
  }

  /** What is done to a target table. */
  enum Action {
    CREATE,
    DROP_AND_CREATE,
    TRUNCATE,
    KEEP
  }

  /**
   * Prepares a table.
   *
   * @throws TableError where the target refuses
   */
  void prepare(Connection target, LoadTable table, TableRecord record) {
    Action action = actionOn(table, context.settings().preparation(), record.reloads());
    TableName name = table.target().name();
    try {
      prepare(target, table, action, context.target().load().truncate(List.of(name)));
    } catch (TableError e) {
      if (action != Action.TRUNCATE) {
        throw e;
      }
      // A foreign key of another table forbids TRUNCATE; DELETE without triggers is slower, and
      // may.
      context.log().info(LogComponent.TABLES_MANAGER, table.name(), e.sentence());
      try (Connection other =
          context
              .target()
              .connectWithoutTriggers(
                  sentence -> context.log().warning(LogComponent.TARGET_LOAD, sentence))) {
        String delete = "DELETE FROM " + context.target().engine().dialect().quote(name);
        prepare(other, table, action, delete);
      } catch (SQLException closing) {
        throw context
            .target()
            .engine()
            .explain(closing, "emptying " + name, context.target().config());
      }
    }
  }

  private void prepare(Connection target, LoadTable table, Action action, String emptying) {
    try {
      context.transact(
          target,
          "preparing " + table.target().name(),
          connection -> {
            List<DdlStatement> later =
                new ArrayList<>(
                    new StatementLedger(context.claim()).takeUnrestored(connection, table.name()));
            switch (action) {
              case CREATE -> create(connection, table, later);
              case DROP_AND_CREATE -> {
                later.addAll(untie(connection, table));
                run(connection, context.target().load().dropTable(table.target().name()));
                create(connection, table, later);
              }
              case TRUNCATE -> {
                run(connection, emptying);
                later(connection, table, EnumSet.of(Phase.IDENTITY, Phase.STATISTICS), later);
              }
              case KEEP ->
                  later(connection, table, EnumSet.of(Phase.IDENTITY, Phase.STATISTICS), later);
            }
            ledger.reached(connection, table.name(), LoadPhase.PREPARED, context.clock().instant());
          });
    } catch (EngineException e) {
      if (e.failure().isOfServer()) {
        throw e;
      }
      throw new TableError(e.sentence());
    }
    context
        .log()
        .info(LogComponent.TABLES_MANAGER, table.name(), words(action, table.target().name()));
  }

  private static String words(Action action, TableName target) {
    return switch (action) {
      case CREATE -> "created " + target;
      case DROP_AND_CREATE -> "dropped and created " + target;
      case TRUNCATE -> "emptied " + target;
      case KEEP -> "kept " + target + " and its rows";
    };
  }

  /** Takes off what keeps the table from being dropped, and returns what puts it back. */
  private List<DdlStatement> untie(Connection connection, LoadTable table) throws SQLException {
    TableTies ties = context.target().load().ties(connection, table.target().name(), toDrop);
    for (String sql : ties.off()) {
      run(connection, sql);
    }
    for (DdlStatement statement : ties.on()) {
      if (statement.phase() == Phase.FOREIGN_KEY) {
        context
            .log()
            .info(
                LogComponent.TABLES_MANAGER,
                table.name(),
                statement.object() + "; it is put back after the rows");
      }
    }
    return ties.on();
  }

  private void create(Connection connection, LoadTable table, List<DdlStatement> also)
      throws SQLException {
    Set<Phase> now = EnumSet.copyOf(ALWAYS_BEFORE_ROWS);
    if (!context.settings().keyAfterLoad()) {
      now.add(Phase.PRIMARY_KEY);
    }
    for (DdlStatement statement : table.plan().statements()) {
      boolean isThere =
          statement.phase() == Phase.SCHEMA && isSchemaThere(connection, statement.table());
      if (now.contains(statement.phase()) && !isThere) {
        run(connection, statement.sql());
      }
    }
    later(connection, table, EnumSet.complementOf(EnumSet.copyOf(now)), also);
  }

  /** A server may ask for the privilege to create also where IF NOT EXISTS finds it there. */
  private boolean isSchemaThere(Connection connection, TableName table) {
    if (schemas.isEmpty()) {
      schemas.addAll(context.target().engine().catalogReader().schemas(connection));
    }
    return schemas.contains(table.schema());
  }

  private void later(
      Connection connection, LoadTable table, Set<Phase> phases, List<DdlStatement> also)
      throws SQLException {
    List<DdlStatement> statements = new ArrayList<>(also);
    for (DdlStatement statement : table.plan().statements()) {
      if (phases.contains(statement.phase())) {
        statements.add(statement);
      }
    }
    new StatementLedger(context.claim()).add(connection, table.name(), statements);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
