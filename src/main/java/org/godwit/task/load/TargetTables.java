package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.godwit.task.control.StatementRecord;
import org.godwit.task.control.TableRecord;

/**
 * Makes target tables ready for rows. A table's statements, the list of those that come after the
 * rows, and its mark commit together.
 */
final class TargetTables implements AutoCloseable {
  private static final Set<Phase> ALWAYS_BEFORE_ROWS = EnumSet.of(Phase.SCHEMA, Phase.TABLE);

  private static final Set<Phase> ALWAYS_AFTER_ROWS = EnumSet.of(Phase.IDENTITY, Phase.STATISTICS);

  private final LoadContext context;
  private final Set<TableName> toDrop;
  private final LoadLedger ledger;
  private final Set<String> schemas = new HashSet<>();
  private final Set<TableName> made = new HashSet<>(); // by this run, not yet marked as prepared
  private final Set<TableName> keptOf; // tables that the ledger may have statements of
  private final Connection target;
  private final Definitions definitions;

  /**
   * For one run.
   *
   * @param target for the ledger
   * @param toDrop the target tables that will be dropped in it
   * @param keptOf the source tables of which the ledger has statements
   */
  TargetTables(
      LoadContext context, Connection target, Set<TableName> toDrop, Set<TableName> keptOf) {
    this.context = context;
    this.target = target;
    this.toDrop = toDrop;
    this.keptOf = new HashSet<>(keptOf);
    this.ledger = new LoadLedger(context.claim());
    this.definitions = new Definitions(context, target);
  }

  @Override
  public void close() throws SQLException {
    definitions.close();
  }

