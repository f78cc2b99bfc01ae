package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryBody;
import org.godwit.sql.Rewriter;

/** Rules for what stands around expressions in a query; what is within it is standard already. */
final class OracleQueries {
  private static final Set<String> AGGREGATES =
      Set.of(
          "COUNT",
          "SUM",
          "MIN",
          "MAX",
          "AVG",
          "STRING_AGG",
          "ARRAY_AGG",
          "JSON_AGG",
          "JSON_OBJECT_AGG",
          "XMLAGG",
          "STDDEV",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "VARIANCE",
          "VAR_POP",
          "VAR_SAMP",
          "CORR",
          "COVAR_POP",
          "COVAR_SAMP");

  /** PostgreSQL keeps where it was in a column, for which Oracle has no name. */
  static final Identifier CYCLE_PATH = Identifier.of("cycle_path");

  private final Items items;
  private int unnamed;

  OracleQueries(Items items) {
    this.items = items;
  }

  /** Hints go, DUAL goes, {@code (+)} becomes LEFT JOIN. */
  Query.Select select(Query.Select select) {
    select.hints().forEach(hint -> items.add(ActionCode.HINT, select.place(), hint));
    boolean isDual =
        select.from().size() == 1
            && select.from().getFirst() instanceof FromItem.Table table
            && table.name().last().is("DUAL")
            && select.hierarchy().isEmpty();
    Query.Select bare =
        new Query.Select(
            List.of(),
            select.quantifier().equals("UNIQUE") ? "DISTINCT" : select.quantifier(),
            RowNumbers.standard(select),
            select.into(),
            isDual ? List.of() : select.from(),
            select.where(),
            select.hierarchy(),
            select.groupBy(),
            select.having(),
            select.windows(),
            select.model(),
            select.place());
    return OuterJoins.joined(bare).orElse(bare);
  }

  static Query.Select with(Query.Select select, List<FromItem> from, Optional<Expression> where) {
    return new Query.Select(
        select.hints(),
        select.quantifier(),
        select.items(),
        select.into(),
        from,
        where,
        select.hierarchy(),
        select.groupBy(),
        select.having(),
        select.windows(),
        select.model(),
        select.place());
  }

  /**
   * {@code ROWNUM <= 10} becomes FETCH, WITH says where it is recursive, FOR UPDATE doesn't wait.
   */
  Query query(Query hierarchical) {
    Query query = LimitedRows.standard(Hierarchies.flat(hierarchical, items));
    return new Query(
        query.with().map(OracleQueries::recursive),
        query.body(),
        query.orderBy(),
        query.ordersSiblings(),
        query.limit(),
        query.lock().map(it -> lock(it, query.body())),
        query.place());
  }

  static boolean isAggregate(Node node) {
    return (node instanceof Expression.Aggregate && !RowNumbers.isOne(node))
        || (node instanceof Expression.Call call
            && AGGREGATES.stream().anyMatch(call.function()::is));
  }

  private static Query.With recursive(Query.With with) {
    boolean isRecursive =
        with.isRecursive() || with.queries().stream().anyMatch(OracleQueries::namesItself);
    return new Query.With(
        isRecursive,
        with.routines(),
        with.queries().stream().map(OracleQueries::cycling).toList(),
        with.place());
  }

  private static Query.Common cycling(Query.Common common) {
    return new Query.Common(
        common.name(),
        common.columns(),
        common.query(),
        common.search(),
        common
            .cycle()
            .map(
                it ->
                    new Query.Cycle(
                        it.columns(),
                        it.mark(),
                        it.value(),
                        it.otherwise(),
                        Optional.of(CYCLE_PATH),
                        it.place())),
        common.place());
  }

  /** Oracle demands names of columns of what names itself; else the name is a table's. */
  private static boolean namesItself(Query.Common common) {
    if (common.columns().isEmpty()) {
      return false;
    }
    boolean[] found = {false};
    Rewriter.walk(
        common.query(),
        node ->
            found[0] |=
                node instanceof FromItem.Table table
                    && table.name().parts().size() == 1
                    && table.name().last().equals(common.name()));
    return found[0];
  }

  /** Oracle names columns behind OF, PostgreSQL tables. */
  private Query.Lock lock(Query.Lock lock, QueryBody body) {
    boolean isOfOne =
        body instanceof Query.Select select
            && select.from().size() == 1
            && !(select.from().getFirst() instanceof FromItem.Join);
    List<Expression> tables = new ArrayList<>();
    for (Expression column : isOfOne ? List.<Expression>of() : lock.columns()) {
      if (column instanceof Expression.Reference(var name, var place) && name.parts().size() > 1) {
        Identifier table = name.parts().get(name.parts().size() - 2);
        tables.add(new Expression.Reference(Name.of(table), place));
      } else {
        items.add(ActionCode.LOCKS_MORE, lock.place(), "a column");
        tables.clear();
        break;
      }
    }
    boolean waits = lock.waiting().startsWith("WAIT");
    if (waits) {
      items.add(ActionCode.WAITING, lock.place(), lock.waiting());
    }
    return new Query.Lock(
        tables.stream().distinct().toList(), waits ? "" : lock.waiting(), lock.place());
  }

  /** A query as an item gets a name; APPLY becomes LATERAL. */
  FromItem fromItem(FromItem item) {
    return switch (item) {
      case FromItem.Derived derived when derived.alias().isEmpty() ->
          new FromItem.Derived(
              derived.isLateral(),
              derived.query(),
              Optional.of(new FromItem.Alias(Identifier.of("q" + ++unnamed), List.of())),
              derived.place());
      case FromItem.Join join
          when join.kind().endsWith("APPLY") && join.right() instanceof FromItem.Derived right ->
          applied(join, right);
      default -> item;
    };
  }

  private static FromItem applied(FromItem.Join join, FromItem.Derived right) {
    boolean isOuter = join.kind().startsWith("OUTER");
    Expression always = new Literal(LiteralKind.TRUE, "TRUE", Place.NONE);
    return new FromItem.Join(
        join.left(),
        join.leftPartitionBy(),
        isOuter ? "LEFT JOIN" : "CROSS JOIN",
        new FromItem.Derived(true, right.query(), right.alias(), right.place()),
        join.rightPartitionBy(),
        isOuter ? Optional.of(always) : Optional.empty(),
        List.of(),
        join.place());
  }

  /** Whether the operator is one that only Oracle has. */
  static boolean isOwn(Operator operator) {
    return switch (operator) {
      case MEMBER_OF,
          SUBMULTISET_OF,
          RANGE,
          MULTISET_UNION,
          MULTISET_UNION_DISTINCT,
          MULTISET_INTERSECT,
          MULTISET_INTERSECT_DISTINCT,
          MULTISET_EXCEPT,
          MULTISET_EXCEPT_DISTINCT,
          MODULO,
          PRIOR,
          CONNECT_BY_ROOT,
          POWER,
          COLLATE,
          AT_TIME_ZONE,
          AT_LOCAL ->
          true;
      default -> false;
    };
  }
}
