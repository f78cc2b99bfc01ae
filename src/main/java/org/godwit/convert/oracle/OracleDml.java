package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;

/** Statements that change rows, without hints, qualified targets and what only Oracle has. */
final class OracleDml {
  private static final Identifier ALL = Identifier.of("*");

  private final Items items;
  private final RecordRows records;

  OracleDml(Items items, CodeScope scope) {
    this.items = items;
    this.records = new RecordRows(scope);
  }

  Dml standard(Dml statement) {
    return switch (statement instanceof Dml.Insert it ? records.withoutVirtual(it) : statement) {
      case Dml.Insert(
              var hints,
              var target,
              var columns,
              var rows,
              var returning,
              var errorLog,
              var place) -> {
        refuse(hints, target, errorLog, place);
        yield new Dml.Insert(
            List.of(),
            withoutAlias(target),
            columns.stream().map(OracleDml::bare).toList(),
            records(rows),
            returning,
            Optional.empty(),
            place);
      }
      case Dml.Update(
              var hints,
              var target,
              var assignments,
              var from,
              var where,
              var returning,
              var errorLog,
              var place) -> {
        refuse(hints, target, errorLog, place);
        yield new Dml.Update(
            List.of(),
            target,
            assignments(target, assignments),
            from,
            where,
            returning,
            Optional.empty(),
            place);
      }
      case Dml.Delete(var hints, var target, var where, var returning, var errorLog, var place) -> {
        refuse(hints, target, errorLog, place);
        yield new Dml.Delete(List.of(), target, where, returning, Optional.empty(), place);
      }
      case Dml.Merge merge -> merge(merge);
      case Dml.MultiInsert it -> {
        unknown("INSERT into several tables", it);
        yield it;
      }
      case Dml.ExplainPlan it -> {
        unknown("EXPLAIN PLAN", it);
        yield it;
      }
      case Dml.Read _, Dml.LockTable _ -> statement;
      case Dml.Upsert _, Dml.Limited _, Dml.DeleteFrom _, Dml.Together _ -> statement;
    };
  }

  private void unknown(String what, Node node) {
    items.block(ActionCode.NO_RULE, node.place(), what);
  }

  private void refuse(
      List<String> hints, FromItem target, Optional<Dml.ErrorLog> errorLog, Place place) {
    hints.forEach(hint -> items.add(ActionCode.HINT, place, hint));
    if (!(target instanceof FromItem.Table)) {
      unknown("a change of a query's rows", target);
    }
    errorLog.ifPresent(it -> items.block(ActionCode.ERROR_LOG, it.place()));
  }

  static FromItem withoutAlias(FromItem target) {
    return target instanceof FromItem.Table table
        ? new FromItem.Table(
            table.isOnly(),
            table.name(),
            table.partition(),
            table.asOf(),
            table.sample(),
            Optional.empty(),
            table.place())
        : target;
  }

  /** {@code VALUES r} becomes {@code VALUES (r.*)}, also of a collection's element. */
  private static Query records(Query rows) {
    if (!(rows.body() instanceof Query.Values(var all, var place))) {
      return rows;
    }
    List<Expression> changed =
        all.stream()
            .<Expression>map(
                row ->
                    switch (row) {
                      case Expression.Row it -> it;
                      case Expression.Reference(var name, var at) ->
                          new Expression.Row(
                              List.of(new Expression.Star(Optional.of(name), at)), at);
                      default ->
                          new Expression.Row(
                              List.of(new Expression.Member(row, ALL, row.place())), row.place());
                    })
            .toList();
    return Query.of(new Query.Values(changed, place));
  }

  private List<Dml.Assignment> assignments(FromItem target, List<Dml.Assignment> assignments) {
    List<Dml.Assignment> all = new ArrayList<>();
    for (Dml.Assignment assignment : assignments) {
      boolean isRow =
          assignment.column() instanceof Expression.Reference(var name, _) && name.is("ROW");
      Optional<List<Dml.Assignment>> columns =
          isRow ? records.set(target, assignment) : Optional.empty();
      if (isRow && columns.isEmpty()) {
        unknown("SET ROW", assignment);
      }
      all.addAll(columns.orElse(List.of(assignment)));
    }
    return all.stream()
        .map(it -> new Dml.Assignment(bare(it.column()), it.value(), it.place()))
        .toList();
  }

  /** What is set is a column of the target, which stands without its name. */
  private static Expression bare(Expression column) {
    return switch (column) {
      case Expression.Reference(var name, var place) when name.parts().size() > 1 ->
          new Expression.Reference(Name.of(name.last()), place);
      case Expression.Row(var all, var place) ->
          new Expression.Row(all.stream().map(OracleDml::bare).toList(), place);
      default -> column;
    };
  }

  private Dml merge(Dml.Merge merge) {
    refuse(merge.hints(), merge.target(), merge.errorLog(), merge.place());
    List<Dml.MergeAction> actions =
        merge.actions().stream()
            .<Dml.MergeAction>map(
                action ->
                    switch (action) {
                      case Dml.MergeUpdate(
                              var assignments,
                              var where,
                              var deleteWhere,
                              var place) -> {
                        List<Dml.Assignment> set = assignments(merge.target(), assignments);
                        yield new Dml.MergeUpdate(
                            set,
                            where,
                            deleteWhere.map(it -> afterwards(it, set, merge.target())),
                            place);
                      }
                      case Dml.MergeInsert(var columns, var values, var where, var place) ->
                          new Dml.MergeInsert(
                              columns.stream().map(OracleDml::bare).toList(), values, where, place);
                    })
            .toList();
    return new Dml.Merge(
        List.of(),
        merge.target(),
        source(merge.using()),
        merge.on(),
        actions,
        Optional.empty(),
        merge.place());
  }

  /** A condition on the row as it will be: what is set stands for its columns. */
  static Expression afterwards(Expression condition, List<Dml.Assignment> set, FromItem target) {
    Identifier table =
        target instanceof FromItem.Table it
            ? it.alias().map(FromItem.Alias::name).orElse(it.name().last())
            : Identifier.of("");
    return Rewriter.rewrite(
        condition,
        node ->
            node instanceof Expression.Reference(var name, _)
                    && (name.parts().size() == 1 || name.parts().getFirst().equals(table))
                ? set.stream()
                    .filter(
                        it ->
                            it.column() instanceof Expression.Reference(var column, _)
                                && column.last().equals(name.last()))
                    .<Node>map(Dml.Assignment::value)
                    .findFirst()
                    .orElse(node)
                : node);
  }

  /** DUAL is one row of anything. */
  static FromItem source(FromItem using) {
    if (!(using instanceof FromItem.Table table) || !table.name().last().is("DUAL")) {
      return using;
    }
    Query.Item dummy =
        new Query.Item(Tree.string("X"), Optional.of(Identifier.of("dummy")), Place.NONE);
    FromItem.Alias alias =
        table.alias().orElse(new FromItem.Alias(Identifier.of("dual"), List.of()));
    return new FromItem.Derived(
        false,
        Tree.select(List.of(dummy), List.of(), Optional.empty()),
        Optional.of(alias),
        table.place());
  }
}
