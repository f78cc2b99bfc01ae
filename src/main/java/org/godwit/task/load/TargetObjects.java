package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.godwit.catalog.Check;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Index;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.DdlStatement.Phase;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.LogComponent;
import org.godwit.task.control.StatementLedger;
import org.godwit.task.control.StatementRecord;

/** Builds what comes after the rows: keys, indexes, checks, foreign keys, identity, statistics. */
final class TargetObjects {
  private final LoadContext context;
  private final Definitions definitions;
  private final Connection target;
  private final StatementLedger ledger;

  TargetObjects(LoadContext context, Definitions definitions) {
    this.context = context;
    this.definitions = definitions;
    this.target = definitions.ledger();
    this.ledger = new StatementLedger(context.claim());
  }

  /**
   * Runs the statements of these phases, one transaction each.
   *
   * @throws TableError where the target refuses one that the table can't do without
   */
  void build(List<StatementRecord> statements, Set<Phase> phases) {
    for (StatementRecord statement : undone(statements, phases)) {
      context.checkStop();
      build(statement);
    }
  }

  /**
   * Runs all statements of these phases of one table in a transaction that ends with the deed; for
   * tables so small that round trips are what takes time.
   *
   * @return false where one was refused, and nothing is marked as done: {@link #build} finds out
   *     which
   */
  boolean buildAtOnce(TableName source, Set<Phase> phases, LoadContext.Deed deed) {
    return isDone(
        "making what belongs to " + source,
        connection -> {
          runAll(undone(ledger.ofTable(connection, source), phases));
          ledger.done(connection, source, phases);
          deed.run(connection);
        });
  }

  /**
   * Runs statements of more tables in one transaction, where the target's definitions belong to it.
   *
   * @return false where one was refused, and nothing is done: {@link #build} finds out which
   */
  boolean buildTogether(List<StatementRecord> statements) {
    return isDone(
        "making " + statements.getFirst().statement().object() + " and others",
        connection -> {
          runAll(statements);
          ledger.done(connection, statements);
        });
  }

  private boolean isDone(String doing, LoadContext.Deed deed) {
    context.checkStop();
    try {
      context.transact(target, doing, deed);
      return true;
    } catch (EngineException e) {
      context.checkStop();
      if (e.failure().isOfServer()) {
        throw e;
      }
      return false;
    }
  }

  private void runAll(List<StatementRecord> statements) throws SQLException {
    definitions.runAll(statements.stream().map(record -> record.statement().sql()).toList());
  }

  /** In the order of their phases. */
  private static List<StatementRecord> undone(List<StatementRecord> statements, Set<Phase> phases) {
    return statements.stream()
        .filter(record -> !record.done() && phases.contains(record.statement().phase()))
        .sorted(Comparator.comparing(record -> record.statement().phase()))
        .toList();
  }

  private void build(StatementRecord record) {
    String object = record.statement().object();
    try {
      context.transact(
          target,
          "making " + object + " of " + record.statement().table(),
          connection -> {
            definitions.run(record.statement().sql());
            ledger.done(connection, record, "");
          });
    } catch (EngineException e) {
      context.checkStop();
      if (e.failure().isOfServer()) {
        throw e;
      }
      giveUp(record, e);
    }
  }

  /** The name may also be that of something else, among which the server has its names. */
  private boolean isThere(DdlStatement statement) {
    boolean isNamed =
        switch (statement.phase()) {
          case PRIMARY_KEY, INDEX, CHECK, FOREIGN_KEY -> true;
          case SCHEMA, TABLE, FOREIGN_KEY_VALIDATION, TRIGGER, IDENTITY, STATISTICS -> false;
        };
    return !isNamed
        || context
            .compute(
                target,
                "reading the definition of " + statement.table(),
                it ->
                    context
                        .target()
                        .engine()
                        .catalogReader()
                        .tables(it, List.of(statement.table())))
            .stream()
            .anyMatch(table -> hasObject(table, statement));
  }

  private static boolean hasObject(Table table, DdlStatement statement) {
    if (statement.phase() == Phase.PRIMARY_KEY) {
      return table.primaryKey().isPresent();
    }
    Stream<String> names =
        Stream.of(
                table.indexes().stream().map(Index::name),
                table.checks().stream().map(Check::name),
                table.foreignKeys().stream().map(ForeignKey::name))
            .flatMap(Function.identity());
    return names.anyMatch(name -> statement.object().endsWith(" " + name));
  }

  private void giveUp(StatementRecord record, EngineException reason) {
    if (reason.failure() == Failure.OBJECT_EXISTS && isThere(record.statement())) {
      // A key of a table that was not dropped, on one that was loaded again: it is still there.
      context.transact(
          target, "recording what is there", connection -> ledger.done(connection, record, ""));
      return;
    }
    String sentence = record.statement().object() + " was not made: " + reason.sentence();
    if (!record.statement().optional()) {
      throw new TableError(sentence);
    }
    context.transact(
        target,
        "recording a refused statement",
        connection -> ledger.done(connection, record, reason.sentence()));
    boolean isOfARefusedKey =
        record.statement().phase() == Phase.FOREIGN_KEY_VALIDATION
            && reason.failure() == Failure.OBJECT_MISSING;
    if (isOfARefusedKey) {
      return; // that the key was not made is said already
    }
    context.log().warning(LogComponent.TABLES_MANAGER, record.source(), sentence);
    context.progress().of(record.source()).refused(sentence);
  }
}
