package org.godwit.convert.mysql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.godwit.convert.postgresql.PostgresNames;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * Spells names for PostgreSQL as a task's load does: just as the source stores them, in quotes
 * where they need some. The source finds columns and routines in any case: what names one is
 * spelled as it was made.
 */
public final class MySqlNames {
  private final PostgresNames target = new PostgresNames(true);

  /** Columns by table, both in lower case; the value is how it was made. */
  private final Map<String, Map<String, String>> columns = new HashMap<>();

  /** All that was made, in lower case, by how it was made. */
  private final Map<String, Set<String>> made = new HashMap<>();

  private final Map<String, String> routines = new HashMap<>();

  /** Of all statements of the source, as it spells them. */
  public MySqlNames(List<Statement> statements) {
    for (Statement statement : statements) {
      switch (statement) {
        case Ddl.CreateTable it -> {
          add(it.name().last().text());
          it.elements().forEach(element -> add(it.name(), element));
        }
        case Ddl.AlterTable it ->
            it.alterations()
                .forEach(
                    change -> {
                      if (change instanceof Ddl.Add added) {
                        added.elements().forEach(element -> add(it.name(), element));
                      }
                    });
        case Ddl.CreateView it -> {
          add(it.name().last().text());
          it.columns().forEach(element -> add(it.name(), element));
          if (it.query().body() instanceof Query.Select select) {
            for (Query.Item item : select.items()) {
              item.alias().ifPresent(alias -> addColumn(it.name(), alias.text()));
              if (item.alias().isEmpty()
                  && item.value() instanceof Expression.Reference(var name, _)) {
                addColumn(it.name(), name.last().text());
              }
            }
          }
        }
        case Ddl.CreateRoutine it ->
            routines.putIfAbsent(
                lower(it.routine().name().last().text()), it.routine().name().last().text());
        default -> {
          // Makes nothing that is named elsewhere.
        }
      }
    }
  }

  private void add(Name table, TableElement element) {
    if (element instanceof TableElement.Column column) {
      addColumn(table, column.name().text());
    }
  }

  private void addColumn(Name table, String column) {
    columns
        .computeIfAbsent(lower(table.last().text()), _ -> new HashMap<>())
        .putIfAbsent(lower(column), column);
    add(column);
  }

