package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * What a query's own tables say of its columns: {@code c.address.city} becomes {@code
 * (c.address).city} where the column is an object, and text that is compared with a number becomes
 * a number, as Oracle makes it.
 */
final class ColumnsOfTables {
  private final SchemaModel model;
  private final Kinds kinds;

  ColumnsOfTables(SchemaModel model, Kinds kinds) {
    this.model = model;
    this.kinds = kinds;
  }

  /** The query with that said. */
  Query.Select standard(Query.Select select) {
    Map<String, Name> tables = new HashMap<>();
    for (FromItem item : select.from()) {
      Rewriter.walk(
          item,
          node -> {
            if (node instanceof FromItem.Table table) {
              String name =
                  table.alias().map(FromItem.Alias::name).orElse(table.name().last()).text();
              tables.putIfAbsent(name, table.name());
            }
          });
    }
    return tables.isEmpty() ? select : Rewriter.rewrite(select, node -> one(node, tables));
  }

  private Node one(Node node, Map<String, Name> tables) {
    return switch (node) {
      case Expression.Reference(var name, var place) when name.parts().size() > 2 ->
          attribute(name, place, tables).orElse((Expression) node);
      case Expression.Operation(var operator, var operands, var place)
          when operands.size() == 2
              && operator.binding() == Operator.COMPARISON
              && operator.form() == Operator.Form.INFIX ->
          new Expression.Operation(operator, alike(operands, tables), place);
      case Expression.Case(var operand, var whens, var otherwise, var place)
          when operand.isPresent()
              && isText(operand.get(), tables)
              && whens.stream().allMatch(it -> isNumber(it.condition(), tables)) ->
          new Expression.Case(Optional.of(number(operand.get())), whens, otherwise, place);
      case Expression.In(var value, Expression.Row(var items, var at), var place)
          when isText(value, tables) && items.stream().allMatch(it -> isNumber(it, tables)) ->
          new Expression.In(number(value), new Expression.Row(items, at), place);
      case Expression.Between(var value, var low, var high, var place)
          when isText(value, tables) && isNumber(low, tables) && isNumber(high, tables) ->
          new Expression.Between(number(value), low, high, place);
      default -> node;
    };
  }

  private List<Expression> alike(List<Expression> operands, Map<String, Name> tables) {
    boolean hasNumber = operands.stream().anyMatch(it -> isNumber(it, tables));
    List<Expression> all = new ArrayList<>();
    for (Expression operand : operands) {
      all.add(hasNumber && isText(operand, tables) ? number(operand) : operand);
    }
    return List.copyOf(all);
  }

  private static Expression number(Expression text) {
    return Tree.cast(Place.NONE, text, Tree.type("NUMERIC"));
  }

  /** A literal is what it is compared with. */
  private boolean isText(Expression expression, Map<String, Name> tables) {
    return !(expression instanceof Expression.Literal)
        && kind(expression, tables).filter(it -> it == ValueKind.TEXT).isPresent();
  }

  private boolean isNumber(Expression expression, Map<String, Name> tables) {
    return kind(expression, tables)
        .filter(it -> it == ValueKind.NUMBER || it == ValueKind.WHOLE)
        .isPresent();
  }

  private Optional<ValueKind> kind(Expression expression, Map<String, Name> tables) {
    Optional<TableElement.Column> column =
        expression instanceof Expression.Reference(var name, _) && name.parts().size() == 2
            ? column(name, tables)
            : Optional.empty();
    return column.isPresent() ? column.get().type().flatMap(ValueKind::of) : kinds.of(expression);
  }

  /** The column that a table's alias and a name mean. */
  private Optional<TableElement.Column> column(Name name, Map<String, Name> tables) {
    Name table = tables.get(name.parts().getFirst().text());
    if (table == null) {
      return Optional.empty();
    }
    List<Identifier> parts = new ArrayList<>(table.parts());
    parts.add(name.parts().get(1));
    return model.column(new Name(List.copyOf(parts), table.link()));
  }

  private Optional<Expression> attribute(Name name, Place place, Map<String, Name> tables) {
    boolean isObject =
        column(name, tables)
            .flatMap(TableElement.Column::type)
            .filter(it -> it instanceof Type.Named(var type, _, _, _, _) && isObject(type))
            .isPresent();
    if (!isObject) {
      return Optional.empty();
    }
    List<Identifier> parts = name.parts();
    Expression value = new Expression.Reference(Name.of(parts.get(0), parts.get(1)), place);
    for (Identifier part : parts.subList(2, parts.size())) {
      value = new Expression.Member(value, part, place);
    }
    return Optional.of(value);
  }

  private boolean isObject(Name type) {
    return OracleTypes.isSpatial(type)
        || model.types().find(type).filter(model.types()::isObject).isPresent();
  }
}
