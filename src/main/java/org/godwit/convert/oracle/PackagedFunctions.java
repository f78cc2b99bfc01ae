package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;

/** Functions of packages that come with Oracle: DBMS_RANDOM.VALUE becomes RANDOM(). */
final class PackagedFunctions {
  private PackagedFunctions() {}

  /** What the function becomes; empty where none is known. */
  static Optional<Expression> converted(
      Name function, List<Expression.Argument> arguments, Place place) {
    List<Expression> all = arguments.stream().map(Expression.Argument::value).toList();
    String name = function.toString().toUpperCase(Locale.ROOT).replaceFirst("^SYS\\.", "");
    return Optional.ofNullable(
        switch (name + "/" + all.size()) {
          case "DBMS_RANDOM.VALUE/0" -> random(place);
          case "DBMS_RANDOM.VALUE/2" -> random(all.get(0), all.get(1), place);
          case "DBMS_LOB.GETLENGTH/1" -> Tree.call(place, "LENGTH", all);
          case "DBMS_LOB.SUBSTR/1" -> all.getFirst();
          case "DBMS_LOB.SUBSTR/2" ->
              Tree.call(place, "SUBSTR", all.getFirst(), Tree.number("1"), all.get(1));
          case "DBMS_LOB.SUBSTR/3" ->
              Tree.call(place, "SUBSTR", all.getFirst(), all.get(2), all.get(1));
          case "DBMS_LOB.INSTR/2" -> Tree.call(place, "STRPOS", all);
          default -> null;
        });
  }

  private static Expression random(Place place) {
    return Tree.cast(place, Tree.call(Place.NONE, "RANDOM"), Tree.type("NUMERIC"));
  }

  /** {@code low + random * (high - low)}. */
  private static Expression random(Expression low, Expression high, Place place) {
    Expression width = Tree.operation(Place.NONE, Operator.SUBTRACT, high, low);
    Expression part = Tree.operation(Place.NONE, Operator.MULTIPLY, random(Place.NONE), width);
    return Tree.operation(place, Operator.ADD, low, part);
  }
}
