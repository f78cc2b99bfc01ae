package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.ObjectId;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Piece;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;

/**
 * The rows that a procedure gives to its client by a SELECT without INTO become a cursor in one
 * more parameter, and those of a procedure that it calls, too.
 */
final class MySqlResults {
  private static final String ALL_ROWS = "SQL_CALC_FOUND_ROWS";
  private static final Set<ObjectKind> PROCEDURES = Set.of(ObjectKind.PROCEDURE);
  private static final Set<String> AGGREGATES =
      Set.of("COUNT", "SUM", "MIN", "MAX", "AVG", "GROUP_CONCAT", "BIT_AND", "BIT_OR", "STD");

  private final Items items;
  private final SchemaModel model;
  private final MySqlLocals locals;
  private final List<Routine.Parameter> parameters = new ArrayList<>();

  private final Set<Name> tables = new HashSet<>();
  private final Set<Name> kept = new HashSet<>();

  /** Cursors by where the query or call stands: a handler's stands at several places. */
  private final Map<Integer, List<Expression>> cursors = new HashMap<>();

  MySqlResults(Items items, SchemaModel model, MySqlLocals locals) {
    this.items = items;
    this.model = model;
    this.locals = locals;
  }

  /** Finds the temporary tables that rows for the client come from. */
  void look(Code.Block body) {
    Rewriter.walk(
        body,
        node -> {
          if (node instanceof Dml.Read read && into(read).isEmpty()) {
            Rewriter.walk(
                read,
                it -> {
                  if (it instanceof FromItem.Table table) {
                    tables.add(table.name());
                  }
                });
          }
        });
  }

  /** Whether a table that code has made is dropped while a cursor reads it. */
  boolean isRead(Ddl.Drop drop) {
    return kept.contains(drop.name());
  }

  /** The table; one that a cursor reads goes with the cursor, at the transaction's end. */
  Ddl.CreateTable kept(Ddl.CreateTable table) {
    if (!tables.contains(table.name())) {
      return table;
    }
    kept.add(table.name());
    List<String> modifiers = new ArrayList<>(table.modifiers());
    modifiers.add("ON COMMIT DROP");
    return new Ddl.CreateTable(
        List.copyOf(modifiers),
        table.name(),
        table.of(),
        table.elements(),
        table.options(),
        table.partitioning(),
        table.rows(),
        table.place());
  }

  /** One for each query; the caller may leave them out. */
  List<Routine.Parameter> parameters() {
    return List.copyOf(parameters);
  }

  static Optional<Query.Into> into(Dml.Read read) {
    return read.query().body() instanceof Query.Select select ? select.into() : Optional.empty();
  }

  static Dml.Read into(Dml.Read read, List<Expression> targets) {
    return Rewriter.rewrite(
        read,
        node ->
            node instanceof Query.Into into
                ? new Query.Into(false, targets, Optional.empty(), into.place())
                : node);
  }

  static boolean hasCall(Expression value) {
    boolean[] found = {false};
    Rewriter.walk(
        value,
        node -> found[0] |= node instanceof Expression.Call || node instanceof Expression.Subquery);
    return found[0];
  }

  /** Whether it gives one row, whatever is in its tables. */
  static boolean isOneRow(Query query) {
    if (query.limit().isPresent() || !(query.body() instanceof Query.Select select)) {
      return false;
    }
    boolean isPlain = select.groupBy().isEmpty() && select.having().isEmpty();
    return isPlain
        && (select.from().isEmpty()
            ? select.where().isEmpty()
            : select.items().stream().anyMatch(it -> isAggregate(it.value())));
  }

  private static boolean isAggregate(Expression value) {
    return switch (value) {
      case Expression.Aggregate it -> it.over().isEmpty();
      case Expression.Call(var function, var arguments, _) ->
          AGGREGATES.contains(function.last().text().toUpperCase(Locale.ROOT))
              || arguments.stream().anyMatch(it -> isAggregate(it.value()));
      case Expression.Operation(_, var operands, _) ->
          operands.stream().anyMatch(MySqlResults::isAggregate);
      case Expression.Cast(var inner, _, _) -> isAggregate(inner);
      default -> false;
    };
  }

  /** Opens a cursor of its own, and counts its rows where the code asks for their number. */
  List<Statement> opened(Dml.Read read) {
    Expression cursor = cursors(read.place(), 1).getFirst();
    List<Statement> all = new ArrayList<>();
    // A loop may come here again: the cursor of the time before stays open under its own name.
    all.add(new Code.Assign(cursor, Sql.none(Place.NONE), Place.NONE));
    all.add(
        new Code.Open(
            cursor,
            Optional.of(withoutCount(read.query())),
            Optional.empty(),
            List.of(),
            read.place()));
    locals
        .foundRows()
        .ifPresent(it -> all.add(new Code.Assign(it, count(read.query()), Place.NONE)));
    return List.copyOf(all);
  }

