package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Attribute;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * {@code EXIT WHEN c%NOTFOUND} behind {@code FETCH c} becomes {@code EXIT WHEN NOT FOUND}; all
 * other attributes of cursors become variables that are set behind each statement that changes
 * them.
 */
final class CursorAttributes {
  private static final String SQL = "sql";
  private static final String COUNT = SQL + "_rowcount";

  /** Variables that are needed, by name, with their type. */
  private final Map<String, Type> variables = new LinkedHashMap<>();

  /** The block without attributes. */
  Code.Block replaced(Code.Block block) {
    Code.Block found = StatementLists.rewrite(block, CursorAttributes::behindFetch);
    Code.Block named = Rewriter.rewrite(found, this::named);
    if (variables.isEmpty()) {
      return named;
    }
    Code.Block set = StatementLists.rewrite(named, this::withSettings);
    List<Declaration> declarations = new ArrayList<>(set.declarations());
    variables.forEach(
        (name, type) ->
            declarations.add(
                new Declaration.Variable(
                    Identifier.of(name), false, type, false, Optional.empty(), Place.NONE)));
    return new Code.Block(List.copyOf(declarations), set.statements(), set.handlers(), set.place());
  }

  /** The statement that stands right behind a FETCH may ask what the FETCH itself says. */
  private static List<Statement> behindFetch(List<Statement> statements) {
    List<Statement> all = new ArrayList<>(statements);
    for (int at = 1; at < all.size(); at++) {
      if (all.get(at - 1) instanceof Code.Fetch fetch
          && all.get(at) instanceof Code.Exit(var label, var when, var place)) {
        all.set(
            at,
            new Code.Exit(
                label, when.map(it -> Rewriter.rewrite(it, n -> found(n, fetch))), place));
      }
    }
    return List.copyOf(all);
  }

  private static Node found(Node node, Code.Fetch fetch) {
    if (!(node instanceof Attribute(var of, var attribute, var place))
        || !of.equals(fetch.cursor())) {
      return node;
    }
    Expression found = new Expression.Reference(Name.of("FOUND"), place);
    return switch (attribute.toUpperCase(Locale.ROOT)) {
      case "FOUND" -> found;
      case "NOTFOUND" -> Tree.operation(place, Operator.NOT, found);
      default -> node;
    };
  }

  private Node named(Node node) {
    if (!(node instanceof Attribute(Expression.Reference(var cursor, _), var attribute, var place))
        || cursor.parts().size() > 1) {
      return node;
    }
    String prefix = cursor.is(SQL) ? SQL : cursor.last().text();
    return switch (attribute.toUpperCase(Locale.ROOT)) {
      case "ROWCOUNT" -> count(prefix, place);
      case "FOUND" -> found(prefix, place);
      case "NOTFOUND" -> Tree.operation(place, Operator.NOT, found(prefix, place));
      case "ISOPEN" ->
          prefix.equals(SQL)
              ? new Expression.Literal(Expression.LiteralKind.FALSE, "FALSE", place)
              : isOpen(cursor, place);
      default -> node;
    };
  }

  private Expression count(String prefix, Place place) {
    return variable(prefix + "_rowcount", Tree.type("PLS_INTEGER"), place);
  }

  /** Of an implicit cursor it is whether any row was met. */
  private Expression found(String prefix, Place place) {
    return prefix.equals(SQL)
        ? Tree.operation(place, Operator.GREATER, count(prefix, place), Tree.number("0"))
        : variable(prefix + "_found", Tree.type("BOOLEAN"), place);
  }

  private Expression variable(String name, Type type, Place place) {
    variables.put(name, type);
    return new Expression.Reference(Name.of(name), place);
  }

  /** A cursor is closed also by an error that undoes its block, which no variable would see. */
  private static Expression isOpen(Name cursor, Place place) {
    Expression name =
        Tree.cast(Place.NONE, new Expression.Reference(cursor, place), Tree.type("CLOB"));
    Expression same =
        Tree.operation(Place.NONE, Operator.EQUAL, Tree.reference("pg_cursors", "name"), name);
    return new Expression.Exists(
        Tree.select(
            List.of(Tree.item(Tree.number("1"))),
            List.of(Tree.table(Name.of("pg_cursors"))),
            Optional.of(same)),
        place);
  }

