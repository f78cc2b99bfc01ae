package org.godwit.convert.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ObjectKind;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Type;

/**
 * {@code TABLE(collection)} becomes {@code UNNEST(collection)}, {@code TABLE(f(x))} of a pipelined
 * function the function itself. The column of a plain element is {@code COLUMN_VALUE}.
 */
final class TableFunctions {
  private static final Set<ObjectKind> ROWS = Set.of(ObjectKind.TYPE, ObjectKind.TABLE);

  private final CodeScope scope;
  private int unnamed;

  TableFunctions(CodeScope scope) {
    this.scope = scope;
  }

  /** What the item becomes; itself where no rule knows what it is. */
  FromItem standard(FromItem.Function item) {
    if (item.call() instanceof Expression.Call(var function, _, _)
        && PackCalls.isOne(function)
        && function.last().is("XMLSEQUENCE")) {
      return rows(item.call(), item, true);
    }
    if (JsonCalls.isTable(item.call())) {
      FromItem.Alias alias = new FromItem.Alias(named(item), List.of());
      return new FromItem.Function(item.call(), false, Optional.of(alias), item.place());
    }
    if (function(item.call()).filter(OutFunctions::isOne).isPresent()) {
      return item; // its one row has the OUT parameters and the result
    }
    Optional<Routine> pipelined = pipelined(item.call());
    Optional<CodeTypes.Kind> element =
        pipelined.isPresent()
            ? pipelined.flatMap(it -> element(item.call(), it))
            : collection(item.call());
    if (element.isEmpty()) {
      return item.call() instanceof Expression.Cast(_, Type.Named type, _)
              && type.suffix().endsWith("ARRAY")
          ? rows(unnest(item.call()), item, scope.model().find(type.name(), ROWS).isEmpty())
          : item;
    }
    boolean isPlain = !scope.types().isRow(element.get());
    return rows(pipelined.isPresent() ? item.call() : unnest(item.call()), item, isPlain);
  }

  /** {@code VALUE(t)} of a collection's rows is the row, of plain elements their column. */
  static Query.Select values(Query.Select select) {
    Map<String, Expression> rows = new HashMap<>();
    for (FromItem from : select.from()) {
      Rewriter.walk(
          from,
          node -> {
            if (node instanceof FromItem.Function(_, var isTable, var alias, _)
                && !isTable
                && alias.isPresent()) {
              Identifier name = alias.get().name();
              rows.put(
                  name.text(),
                  new Expression.Reference(
                      alias.get().columns().isEmpty()
                          ? Name.of(name)
                          : Name.of(name, alias.get().columns().getFirst()),
                      Place.NONE));
            }
          });
    }
    return rows.isEmpty()
        ? select
        : Rewriter.rewrite(
            select,
            node ->
                node instanceof Expression.Call(var function, var arguments, _)
                        && function.is("VALUE")
                        && arguments.size() == 1
                        && arguments.getFirst().value() instanceof Expression.Reference(var of, _)
                        && rows.containsKey(of.toString())
                    ? rows.get(of.toString())
                    : node);
  }

  private static Expression unnest(Expression array) {
    return Tree.call(Place.NONE, "UNNEST", array);
  }

  private FromItem rows(Expression call, FromItem.Function item, boolean isPlain) {
    FromItem.Alias alias =
        new FromItem.Alias(
            named(item), isPlain ? List.of(Identifier.of("column_value")) : List.of());
    return new FromItem.Function(call, false, Optional.of(alias), item.place());
  }

  private Identifier named(FromItem.Function item) {
    return item.alias()
        .map(FromItem.Alias::name)
        .orElseGet(() -> Identifier.of("rows_" + ++unnamed));
  }

  private Optional<Routine> pipelined(Expression call) {
    return function(call).filter(TableFunctions::isPipelined);
  }

  /** Whether the function gives row by row. */
  static boolean isPipelined(Routine routine) {
    return routine.properties().stream().anyMatch(it -> it.startsWith("PIPELINED"));
  }

  private Optional<Routine> function(Expression call) {
    return name(call).stream()
        .flatMap(name -> scope.routines(name).stream())
        .filter(it -> it.returns().isPresent())
        .findFirst();
  }

  private static Optional<Name> name(Expression call) {
    return switch (call) {
      case Expression.Call(var name, _, _) -> Optional.of(name);
      case Expression.Reference(var name, _) -> Optional.of(name);
      default -> Optional.empty();
    };
  }

  /** What a collection holds that is a variable's, or that a function gives. */
  private Optional<CodeTypes.Kind> collection(Expression call) {
    return scope
        .types()
        .of(call)
        .flatMap(scope.types()::element)
        .or(() -> function(call).flatMap(it -> element(call, it)));
  }

  private Optional<CodeTypes.Kind> element(Expression call, Routine function) {
    CodeScope declaring = name(call).map(scope::within).orElse(scope);
    return declaring
        .types()
        .element(new CodeTypes.Kind(function.returns().orElseThrow(), declaring));
  }
}
