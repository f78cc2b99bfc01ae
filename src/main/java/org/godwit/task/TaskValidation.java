package org.godwit.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.CanonicalText;
import org.godwit.engine.Dialect;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Snapshot;
import org.godwit.mapping.MappedColumn;
import org.godwit.mapping.RuleType;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.load.LoadTable;
import org.godwit.task.load.Stopped;
import org.godwit.task.validate.ColumnPair;
import org.godwit.task.validate.Connections;
import org.godwit.task.validate.TableValidation;
import org.godwit.task.validate.UncomparedColumn;
import org.godwit.task.validate.ValidationPair;
import org.godwit.task.validate.ValidationResult;
import org.godwit.task.validate.ValidationState;

/** Validates every loaded table of a task under the snapshot that the load ended with. */
final class TaskValidation {
  private static final String DOING = "validating";

  /** Locks on tables that lasted to the end would fill a server's room for them. */
  private static final int TABLES_AT_ONCE = 50;

  private final RunContext context;
  private final RunSettings settings;
  private final FullLoad.Source source;
  private final LoadContext.Target target;
  private final List<LoadTable> tables;

  TaskValidation(
      RunContext context,
      RunSettings settings,
      FullLoad.Source source,
      LoadContext.Target target,
      List<LoadTable> tables) {
    this.context = context;
    this.settings = settings;
    this.source = source;
    this.target = target;
    this.tables = tables;
  }

  /** Compares table after table, each in slices over all connections. */
  void run(Snapshot snapshot) {
    context.progress().enter("Validate");
    tables.forEach(
        table -> context.progress().of(table.name()).validation(ValidationFigures.PENDING));
    List<Connection> targets = new ArrayList<>();
    try (var _ = context.stop().interruptAfter(Duration.ZERO)) {
      for (int i = 0; i < snapshot.connections().size(); i++) {
        targets.add(target.connect());
      }
      compare(snapshot, targets);
    } catch (InterruptedException _) {
      throw new Stopped();
    } finally {
      close(targets);
    }
  }

  private void compare(Snapshot snapshot, List<Connection> targets) throws InterruptedException {
    Map<TableName, Table> targetTables = targetTables(targets.getFirst());
    long failuresLeft = settings.failuresMax();
    for (int from = 0; from < tables.size(); from += TABLES_AT_ONCE) {
      List<LoadTable> some = tables.subList(from, Math.min(from + TABLES_AT_ONCE, tables.size()));
      release(snapshot, targets);
      failuresLeft =
          compare(
              some,
              targetTables,
              snapshot.dialect().orElseGet(source.engine()::dialect),
              Connections.prepare(
                  snapshot.connections(),
                  textOf(source.engine()),
                  e -> source.engine().explain(e, DOING, source.config())),
              Connections.prepare(
                  targets,
                  textOf(target.engine()),
                  e -> target.engine().explain(e, DOING, target.config())),
              failuresLeft);
    }
  }

  /** A server may hold a lock on whatever was looked at as long as a transaction lasts. */
  private void release(Snapshot snapshot, List<Connection> targets) {
    snapshot.connections().forEach(snapshot::release);
    for (Connection connection : targets) {
      try {
        connection.commit();
      } catch (SQLException e) {
        throw target.engine().explain(e, DOING, target.config());
      }
    }
  }

  /** Returns how many differing rows may still be found. */
  private long compare(
      List<LoadTable> some,
      Map<TableName, Table> targetTables,
      Dialect sourceDialect,
      Connections sources,
      Connections targets,
      long failuresMax)
      throws InterruptedException {
    long failuresLeft = failuresMax;
    for (LoadTable table : some) {
      TableProgress progress = context.progress().of(table.name());
      if (progress.statistics().state() != TableState.COMPLETED) {
        progress.validation(ValidationFigures.NOT_COMPARED);
        continue;
      }
      if (failuresLeft <= 0) {
        leaveOut(table, progress);
        continue;
      }
      Optional<Table> there = Optional.ofNullable(targetTables.get(table.target().name()));
      ValidationResult result =
          validationOf(table, sourceDialect, failuresLeft)
              .run(
                  pair(table, there.orElse(table.target())),
                  sources,
                  targets,
                  (rows, failed) -> progress.validation(ValidationFigures.comparing(rows, failed)));
      report(table, progress, result);
      failuresLeft -= result.failed();
    }
    return failuresLeft;
  }

