package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.FromItem;
import org.godwit.sql.Name;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/** Exceptions that leave a routine, or don't reach its handlers, on one of both servers alone. */
public final class OtherExceptions {
  private OtherExceptions() {}

  /** A function that a query calls gives NULL on Oracle where its SELECT INTO finds no row. */
  public static void say(Routine function, Items items) {
    Set<Object> handled = Collections.newSetFromMap(new IdentityHashMap<>());
    Rewriter.walk(
        function,
        node -> {
          if (node instanceof Code.Block block
              && block.handlers().stream().anyMatch(it -> takes(it, "NO_DATA_FOUND", "OTHERS"))) {
            for (Statement statement : block.statements()) {
              Rewriter.walk(statement, handled::add);
            }
          }
        });
    List<Query.Select> all = new ArrayList<>();
    Rewriter.walk(
        function,
        node -> {
          if (node instanceof Query.Select select
              && !handled.contains(select)
              && mayBeEmpty(select)) {
            all.add(select);
          }
        });
    all.stream()
        .findFirst()
        .ifPresent(
            it -> items.add(ActionCode.NO_DATA_IN_QUERY, it.place(), function.name().last()));
  }

  private static boolean mayBeEmpty(Query.Select select) {
    boolean isOne = select.into().filter(it -> !it.isBulk()).isPresent();
    boolean[] isAggregate = {false};
    select
        .items()
        .forEach(
            item -> Rewriter.walk(item, node -> isAggregate[0] |= OracleQueries.isAggregate(node)));
    boolean isOfDual =
        select.from().isEmpty()
            || (select.from().size() == 1
                && select.from().getFirst() instanceof FromItem.Table table
                && table.name().last().is("DUAL"));
    return isOne && !(isAggregate[0] && select.groupBy().isEmpty()) && !isOfDual;
  }

  /** A number of p digits is a whole number on the target, which takes more. */
  public static void sayBounds(Routine routine, Items items) {
    List<Declaration.Variable> bound = new ArrayList<>();
    Rewriter.walk(
        routine,
        node -> {
          if (node instanceof Declaration.Variable it && isBound(it.type()) && !it.isConstant()) {
            bound.add(it);
          }
        });
    if (!bound.isEmpty()) {
      Rewriter.walk(
          routine,
          node -> {
            if (node instanceof Code.Handler handler && takes(handler, "VALUE_ERROR")) {
              items.add(ActionCode.NUMBER_BOUND, handler.place(), bound.getFirst().name());
            }
          });
    }
  }

  private static boolean isBound(Type type) {
    return type instanceof Type.Named(var name, var arguments, _, _, _)
        && name.toString().toUpperCase(Locale.ROOT).equals("NUMBER")
        && (arguments.size() == 1 || (arguments.size() == 2 && arguments.get(1).equals("0")))
        && !arguments.getFirst().equals("*");
  }

  private static boolean takes(Code.Handler handler, String... exceptions) {
    return handler.exceptions().stream()
        .map(Name::last)
        .anyMatch(it -> List.of(exceptions).stream().anyMatch(it::is));
  }
}
