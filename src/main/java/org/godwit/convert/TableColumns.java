package org.godwit.convert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Query;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;

/** Which columns a table has behind some statements, and which it had. */
final class TableColumns {
  private final Set<String> there = new HashSet<>();
  private final Map<String, Integer> dropped = new HashMap<>();
  private boolean isOpen;

  private TableColumns() {}

  /** Of the table, behind all these statements. */
  static TableColumns of(List<Statement> statements, ObjectId table) {
    TableColumns columns = new TableColumns();
    for (int at = 0; at < statements.size(); at++) {
      Statement statement = statements.get(at);
      if (Follows.isOf(statement, table)) {
        columns.take(statement, at);
      }
    }
    return columns;
  }

  boolean has(Identifier column) {
    return there.contains(column.text());
  }

  /** Whether it may have others: those of another table, whatever these are. */
  boolean isOpen() {
    return isOpen;
  }

  /** Of all columns that are there. */
  Set<String> names() {
    return Set.copyOf(there);
  }

  /** The last of the statements that drops such a column; -1 where none does. */
  int dropped(Identifier column) {
    return dropped.getOrDefault(column.text(), -1);
  }

  private void take(Statement statement, int at) {
    switch (statement) {
      case Ddl.CreateTable it -> {
        add(it.elements());
        it.rows().ifPresent(this::add);
      }
      case Ddl.AlterTable it ->
          it.alterations()
              .forEach(
                  one -> {
                    switch (one) {
                      case Ddl.Add added -> add(added.elements());
                      case Ddl.DropColumns gone -> gone.columns().forEach(name -> drop(name, at));
                      default -> {
                        // Leaves the columns that there are.
                      }
                    }
                  });
      default -> {
        // Has no columns of its own.
      }
    }
  }

  private void add(List<TableElement> elements) {
    for (TableElement element : elements) {
      if (element instanceof TableElement.Column column) {
        there.add(column.name().text());
      }
    }
  }

  private void add(Query rows) {
    isOpen |= !(rows.body() instanceof Query.Select);
    if (rows.body() instanceof Query.Select select) {
      for (Query.Item item : select.items()) {
        isOpen |= item.value() instanceof Expression.Star;
        if (item.alias().isPresent()) {
          there.add(item.alias().get().text());
        } else if (item.value() instanceof Expression.Reference(var name, _)) {
          there.add(name.last().text());
        }
      }
    }
  }

  private void drop(Identifier column, int at) {
    there.remove(column.text());
    dropped.put(column.text(), at);
  }
}
