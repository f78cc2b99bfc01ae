package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * A FETCH without a row leaves its variables as they were, where PostgreSQL makes them NULL: they
 * are put back, but where nobody could tell.
 */
final class FetchedValues {
  private final Items items;
  private final CodeScope scope;
  private final Set<String> kept = new LinkedHashSet<>();

  FetchedValues(Items items, CodeScope scope) {
    this.items = items;
    this.scope = scope;
  }

  /** The block with what puts values back. */
  Code.Block kept(Code.Block block) {
    Code.Block all = StatementLists.rewrite(block, list -> kept(list, block));
    if (kept.isEmpty()) {
      return all;
    }
    List<Declaration> declarations = new ArrayList<>(all.declarations());
    kept.forEach(
        name ->
            declarations.add(
                new Declaration.Variable(
                    before(name),
                    false,
                    new Type.Anchored(Name.of(Identifier.of(name)), "TYPE", Place.NONE),
                    false,
                    Optional.empty(),
                    Place.NONE)));
    return new Code.Block(List.copyOf(declarations), all.statements(), all.handlers(), all.place());
  }

  private List<Statement> kept(List<Statement> list, Code.Block whole) {
    List<Statement> all = new ArrayList<>();
    for (int at = 0; at < list.size(); at++) {
      if (!(list.get(at) instanceof Code.Fetch fetch)
          || fetch.into().isBulk()
          || leaves(list, at, whole)) {
        all.add(list.get(at));
        continue;
      }
      List<Statement> back = new ArrayList<>();
      for (Expression target : fetch.into().targets()) {
        keep(target, fetch, whole, all, back);
      }
      all.add(fetch);
      if (!back.isEmpty()) {
        Expression found = new Expression.Reference(Name.of("FOUND"), Place.NONE);
        Expression none = Tree.operation(Place.NONE, Operator.NOT, found);
        all.add(
            new Code.If(
                List.of(new Code.Branch(none, List.copyOf(back), Place.NONE)),
                Optional.empty(),
                Place.NONE));
      }
    }
    return List.copyOf(all);
  }

  /** Whether a loop is left where there is no row, behind which the variables aren't named. */
  private boolean leaves(List<Statement> list, int at, Code.Block whole) {
    boolean isLeft =
        list.subList(at + 1, list.size()).stream()
            .dropWhile(it -> isOfAttributes(it))
            .findFirst()
            .filter(
                it ->
                    it instanceof Code.Exit exit
                        && exit.when().filter(FetchedValues::isOfRow).isPresent())
            .isPresent();
    Code.Fetch fetch = (Code.Fetch) list.get(at);
    if (!isLeft || fetch.into().targets().stream().anyMatch(this::isGiven)) {
      return false;
    }
    int first = list.getFirst().place().start();
    int around = outermost(whole, fetch);
    int end = list.getLast().place().end();
    boolean[] isNamed = {false};
    for (Expression target : fetch.into().targets()) {
      String name = first(target);
      Rewriter.walk(
          whole,
          node ->
              isNamed[0] |=
                  names(node, name)
                      && (node.place().start() >= end
                          || (node.place().start() >= around && node.place().end() <= first)));
    }
    return end > 0 && !isNamed[0];
  }

  /** Whether the condition is that there was no row. */
  private static boolean isOfRow(Expression when) {
    return when instanceof Expression.Operation(var operator, var operands, _)
        && operator == Operator.NOT
        && operands.getFirst() instanceof Expression.Reference(var name, _)
        && name.last().text().toLowerCase(Locale.ROOT).endsWith("found");
  }

  /** Whether the caller gets what is in it. */
  private boolean isGiven(Expression target) {
    String name = first(target);
    return !name.isEmpty()
        && scope.local(Name.of(Identifier.of(name))).orElse(null)
            instanceof Routine.Parameter parameter
        && parameter.mode().contains("OUT");
  }

  /**
   * Where the outermost loop begins that the FETCH stands in, behind its end where there is none.
   */
  private static int outermost(Code.Block whole, Code.Fetch fetch) {
    int[] start = {Integer.MAX_VALUE};
    Rewriter.walk(
        whole,
        node -> {
          if (node instanceof Code.Loop loop
              && loop.place().start() <= fetch.place().start()
              && fetch.place().end() <= loop.place().end()) {
            start[0] = Math.min(start[0], loop.place().start());
          }
        });
    return start[0];
  }

  /** What {@link CursorAttributes} put behind the FETCH. */
  private static boolean isOfAttributes(Statement statement) {
    return statement.place().end() == 0;
  }

  private void keep(
      Expression target,
      Code.Fetch fetch,
      Code.Block whole,
      List<Statement> before,
      List<Statement> back) {
    String name = first(target);
    boolean isLocal =
        !name.isEmpty()
            && scope.local(Name.of(Identifier.of(name))).isPresent()
            && target instanceof Expression.Reference;
    if (!isLocal) {
      items.add(ActionCode.FETCH_WITHOUT_ROW, fetch.place());
      return;
    }
    if (isStillNull(name, fetch, whole)) {
      return;
    }
    Expression variable = new Expression.Reference(Name.of(Identifier.of(name)), Place.NONE);
    Expression copy = new Expression.Reference(Name.of(before(name)), Place.NONE);
    if (before.stream()
        .noneMatch(it -> it instanceof Code.Assign assign && assign.target().equals(copy))) {
      before.add(new Code.Assign(copy, variable, Place.NONE));
    }
    Statement put = new Code.Assign(variable, copy, Place.NONE);
    if (!back.contains(put)) {
      back.add(put);
    }
    kept.add(name);
  }

  /** Whether nothing before can have given it a value. */
  private boolean isStillNull(String name, Code.Fetch fetch, Code.Block whole) {
    boolean isEmptyFirst =
        scope.local(Name.of(Identifier.of(name))).orElseThrow()
                instanceof Declaration.Variable variable
            && variable.value().isEmpty();
    boolean[] isNamed = {false};
    Rewriter.walk(
        whole,
        node -> {
          switch (node) {
            case Code.Loop loop ->
                isNamed[0] |=
                    loop.place().start() <= fetch.place().start()
                        && fetch.place().end() <= loop.place().end();
            default ->
                isNamed[0] |=
                    node.place().end() > 0
                        && node.place().end() <= fetch.place().start()
                        && names(node, name);
          }
        });
    return isEmptyFirst && !isNamed[0];
  }

  private static boolean names(Node node, String name) {
    return node instanceof Expression.Reference(var found, _)
        && found.parts().getFirst().text().equals(name);
  }

  private static String first(Expression target) {
    return target instanceof Expression.Reference(var name, _)
        ? name.parts().getFirst().text()
        : "";
  }

  private static Identifier before(String name) {
    return Identifier.of(name + "_before");
  }
}
