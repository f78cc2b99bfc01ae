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
  private static final String COUNT = rowCount(SQL);

  /** Variables that are needed, by name, with their type. */
  private final Map<String, Type> variables = new LinkedHashMap<>();

  private boolean isHandled;

  /** No name of the source begins so. */
  private static String rowCount(String cursor) {
    return "_" + cursor + "_rowcount";
  }

  private static String isFound(String cursor) {
    return "_" + cursor + "_found";
  }

  /** The block without attributes. */
  Code.Block replaced(Code.Block block) {
    Rewriter.walk(block, node -> isHandled |= node instanceof Code.Handler);
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
    return variable(rowCount(prefix), Tree.type("PLS_INTEGER"), place);
  }

  /** Of an implicit cursor it is whether any row was met. */
  private Expression found(String prefix, Place place) {
    return prefix.equals(SQL)
        ? Tree.operation(place, Operator.GREATER, count(prefix, place), Tree.number("0"))
        : variable(isFound(prefix), Tree.type("BOOLEAN"), place);
  }

  private Expression variable(String name, Type type, Place place) {
    variables.put(name, type);
    return new Expression.Reference(Name.of(name), place);
  }

  /** A cursor is closed also by an error that undoes its block, which no variable would see. */
  private static Expression isOpen(Name cursor, Place place) {
    Expression name =
        Tree.cast(Place.NONE, new Expression.Reference(cursor, place), Tree.type("CLOB"));
    // Within the query a cursor called as one of its columns would be that.
    return new Expression.In(
        Tree.call(Place.NONE, "COALESCE", name, Tree.call(Place.NONE, "EMPTY_CLOB")),
        new Expression.Subquery(
            Tree.select(
                List.of(Tree.item(Tree.reference("pg_cursors", "name"))),
                List.of(Tree.table(Name.of("pg_cursors"))),
                Optional.empty()),
            Place.NONE),
        place);
  }

  private List<Statement> withSettings(List<Statement> statements) {
    List<Statement> all = new ArrayList<>();
    for (int at = 0; at < statements.size(); at++) {
      Statement statement = statements.get(at);
      if (statement instanceof Code.Labeled(var label, var inner, var place) && inner.isPresent()) {
        for (Statement one : withSettings(List.of(inner.get()))) {
          boolean isLeft = one instanceof Code.Loop || one instanceof Code.Block;
          all.add(isLeft ? new Code.Labeled(label, Optional.of(one), place) : one);
        }
        continue;
      }
      if (statement instanceof Code.Loop(Code.ForCursor head, var body, var place)
          && cursor(head.cursor()).isPresent()) {
        Name cursor = cursor(head.cursor()).get();
        opened(cursor, all);
        List<Statement> counting = new ArrayList<>();
        set(isFound(cursor.last().text()), Tree.isTrue(), counting);
        more(cursor, Tree.number("1"), counting);
        counting.addAll(body);
        all.add(new Code.Loop(head, List.copyOf(counting), place));
        continue;
      }
      if (statement instanceof Code.ForAll forAll && variables.containsKey(COUNT)) {
        summed(forAll, all);
        continue;
      }
      if (statement instanceof Dml.MultiInsert insert && variables.containsKey(COUNT)) {
        summed(insert, all);
        continue;
      }
      if (isHandled && statement instanceof Dml.Read && variables.containsKey(COUNT)) {
        // Where it finds no row the handler asks.
        set(COUNT, Tree.number("0"), all);
      }
      all.add(statement);
      Optional<Expression> filled = filled(statement);
      if (filled.isPresent()) {
        set(COUNT, filled.get(), all);
        continue;
      }
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

  private static Optional<Name> cursor(Expression cursor) {
    return switch (cursor) {
      case Expression.Reference(var name, _) -> Optional.of(name);
      case Expression.Call(var name, _, _) -> Optional.of(name);
      default -> Optional.empty();
    };
  }

  private void opened(Name cursor, List<Statement> all) {
    set(rowCount(cursor.last().text()), Tree.number("0"), all);
    set(isFound(cursor.last().text()), Tree.none(Place.NONE), all);
  }

  private void fetched(Name cursor, Query.Into into, List<Statement> all) {
    Expression found = new Expression.Reference(Name.of("FOUND"), Place.NONE);
    set(isFound(cursor.last().text()), found, all);
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
    String count = rowCount(cursor.last().text());
    Expression old = new Expression.Reference(Name.of(count), Place.NONE);
    set(count, Tree.operation(Place.NONE, Operator.ADD, old, rows), all);
  }

  /** FORALL meets as many rows as all its statements do. */
  private void summed(Code.ForAll forAll, List<Statement> all) {
    Optional<Expression> filled = filled(forAll.statement());
    if (filled.isPresent()) {
      all.add(forAll);
      set(COUNT, filled.get(), all);
      return;
    }
    Expression sum = new Expression.Reference(Name.of(COUNT), Place.NONE);
    all.add(new Code.Assign(sum, Tree.number("0"), Place.NONE));
    List<Statement> each = new ArrayList<>();
    if (forAll.statement() instanceof Code.Block block) {
      each.addAll(
          StatementLists.rewrite(block, this::summing).statements()); // it is counted within
    } else {
      each.add(forAll.statement());
      addOne(each);
    }
    all.add(
        new Code.ForAll(
            forAll.variable(),
            forAll.bounds(),
            forAll.savesExceptions(),
            new Code.Block(List.of(), List.copyOf(each), List.of(), Place.NONE),
            forAll.place()));
  }

  /** How many rows went into collections, which no statement of the target counts. */
  private static Optional<Expression> filled(Statement statement) {
    Optional<Query.Into> into =
        switch (statement) {
          case Dml.Read(var query, _) when query.body() instanceof Query.Select select ->
              select.into();
          case Code.Execute it -> it.into();
          case Dml change -> BulkChanges.returning(change).flatMap(Dml.Returning::into);
          default -> Optional.empty();
        };
    return into.filter(Query.Into::isBulk)
        .map(it -> it.targets().getFirst())
        .filter(Expression.Reference.class::isInstance)
        .map(it -> ((Expression.Reference) it).name())
        .map(CursorAttributes::countOf);
  }

  private static Expression countOf(Name collection) {
    List<Identifier> parts = new ArrayList<>(collection.parts());
    parts.add(Identifier.of("COUNT"));
    return new Expression.Reference(new Name(List.copyOf(parts), ""), Place.NONE);
  }

  /** INSERT into several tables counts the rows of all. */
  private void summed(Dml.MultiInsert insert, List<Statement> all) {
    Optional<List<Statement>> each = MultiInserts.standard(insert);
    if (each.isEmpty()) {
      all.add(insert);
      return;
    }
    Expression sum = new Expression.Reference(Name.of(COUNT), Place.NONE);
    all.add(new Code.Assign(sum, Tree.number("0"), Place.NONE));
    Code.Block block = new Code.Block(List.of(), each.get(), List.of(), Place.NONE);
    all.addAll(StatementLists.rewrite(block, this::adding).statements());
  }

  private List<Statement> adding(List<Statement> list) {
    List<Statement> all = new ArrayList<>();
    for (Statement statement : list) {
      all.add(statement);
      if (statement instanceof Dml) {
        addOne(all);
      }
    }
    return List.copyOf(all);
  }

  /** What counted one statement adds it to the others. */
  private List<Statement> summing(List<Statement> list) {
    List<Statement> all = new ArrayList<>();
    for (Statement statement : list) {
      if (statement instanceof Code.Diagnostics) {
        addOne(all);
      } else {
        all.add(statement);
      }
    }
    return List.copyOf(all);
  }

  private void addOne(List<Statement> all) {
    Expression sum = new Expression.Reference(Name.of(COUNT), Place.NONE);
    Expression one = variable(COUNT + "_of_one", Tree.type("PLS_INTEGER"), Place.NONE);
    all.add(new Code.Diagnostics(one, "ROW_COUNT", Place.NONE));
    all.add(new Code.Assign(sum, Tree.operation(Place.NONE, Operator.ADD, sum, one), Place.NONE));
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
