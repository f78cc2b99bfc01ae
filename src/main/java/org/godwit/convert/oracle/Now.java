package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;

/**
 * The time of day. On the source each statement has its own, and within code it goes on; on
 * PostgreSQL all that a call does has one, but for {@code CLOCK_TIMESTAMP()}.
 */
enum Now {
  /** In views, which are part of somebody's statement. */
  OF_STATEMENT("STATEMENT_TIMESTAMP"),
  /** In code, and in defaults, which code meets. */
  OF_CLOCK("CLOCK_TIMESTAMP");

  private final String function;

  Now(String function) {
    this.function = function;
  }

  /** SYSDATE and its like; empty for other names. */
  Optional<Expression> moment(Name name, Place place) {
    if (name.parts().size() > 1 || name.last().isQuoted()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (name.last().text().toUpperCase(Locale.ROOT)) {
          // Without a fraction, which a cast would round.
          case "SYSDATE", "CURRENT_DATE" ->
              Tree.cast(
                  place,
                  Tree.call(Place.NONE, "DATE_TRUNC", Tree.string("second"), now(Place.NONE)),
                  Tree.type("TIMESTAMP", "0"));
          case "SYSTIMESTAMP", "CURRENT_TIMESTAMP" -> now(place);
          case "LOCALTIMESTAMP" -> Tree.cast(place, now(Place.NONE), Tree.type("TIMESTAMP", "6"));
          default -> null;
        });
  }

  private Expression now(Place place) {
    return Tree.call(place, function);
  }

  Query.Select once(Query.Select select) {
    return OracleQueries.with(select, select.from(), once(select.where()));
  }

  Dml.Update once(Dml.Update it) {
    return new Dml.Update(
        it.hints(),
        it.target(),
        it.assignments(),
        it.from(),
        once(it.where()),
        it.returning(),
        it.errorLog(),
        it.place());
  }

  Dml.Delete once(Dml.Delete it) {
    return new Dml.Delete(
        it.hints(), it.target(), once(it.where()), it.returning(), it.errorLog(), it.place());
  }

  /** A query is one moment, and an index can be asked for it. */
  private Optional<Expression> once(Optional<Expression> where) {
    return this == OF_CLOCK ? where.map(it -> Rewriter.rewrite(it, Now::one)) : where;
  }

  private static Node one(Node node) {
    return switch (node) {
      case Expression.Call call when call.function().is(OF_CLOCK.function) -> query(call);
      case Expression.Subquery outer
          when item(outer).orElse(null) instanceof Expression.Subquery inner
              && item(inner).orElse(null) instanceof Expression.Call call
              && call.function().is(OF_CLOCK.function) ->
          inner; // of a query within the query, that had it already
      default -> node;
    };
  }

  private static Expression query(Expression call) {
    return new Expression.Subquery(
        Tree.select(List.of(Tree.item(call)), List.of(), Optional.empty()), call.place());
  }

  private static Optional<Expression> item(Expression.Subquery subquery) {
    return subquery.query().body() instanceof Query.Select select
            && select.from().isEmpty()
            && select.items().size() == 1
        ? Optional.of(select.items().getFirst().value())
        : Optional.empty();
  }
}
