package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;

/**
 * ROWID becomes {@code ctid}, the place of a row that PostgreSQL has until the row is changed. What
 * is compared with it becomes such a place, for variables hold it as text.
 */
final class RowPlaces {
  private static final Identifier PLACE = Identifier.of("ctid");

  private RowPlaces() {}

  /** Empty for other names, and for that of a trigger's row, which has none. */
  static Optional<Expression> converted(Name name, Place place, Items items) {
    boolean isOfTrigger =
        name.parts().size() > 1
            && (name.parts().getFirst().is("NEW") || name.parts().getFirst().is("OLD"));
    if (!name.last().is("ROWID") || name.last().isQuoted() || isOfTrigger) {
      return Optional.empty();
    }
    items.add(ActionCode.ROWID, place);
    List<Identifier> parts = new ArrayList<>(name.parts());
    parts.set(parts.size() - 1, PLACE);
    return Optional.of(new Expression.Reference(new Name(List.copyOf(parts), name.link()), place));
  }

  /** A comparison with it; empty for other operations. */
  static Optional<Operation> compared(Operation operation) {
    List<Expression> operands = operation.operands();
    if (operands.size() != 2
        || operation.operator().binding() != Operator.COMPARISON
        || isPlace(operands.getFirst()) == isPlace(operands.getLast())) {
      return Optional.empty();
    }
    return Optional.of(
        new Operation(
            operation.operator(),
            operands.stream().map(it -> isPlace(it) ? it : place(it)).toList(),
            operation.place()));
  }

  private static Expression place(Expression other) {
    boolean isText =
        other instanceof Expression.Reference
            || other instanceof Expression.Element
            || other instanceof Expression.Member
            || other instanceof Expression.Literal;
    return isText && !Tree.isNullLiteral(other)
        ? Tree.cast(Place.NONE, other, Tree.type("TID"))
        : other;
  }

  private static boolean isPlace(Expression expression) {
    return expression instanceof Expression.Reference(var name, _) && name.last().equals(PLACE);
  }
}
