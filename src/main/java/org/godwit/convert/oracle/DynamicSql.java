package org.godwit.convert.oracle;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Operator;

/** EXECUTE IMMEDIATE becomes EXECUTE; {@code :a} in its text becomes {@code $1}, by position. */
final class DynamicSql {
  private static final Pattern BIND = Pattern.compile("(?<![:\\w]):(\\w+)");

  private final Items items;

  DynamicSql(Items items) {
    this.items = items;
  }

  Code.Execute standard(Code.Execute execute) {
    items.add(ActionCode.DYNAMIC_SQL, execute.text().place());
    if (execute.returning().isPresent()) {
      items.block(ActionCode.NO_RULE, execute.place(), "RETURNING of dynamic SQL");
    }
    return new Code.Execute(
        text(execute.text()),
        execute.into(),
        using(execute.using()),
        Optional.empty(),
        execute.place());
  }

  Code.Open standard(Code.Open open) {
    if (open.text().isEmpty()) {
      return open;
    }
    items.add(ActionCode.DYNAMIC_SQL, open.text().get().place());
    return new Code.Open(
        open.cursor(),
        open.query(),
        open.text().map(this::text),
        using(open.using()),
        open.place());
  }

  private List<Code.Using> using(List<Code.Using> using) {
    for (Code.Using one : using) {
      if (one.mode().contains("OUT")) {
        items.block(ActionCode.NO_RULE, one.place(), "an OUT argument of dynamic SQL");
      }
    }
    return using.stream().map(it -> new Code.Using("", it.value(), it.place())).toList();
  }

  private Expression text(Expression text) {
    int[] binds = {0};
    return switch (text) {
      case Literal literal -> numbered(literal, binds);
      case Operation(var operator, var operands, var place) when operator == Operator.CONCAT ->
          new Operation(
              operator,
              operands.stream()
                  .map(it -> it instanceof Literal literal ? numbered(literal, binds) : it)
                  .toList(),
              place);
      default -> text;
    };
  }

  private static Expression numbered(Literal literal, int[] binds) {
    return literal.kind() == LiteralKind.STRING
        ? new Literal(
            literal.kind(),
            BIND.matcher(literal.text()).replaceAll(_ -> "\\$" + ++binds[0]),
            literal.place())
        : literal;
  }
}
