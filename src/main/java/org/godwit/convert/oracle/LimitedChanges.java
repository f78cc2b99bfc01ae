package org.godwit.convert.oracle;

import java.util.List;
import java.util.Optional;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Ddl;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;

/**
 * UPDATE and DELETE of the first rows: {@code DELETE FROM t WHERE a AND ROWNUM <= 9} becomes {@code
 * DELETE FROM t WHERE ctid IN (SELECT ctid FROM t WHERE a FETCH NEXT 9 ROWS ONLY)}, and {@code SET
 * n = ROWNUM} takes its number from such a query.
 */
final class LimitedChanges {
  private static final Identifier ROWS = Identifier.of("limited");
  private static final Identifier NUMBER = Identifier.of("row_number");
  private static final Identifier PLACE_OF_ROW = Identifier.of("row_place");
  private static final Identifier TABLE_OF_ROW = Identifier.of("row_table");

  private final SchemaModel model;

  LimitedChanges(SchemaModel model) {
    this.model = model;
  }

  Dml.Delete standard(Dml.Delete delete) {
    Optional<LimitedRows.Limit> limit = LimitedRows.Limit.of(delete.where());
    return limit.isEmpty() || !(delete.target() instanceof FromItem.Table table)
        ? delete
        : new Dml.Delete(
            delete.hints(),
            table,
            where(table, limit.get()),
            delete.returning(),
            delete.errorLog(),
            delete.place());
  }

  Dml.Update standard(Dml.Update update) {
    Optional<LimitedRows.Limit> limit = LimitedRows.Limit.of(update.where());
    if (!(update.target() instanceof FromItem.Table table) || !update.from().isEmpty()) {
      return update;
    }
    if (update.assignments().stream().anyMatch(it -> isNumber(it.value()))) {
      return numbered(
          update,
          table,
          limit.orElse(
              new LimitedRows.Limit(
                  Optional.empty(), OracleExpressions.conjuncts(update.where()))));
    }
    return limit.isEmpty()
        ? update
        : with(update, update.assignments(), List.of(), where(table, limit.get()));
  }

  private static Dml.Update with(
      Dml.Update update,
      List<Dml.Assignment> assignments,
      List<FromItem> from,
      Optional<Expression> where) {
    return new Dml.Update(
        update.hints(),
        update.target(),
        assignments,
        from,
        where,
        update.returning(),
        update.errorLog(),
        update.place());
  }

  private Optional<Expression> where(FromItem.Table table, LimitedRows.Limit limit) {
    if (limit.fetch().isEmpty()) {
      return limit.where();
    }
    boolean isParted = isParted(table);
    Expression row =
        isParted
            ? new Expression.Row(List.of(column("tableoid"), column("ctid")), Place.NONE)
            : column("ctid");
    List<Query.Item> items =
        isParted
            ? List.of(Tree.item(column("tableoid")), Tree.item(column("ctid")))
            : List.of(Tree.item(column("ctid")));
    return Optional.of(
        new Expression.In(
            row, new Expression.Subquery(rows(items, table, limit), Place.NONE), Place.NONE));
  }

  private static Query rows(List<Query.Item> items, FromItem.Table table, LimitedRows.Limit limit) {
    Query all = Tree.select(items, List.of(table), limit.where());
    return new Query(
        all.with(), all.body(), List.of(), false, limit.fetch(), all.lock(), all.place());
  }

  private Dml.Update numbered(Dml.Update update, FromItem.Table table, LimitedRows.Limit limit) {
    Identifier name = table.alias().map(FromItem.Alias::name).orElse(table.name().last());
    Query rows =
        rows(
            List.of(
                named(column("tableoid"), TABLE_OF_ROW),
                named(column("ctid"), PLACE_OF_ROW),
                named(RowNumbers.counted(Place.NONE), NUMBER)),
            table,
            limit);
    FromItem from =
        new FromItem.Derived(
            false, rows, Optional.of(new FromItem.Alias(ROWS, List.of())), Place.NONE);
    Expression isRow =
        Tree.operation(
            Place.NONE,
            Operator.AND,
            equal(of(name, "tableoid"), of(ROWS, TABLE_OF_ROW.text())),
            equal(of(name, "ctid"), of(ROWS, PLACE_OF_ROW.text())));
    return with(
        update,
        update.assignments().stream()
            .map(
                it ->
                    new Dml.Assignment(
                        it.column(),
                        Rewriter.rewrite(
                            it.value(), node -> isRowNumber(node) ? of(ROWS, NUMBER.text()) : node),
                        it.place()))
            .toList(),
        List.of(from),
        Optional.of(isRow));
  }

  private static Expression equal(Expression one, Expression other) {
    return Tree.operation(Place.NONE, Operator.EQUAL, one, other);
  }

  private static Query.Item named(Expression value, Identifier name) {
    return new Query.Item(value, Optional.of(name), Place.NONE);
  }

  private static Expression column(String name) {
    return new Expression.Reference(Name.of(name), Place.NONE);
  }

  private static Expression of(Identifier table, String column) {
    return new Expression.Reference(
        new Name(List.of(table, Identifier.of(column)), ""), Place.NONE);
  }

  /** Rows of two partitions may be at the same place. */
  private boolean isParted(FromItem.Table table) {
    return model
        .find(table.name())
        .map(
            id ->
                model.pieces(id).stream()
                    .anyMatch(
                        it ->
                            it.statement() instanceof Ddl.CreateTable made
                                && made.partitioning().isPresent()))
        .orElse(false);
  }

  /** Whether ROWNUM is within, but not in a query of its own. */
  private static boolean isNumber(Expression value) {
    boolean[] has = {false, false};
    Rewriter.walk(
        value,
        node -> {
          has[0] |= isRowNumber(node);
          has[1] |= node instanceof Query;
        });
    return has[0] && !has[1];
  }

  private static boolean isRowNumber(Node node) {
    return node instanceof Expression.Reference(var name, _) && name.is("ROWNUM");
  }
}
