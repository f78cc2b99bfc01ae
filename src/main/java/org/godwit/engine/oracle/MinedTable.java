package org.godwit.engine.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.SourceTable;
import org.godwit.engine.oracle.RedoStatement.Unreadable;
import org.godwit.engine.oracle.RedoTransaction.Kept;
import org.jspecify.annotations.Nullable;

/** Makes changes of a followed table's statements. A change's rows stand until the next is made. */
final class MinedTable {
  private final SourceTable wanted;
  private final Set<String> columns = new HashSet<>();
  private final Set<String> all = new HashSet<>();
  private final Set<String> key;
  private final MinedRow before;
  private final MinedRow after;

  MinedTable(SourceTable wanted) {
    this.wanted = wanted;
    wanted.columns().forEach(column -> columns.add(column.name()));
    wanted.table().columns().stream().map(Column::name).forEach(all::add);
    key = Set.copyOf(wanted.table().keyColumns());
    before = new MinedRow(wanted.columns());
    after = new MinedRow(wanted.columns());
  }

  /**
   * Whether the log has rows of it in pieces, moved or not: a piece bears no address, so that what
   * is taken back of a transaction can't be told.
   */
  boolean isInPieces() {
    return wanted.table().columns().stream()
        .anyMatch(column -> !MinedValue.unlogged(column).isEmpty());
  }

  TableName name() {
    return wanted.table().name();
  }

  /**
   * The change of a row, null where it is of columns alone that nobody wants.
   *
   * @throws Unreadable where the log doesn't say what was done, or not all of it
   */
  @Nullable Change change(Kept row) {
    RedoStatement statement = RedoParser.parse(row.text());
    requireKnown(statement.before().keySet());
    requireKnown(statement.after().keySet());
    return switch (statement.kind()) {
      case INSERT -> new Change.Insert(name(), after.put(statement.after(), Map.of(), true));
      case DELETE -> {
        requireIdentity(statement.before());
        yield new Change.Delete(name(), before.put(statement.before(), Map.of(), false));
      }
      case UPDATE -> update(statement);
    };
  }

  /** A name that the catalog doesn't have is one of another form of the table. */
  private void requireKnown(Set<String> names) {
    if (!all.containsAll(names)) {
      throw new Unreadable("the log has rows of it in another form than it has now");
    }
  }

  private @Nullable Change update(RedoStatement statement) {
    if (statement.after().keySet().stream().noneMatch(columns::contains)) {
      return null;
    }
    requireIdentity(statement.before());
    boolean isWhole = statement.before().keySet().containsAll(columns);
    boolean isMoved = statement.after().keySet().stream().anyMatch(key::contains);
    MinedRow now = after.put(statement.after(), statement.before(), false);
    return new Change.Update(
        name(), isWhole || isMoved ? before.put(statement.before(), Map.of(), false) : null, now);
  }

  /** What tells the row from all others is what supplemental logging is for. */
  private void requireIdentity(Map<String, RedoLiteral> known) {
    List<String> missing =
        (key.isEmpty() ? columns : key).stream().filter(name -> !known.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new Unreadable(
          "the log lacks %s of a changed row, as where the supplemental logging of the table was dropped for a time"
              .formatted(String.join(", ", missing)));
    }
  }
}
