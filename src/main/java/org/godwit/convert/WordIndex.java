package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;

/** What a full-text index is of, as a task's load makes it too. */
final class WordIndex {
  private WordIndex() {}

  /** {@code TO_TSVECTOR('simple', COALESCE(a, '') || ' ' || COALESCE(b, ''))} of text columns. */
  static OrderItem of(List<OrderItem> columns) {
    List<Expression> parts = new ArrayList<>();
    for (OrderItem column : columns) {
      if (!parts.isEmpty()) {
        parts.add(string(" "));
      }
      parts.add(call("COALESCE", column.value(), string("")));
    }
    Expression text =
        parts.size() == 1
            ? parts.getFirst()
            : new Expression.Operation(Operator.CONCAT, List.copyOf(parts), Place.NONE);
    return new OrderItem(
        call("TO_TSVECTOR", string("simple"), text),
        OrderItem.Direction.UNSAID,
        OrderItem.Nulls.UNSAID,
        Place.NONE);
  }

  private static Literal string(String text) {
    return new Literal(LiteralKind.STRING, text, Place.NONE);
  }

  private static Expression call(String function, Expression first, Expression second) {
    return new Expression.Call(
        Name.of(function),
        List.of(
            new Expression.Argument(Optional.empty(), first, Place.NONE),
            new Expression.Argument(Optional.empty(), second, Place.NONE)),
        Place.NONE);
  }
}
