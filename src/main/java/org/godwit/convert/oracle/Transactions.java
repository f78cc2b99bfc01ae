package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
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
import org.godwit.sql.Place;
import org.godwit.sql.Pragma;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/**
 * COMMIT and ROLLBACK, which PostgreSQL takes in procedures, outside of blocks with handlers. One
 * that a block with handlers ends with is moved behind it; others are left out, and said.
 */
final class Transactions {
  private final Items items;
  private final boolean mayCommit;
  private final Set<Statement> handled = identities();
  private final Set<Statement> inHandlers = identities();
  private final Savepoints savepoints = new Savepoints();
  private boolean isAutonomous;
  private int moved;

  /**
   * Of one routine.
   *
   * @param mayCommit whether it is a procedure
   */
  Transactions(Items items, boolean mayCommit) {
    this.items = items;
    this.mayCommit = mayCommit;
  }

  private static Set<Statement> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** The body with the last COMMIT of a block with handlers behind the block. */
  Code.Block moved(Code.Block body) {
    Rewriter.walk(
        body,
        node ->
            isAutonomous |= node instanceof Pragma it && it.name().is("AUTONOMOUS_TRANSACTION"));
    Code.Block saved = savepoints.replaced(body);
    Code.Block done = mayCommit && !isAutonomous ? (Code.Block) outside(saved) : saved;
    Rewriter.walk(done, this::look);
    return done;
  }

  /** Whether the source undoes the block, too, before a handler does anything. */
  boolean isUndone(Code.Block block) {
    return savepoints.isUndone(block);
  }

  private Node outside(Code.Block body) {
    return Rewriter.rewrite(
        body, node -> node instanceof Code.Block block && ends(block) ? split(block) : node);
  }

  private static boolean ends(Code.Block block) {
    return !block.handlers().isEmpty()
        && block.statements().size() > 1
        && block.statements().getLast() instanceof Code.Transaction last
        && last.verb().equals("COMMIT")
        && isPlain(last);
  }

  private Code.Block split(Code.Block block) {
    Statement commit = block.statements().getLast();
    List<Statement> work =
        new ArrayList<>(block.statements().subList(0, block.statements().size() - 1));
    boolean goesOn = !block.handlers().stream().allMatch(it -> leaves(it.statements()));
    List<Declaration> declarations = new ArrayList<>(block.declarations());
    if (goesOn) {
      Identifier name = Identifier.of("is_done" + (++moved == 1 ? "" : "_" + moved));
      Expression isDone = new Expression.Reference(Name.of(name), Place.NONE);
      declarations.add(
          new Declaration.Variable(
              name,
              false,
              Tree.type("BOOLEAN"),
              false,
              Optional.of(
                  new Expression.Literal(Expression.LiteralKind.FALSE, "FALSE", Place.NONE)),
              Place.NONE));
      work.add(new Code.Assign(isDone, Tree.isTrue(), Place.NONE));
      commit =
          new Code.If(
              List.of(new Code.Branch(isDone, List.of(commit), Place.NONE)),
              Optional.empty(),
              Place.NONE);
    }
    Statement inner = new Code.Block(List.of(), List.copyOf(work), block.handlers(), Place.NONE);
    return new Code.Block(
        List.copyOf(declarations), List.of(inner, commit), List.of(), block.place());
  }

  /** Whether nothing behind the statements is done. */
  private static boolean leaves(List<Statement> statements) {
    return !statements.isEmpty()
        && switch (statements.getLast()) {
          case Code.Raise _, Code.Return _ -> true;
          case Code.Invoke(Expression.Call(var name, _, _), _) ->
              name.is("RAISE_APPLICATION_ERROR");
          default -> false;
        };
  }

  private void look(Node node) {
    switch (node) {
      case Code.Block block when !block.handlers().isEmpty() -> {
        block.statements().forEach(it -> collect(it, handled));
        block.handlers().forEach(it -> it.statements().forEach(one -> collect(one, inHandlers)));
      }
      case Pragma(var name, _, var place) when name.is("AUTONOMOUS_TRANSACTION") ->
          items.add(ActionCode.AUTONOMOUS, place);
      default -> {
        // Ends no transaction.
      }
    }
  }

  private static void collect(Statement statement, Set<Statement> to) {
    Rewriter.walk(
        statement,
        node -> {
          if (node instanceof Code.Transaction it) {
            to.add(it);
          }
        });
  }

  private static boolean isPlain(Code.Transaction transaction) {
    return transaction.text().isEmpty() || transaction.text().equals("WORK");
  }

  /** The statement, or nothing in its place. */
  Statement standard(Code.Transaction transaction) {
    String words = (transaction.verb() + " " + transaction.text()).strip();
    Place place = transaction.place();
    boolean isCommit = transaction.verb().equals("COMMIT");
    if (!isPlain(transaction) || (!isCommit && !transaction.verb().equals("ROLLBACK"))) {
      items.block(ActionCode.NO_RULE, place, words);
      return transaction;
    }
    if (isAutonomous ? isCommit || inHandlers.contains(transaction) : false) {
      return new Code.Nothing(place); // as the item of the whole says
    }
    if (mayCommit && !isAutonomous && !handled.contains(transaction)) {
      items.add(ActionCode.TRANSACTION, place, words);
      return new Code.Transaction(transaction.verb(), "", place);
    }
    if (!isCommit && !inHandlers.contains(transaction)) {
      items.block(ActionCode.NO_RULE, place, "ROLLBACK here");
      return transaction;
    }
    items.add(ActionCode.TRANSACTION_HERE, place, words);
    return new Code.Nothing(place);
  }
}
