package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Place;

/**
 * {@code MAKE_REF(customers, 7)} becomes the text {@code customers(7)}: it says which row is meant,
 * and nothing leads from it there.
 */
final class RowReference {
  private RowReference() {}

  /** The text for a view and the values of its key. */
  static Expression to(List<Expression> viewAndKey, Place place, Items items) {
    String view =
        viewAndKey.getFirst() instanceof Expression.Reference(var name, _) ? name.toString() : "";
    items.add(ActionCode.REFERENCE, place, view);
    List<Expression> parts = new ArrayList<>();
    for (Expression value : viewAndKey.subList(1, viewAndKey.size())) {
      parts.add(Tree.string(parts.isEmpty() ? view + "(" : ","));
      parts.add(value);
    }
    parts.add(Tree.string(")"));
    return Tree.call(place, "CONCAT", parts);
  }
}
