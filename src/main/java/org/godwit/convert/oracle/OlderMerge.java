package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Statement;

/**
 * MERGE for PostgreSQL before 15: UPDATE of the rows that match, DELETE of those of them that meet
 * its condition, INSERT of the others. Several of these are one statement, so that each sees the
 * target as it was before all: no row that is inserted is updated, and none that is updated counts
 * as missing.
 */
final class OlderMerge {
  private static final Identifier SOURCE = Identifier.of("_merged");

  private OlderMerge() {}

  /** One statement in its place; empty where none does the same. */
  static Optional<Dml> of(Dml.Merge merge) {
    Optional<FromItem.Alias> name = name(merge.using());
    boolean isOne = merge.actions().size() == 1 && deletes(merge).isEmpty();
    if (merge.actions().isEmpty() || (!isOne && name.isEmpty())) {
      return Optional.empty();
    }
    // The source is read once: its functions may give something else the second time.
    FromItem source =
        isOne
            ? merge.using()
            : new FromItem.Table(
                false, Name.of(SOURCE), "", Optional.empty(), "", name, merge.using().place());
    List<Dml> changes = new ArrayList<>();
    for (Dml.MergeAction action : merge.actions()) {
      switch (action) {
        case Dml.MergeUpdate it -> updates(merge, it, source, changes);
        case Dml.MergeInsert it -> {
          Optional<Dml> insert = insert(merge, it, source);
          if (insert.isEmpty()) {
            return Optional.empty();
          }
          changes.add(insert.get());
        }
      }
    }
    return Optional.of(
        isOne
            ? changes.getFirst()
            : new Dml.Together(
                Optional.of(named(merge.using())),
                List.copyOf(changes),
                Optional.empty(),
                merge.place()));
  }

  private static Optional<Expression> deletes(Dml.Merge merge) {
    return merge.actions().stream()
        .filter(Dml.MergeUpdate.class::isInstance)
        .flatMap(it -> ((Dml.MergeUpdate) it).deleteWhere().stream())
        .findFirst();
  }

  /** The name that columns of the source have in front; empty where they may have several. */
  private static Optional<FromItem.Alias> name(FromItem source) {
    return switch (source) {
      case FromItem.Table it ->
          it.alias().or(() -> Optional.of(new FromItem.Alias(it.name().last(), List.of())));
      case FromItem.Derived it -> it.alias();
      default -> Optional.empty();
    };
  }

  private static Query.Common named(FromItem source) {
    Query all =
        Tree.select(
            List.of(Tree.item(new Expression.Star(Optional.empty(), Place.NONE))),
            List.of(source),
            Optional.empty());
    return new Query.Common(
        SOURCE, List.of(), all, Optional.empty(), Optional.empty(), source.place());
  }

  /** The rows that a condition deletes aren't updated before: no statement changes a row twice. */
  private static void updates(
      Dml.Merge merge, Dml.MergeUpdate update, FromItem source, List<Dml> changes) {
    Expression met = both(merge.on(), update.where());
    Optional<Expression> stays =
        update
            .deleteWhere()
            .map(
                it ->
                    Tree.operation(
                        Place.NONE, Operator.NOT, new Expression.Is(it, "TRUE", Place.NONE)));
    changes.add(
        new Dml.Update(
            List.of(),
            merge.target(),
            update.assignments(),
            List.of(source),
            Optional.of(both(met, stays)),
            Optional.empty(),
            Optional.empty(),
            merge.place()));
    if (update.deleteWhere().isPresent()) {
      Query rows =
          Tree.select(
              List.of(Tree.item(Tree.number("1"))),
              List.of(source),
              Optional.of(both(met, update.deleteWhere())));
      changes.add(
          new Dml.Delete(
              List.of(),
              merge.target(),
              Optional.of(new Expression.Exists(rows, Place.NONE)),
              Optional.empty(),
              Optional.empty(),
              merge.place()));
    }
  }

  private static Optional<Dml> insert(Dml.Merge merge, Dml.MergeInsert insert, FromItem source) {
    if (!(insert.values().body() instanceof Query.Values(var rows, _))
        || rows.size() != 1
        || !(rows.getFirst() instanceof Expression.Row(var all, _))) {
      return Optional.empty();
    }
    List<Expression> columns = new ArrayList<>();
    List<Query.Item> values = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      if (!isDefault(all.get(at))) {
        values.add(Tree.item(all.get(at)));
        if (!insert.columns().isEmpty()) {
          columns.add(insert.columns().get(at));
        }
      } else if (insert.columns().isEmpty()) {
        return Optional.empty();
      }
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Dml.Insert(
                List.of(),
                OracleDml.withoutAlias(merge.target()),
                List.copyOf(columns),
                Tree.select(
                    List.copyOf(values),
                    List.of(source),
                    Optional.of(both(isMissing(merge), insert.where()))),
                Optional.empty(),
                Optional.empty(),
                merge.place()));
  }

  /** A query has no such value; a column that isn't named gets it. */
  private static boolean isDefault(Expression value) {
    return value instanceof Literal(var kind, _, _) && kind == LiteralKind.DEFAULT;
  }

  private static Expression both(Expression condition, Optional<Expression> other) {
    return other
        .map(it -> Tree.operation(Place.NONE, Operator.AND, condition, it))
        .orElse(condition);
  }

  /** {@code NOT EXISTS (SELECT 1 FROM target WHERE on)}. */
  private static Expression isMissing(Dml.Merge merge) {
    Query matched =
        Tree.select(
            List.of(Tree.item(Tree.number("1"))), List.of(merge.target()), Optional.of(merge.on()));
    return Tree.operation(Place.NONE, Operator.NOT, new Expression.Exists(matched, Place.NONE));
  }

  /** Where a variable gets the number of rows behind it, it is that of all. */
  static List<Statement> counted(List<Statement> statements) {
    List<Statement> all = new ArrayList<>();
    for (Statement statement : statements) {
      boolean isCount =
          statement instanceof Code.Diagnostics(_, var item, _) && item.equals("ROW_COUNT");
      if (isCount
          && !all.isEmpty()
          && all.getLast() instanceof Dml.Together(var source, var changes, var count, var place)
          && count.isEmpty()) {
        all.set(
            all.size() - 1,
            new Dml.Together(
                source, changes, Optional.of(((Code.Diagnostics) statement).target()), place));
      } else {
        all.add(statement);
      }
    }
    return List.copyOf(all);
  }
}
