package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;

/**
 * {@code WHERE ROWNUM <= 10} becomes FETCH. Oracle counts rows before it sorts, groups and makes
 * them distinct, so that a query that does has those rows from a query within FROM.
 */
final class LimitedRows {
  private static final Identifier ROWS = Identifier.of("limited");
  private static final int DIGITS_MAX = 18;

  private LimitedRows() {}

  /**
   * How many rows a condition lets through.
   *
   * @param count empty where it lets all through that others do
   * @param others the conditions that have nothing to do with it
   */
  record Limit(Optional<Expression> count, List<Expression> others) {

    /** Empty where no condition is one of ROWNUM that lets a first so many rows through. */
    static Optional<Limit> of(Optional<Expression> where) {
      List<Expression> others = new ArrayList<>();
      Optional<Expression> count = Optional.empty();
      boolean isFound = false;
      for (Expression condition : OracleExpressions.conjuncts(where)) {
        Expression turned = turned(condition);
        Optional<Expression> most = count.isEmpty() ? most(turned) : Optional.empty();
        count = count.or(() -> most);
        boolean isOne = most.isPresent() || holdsAlways(turned);
        isFound |= isOne;
        if (!isOne) {
          others.add(condition);
        }
      }
      return isFound ? Optional.of(new Limit(count, List.copyOf(others))) : Optional.empty();
    }

    Optional<Expression> where() {
      return OracleExpressions.all(others);
    }

    Optional<Query.RowLimit> fetch() {
      return count.map(
          it -> new Query.RowLimit(Optional.empty(), Optional.of(it), false, false, Place.NONE));
    }
  }

  /** The query with FETCH; as it was where that can't be. */
  static Query standard(Query query) {
    if (query.limit().isPresent()
        || !(query.body() instanceof Query.Select select)
        || select.hierarchy().isPresent()) {
      return query;
    }
    Optional<Limit> limit = Limit.of(select.where());
    if (limit.isEmpty()) {
      return query;
    }
    Limit found = limit.get();
    Query.Select rest = OracleQueries.with(select, select.from(), found.where());
    if (found.count().isEmpty() || isPlain(query, select)) {
      return limited(query, rest, found.fetch());
    }
    return ofOne(query, rest, found).or(() -> ofSeveral(query, rest, found)).orElse(query);
  }

  private static Query limited(Query query, Query.Select body, Optional<Query.RowLimit> limit) {
    return new Query(
        query.with(),
        body,
        query.orderBy(),
        query.ordersSiblings(),
        limit,
        query.lock(),
        query.place());
  }

  /** To Oracle rows are counted before they are sorted and grouped. */
  private static boolean isPlain(Query query, Query.Select select) {
    return query.orderBy().isEmpty() && !isGrouped(select);
  }

  private static boolean isGrouped(Query.Select select) {
    boolean[] isGrouped = {!select.groupBy().isEmpty() || !select.quantifier().isEmpty()};
    select
        .items()
        .forEach(
            item -> Rewriter.walk(item, node -> isGrouped[0] |= OracleQueries.isAggregate(node)));
    return isGrouped[0];
  }

  /** {@code FROM t WHERE …} becomes {@code FROM (SELECT * FROM t WHERE … FETCH …) t}. */
  private static Optional<Query> ofOne(Query query, Query.Select select, Limit limit) {
    if (select.from().size() != 1
        || query.lock().filter(it -> !it.columns().isEmpty()).isPresent()) {
      return Optional.empty();
    }
    FromItem item = select.from().getFirst();
    return name(item)
        .map(
            alias -> {
              Query rows =
                  new Query(
                      Optional.empty(),
                      ((Query.Select)
                          Tree.select(
                                  List.of(
                                      Tree.item(new Expression.Star(Optional.empty(), Place.NONE))),
                                  List.of(item),
                                  limit.where())
                              .body()),
                      List.of(),
                      false,
                      limit.fetch(),
                      query.lock(),
                      Place.NONE);
              return new Query(
                  query.with(),
                  OracleQueries.with(select, List.of(derived(rows, alias)), Optional.empty()),
                  query.orderBy(),
                  query.ordersSiblings(),
                  Optional.empty(),
                  Optional.empty(),
                  query.place());
            });
  }

