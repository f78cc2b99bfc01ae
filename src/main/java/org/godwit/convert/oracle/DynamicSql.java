package org.godwit.convert.oracle;

import java.util.ArrayList;
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
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Query;
import org.godwit.sql.Type;

/**
 * EXECUTE IMMEDIATE becomes EXECUTE; {@code :a} in its text becomes {@code $1}, by position. BULK
 * COLLECT INTO takes the query as an array.
 */
final class DynamicSql {
  private static final Pattern BIND = Pattern.compile("(?<![:\\w]):(\\w+)");

  private final Items items;
  private final CodeScope scope;

  private static final String JSON_OF = "godwit_oracle.json_of(";

  DynamicSql(Items items, CodeScope scope) {
    this.items = items;
    this.scope = scope;
  }

  Code.Execute standard(Code.Execute original) {
    items.add(ActionCode.DYNAMIC_SQL, original.text().place());
    boolean isBlock = DynamicTexts.isBlock(original.text());
    Optional<Code.Execute> call =
        isBlock ? DynamicTexts.called(original) : DynamicTexts.returned(original);
    if (isBlock && call.isPresent()) {
      return call.get();
    }
    if (isBlock) {
      items.block(ActionCode.DYNAMIC_BLOCK, original.place());
      return original;
    }
    Code.Execute execute = call.orElse(original);
    if (execute.returning().isPresent() && call.isEmpty()) {
      items.block(ActionCode.NO_RULE, execute.place(), "RETURNING of dynamic SQL");
    }
    boolean isBulk = execute.into().filter(this::fillsCollections).isPresent();
    Expression text = text(DynamicTexts.plain(execute.text()));
    return new Code.Execute(
        isBulk ? collected(text, execute.into().get().targets()) : text,
        isBulk
            ? execute.into().map(it -> new Query.Into(false, it.targets(), it.limit(), it.place()))
            : execute.into(),
        using(execute.using()),
        call.flatMap(Code.Execute::returning),
        execute.place());
  }

  /** Whether it is BULK COLLECT INTO variables, each for a column of the query. */
  private boolean fillsCollections(Query.Into into) {
    return into.isBulk()
        && into.limit().isEmpty()
        && into.targets().stream().allMatch(this::isOfColumn);
  }

  /** Whether it is a collection of the routine's whose elements are values or objects. */
  private boolean isOfColumn(Expression target) {
    return target instanceof Expression.Reference(var name, _)
        && scope.local(Name.of(name.parts().getFirst())).isPresent()
        && scope
            .collections()
            .elementOf(name)
            .or(() -> withHoles(target))
            .filter(it -> !scope.types().isRow(it) || isNamed(it))
            .isPresent();
  }

  /** Whether a text can name the row's type. */
  private boolean isNamed(CodeTypes.Kind kind) {
    return scope.types().objectOf(kind).isPresent() || rowType(kind).isPresent();
  }

  /** The name of a record's or a row's type; empty for others. */
  private Optional<String> rowType(CodeTypes.Kind kind) {
    if (!scope.types().isRow(kind) || scope.types().objectOf(kind).isPresent()) {
      return Optional.empty();
    }
    return switch (kind.scope().type(kind.type(), items.part())) {
      case Type.Named(var name, _, _, var suffix, _) when suffix.isEmpty() ->
          Optional.of(name.toString());
      case Type.Anchored(var of, var attribute, _) when attribute.equalsIgnoreCase("ROWTYPE") ->
          Optional.of(of.toString());
      default -> Optional.empty();
    };
  }

  /** What the rows of the one collection are, which takes all columns of the query. */
  private Optional<String> rows(List<Expression> targets) {
    return targets.size() == 1 && targets.getFirst() instanceof Expression.Reference(var name, _)
        ? scope
            .collections()
            .elementOf(name)
            .or(() -> withHoles(targets.getFirst()))
            .flatMap(this::rowType)
        : Optional.empty();
  }

  private Optional<CodeTypes.Kind> withHoles(Expression target) {
    return scope.collections().withHoles(target);
  }

  /** {@code 'SELECT ARRAY(' || text || ')'}; of several columns an array of each. */
  private Expression collected(Expression text, List<Expression> targets) {
    List<String> names = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (Expression target : targets) {
      String name = "c" + (names.size() + 1);
      names.add(name);
      all.add(made(target, "ARRAY_AGG(" + name + ")"));
    }
    boolean isOne = targets.size() == 1;
    Optional<String> row = rows(targets);
    if (row.isPresent()) {
      boolean isDocument = withHoles(targets.getFirst()).isPresent();
      return Tree.operation(
          text.place(),
          Operator.CONCAT,
          Tree.string(
              "SELECT "
                  + (isDocument ? JSON_OF : "")
                  + "ARRAY(SELECT CAST(ROW(q.*) AS "
                  + row.get()
                  + ") FROM ("),
          text,
          Tree.string(isDocument ? ") q))" : ") q)"));
    }
    String before =
        isOne
            ? "SELECT " + (withHoles(targets.getFirst()).isPresent() ? JSON_OF : "") + "ARRAY("
            : "SELECT " + String.join(", ", all) + " FROM (";
    String behind =
        isOne
            ? (withHoles(targets.getFirst()).isPresent() ? "))" : ")")
            : ") q (" + String.join(", ", names) + ")";
    return Tree.operation(
        text.place(), Operator.CONCAT, Tree.string(before), text, Tree.string(behind));
  }

  private String made(Expression target, String array) {
    return withHoles(target).isPresent() ? JSON_OF + array + ")" : array;
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
