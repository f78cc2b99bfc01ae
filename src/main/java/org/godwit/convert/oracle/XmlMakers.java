package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Type;

/**
 * XMLELEMENT, XMLATTRIBUTES and XMLFOREST are the same on both, but that a date in them is a day,
 * and a number has no zeros that say nothing; of XMLSERIALIZE what it makes is said.
 */
final class XmlMakers {
  private static final Set<String> FUNCTIONS =
      Set.of("XMLELEMENT", "XMLATTRIBUTES", "XMLFOREST", "XMLSERIALIZE");

  private final Items items;
  private final Kinds kinds;
  private final Coercions coercions;

  XmlMakers(Items items, Kinds kinds, Coercions coercions) {
    this.items = items;
    this.kinds = kinds;
    this.coercions = coercions;
  }

  static boolean isOne(Expression.KeywordCall call) {
    return FUNCTIONS.stream().anyMatch(call.function()::is);
  }

  /** Whether a rule has made it one of the target's. */
  static boolean isStandard(Expression.KeywordCall call) {
    return isOne(call)
        && (!call.function().is("XMLELEMENT")
            || (call.parts().getFirst() instanceof Expression.Word(var word, _)
                && word.equals("NAME")));
  }

  /** As the target has it. */
  Expression standard(Expression.KeywordCall call) {
    if (call.function().is("XMLSERIALIZE")) {
      return serialized(call);
    }
    return new Expression.KeywordCall(
        call.function(),
        call.parts().stream()
            .map(it -> it instanceof Expression value ? shown(value) : it)
            .toList(),
        call.place());
  }

  private Node shown(Expression value) {
    return kinds.isDate(value)
        ? Tree.call(value.place(), "TO_CHAR", value, Tree.string("YYYY-MM-DD"))
        : kinds.is(value, ValueKind.NUMBER) ? coercions.text(value) : value;
  }

  /** {@code XMLSERIALIZE(CONTENT x AS text)}; how it is laid out isn't said. */
  private Expression serialized(Expression.KeywordCall call) {
    List<Node> all = new ArrayList<>();
    if (!(call.parts().getFirst() instanceof Expression.Word)) {
      all.add(new Expression.Word("CONTENT", Place.NONE));
    }
    boolean hasType = false;
    for (Node part : call.parts()) {
      if (hasType) {
        items.add(ActionCode.LEFT_OUT, call.place(), "the layout of XMLSERIALIZE");
        break;
      }
      all.add(part);
      hasType = part instanceof Type;
    }
    if (!hasType) {
      all.add(new Expression.Word("AS", Place.NONE));
      all.add(Tree.type("CLOB"));
    }
    return new Expression.KeywordCall(call.function(), List.copyOf(all), call.place());
  }
}