  private static FromItem derived(Query rows, Identifier alias) {
    return new FromItem.Derived(
        false, rows, Optional.of(new FromItem.Alias(alias, List.of())), Place.NONE);
  }

  private static Optional<Identifier> name(FromItem item) {
    return switch (item) {
      case FromItem.Table it ->
          Optional.of(it.alias().map(FromItem.Alias::name).orElse(it.name().last()));
      case FromItem.Derived it -> it.alias().map(FromItem.Alias::name);
      default -> Optional.empty();
    };
  }

  /** Of several tables the inner query gives what the outer one names. */
  private static Optional<Query> ofSeveral(Query query, Query.Select select, Limit limit) {
    Map<Name, Identifier> columns = new LinkedHashMap<>();
    boolean[] isKnown = {query.lock().isEmpty() && select.windows().isEmpty()};
    boolean isWhole = select.items().stream().anyMatch(it -> it.value() instanceof Expression.Star);
    List<Node> outer = new ArrayList<>(select.items());
    outer.addAll(select.groupBy());
    select.having().ifPresent(outer::add);
    outer.addAll(query.orderBy());
    List<Name> aliases =
        select.items().stream().flatMap(it -> it.alias().stream()).map(Name::of).toList();
    outer.forEach(
        it ->
            Rewriter.walk(
                it,
                node -> {
                  boolean isSaid = node instanceof Expression.Star star && star.of().isPresent();
                  isKnown[0] &= !(node instanceof Query) && !isSaid;
                  if (node instanceof Expression.Reference(var name, _)) {
                    isKnown[0] &= !isWhole || name.parts().size() == 1;
                    boolean isAlias = it instanceof OrderItem && aliases.contains(name);
                    if (!isAlias && !columns.containsKey(name)) {
                      columns.put(name, free(name.last(), columns));
                    }
                  }
                }));
    if (!isKnown[0]) {
      return Optional.empty();
    }
    List<Query.Item> given =
        isWhole || columns.isEmpty()
            ? List.of(
                Tree.item(
                    isWhole ? new Expression.Star(Optional.empty(), Place.NONE) : Tree.number("1")))
            : columns.entrySet().stream()
                .map(
                    it ->
                        new Query.Item(
                            new Expression.Reference(it.getKey(), Place.NONE),
                            Optional.of(it.getValue()),
                            Place.NONE))
                .toList();
    Query rows =
        limited(
            Query.of(select), ((Query.Select) inner(select, given, limit).body()), limit.fetch());
    Map<Name, Identifier> named = isWhole ? Map.of() : columns;
    return Optional.of(
        new Query(
            query.with(),
            outer(select, rows, named),
            query.orderBy().stream().map(it -> aliased(it, aliases, named)).toList(),
            query.ordersSiblings(),
            Optional.empty(),
            Optional.empty(),
            query.place()));
  }

  private static Query inner(Query.Select select, List<Query.Item> items, Limit limit) {
    return Tree.select(items, select.from(), limit.where());
  }

  private static Identifier free(Identifier name, Map<Name, Identifier> taken) {
    Identifier free = name;
    for (int at = 2; taken.containsValue(free); at++) {
      free = Identifier.of(name.text() + "_" + at);
    }
    return free;
  }

  private static Query.Select outer(Query.Select select, Query rows, Map<Name, Identifier> names) {
    return new Query.Select(
        select.hints(),
        select.quantifier(),
        select.items().stream().map(it -> item(it, names)).toList(),
        select.into(),
        List.of(derived(rows, ROWS)),
        Optional.empty(),
        Optional.empty(),
        select.groupBy().stream().map(it -> renamed(it, names)).toList(),
        select.having().map(it -> renamed(it, names)),
        select.windows(),
        select.model(),
        select.place());
  }

  /** A column keeps the name that it has for who reads the rows. */
  private static Query.Item item(Query.Item item, Map<Name, Identifier> names) {
    Optional<Identifier> alias =
        item.value() instanceof Expression.Reference(var name, _)
                && names.containsKey(name)
                && !names.get(name).equals(name.last())
            ? item.alias().or(() -> Optional.of(name.last()))
            : item.alias();
    return new Query.Item(renamed(item.value(), names), alias, item.place());
  }

