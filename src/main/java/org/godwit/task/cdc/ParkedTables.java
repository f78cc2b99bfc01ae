package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.LogComponent;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.ParkedTable;
import org.godwit.task.load.ErrorPolicy;
import org.godwit.task.load.LoadContext;

/**
 * Tables that an error has taken out of a run; the others go on, as far as the policy allows. Lanes
 * ask and park beside each other.
 */
final class ParkedTables {
  private final LoadContext context;
  private final Connection connection;
  private final ApplyErrors errors;
  private final int followed;
  private final boolean isLoaded;
  private final Set<TableName> names = ConcurrentHashMap.newKeySet();
  private final Set<TableName> gone = new HashSet<>();
  private final Set<TableName> suspended = new HashSet<>();

  /** Those that the run doesn't follow, for the source has them no longer. */
  private final Set<TableName> strangers = ConcurrentHashMap.newKeySet();

  /**
   * None so far.
   *
   * @param connection in the transaction that a table's last change is in
   * @param followed the tables that the run follows
   */
  ParkedTables(
      LoadContext context,
      Connection connection,
      ApplyErrors errors,
      Collection<ChangeTable> followed) {
    this.context = context;
    this.connection = connection;
    this.errors = errors;
    this.followed = followed.size();
    this.isLoaded = followed.stream().anyMatch(table -> table.loadedAt().isPresent());
  }

  boolean contains(TableName table) {
    return names.contains(table);
  }

  /**
   * Takes a table out; durably, once the transaction is committed.
   *
   * @param why a sentence without its full stop
   * @throws EngineException where the policy stops the task, or no table is left
   */
  void park(TableName table, String why) throws SQLException {
    names.add(table);
    requireOthers(table, why, names.size());
    keep(connection, table, why);
  }

  /**
   * As {@link #park}, in a transaction of its own: it stays parked whatever becomes of the changes
   * that wait, and where the task stops.
   */
  void parkAtOnce(TableName table, String why) {
    keepAtOnce(table, why);
    requireOthers(table, why, names.size());
  }

  /**
   * Keeps of a table that the run doesn't follow, for the source has it no longer, what the target
   * lacks of it; the policy counts it as the others.
   *
   * @param why a sentence without its full stop
   */
  void parkGone(TableName table, String why) {
    String sentence =
        "changes of %s are no longer applied: %s. %s".formatted(table, why, nextOfGone());
    context.progress().meet(table);
    inOwn("parking " + table, it -> show(it, table, sentence));
    strangers.add(table);
    context.log().error(LogComponent.TABLES_MANAGER, table, sentence);
    requireOthers(table, why, names.size());
  }

  /**
   * As {@link #parkAtOnce}, of a table that the source has no longer under its name, so that
   * nothing of it can be loaded again; one that is parked already is told anew.
   */
  void parkDropped(TableName table) {
    if (!gone.contains(table)) {
      String why = "it was dropped or renamed on the source, and the target's table stays";
      String sentence =
          "changes of %s are no longer applied: %s. %s".formatted(table, why, nextOfGone());
      boolean isNew = !names.contains(table);
      atOnce(table, it -> show(it, table, sentence));
      context.log().error(LogComponent.TABLES_MANAGER, table, sentence);
      if (isNew) {
        requireOthers(table, why, names.size());
      }
    }
  }

  private String nextOfGone() {
    return isLoaded
        ? "Look at what it lacks, or drop it yourself; the next resume forgets it."
        : "Look at what it lacks, or drop it yourself; a reload of the table forgets it.";
  }

  /**
   * As {@link #park}, in a transaction of its own, for a lane: others may commit where this one
   * does not, and none of them may leave out a change of a table that isn't parked for good.
   */
  synchronized void parkOfLane(TableName table, String why) {
    if (!names.contains(table)) {
      requireOthers(table, why, names.size() + 1);
      keepAtOnce(table, why);
    }
  }

  /**
   * Takes a table out because a person wishes it, in a transaction of its own; no policy counts it.
   *
   * @param below whose rows foreign keys change with its own, behind the log
   * @return whether it did: the last one that is followed stays
   */
  boolean suspend(TableName table, String by, Collection<TableName> below) {
    if (names.size() + 1 >= followed) {
      return false;
    }
    String next =
        isLoaded
            ? "A resume or a reload of the table loads its rows again."
            : "This task loads no rows: a reload of the table follows it from there on; make its rows the same yourself, also what the source has changed since now.";
    String sentence =
        "changes of %s are no longer applied: it was suspended by %s%s. %s"
            .formatted(table, by, withIt(below), next);
    atOnce(table, it -> show(it, table, sentence));
    suspended.add(table);
    context.log().warning(LogComponent.TABLES_MANAGER, table, sentence);
    return true;
  }

  private String withIt(Collection<TableName> below) {
    List<TableName> left = below.stream().filter(it -> !names.contains(it)).sorted().toList();
    return left.isEmpty()
        ? ""
        : ". With its rows foreign keys change those of %s, suspended too from the next start or plan on"
            .formatted(left.stream().map(TableName::toString).collect(Collectors.joining(", ")));
  }

  private void keepAtOnce(TableName table, String why) {
    atOnce(table, it -> keep(it, table, why));
  }

  private void atOnce(TableName table, LoadContext.Deed parking) {
    inOwn("parking " + table, parking);
    names.add(table);
  }

  private void inOwn(String doing, LoadContext.Deed parking) {
    try (Connection own = context.target().connect()) {
      context.transact(own, doing, parking);
    } catch (SQLException e) {
      throw context.target().engine().explain(e, doing, context.target().config());
    }
  }

  /** The table is gone, and one that comes in its place is another. */
  void leave(TableName table) {
    names.add(table);
    gone.add(table);
  }

  boolean isGone(TableName table) {
    return gone.contains(table);
  }

  private void requireOthers(TableName table, String why, int out) {
    boolean isTooMany =
        errors.tableEscalationCount() > 0
            && out + strangers.size() - gone.size() - suspended.size()
                >= errors.tableEscalationCount();
    if (errors.table() == ErrorPolicy.STOP_TASK || isTooMany || out == followed) {
      throw new EngineException(
          Failure.STOPPED_BY_POLICY,
          "the task stops at %s (%s): %s"
              .formatted(
                  table,
                  errors.table() == ErrorPolicy.STOP_TASK
                      ? "TableErrorPolicy"
                      : isTooMany ? "TableErrorEscalationCount" : "no other table is followed",
                  why));
    }
  }

  /**
   * What a person reads of a table that is parked.
   *
   * @param why a sentence without its full stop
   * @param isLoaded whether the task loads rows too
   */
  static String sentence(TableName table, String why, boolean isLoaded) {
    String next =
        isLoaded
            ? "Put the cause right, then resume or reload the table: its rows are loaded again."
            : "This task loads no rows: put the cause right, then reload the table, which follows it from there on, and make its rows the same yourself, also what the source has changed since now.";
    return "changes of %s are no longer applied: %s. %s".formatted(table, why, next);
  }

  private void keep(Connection in, TableName table, String why) throws SQLException {
    String sentence = sentence(table, why, isLoaded);
    show(in, table, sentence);
    context.log().error(LogComponent.TABLES_MANAGER, table, sentence);
  }

  private void show(Connection in, TableName table, String sentence) throws SQLException {
    Instant at = context.clock().instant();
    new ChangeLedger(context.claim()).park(in, table, new ParkedTable(sentence, at));
    context.progress().of(table).fail(sentence, at);
  }
}
