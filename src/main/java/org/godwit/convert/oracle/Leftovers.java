package org.godwit.convert.oracle;

import java.util.Set;
import java.util.regex.Pattern;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Query;
import org.godwit.sql.Routine;
import org.godwit.sql.Type;

/** Finds what no rule has brought to standard SQL, so that nothing goes on in silence. */
final class Leftovers {
  private static final Set<String> KEYWORD_FUNCTIONS = Set.of("EXTRACT", "TRIM");
  private static final Set<String> TESTS = Set.of("NULL", "TRUE", "FALSE", "UNKNOWN", "JSON");

  private static final Pattern OWN_PACKAGE = Pattern.compile("(?i)(dbms|utl|owa)_\\w+|ht[pf]|owa");

  private final Items items;
  private final CodeScope scope;

  Leftovers(Items items, CodeScope scope) {
    this.items = items;
    this.scope = scope;
  }

  /** Blocks where the node is such a one. */
  void look(Node node) {
    switch (node) {
      case FromItem item -> fromItem(item);
      case Query.Select select ->
          select.model().ifPresent(it -> items.block(ActionCode.MODEL, it.place()));
      case Query.Hierarchy it -> items.block(ActionCode.HIERARCHY, it.place());
      case Query.With it when !it.routines().isEmpty() -> unknown("a routine in WITH", it);
      case Query.Search it when it.orderBy().stream().anyMatch(Leftovers::isTurned) ->
          unknown("SEARCH by a column in descending order", it);
      case Query.RowLimit it when it.isPercent() -> unknown("FETCH PERCENT", it);
      case Expression expression -> expression(expression);
      default -> {
        // Says nothing by itself.
      }
    }
  }

  private static boolean isTurned(OrderItem item) {
    return item.direction() == OrderItem.Direction.DESCENDING
        || item.nulls() != OrderItem.Nulls.UNSAID;
  }

  private void unknown(String what, Node node) {
    items.block(ActionCode.NO_RULE, node.place(), what);
  }

  private void fromItem(FromItem item) {
    switch (item) {
      case FromItem.Table table -> table(table);
      case FromItem.Function(var call, var isTable, var alias, _)
          when !isTable
              && alias.isPresent()
              && (call instanceof Expression.Call || JsonCalls.isTable(call)) -> {
        // A rule made it.
      }
      case FromItem.Function(var call, _, _, var place) ->
          items.block(
              ActionCode.TABLE_FUNCTION,
              place,
              call instanceof Expression.Call(var name, _, _) ? name : "of an expression");
      case FromItem.Pivot it -> items.block(ActionCode.PIVOT, it.place());
      case FromItem.Unpivot it -> items.block(ActionCode.PIVOT, it.place());
      case FromItem.MatchRecognize it -> unknown("MATCH_RECOGNIZE", it);
      case FromItem.Join it -> {
        if (!it.leftPartitionBy().isEmpty() || !it.rightPartitionBy().isEmpty()) {
          unknown("a partitioned join", it);
        }
        if (it.kind().endsWith("APPLY")) {
          unknown(it.kind(), it);
        }
      }
      case FromItem.Derived _, FromItem.Group _ -> {
        // The same on both.
      }
    }
  }

  private void table(FromItem.Table table) {
    if (!table.name().link().isEmpty()) {
      items.block(ActionCode.DATABASE_LINK, table.place(), table.name().link());
    }
    if (!table.partition().isEmpty()) {
      items.block(ActionCode.PARTITION_NAME, table.place(), table.partition());
    }
    if (table.asOf().isPresent()) {
      unknown("a query of the past (AS OF)", table);
    }
    if (!table.sample().isEmpty()) {
      unknown("SAMPLE", table);
    }
    if (table.name().last().is("DUAL")) {
      unknown("DUAL beside other tables", table);
    }
  }

