package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/**
 * A SAVEPOINT that a block begins with, or that stands right in front of it, and to which its
 * handlers go back first of all: PostgreSQL undoes a block before its handler runs, so that nothing
 * has to be said. Others stay, for PL/pgSQL has none.
 */
final class Savepoints {
  private final Set<Place> undone = new HashSet<>();

  Code.Block replaced(Code.Block body) {
    Code.Block within =
        Rewriter.rewrite(body, node -> node instanceof Code.Block it ? begun(it) : node);
    return StatementLists.rewrite(within, this::inFront);
  }

  /** Whether the source undoes the block, too, before a handler does anything. */
  boolean isUndone(Code.Block block) {
    return block.handlers().stream().anyMatch(it -> undone.contains(it.place()));
  }

  /** The block without the savepoint that it begins with. */
  private Code.Block begun(Code.Block block) {
    Optional<String> name =
        block.statements().isEmpty() ? Optional.empty() : savepoint(block.statements().getFirst());
    return name.isPresent() && goesBack(block, name.get())
        ? without(block, block.statements().subList(1, block.statements().size()))
        : block;
  }

  /** The list without savepoints that stand in front of blocks. */
  private List<Statement> inFront(List<Statement> list) {
    List<Statement> all = new ArrayList<>();
    for (int at = 0; at < list.size(); at++) {
      Optional<String> name = savepoint(list.get(at));
      boolean isFollowed =
          name.isPresent()
              && at + 1 < list.size()
              && list.get(at + 1) instanceof Code.Block block
              && goesBack(block, name.get())
              && list.subList(at + 2, list.size()).stream().noneMatch(it -> goesTo(it, name.get()));
      if (isFollowed) {
        Code.Block block = (Code.Block) list.get(++at);
        all.add(without(block, block.statements()));
      } else {
        all.add(list.get(at));
      }
    }
    return List.copyOf(all);
  }

  private static Optional<String> savepoint(Statement statement) {
    return statement instanceof Code.Transaction(var verb, var text, _) && verb.equals("SAVEPOINT")
        ? Optional.of(name(text))
        : Optional.empty();
  }

  /** Whether each handler goes back to it before it does anything else, and nothing else does. */
  private static boolean goesBack(Code.Block block, String savepoint) {
    return !block.handlers().isEmpty()
        && block.handlers().stream()
            .allMatch(
                it ->
                    !it.statements().isEmpty()
                        && isTo(it.statements().getFirst(), savepoint)
                        && it.statements().stream().skip(1).noneMatch(s -> goesTo(s, savepoint)))
        && block.statements().stream().noneMatch(it -> goesTo(it, savepoint));
  }

  private static boolean goesTo(Statement statement, String savepoint) {
    boolean[] found = {false};
    Rewriter.walk(
        statement, node -> found[0] |= node instanceof Statement it && isTo(it, savepoint));
    return found[0];
  }

  private static boolean isTo(Statement statement, String savepoint) {
    return statement instanceof Code.Transaction(var verb, var text, _)
        && verb.equals("ROLLBACK")
        && text.toUpperCase(Locale.ROOT).startsWith("TO ")
        && name(text.substring("TO ".length())).equals(savepoint);
  }

  private static String name(String text) {
    return text.strip().replaceFirst("(?i)^SAVEPOINT\\s+", "").toUpperCase(Locale.ROOT);
  }

  private Code.Block without(Code.Block block, List<Statement> work) {
    block.handlers().forEach(it -> undone.add(it.place()));
    List<Code.Handler> handlers =
        block.handlers().stream()
            .map(
                it ->
                    new Code.Handler(
                        it.exceptions(),
                        it.statements().subList(1, it.statements().size()),
                        it.place()))
            .toList();
    return new Code.Block(block.declarations(), List.copyOf(work), handlers, block.place());
  }
}
