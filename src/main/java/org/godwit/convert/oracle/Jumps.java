package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Identifier;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/**
 * {@code GOTO l} to a label further down leaves a block with that label that ends there; to one
 * further up it continues a loop that begins there.
 */
final class Jumps {
  private final Set<String> targets = new HashSet<>();

  private Jumps() {}

  /** The code without GOTO, but for those that no block and no loop can stand for. */
  static Code.Block replaced(Code.Block body) {
    Jumps jumps = new Jumps();
    Rewriter.walk(
        body,
        node -> {
          if (node instanceof Code.Goto it) {
            jumps.targets.add(it.label().text());
          }
        });
    return jumps.targets.isEmpty() ? body : StatementLists.rewrite(body, jumps::list);
  }

  private List<Statement> list(List<Statement> all) {
    int at = lastLabel(all);
    if (at < 0) {
      return all;
    }
    Code.Labeled labeled = (Code.Labeled) all.get(at);
    Identifier label = labeled.label();
    List<Statement> rest = new ArrayList<>(labeled.statement().stream().toList());
    rest.addAll(all.subList(at + 1, all.size()));
    List<Statement> result = new ArrayList<>(before(all.subList(0, at), label));
    if (!jumpsTo(rest, label)) {
      result.addAll(rest);
    } else if (leavesLoop(rest)) {
      result.add(labeled); // its EXIT would leave the new loop
      result.addAll(all.subList(at + 1, all.size()));
    } else {
      List<Statement> again = new ArrayList<>();
      for (Statement it : rest) {
        again.add(
            Rewriter.rewrite(
                it,
                node ->
                    isTo(node, label)
                        ? new Code.Continue(Optional.of(label), Optional.empty(), node.place())
                        : node));
      }
      again.add(new Code.Exit(Optional.of(label), Optional.empty(), Place.NONE));
      Statement loop = new Code.Loop(new Code.Forever(Place.NONE), List.copyOf(again), Place.NONE);
      result.add(new Code.Labeled(label, Optional.of(loop), labeled.place()));
    }
    return List.copyOf(result);
  }

  private List<Statement> before(List<Statement> all, Identifier label) {
    if (!jumpsTo(all, label)) {
      return list(all);
    }
    List<Statement> left = new ArrayList<>();
    for (Statement it : all) {
      left.add(
          Rewriter.rewrite(
              it,
              node ->
                  isTo(node, label)
                      ? new Code.Exit(Optional.of(label), Optional.empty(), node.place())
                      : node));
    }
    Statement block = new Code.Block(List.of(), list(List.copyOf(left)), List.of(), Place.NONE);
    return List.of(new Code.Labeled(label, Optional.of(block), Place.NONE));
  }

  private int lastLabel(List<Statement> all) {
    for (int at = all.size() - 1; at >= 0; at--) {
      if (all.get(at) instanceof Code.Labeled(var label, _, _) && targets.contains(label.text())) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isTo(Node node, Identifier label) {
    return node instanceof Code.Goto(var to, _) && to.equals(label);
  }

  private static boolean jumpsTo(List<Statement> all, Identifier label) {
    boolean[] found = {false};
    all.forEach(it -> Rewriter.walk(it, node -> found[0] |= isTo(node, label)));
    return found[0];
  }

  /** Whether an EXIT or CONTINUE without label is of a loop around the statements. */
  private static boolean leavesLoop(List<Statement> all) {
    int[] found = {0};
    for (Statement it : all) {
      Rewriter.walk(it, node -> found[0] += isBareExit(node) ? 1 : 0);
      Rewriter.walk(
          it,
          node -> {
            if (node instanceof Code.Loop loop) {
              loop.statements()
                  .forEach(
                      inner -> Rewriter.walk(inner, exit -> found[0] -= isBareExit(exit) ? 1 : 0));
            }
          });
    }
    return found[0] > 0;
  }

  private static boolean isBareExit(Node node) {
    return (node instanceof Code.Exit(var label, _, _) && label.isEmpty())
        || (node instanceof Code.Continue(var to, _, _) && to.isEmpty());
  }
}
