package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Position;
import org.godwit.task.LogComponent;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.Checkpoint;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.load.LoadContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what was loaded beside the changes of the other tables: where these have gone on past
 * the snapshot, the task's position goes back to it, and each of them keeps how far it has come.
 * The log between is read again, for the joining tables alone ({@code docs/adr/0024}).
 */
final class JoiningTables {
  private final LoadContext context;
  private final ChangeSource source;
  private final ChangeLedger ledger;

  /** Of a claimed task. */
  JoiningTables(LoadContext context, ChangeSource source) {
    this.context = context;
    this.source = source;
    this.ledger = new ChangeLedger(context.claim());
  }

  /**
   * Takes in, in one transaction, the tables that are loaded and not followed yet. One whose place
   * the source's log no longer has is suspended with that reason.
   *
   * @param stream of the task
   */
  void join(Connection toSource, Connection toTarget, String stream) {
    if (source.opensAtSnapshots()) {
      context.transact(
          toTarget, "joining tables that were loaded", it -> takeIn(it, toSource, stream));
    }
  }

  /**
   * Whether a load of what is left of these tables may leave them of several moments: some are
   * loaded, or changes are applied to them, and others are not.
   */
  boolean mayBeUneven(Connection connection, Collection<TableName> planned) throws SQLException {
    Set<TableName> loaded = ReadyTables.loaded(new LoadLedger(context.claim()), connection);
    boolean isPartLoaded = !loaded.isEmpty() && !loaded.containsAll(planned);
    return isPartLoaded || evenAt(connection).isPresent();
  }

  /**
   * Up to where changes have to be applied until all tables are of one moment of the source; empty
   * where they are.
   */
  Optional<Position> evenAt(Connection connection) throws SQLException {
    Optional<Checkpoint> checkpoint = ledger.checkpoint(connection).filter(Checkpoint::isBegun);
    if (checkpoint.isEmpty()) {
      return Optional.empty();
    }
    LoadLedger loads = new LoadLedger(context.claim());
    Set<Position> places = new HashSet<>(ReadyTables.loadedAt(source, loads, connection).values());
    boolean isOfOneLoad = ledger.sourceIds(connection).isEmpty() && places.size() <= 1;
    if (isOfOneLoad) {
      return Optional.empty();
    }
    ledger.appliedTo(connection).values().forEach(it -> places.add(source.position(it)));
    Position reached = source.position(checkpoint.get().position());
    return places.stream()
        .filter(place -> source.isBefore(reached, place))
        .reduce((one, two) -> source.isBefore(one, two) ? two : one);
  }

  private void takeIn(Connection connection, Connection toSource, String stream)
      throws SQLException {
    Optional<Checkpoint> checkpoint = ledger.checkpoint(connection).filter(Checkpoint::isBegun);
    Set<TableName> followed = ledger.sourceIds(connection).keySet();
    if (checkpoint.isEmpty() || followed.isEmpty()) {
      return; // nothing was applied yet
    }
    LoadLedger loads = new LoadLedger(context.claim());
    Map<TableName, Position> joining =
        new TreeMap<>(ReadyTables.loadedAt(source, loads, connection));
    joining.keySet().removeAll(followed);
    if (joining.isEmpty()) {
      return;
    }
    Position reached = source.position(checkpoint.get().position());
    joining.values().removeIf(at -> !source.isBefore(at, reached));
    Position oldest = source.oldest(toSource, stream);
    for (TableName lost : behind(joining, oldest)) {
      suspend(connection, lost, joining.remove(lost));
    }
    Optional<Position> first =
        joining.values().stream().reduce((one, two) -> source.isBefore(two, one) ? two : one);
    if (first.isEmpty()) {
      return;
    }
    Map<TableName, String> applied = ledger.appliedTo(connection);
    Map<TableName, String> places = new TreeMap<>();
    for (TableName table : followed) {
      String further = applied.get(table);
      if (further == null || source.isBefore(source.position(further), reached)) {
        places.put(table, reached.text());
      }
    }
    ledger.appliedTo(connection, places);
    ledger.goBack(connection, first.get().text());
    context
        .log()
        .info(
            LogComponent.SOURCE_CAPTURE,
            "%s: joined; what was committed from %s up to %s is read again, for these alone"
                .formatted(joining.keySet(), first.get().text(), reached.text()));
  }

  private List<TableName> behind(Map<TableName, Position> tables, Position oldest) {
    return tables.entrySet().stream()
        .filter(table -> source.isBefore(table.getValue(), oldest))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void suspend(Connection connection, TableName table, @Nullable Position at)
      throws SQLException {
    String why =
        "its load took longer than the source keeps its log, which no longer begins before %s: have the source keep more of it, then resume or reload the table"
            .formatted(at == null ? "" : at.text());
    new LoadLedger(context.claim()).failed(connection, table, why);
    context.progress().of(table).fail(why, context.clock().instant());
    context.log().error(LogComponent.TABLES_MANAGER, table, why);
  }
}
