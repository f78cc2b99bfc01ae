package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;

/** What statements that the log has as text do to tables. */
final class StatementChanges {
  private final Set<TableName> followed;
  private final AbsentTables absent;
  private final BinlogPosition known;
  private final NameCase letters;
  private final RowStatements rows;
  private final Set<TableName> dropped = new HashSet<>();

  /**
   * Names that are nobody's, or another's, since the stream was opened; empty for all of a schema.
   */
  private final Set<TableName> gone = new HashSet<>();

  /**
   * Of a stream.
   *
   * @param known up to where the catalog knows the tables
   * @param letters of names in statements
   * @param rows tells which tables a statement in place of rows may have changed
   */
  StatementChanges(
      Set<TableName> followed,
      AbsentTables absent,
      BinlogPosition known,
      NameCase letters,
      RowStatements rows) {
    this.followed = Set.copyOf(followed);
    this.absent = absent;
    this.known = known;
    this.letters = letters;
    this.rows = rows;
  }

  /** What the statement at this place does; nothing where it concerns no table of the task. */
  List<Change> of(LoggedQuery query, BinlogPosition at) {
    LoggedStatement statement = LoggedStatement.of(query.sql(), query.database());
    List<Change> changes = new ArrayList<>();
    switch (statement.kind()) {
      case TRUNCATE -> {
        List<TableName> emptied =
            followed.stream().filter(it -> statement.concerns(it, letters)).sorted().toList();
        if (!emptied.isEmpty()) {
          changes.add(new Change.Truncate(emptied));
        }
        changes.addAll(absent.defined(statement, query.shown()));
      }
      case DEFINITION -> {
        changes.addAll(absent.defined(statement, query.shown()));
        if (at.compareTo(known) >= 0) {
          changes.addAll(definition(statement, query.shown()));
        }
        changes.addAll(unread(rows.defined(statement, at), query, at));
      }
      case ROWS -> changes.addAll(unread(rows.of(query, statement, all()), query, at));
      case OTHER -> changes.addAll(unread(rows.defined(statement, at), query, at));
    }
    return changes;
  }

  private Set<TableName> all() {
    Set<TableName> all = new HashSet<>(followed);
    all.addAll(absent.names());
    return all;
  }

  private List<Change> unread(Set<TableName> tables, LoggedQuery query, BinlogPosition at) {
    List<Change> changes = new ArrayList<>();
    for (TableName table : tables.stream().sorted().toList()) {
      String why =
          "the log has a statement in place of rows at %s:%d, which isn't followed and may have changed it (%s): SET GLOBAL binlog_format = ROW, and let sessions connect anew"
              .formatted(at.file(), at.offset(), query.shown());
      Change gone = absent.changed(table, why);
      changes.add(gone == null ? new Change.Unreadable(table, why) : gone);
    }
    return changes;
  }

  /** Of what the catalog doesn't know yet. */
  private List<Change> definition(LoggedStatement statement, String shown) {
    List<Change> changes = new ArrayList<>();
    for (TableName name : followed) {
      List<LoggedStatement.Effect> effects = statement.on(name, letters);
      if (!effects.isEmpty()) {
        boolean isDropped = effects.stream().anyMatch(it -> it.deed() == Change.Deed.DROPPED);
        if (isDropped) {
          dropped.add(name);
        }
        changes.add(
            new Change.Redefined(
                name, isDropped ? Change.Deed.DROPPED : Change.Deed.ALTERED, shown));
      }
    }
    gone.addAll(statement.gone());
    for (LoggedStatement.Effect effect : statement.made()) {
      TableName made = effect.table();
      if (!followed.contains(made) || dropped.contains(made)) {
        boolean isGone = gone.contains(made) || gone.contains(new TableName(made.schema(), ""));
        changes.add(new Change.Redefined(made, isGone ? Change.Deed.MADE : effect.deed(), shown));
      }
    }
    return changes;
  }
}
