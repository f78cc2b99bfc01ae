package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.ColumnStatements;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.TableAlteration;
import org.godwit.engine.TableAlteration.Rows;
import org.godwit.engine.TableDefinitions;
import org.godwit.task.LogComponent;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.load.LoadContext;

/**
 * Follows what becomes of the source's tables themselves: the target's are altered and dropped with
 * them, new ones are planned, and what can't be followed parks its table.
 */
final class SourceDefinitions {
  private final LoadContext context;
  private final ChangeSource source;
  private final Connection connection;
  private final ChangeTarget target;
  private final ApplySettings.Definitions settings;
  private final ParkedTables parked;
  private final GoneTables gone;

  /**
   * Begins.
   *
   * @param connection to the target, in no transaction whenever this is used
   * @param gone those that the source had no longer before
   */
  SourceDefinitions(
      LoadContext context,
      ChangeSource source,
      Connection connection,
      ApplySettings.Definitions settings,
      ParkedTables parked,
      GoneTables gone) {
    this.gone = gone;
    this.context = context;
    this.source = source;
    this.connection = connection;
    this.target = context.target().engine().changeTarget().orElseThrow();
    this.settings = settings;
    this.parked = parked;
  }

  /** The tables that the source had no longer when the task planned. */
  GoneTables gone() {
    return gone;
  }

  /**
   * Makes the target's tables what the source's are now, before anything is applied to them.
   *
   * @throws EngineException of {@link Failure#DEFINITION_CHANGED} where something was altered, for
   *     the plan is of the tables as they were
   */
  void alter(Collection<ChangeTable> tables, TableDefinitions opened) {
    EngineException changed = null;
    for (ChangeTable table : tables) {
      List<TableAlteration> of = opened.alterations().get(table.name());
      if (of != null) {
        try {
          if (isAltered(table, of, opened.now())) {
            changed = changed(table.name(), of.getLast().statement());
          }
        } catch (TargetAlteration.Unfollowed e) {
          parked.parkAtOnce(table.name(), reason(of.getLast().statement(), e.why()));
        }
      }
    }
    if (changed != null) {
      throw changed;
    }
  }

  private static String reason(String statement, String why) {
    return "it was altered on the source by %s, which isn't followed, for %s"
        .formatted(statement, why);
  }

  private boolean isAltered(
      ChangeTable table, List<TableAlteration> told, Map<TableName, String> definitions) {
    List<TableAlteration> all = // the load has seen the others
        told.stream().filter(alteration -> !isLoaded(alteration.at(), table)).toList();
    for (TableAlteration alteration : all) {
      if (alteration.rows() != Rows.KEPT) {
        boolean isAnother = alteration.rows() == Rows.OF_ANOTHER;
        if (isAnother
            && LoadAgain.take(context, connection, false, table.name(), alteration.statement())) {
          return true;
        }
        throw new TargetAlteration.Unfollowed(
            "the log doesn't have the rows that it has behind that");
      }
    }
    ColumnStatements write =
        context.compute(connection, "reading the target's traits", target::columnStatements);
    List<String> statements = TargetAlteration.statements(table.load(), actual(table), all, write);
    if (statements.isEmpty()) {
      return false;
    }
    if (!settings.alters()) {
      throw new TargetAlteration.Unfollowed("HandleSourceTableAltered is false");
    }
    Map<TableName, String> made = new TreeMap<>(definitions);
    made.keySet().retainAll(Set.of(table.name()));
    Map<TableName, ChangeCounts> counted =
        Map.of(table.name(), ChangeCounts.ofAlterations(all.size()));
    LoadContext.Deed done =
        it -> {
          ChangeLedger ledger = new ChangeLedger(context.claim());
          ledger.define(it, made);
          ledger.count(it, counted);
        };
    try {
      alter("altering " + table.load().target().name(), statements, done, write);
    } catch (EngineException e) {
      if (e.failure().isOfServer() || e.failure().isTransient()) {
        throw e;
      }
      // An owner before may have done it while this one waited for the table.
      boolean isDone =
          write.commitByThemselves()
              && TargetAlteration.statements(table.load(), actual(table), all, write).isEmpty();
      if (!isDone) {
        throw new TargetAlteration.Unfollowed("the target refused it: " + e.sentence());
      }
      context.transact(connection, "recording an alteration", done);
    }
    if (!TargetAlteration.statements(table.load(), actual(table), all, write).isEmpty()) {
      throw new TargetAlteration.Unfollowed("the target's table did not become what was planned");
    }
    for (String sql : statements) {
      context
          .log()
          .info(LogComponent.TARGET_APPLY, table.name(), "altered with the source's table: " + sql);
    }
    return true;
  }

  /**
   * In one transaction where that can be. Else the kept definition stays the old one until all
   * statements are done, so that a later run looks for what is left of them; and each is begun
   * under the claim, which its own commit then ends.
   */
  private void alter(
      String doing, List<String> statements, LoadContext.Deed done, ColumnStatements write) {
    if (write.commitByThemselves()) {
      for (String sql : statements) {
        context.transact(connection, doing, it -> run(it, List.of(sql)));
      }
      context.transact(connection, doing, done);
      return;
    }
    context.transact(
        connection,
        doing,
        it -> {
          run(it, statements);
          done.run(it);
        });
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Table actual(ChangeTable table) {
    TableName name = table.load().target().name();
    return context.compute(
        connection,
        "reading the definition of " + name,
        it ->
            context.target().engine().catalogReader().tables(it, List.of(name)).stream()
                .findFirst()
                .orElseThrow(
                    () ->
                        new TargetAlteration.Unfollowed(
                            "the target has no table %s any more".formatted(name))));
  }

  private boolean isLoaded(Position place, ChangeTable table) {
    Optional<Position> loadedAt = table.loadedAt();
    return loadedAt.isPresent() && source.isBefore(place, loadedAt.get());
  }

  /** A table that is followed was dropped: the target's goes too, or stays as it is. */
  void drop(ChangeTable table, String statement) {
    TableName name = table.load().target().name();
    String sql = context.target().load().dropTable(name);
    try {
      context.transact(
          connection,
          "dropping " + name,
          it -> {
            if (settings.drops()) {
              run(it, List.of(sql));
            }
            new ChangeLedger(context.claim()).forget(it, table.name());
            new LoadLedger(context.claim()).removeTable(it, table.name());
          });
    } catch (EngineException e) {
      if (e.failure().isOfServer() || e.failure().isTransient()) {
        throw e;
      }
      parked.parkAtOnce(table.name(), reason(statement, "the target refused it: " + e.sentence()));
      return;
    }
    parked.leave(table.name());
    String what =
        settings.drops()
            ? "dropped with the source's table: " + sql
            : "the source's table was dropped, the target's stays (HandleSourceTableDropped is false)";
    context.log().warning(LogComponent.TARGET_APPLY, table.name(), what);
    context.progress().leave(table.name(), what);
  }

  /**
   * A table that is followed was made another: it is loaded again or parked.
   *
   * @throws EngineException of {@link Failure#DEFINITION_CHANGED} where it is loaded again
   */
  void remake(TableName table, String statement) {
    if (LoadAgain.take(context, connection, false, table, statement)) {
      throw changed(table, statement);
    }
    parked.parkAtOnce(table, "it was altered on the source by " + statement);
  }

  /** What ends a run whose plan says no longer what the source's tables are. */
  static EngineException changed(TableName table, String statement) {
    return new EngineException(
        Failure.DEFINITION_CHANGED,
        "the source has changed the definition of %s: %s".formatted(table, statement));
  }
}