  private void add(String name) {
    made.computeIfAbsent(lower(name), _ -> new HashSet<>()).add(name);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Names that were cut, with what they were. */
  public Map<String, String> shortened() {
    return target.shortened();
  }

  /** The statement with the target's names. */
  public Statement spelled(Statement statement) {
    Map<String, String> here = new HashMap<>();
    Set<String> exact = new HashSet<>();
    Map<String, String> tables = new HashMap<>();
    Rewriter.walk(statement, node -> declare(node, here, exact));
    Rewriter.walk(
        statement,
        node -> {
          if (node instanceof Ddl.CreateTrigger it) {
            for (String row : List.of("new", "NEW", "New", "old", "OLD", "Old")) {
              tables.put(row, lower(it.on().last().text()));
            }
          } else if (node instanceof FromItem.Table it) {
            String alias = it.alias().map(own -> own.name()).orElse(it.name().last()).text();
            tables.put(alias, lower(it.name().last().text()));
          }
        });
    String own = own(statement);
    Statement code = isCode(statement) ? ofItsStatement(statement) : statement;
    Statement whole = Rewriter.rewrite(code, node -> ofItsTable(node, tables, own));
    Statement named = Rewriter.respelled(whole, name -> target.of(spelling(name, here, exact)));
    return Rewriter.rewrite(named, this::builtIn);
  }

  /**
   * A column that is named with its table is spelled as that table has it, and so is what a table
   * says of its own columns and of those that its keys point at.
   */
  private Node ofItsTable(Node node, Map<String, String> tables, String own) {
    return switch (node) {
      case Expression.Reference(var name, var place) when name.parts().size() > 1 ->
          new Expression.Reference(
              ofTable(
                  name, tables.getOrDefault(name.parts().get(name.parts().size() - 2).text(), "")),
              place);
      case Expression.Reference(var name, var place) ->
          new Expression.Reference(ofTable(name, own), place);
      case TableElement.PrimaryKey(var key, var place) ->
          new TableElement.PrimaryKey(ofTable(key, own), place);
      case TableElement.ForeignKey(var key, var table, var references, var actions, var place) ->
          new TableElement.ForeignKey(
              ofTable(key, own),
              table,
              ofTable(references, lower(table.last().text())),
              actions,
              place);
      default -> node;
    };
  }

  private static boolean isCode(Statement statement) {
    return statement instanceof Ddl.CreateRoutine
        || statement instanceof Ddl.CreateTrigger
        || statement instanceof Ddl.CreateEvent;
  }

  /**
   * Columns that a statement of code names without their table, where one of its tables has such a
   * column and the code no such variable.
   */
  private Statement ofItsStatement(Statement code) {
    Set<String> variables = new HashSet<>();
    Rewriter.walk(
        code,
        node -> {
          switch (node) {
            case Routine.Parameter it -> variables.add(lower(it.name().text()));
            case Declaration.Variable it -> variables.add(lower(it.name().text()));
            default -> {
              // Declares no variable.
            }
          }
        });
    return Rewriter.rewrite(
        code,
        node ->
            node instanceof Dml || node instanceof Query
                ? Rewriter.rewrite(node, columns(node, variables))
                : node);
  }

  private UnaryOperator<Node> columns(Node statement, Set<String> variables) {
    Map<String, String> spelled = new HashMap<>();
    Rewriter.walk(
        statement,
        node -> {
          if (node instanceof FromItem.Table table) {
            columns.getOrDefault(lower(table.name().last().text()), Map.of()).entrySet().stream()
                .filter(it -> !variables.contains(it.getKey()))
                .forEach(it -> spelled.merge(it.getKey(), it.getValue(), MySqlNames::orNone));
          }
        });
    return node ->
        node instanceof Expression.Reference(var name, var place) && name.parts().size() == 1
            ? new Expression.Reference(spelled(name, spelled), place)
            : node;
  }

  private static Name spelled(Name name, Map<String, String> spelled) {
    String made = spelled.getOrDefault(lower(name.last().text()), "");
    return made.isEmpty() ? name : Name.of(new Identifier(made, true));
  }

  /** What two tables spell in two ways is said by a query within, or by neither. */
  private static String orNone(String one, String other) {
    return one.equals(other) ? one : "";
  }

  private Name ofTable(Name column, String table) {
    return withLast(column, ofTable(column.last(), table));
  }

  private List<Identifier> ofTable(List<Identifier> all, String table) {
    return all.stream().map(it -> ofTable(it, table)).toList();
  }

  private Identifier ofTable(Identifier column, String table) {
    String made = columns.getOrDefault(table, Map.of()).get(lower(column.text()));
    return made == null ? column : new Identifier(made, true);
  }

  /** The table that a definition is about; nothing of another statement. */
  private static String own(Statement statement) {
    return switch (statement) {
      case Ddl.CreateTable it when it.rows().isEmpty() -> lower(it.name().last().text());
      case Ddl.AlterTable it -> lower(it.name().last().text());
      case Ddl.CreateIndex it -> lower(it.table().last().text());
      default -> "";
    };
  }

  /** What the statement itself names: columns of its tables come first. */
  private void declare(Node node, Map<String, String> here, Set<String> exact) {
    switch (node) {
      case FromItem.Table it -> {
        columns(it.name(), here, exact);
        it.alias().ifPresent(alias -> exact.add(alias.name().text()));
      }
      case FromItem.Derived it -> it.alias().ifPresent(alias -> exact.add(alias.name().text()));
      case Ddl.CreateTable it -> columns(it.name(), here, exact);
      case Ddl.AlterTable it -> columns(it.name(), here, exact);
      case Ddl.CreateIndex it -> columns(it.table(), here, exact);
      case Ddl.CreateTrigger it -> {
        columns(it.on(), here, exact);
        here.put("new", "new");
        here.put("old", "old");
      }
      case TableElement.ForeignKey it -> columns(it.table(), here, exact);
      case Query.Item it ->
          it.alias()
              .ifPresent(
                  alias -> {
                    exact.add(alias.text());
                    here.putIfAbsent(lower(alias.text()), alias.text());
                  });
      case Query.Common it -> exact.add(it.name().text());
      case Routine.Parameter it -> declare(it.name(), here);
      case Declaration.Variable it -> declare(it.name(), here);
      case Declaration.Cursor it -> declare(it.name(), here);
      case Declaration.ConditionName it -> declare(it.name(), here);
      case Code.Labeled it -> declare(it.label(), here);
      default -> {
        // Names nothing.
      }
    }
  }

  private static void declare(Identifier name, Map<String, String> here) {
    here.putIfAbsent(lower(name.text()), name.text());
  }

  private void columns(Name table, Map<String, String> here, Set<String> exact) {
    Map<String, String> own = columns.getOrDefault(lower(table.last().text()), Map.of());
    here.putAll(own);
    exact.addAll(own.values());
  }

  private Identifier spelling(Identifier name, Map<String, String> here, Set<String> exact) {
    String text = name.text();
    if (exact.contains(text)) {
      return name;
    }
    String ofHere = here.get(lower(text));
    if (ofHere != null) {
      return new Identifier(ofHere, true);
    }
    Set<String> all = made.getOrDefault(lower(text), Set.of());
    return all.contains(text) || all.size() != 1
        ? name
        : new Identifier(all.iterator().next(), true);
  }

  /** Types and functions of the server are no names: their words are upper case. */
  private Node builtIn(Node node) {
    return switch (node) {
      case Type.Named(var name, var arguments, var unit, var suffix, var place) ->
          new Type.Named(upper(name), arguments, unit, suffix, place);
      case Expression.Call(var function, var arguments, var place) -> {
        String own = routines.get(lower(function.last().text()));
        yield new Expression.Call(
            own != null
                ? withLast(function, target.of(new Identifier(own, true)))
                : function.parts().size() > 1 ? function : upper(function),
            arguments,
            place);
      }
      case Expression.KeywordCall(var function, var parts, var place) ->
          new Expression.KeywordCall(upper(function), parts, place);
      default -> node;
    };
  }

  private static Name upper(Name name) {
    return Name.of(Identifier.of(name.last().text().toUpperCase(Locale.ROOT)));
  }

  private static Name withLast(Name name, Identifier last) {
    List<Identifier> parts = new java.util.ArrayList<>(name.parts());
    parts.set(parts.size() - 1, last);
    return new Name(List.copyOf(parts), "");
  }

  /**
   * The name of what belongs to a table, within the length that the target allows: it carries the
   * table's, for indexes share one name space.
   */
  public static Identifier ofTable(String table, String object) {
    String full = object.startsWith(table + "_") ? object : table + "_" + object;
    return new PostgresNames(true).of(new Identifier(full, true));
  }
}