  private static OrderItem aliased(
      OrderItem item, List<Name> aliases, Map<Name, Identifier> names) {
    return item.value() instanceof Expression.Reference(var name, _) && aliases.contains(name)
        ? item
        : renamed(item, names);
  }

  private static <N extends Node> N renamed(N node, Map<Name, Identifier> names) {
    return Rewriter.rewrite(
        node,
        it ->
            it instanceof Expression.Reference(var name, var place) && names.containsKey(name)
                ? new Expression.Reference(
                    new Name(List.of(ROWS, names.get(name)), name.link()), place)
                : it);
  }

  /** {@code 10 >= ROWNUM} is {@code ROWNUM <= 10}. */
  private static Expression turned(Expression condition) {
    if (!(condition instanceof Operation(var operator, var operands, var place))
        || operands.size() != 2
        || !isRowNumber(operands.getLast())) {
      return condition;
    }
    Optional<Operator> other =
        switch (operator) {
          case EQUAL -> Optional.of(Operator.EQUAL);
          case GREATER -> Optional.of(Operator.LESS);
          case GREATER_OR_EQUAL -> Optional.of(Operator.LESS_OR_EQUAL);
          case LESS -> Optional.of(Operator.GREATER);
          case LESS_OR_EQUAL -> Optional.of(Operator.GREATER_OR_EQUAL);
          default -> Optional.empty();
        };
    return other
        .<Expression>map(
            it -> new Operation(it, List.of(operands.getLast(), operands.getFirst()), place))
        .orElse(condition);
  }

  private static boolean isRowNumber(Expression expression) {
    return expression instanceof Expression.Reference(var name, _) && name.is("ROWNUM");
  }

  /** {@code ROWNUM > 0} and {@code ROWNUM >= 1}. */
  private static boolean holdsAlways(Expression condition) {
    return condition instanceof Operation(var operator, var operands, _)
        && isRowNumber(operands.getFirst())
        && operands.getLast() instanceof Literal(var kind, var text, _)
        && kind == LiteralKind.NUMBER
        && ((operator == Operator.GREATER && text.equals("0"))
            || (operator == Operator.GREATER_OR_EQUAL && text.equals("1")));
  }

  /** How many rows the condition lets through; empty where it isn't one about ROWNUM. */
  private static Optional<Expression> most(Expression condition) {
    if (condition instanceof Expression.Between(var value, var low, var high, _)
        && isRowNumber(value)
        && low instanceof Literal(_, var from, _)
        && (from.equals("1") || from.equals("0"))) {
      return most(Operator.LESS_OR_EQUAL, high);
    }
    return condition instanceof Operation(var operator, var operands, _)
            && isRowNumber(operands.getFirst())
        ? most(operator, operands.getLast())
        : Optional.empty();
  }

  private static Optional<Expression> most(Operator operator, Expression most) {
    if (!(most instanceof Literal(var kind, var text, var place))) {
      return computed(operator, most);
    }
    if (kind != LiteralKind.NUMBER
        || !text.chars().allMatch(Character::isDigit)
        || text.length() > DIGITS_MAX) {
      return Optional.empty();
    }
    long count = Long.parseLong(text);
    return switch (operator) {
      case LESS_OR_EQUAL -> Optional.of(most);
      case LESS ->
          Optional.of(
              new Literal(LiteralKind.NUMBER, Long.toString(Math.max(0, count - 1)), place));
      case EQUAL -> count == 1 ? Optional.of(most) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** NULL lets nothing through; to PostgreSQL it would be no limit. */
  private static Optional<Expression> computed(Operator operator, Expression most) {
    Expression none = Tree.number("0");
    return switch (operator) {
      case LESS_OR_EQUAL ->
          Optional.of(
              bigint(
                  Tree.call(Place.NONE, "GREATEST", Tree.call(Place.NONE, "FLOOR", most), none)));
      case LESS ->
          Optional.of(
              bigint(
                  Tree.call(
                      Place.NONE,
                      "GREATEST",
                      Tree.operation(
                          Place.NONE,
                          Operator.SUBTRACT,
                          Tree.call(Place.NONE, "CEIL", most),
                          Tree.number("1")),
                      none)));
      default -> Optional.empty();
    };
  }

  private static Expression bigint(Expression number) {
    return Tree.cast(Place.NONE, number, Tree.type("BIGINT"));
  }
}