  private void expression(Expression expression) {
    switch (expression) {
      case Expression.Reference(var name, _) -> reference(name, expression);
      case Expression.OuterJoined it -> items.block(ActionCode.OUTER_JOIN, it.place());
      case Expression.Operation it when OracleQueries.isOwn(it.operator()) ->
          unknown("the operator " + it.operator().text(), it);
      case Expression.Call call -> call(call);
      case Expression.KeywordCall it
          when KEYWORD_FUNCTIONS.stream().noneMatch(it.function()::is)
              && !JsonCalls.isTable(it)
              && !XmlMakers.isStandard(it) ->
          items.block(ActionCode.FUNCTION, it.place(), it.function());
      case Expression.Aggregate it when it.keep().isPresent() || !it.modifiers().isEmpty() ->
          unknown(
              it.keep().isPresent()
                  ? "KEEP"
                  : String.join(" ", it.modifiers()) + " of an aggregate",
              it);
      case Expression.Is it
          when !TESTS.contains(it.test()) && !it.test().startsWith("DISTINCT FROM ") ->
          unknown("IS " + it.test(), it);
      case Expression.Quantified it when it.set() instanceof Expression.Row ->
          unknown(it.word() + " with a list", it);
      case Expression.Interval it when !(it.value() instanceof Expression.Literal) ->
          unknown("an interval of an expression", it);
      case Expression.CursorOf it -> items.block(ActionCode.CURSOR_EXPRESSION, it.place());
      case Expression.MultisetOf it -> unknown("MULTISET", it);
      case Expression.IsOf it -> unknown("IS OF", it);
      case Expression.Bind it -> unknown("the variable :" + it.name(), it);
      case Expression.Inquiry it -> unknown("$$" + it.name(), it);
      case Expression.Member it when !isRecord(it.object()) ->
          unknown("a method or attribute of an object", it);
      case Expression.Apply it -> unknown("a method of an object", it);
      case Expression.New it -> unknown("NEW", it);
      case Expression.Attribute it -> unknown("%" + it.attribute(), it);
      default -> {
        // The same on both.
      }
    }
  }

  /** Whether a rule found that it has fields. */
  private static boolean isRecord(Expression object) {
    return switch (object) {
      case Expression.Element _, Expression.Row _, Expression.Reference _ -> true;
      case Expression.Member(var inner, _, _) -> isRecord(inner);
      default -> false;
    };
  }

  /** A function of a package that comes with Oracle, called without parentheses. */
  private boolean isOfOracle(Name name) {
    return name.parts().size() > 1
        && OWN_PACKAGE.matcher(name.parts().get(name.parts().size() - 2).text()).matches()
        && scope.local(Name.of(name.parts().getFirst())).isEmpty();
  }

  private void reference(Name name, Expression at) {
    if (name.is("CONNECT_BY_ISLEAF") || name.is("CONNECT_BY_ISCYCLE")) {
      items.block(ActionCode.HIERARCHY, at.place());
    } else if (name.parts().size() > 1 && scope.variable(SchemaModel.qualifier(name)).isPresent()) {
      unknown("a part of the package's variable " + SchemaModel.qualifier(name), at);
    } else if (isPartOfNone(name)) {
      unknown("a part of " + name.parts().getFirst(), at);
    } else if (name.is("ROWNUM")) {
      items.block(ActionCode.ROW_NUMBER, at.place());
    } else if (name.last().is("ROWID")) {
      items.block(ActionCode.ROWID, at.place());
    } else if (name.is("LEVEL") || name.is("UID") || name.last().is("ORA_ROWSCN")) {
      unknown(name.toString(), at);
    } else if (isOfOracle(name)) {
      items.block(ActionCode.USER_FUNCTION, at.place(), name);
    } else if (!name.link().isEmpty()) {
      items.block(ActionCode.DATABASE_LINK, at.place(), name.link());
    }
  }

  /** Whether the name is a part of a variable whose type has none. */
  private boolean isPartOfNone(Name name) {
    Name first = Name.of(name.parts().getFirst());
    Node local = scope.local(first).orElse(null);
    Type type =
        switch (local) {
          case Declaration.Variable it -> it.type();
          case Routine.Parameter it -> it.type();
          case null, default -> null;
        };
    return name.parts().size() > 1
        && type instanceof Type.Named(var of, _, _, _, _)
        && (of.is("CLOB") || of.is("VARCHAR2") || of.is("NUMBER") || of.is("XMLTYPE"));
  }

  private void call(Expression.Call call) {
    boolean isNamed = call.arguments().stream().anyMatch(it -> it.key().isPresent());
    if (isNamed && scope.routine(call.function()).isEmpty() && OracleFunctions.isKnown(call)) {
      items.block(ActionCode.FUNCTION, call.place(), call.function() + " with named parameters");
    }
    if (OracleFunctions.isKnown(call)
        || PackCalls.isOne(call.function())
        || scope.routine(call.function()).isPresent()) {
      return;
    }
    Node local = scope.local(call.function()).orElse(null);
    if (local instanceof Declaration.Cursor) {
      return; // with its arguments
    }
    if (local != null) {
      items.block(ActionCode.COLLECTION, call.place(), call.function());
      return;
    }
    boolean isUsers =
        call.function().parts().size() > 1 || scope.model().find(call.function()).isPresent();
    items.block(
        isUsers ? ActionCode.USER_FUNCTION : ActionCode.FUNCTION, call.place(), call.function());
  }
}