  /** What FOUND_ROWS() tells is counted by a query of its own. */
  private static Query withoutCount(Query query) {
    return Rewriter.rewrite(
        query,
        node ->
            node instanceof Query.Select it && it.hints().contains(ALL_ROWS)
                ? new Query.Select(
                    List.of(),
                    it.quantifier(),
                    it.items(),
                    it.into(),
                    it.from(),
                    it.where(),
                    it.hierarchy(),
                    it.groupBy(),
                    it.having(),
                    it.windows(),
                    it.model(),
                    it.place())
                : node);
  }

  private List<Expression> cursors(Place place, int count) {
    return cursors.computeIfAbsent(
        place.start(), _ -> IntStream.range(0, count).mapToObj(_ -> cursor(place)).toList());
  }

  private Expression cursor(Place place) {
    Identifier name = locals.fresh("result");
    items.add(ActionCode.RESULT_SET, place, name);
    parameters.add(
        new Routine.Parameter(
            name,
            "IN OUT",
            false,
            Sql.type("REFCURSOR"),
            Optional.of(Sql.none(Place.NONE)),
            Place.NONE));
    return new Expression.Reference(Name.of(name), Place.NONE);
  }

  /** {@code (SELECT count(*) FROM (query) AS counted)}, without the limit where that is asked. */
  private static Expression count(Query query) {
    boolean isWhole =
        query.body() instanceof Query.Select select && select.hints().contains(ALL_ROWS);
    Query counted =
        Rewriter.placed(
            new Query(
                query.with(),
                withoutCount(query).body(),
                query.orderBy(),
                false,
                isWhole ? Optional.empty() : query.limit(),
                Optional.empty(),
                Place.NONE),
            Place.NONE);
    FromItem rows =
        new FromItem.Derived(
            false,
            counted,
            Optional.of(new FromItem.Alias(Identifier.of("counted"), List.of())),
            Place.NONE);
    Expression all =
        Sql.call(Place.NONE, "COUNT", new Expression.Star(Optional.empty(), Place.NONE));
    Query.Select select =
        new Query.Select(
            List.of(),
            "",
            List.of(new Query.Item(all, Optional.empty(), Place.NONE)),
            Optional.empty(),
            List.of(rows),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Place.NONE);
    return new Expression.Subquery(Query.of(select), Place.NONE);
  }

  /** The call with a cursor for each query of the procedure, and variables for the session's. */
  List<Statement> called(Code.Invoke invoke) {
    if (!(invoke.call() instanceof Expression.Call(var name, var arguments, var place))) {
      return List.of(invoke);
    }
    Optional<Routine> callee = routine(name);
    List<Expression> values = new ArrayList<>();
    List<Statement> behind = new ArrayList<>();
    for (int at = 0; at < arguments.size(); at++) {
      Expression value = arguments.get(at).value();
      int number = at;
      Optional<Routine.Parameter> parameter =
          callee
              .filter(it -> number < it.parameters().size())
              .map(it -> it.parameters().get(number));
      boolean isOut = parameter.filter(it -> it.mode().contains("OUT")).isPresent();
      if (isOut
          && value instanceof Expression.Bind bind
          && parameter.get().mode().startsWith("IN")) {
        items.block(ActionCode.NO_RULE, bind.place(), bind.name() + " as an INOUT argument");
      }
      values.add(isOut ? locals.local(value, parameter.get().type(), behind) : value);
    }
    int queries = callee.map(it -> queries(it, new HashSet<>())).orElse(0);
    values.addAll(cursors(invoke.place(), queries));
    List<Statement> all = new ArrayList<>();
    all.add(new Code.Invoke(Sql.call(place, name, values), invoke.place()));
    all.addAll(behind);
    return List.copyOf(all);
  }

  private Optional<Routine> routine(Name name) {
    Optional<ObjectId> id = model.find(name, PROCEDURES);
    return id.stream()
        .flatMap(it -> model.pieces(it).stream())
        .map(Piece::statement)
        .filter(Ddl.CreateRoutine.class::isInstance)
        .map(it -> ((Ddl.CreateRoutine) it).routine())
        .findFirst();
  }

  /** How many queries give rows to the client; of procedures that call each other one's own. */
  private int queries(Routine routine, Set<Name> seen) {
    if (!seen.add(routine.name())) {
      return 0;
    }
    int[] count = {0};
    Rewriter.walk(routine, node -> count[0] += queries(node, seen));
    seen.remove(routine.name());
    return count[0];
  }

  private int queries(Node node, Set<Name> seen) {
    return switch (node) {
      case Dml.Read it when into(it).isEmpty() -> 1;
      case Code.Invoke(Expression.Call(var name, _, _), _) ->
          routine(name).map(it -> queries(it, seen)).orElse(0);
      default -> 0;
    };
  }
}