  private List<Statement> withSettings(List<Statement> statements) {
    List<Statement> all = new ArrayList<>();
    for (int at = 0; at < statements.size(); at++) {
      Statement statement = statements.get(at);
      if (statement instanceof Code.Loop(Code.ForCursor head, var body, var place)
          && head.cursor() instanceof Expression.Reference(var cursor, _)) {
        opened(cursor, all);
        List<Statement> counting = new ArrayList<>();
        set(cursor.last().text() + "_found", Tree.isTrue(), counting);
        more(cursor, Tree.number("1"), counting);
        counting.addAll(body);
        all.add(new Code.Loop(head, List.copyOf(counting), place));
        continue;
      }
      if (statement instanceof Code.ForAll forAll && variables.containsKey(COUNT)) {
        summed(forAll, all);
        continue;
      }
      all.add(statement);
      switch (statement) {
        case Code.Open(Expression.Reference(var cursor, _), _, _, _, _) -> opened(cursor, all);
        case Code.Open(Expression.Call(var cursor, _, _), _, _, _, _) -> opened(cursor, all);
        case Code.Fetch(Expression.Reference(var cursor, _), var into, _) ->
            fetched(cursor, into, all);
        case Dml _, Code.Execute _ -> counted(all);
        default -> {
          // Changes no cursor.
        }
      }
    }
    return List.copyOf(all);
  }

  private void opened(Name cursor, List<Statement> all) {
    set(cursor.last().text() + "_rowcount", Tree.number("0"), all);
    set(cursor.last().text() + "_found", Tree.none(Place.NONE), all);
  }

  private void fetched(Name cursor, Query.Into into, List<Statement> all) {
    Expression found = new Expression.Reference(Name.of("FOUND"), Place.NONE);
    set(cursor.last().text() + "_found", found, all);
    List<Statement> more = new ArrayList<>();
    if (into.isBulk()) {
      Expression rows = Tree.call(Place.NONE, "CARDINALITY", into.targets().getFirst());
      more(cursor, rows, all);
    } else {
      more(cursor, Tree.number("1"), more);
    }
    if (!more.isEmpty()) {
      all.add(
          new Code.If(
              List.of(new Code.Branch(found, List.copyOf(more), Place.NONE)),
              Optional.empty(),
              Place.NONE));
    }
  }

  private void more(Name cursor, Expression rows, List<Statement> all) {
    String count = cursor.last().text() + "_rowcount";
    Expression old = new Expression.Reference(Name.of(count), Place.NONE);
    set(count, Tree.operation(Place.NONE, Operator.ADD, old, rows), all);
  }

  /** FORALL meets as many rows as all its statements do. */
  private void summed(Code.ForAll forAll, List<Statement> all) {
    Expression sum = new Expression.Reference(Name.of(COUNT), Place.NONE);
    Expression one = variable(COUNT + "_of_one", Tree.type("PLS_INTEGER"), Place.NONE);
    all.add(new Code.Assign(sum, Tree.number("0"), Place.NONE));
    List<Statement> each =
        List.of(
            forAll.statement(),
            new Code.Diagnostics(one, "ROW_COUNT", Place.NONE),
            new Code.Assign(sum, Tree.operation(Place.NONE, Operator.ADD, sum, one), Place.NONE));
    all.add(
        new Code.ForAll(
            forAll.variable(),
            forAll.bounds(),
            forAll.savesExceptions(),
            new Code.Block(List.of(), each, List.of(), Place.NONE),
            forAll.place()));
  }

  private void counted(List<Statement> all) {
    if (variables.containsKey(COUNT)) {
      all.add(
          new Code.Diagnostics(
              new Expression.Reference(Name.of(COUNT), Place.NONE), "ROW_COUNT", Place.NONE));
    }
  }

  private void set(String name, Expression value, List<Statement> all) {
    if (variables.containsKey(name)) {
      all.add(
          new Code.Assign(new Expression.Reference(Name.of(name), Place.NONE), value, Place.NONE));
    }
  }
}