  /** What will be done to the table, for the log and the confirmation. */
  static Action actionOn(LoadTable table, TablePreparation preparation, TableRecord record) {
    if (!table.exists()) {
      return Action.CREATE;
    }
    if (record.phase() == LoadPhase.CREATING) {
      return Action.DROP_AND_CREATE;
    }
    return switch (preparation) {
      case DROP_AND_CREATE -> Action.DROP_AND_CREATE;
      case TRUNCATE_BEFORE_LOAD -> Action.TRUNCATE;
      // A second load on top of the rows of the first would only collide with them.
      case DO_NOTHING -> record.reloads() > 0 ? Action.TRUNCATE : Action.KEEP;
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
   * Makes tables that the target doesn't have, together: a transaction each is what takes time
   * where they are many.
   *
   * @return false where the target refused one; {@link #prepare} each then, to find out which
   */
  boolean create(List<LoadTable> tables) {
    tables.forEach(this::clearRejects);
    try {
      if (definitions.commit()) {
        prepareInSteps(tables, Action.CREATE);
      } else {
        prepareAtOnce(target, definitions, tables, Action.CREATE, "");
      }
      return true;
    } catch (TableError _) {
      return false;
    }
  }

  /**
   * Prepares a table.
   *
   * @throws TableError where the target refuses
   */
  void prepare(LoadTable table, TableRecord record) {
    Action action =
        made.contains(table.name())
            ? Action.DROP_AND_CREATE
            : actionOn(table, context.settings().preparation(), record);
    TableName name = table.target().name();
    clearRejects(table);
    try {
      if (definitions.commit()) {
        prepareInSteps(List.of(table), action);
      } else {
        prepareAtOnce(target, definitions, List.of(table), action, truncate(name));
      }
    } catch (TableError e) {
      if (action != Action.TRUNCATE || definitions.commit()) {
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
        prepareAtOnce(other, new Definitions(context, other), List.of(table), action, delete);
      } catch (SQLException closing) {
        throw context
            .target()
            .engine()
            .explain(closing, "emptying " + name, context.target().config());
      }
    }
  }

  /** The ledger has no rejected row of it any more; a process that dies here prepares again. */
  private void clearRejects(LoadTable table) {
    new RejectFile(context.settings().rejectFolder(), table.name()).clear();
  }

  private String truncate(TableName table) {
    return context.target().load().truncate(List.of(table));
  }

  /** All in one transaction. */
  private void prepareAtOnce(
      Connection ledgers,
      Definitions through,
      List<LoadTable> tables,
      Action action,
      String emptying) {
    transact(
        ledgers,
        tables,
        connection -> {
          Map<TableName, TableTies> ties = keepForLater(connection, through, tables, action);
          List<String> all = new ArrayList<>();
          for (LoadTable table : tables) {
            all.addAll(definitionsOf(through, table, action, of(ties, table), emptying));
          }
          if (tables.size() > 1) {
            through.runAll(all);
          } else {
            run(through, all);
          }
          prepared(connection, tables);
        });
    done(tables, action);
  }

  private void run(Definitions through, List<String> all) throws SQLException {
    for (String sql : all) {
      context.checkStop();
      through.run(sql);
    }
  }

  /**
   * First the intent, with all that puts back what will be taken off; then the definitions, while
   * the ledger's transaction holds the claim; then the mark that they are done. A process that dies
   * in between leaves a table that the next one drops or empties again.
   */
  private void prepareInSteps(List<LoadTable> tables, Action action) {
    Map<TableName, TableTies> ties = new HashMap<>();
    transact(
        target,
        tables,
        connection -> {
          ties.putAll(keepForLater(connection, definitions, tables, action));
          if (action == Action.CREATE) {
            ledger.creating(connection, names(tables));
          }
        });
    transact(
        target,
        tables,
        connection -> {
          for (LoadTable table : tables) {
            String emptying = truncate(table.target().name());
            run(definitions, definitionsOf(definitions, table, action, of(ties, table), emptying));
            if (action == Action.CREATE) {
              made.add(table.name());
            }
          }
          prepared(connection, tables);
        });
    done(tables, action);
  }

  private static TableTies of(Map<TableName, TableTies> ties, LoadTable table) {
    return Objects.requireNonNull(ties.get(table.name()));
  }

  private static List<TableName> names(List<LoadTable> tables) {
    return tables.stream().map(LoadTable::name).toList();
  }

  private void transact(Connection ledgers, List<LoadTable> tables, LoadContext.Deed deed) {
    try {
      context.transact(ledgers, "preparing " + tables.getFirst().target().name(), deed);
    } catch (EngineException e) {
      if (e.failure().isOfServer()) {
        throw e;
      }
      throw new TableError(e.sentence());
    }
  }

  private void prepared(Connection connection, List<LoadTable> tables) throws SQLException {
    ledger.reached(connection, names(tables), LoadPhase.PREPARED, context.clock().instant());
  }

  private void done(List<LoadTable> tables, Action action) {
    for (LoadTable table : tables) {
      context
          .log()
          .info(LogComponent.TABLES_MANAGER, table.name(), words(action, table.target().name()));
      if (action == Action.KEEP && lacksKey(table)) {
        tellOfMissingKey(table);
      }
    }
  }

  private static boolean lacksKey(LoadTable table) {
    return table.target().primaryKey().isEmpty() && table.plan().table().primaryKey().isPresent();
  }

  /** No key keeps rows out that are there already, as those of a load that was given up. */
  private void tellOfMissingKey(LoadTable table) {
    String sentence =
        "%s was there without the primary key of its source: rows that it had already are there twice when they come again"
            .formatted(table.target().name());
    context.log().warning(LogComponent.TABLES_MANAGER, table.name(), sentence);
    context.progress().of(table.name()).message(sentence + ".");
  }

  /** What is to be taken off before the rows, and put back behind them. */
  private TableTies ties(Definitions through, LoadTable table, Action action) throws SQLException {
    TableName name = table.target().name();
    return switch (action) {
      case CREATE -> TableTies.NONE;
      case DROP_AND_CREATE -> context.target().load().ties(through.connection(), name, toDrop);
      case TRUNCATE, KEEP ->
          context.target().load().triggers(through.connection(), name, action == Action.TRUNCATE);
    };
  }

  /** Keeps in the ledger what is to be run behind the rows; returns what is to be taken off. */
  private Map<TableName, TableTies> keepForLater(
      Connection connection, Definitions through, List<LoadTable> tables, Action action)
      throws SQLException {
    StatementLedger statements = new StatementLedger(context.claim());
    Map<TableName, TableTies> tiesOf = new HashMap<>();
    Map<TableName, List<DdlStatement>> later = new LinkedHashMap<>();
    for (LoadTable table : tables) {
      context.checkStop();
      TableTies ties = ties(through, table, action);
      tiesOf.put(table.name(), ties);
      List<DdlStatement> own = new ArrayList<>();
      if (!keptOf.add(table.name())) {
        own.addAll(stillToDo(table, action, statements.takeUndone(connection, table.name())));
      }
      own.addAll(ties.on());
      own.addAll(afterRows(table, action));
      later.put(table.name(), own);
    }
    statements.add(connection, later);
    return tiesOf;
  }

  /**
   * What an earlier run left to do: what it had taken off others, and what the table itself lacks
   * if that run made it and this one doesn't make it anew.
   */
  private static List<DdlStatement> stillToDo(
      LoadTable table, Action action, List<StatementRecord> undone) {
    Set<Phase> lacking = EnumSet.noneOf(Phase.class);
    if (action == Action.TRUNCATE || action == Action.KEEP) {
      lacking = EnumSet.complementOf(EnumSet.copyOf(ALWAYS_AFTER_ROWS));
      if (table.target().primaryKey().isPresent()) {
        lacking.remove(Phase.PRIMARY_KEY);
      }
    }
    Set<Phase> own = lacking;
    return undone.stream()
        .filter(record -> record.isUnrestored() || own.contains(record.statement().phase()))
        .map(StatementRecord::statement)
        .toList();
  }

  private List<DdlStatement> afterRows(LoadTable table, Action action) {
    Set<Phase> phases =
        switch (action) {
          case CREATE, DROP_AND_CREATE -> EnumSet.complementOf(EnumSet.copyOf(beforeRows()));
          case TRUNCATE, KEEP -> ALWAYS_AFTER_ROWS;
        };
    return table.plan().statements().stream()
        .filter(statement -> phases.contains(statement.phase()))
        .toList();
  }

  private Set<Phase> beforeRows() {
    Set<Phase> phases = EnumSet.copyOf(ALWAYS_BEFORE_ROWS);
    if (!context.settings().keyAfterLoad()) {
      phases.add(Phase.PRIMARY_KEY);
    }
    return phases;
  }

  private List<String> definitionsOf(
      Definitions through, LoadTable table, Action action, TableTies ties, String emptying) {
    List<String> all = new ArrayList<>(ties.off());
    tellOfTies(table, ties);
    switch (action) {
      case CREATE -> all.addAll(creation(through, table));
      case DROP_AND_CREATE -> {
        all.add(context.target().load().dropTable(table.target().name()));
        all.addAll(creation(through, table));
      }
      case TRUNCATE -> {
        all.add(emptying);
        all.addAll(table.fitting());
        table.fitting().forEach(sql -> tellOfFitting(table, sql));
      }
      case KEEP -> {}
    }
    return all;
  }

  private static String words(Action action, TableName target) {
    return switch (action) {
      case CREATE -> "created " + target;
      case DROP_AND_CREATE -> "dropped and created " + target;
      case TRUNCATE -> "emptied " + target;
      case KEEP -> "kept " + target + " and its rows";
    };
  }

  private void tellOfFitting(LoadTable table, String sql) {
    context
        .log()
        .info(LogComponent.TABLES_MANAGER, table.name(), "altered as its source's table: " + sql);
  }

  private void tellOfTies(LoadTable table, TableTies ties) {
    for (String sentence : ties.lost()) {
      context
          .log()
          .warning(LogComponent.TABLES_MANAGER, table.name(), "lost by the drop of " + sentence);
      context.progress().of(table.name()).message("Lost by the drop of " + sentence + ".");
    }
    for (DdlStatement statement : ties.on()) {
      if (statement.phase() == Phase.FOREIGN_KEY || statement.phase() == Phase.TRIGGER) {
        context
            .log()
            .info(
                LogComponent.TABLES_MANAGER,
                table.name(),
                statement.object() + "; it is put back after the rows");
      }
    }
  }

  private List<String> creation(Definitions through, LoadTable table) {
    Set<Phase> now = beforeRows();
    List<String> creation = new ArrayList<>();
    for (DdlStatement statement : table.plan().statements()) {
      boolean isThere =
          statement.phase() == Phase.SCHEMA
              && isSchemaThere(through.connection(), statement.table());
      if (now.contains(statement.phase()) && !isThere) {
        creation.add(statement.sql());
      }
    }
    return creation;
  }

  /** A server may ask for the privilege to create also where IF NOT EXISTS finds it there. */
  private boolean isSchemaThere(Connection connection, TableName table) {
    if (schemas.isEmpty()) {
      schemas.addAll(context.target().engine().catalogReader().schemas(connection));
    }
    return schemas.contains(table.schema());
  }
}