  /** A table that is not looked at is not validated, and says so. */
  private void leaveOut(LoadTable table, TableProgress progress) {
    String sentence =
        "not compared: %,d differing rows of the task were found before, the limit (FailureMaxCount)"
            .formatted(settings.failuresMax());
    progress.validation(
        new ValidationFigures(ValidationState.SUSPENDED_RECORDS, 0, 0, 0, sentence, List.of()));
    context.log().warning(LogComponent.VALIDATOR_EXT, table.name(), sentence);
  }

  private TableValidation validationOf(LoadTable table, Dialect sourceDialect, long failuresLeft) {
    return new TableValidation(
        sourceDialect,
        textOf(source.engine()),
        target.engine().dialect(),
        textOf(target.engine()),
        settings.validation(table.mapped(), Math.clamp(failuresLeft, 1, Integer.MAX_VALUE)),
        context.limits().pace());
  }

  private static CanonicalText textOf(Engine engine) {
    return engine
        .canonicalText()
        .orElseThrow(
            () ->
                new EngineException(
                    Failure.UNSUPPORTED,
                    "%s can't be validated yet; switch EnableValidation off"
                        .formatted(engine.descriptor().displayName())));
  }

  private Map<TableName, Table> targetTables(Connection connection) {
    List<TableName> names = tables.stream().map(table -> table.target().name()).toList();
    return target.engine().catalogReader().tables(connection, names).stream()
        .collect(Collectors.toMap(Table::name, Function.identity()));
  }

  private ValidationPair pair(LoadTable table, Table there) {
    List<ColumnPair> pairs = new ArrayList<>();
    List<UncomparedColumn> uncompared = new ArrayList<>();
    for (MappedColumn column : table.mapped().columns()) {
      switch (column) {
        case MappedColumn.FromSource(Column from, Column to, long _) -> {
          if (settings.skipsLobs() && RuleType.isLob(from.type())) {
            uncompared.add(new UncomparedColumn(to.name(), "LOBs are left out (SkipLobColumns)"));
          } else {
            Column stored = there.column(to.name()).orElse(to);
            pairs.add(
                Optional.ofNullable(table.mapped().wishes().validation().get(from.name()))
                    .map(
                        rule ->
                            new ColumnPair(
                                from, stored, rule.sourceFunction(), rule.targetFunction()))
                    .orElseGet(() -> new ColumnPair(from, stored)));
          }
        }
        case MappedColumn.FromExpression computed ->
            uncompared.add(
                UncomparedColumn.addedByRule(
                    computed.target().name(), Long.toString(computed.ruleId())));
      }
    }
    return new ValidationPair(
        table.mapped().source(), there, pairs, uncompared, table.source().where());
  }

  private void report(LoadTable table, TableProgress progress, ValidationResult result) {
    boolean isPassed = result.isPassed(settings.isStrict());
    boolean isOnlyAltered = !isPassed && result.state() == ValidationState.VALIDATED;
    ValidationState state = isOnlyAltered ? ValidationState.MISMATCHED_RECORDS : result.state();
    String details =
        isOnlyAltered
            ? "GodwitSettings.Strict: altered values are not allowed. " + result.details()
            : result.details();
    progress.validation(
        new ValidationFigures(
            state,
            result.rowsSource(),
            result.failed(),
            result.alteredValues(),
            details,
            result.differences()));
    String sentence =
        "validation: %s; %,d rows on the source, %,d on the target, %,d differ, %,d values altered by policy. %s"
            .formatted(
                state.words(),
                result.rowsSource(),
                result.rowsTarget(),
                result.failed(),
                result.alteredValues(),
                details);
    if (isPassed) {
      context.log().info(LogComponent.VALIDATOR_EXT, table.name(), sentence);
    } else {
      context.log().warning(LogComponent.VALIDATOR_EXT, table.name(), sentence);
    }
  }

  private void close(List<Connection> connections) {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        context
            .log()
            .warning(
                LogComponent.VALIDATOR_EXT,
                "a connection to the target did not close: "
                    + Objects.toString(e.getMessage(), e.toString()));
      }
    }
  }
}
