package org.godwit.convert.mysql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/**
 * COMMIT and ROLLBACK, which PostgreSQL takes in procedures, outside of blocks with handlers and
 * where no cursor is open. A transaction is always open there: its beginning says nothing.
 */
final class MySqlTransactions {
  private static final Set<String> BEGINNINGS = Set.of("START", "BEGIN");

  private final Items items;
  private final boolean isProcedure;
  private final boolean hasCursors;
  private final Set<Integer> moved = new HashSet<>();
  private int handlers;
  private boolean isUndone;

  MySqlTransactions(Items items, boolean isProcedure, Code.Block body) {
    this.items = items;
    this.isProcedure = isProcedure;
    this.hasCursors = has(body, Declaration.Cursor.class);
  }

  /**
   * What is done within a handler.
   *
   * @param isUndone whether the block's changes are undone when it begins
   */
  List<Statement> inHandler(boolean isUndone, Supplier<List<Statement>> statements) {
    boolean before = this.isUndone;
    this.isUndone = isUndone;
    handlers++;
    List<Statement> done = statements.get();
    handlers--;
    this.isUndone = before;
    return done;
  }

  /** Looks at the last statement of a block, which may stand behind it. */
  void begin(Code.Block block, MySqlScope scope) {
    if (!block.statements().isEmpty()
        && block.statements().getLast() instanceof Code.Transaction last
        && !scope.exits().isEmpty()
        && canBeBehind(last, scope)) {
      moved.add(last.place().start());
    }
  }

  /** Whether it may stand behind a block with handlers that it ends. */
  boolean canBeBehind(Code.Transaction it, MySqlScope scope) {
    boolean isOutside = scope.around().filter(MySqlScope::isHandled).isEmpty();
    return isProcedure
        && isOutside
        && !hasCursors
        && handlers == 0
        && it.verb().equals("COMMIT")
        && (it.text().isEmpty() || it.text().equals("WORK"));
  }

  /** The statement, or nothing in its place. */
  Statement standard(Code.Transaction it, boolean isHandled) {
    String words = (it.verb() + " " + it.text()).strip();
    Place place = it.place();
    if (BEGINNINGS.contains(it.verb())) {
      items.add(ActionCode.LEFT_OUT, place, words);
      return new Code.Nothing(place);
    }
    boolean isCommit = it.verb().equals("COMMIT");
    boolean isPlain = it.text().isEmpty() || it.text().equals("WORK");
    if (!isPlain || (!isCommit && !it.verb().equals("ROLLBACK"))) {
      items.block(ActionCode.NO_RULE, place, words);
      return it;
    }
    boolean isFree = !isHandled || moved.contains(it.place().start());
    if (isProcedure && isFree && !hasCursors && handlers == 0) {
      items.add(ActionCode.TRANSACTION, place, words);
      return new Code.Transaction(it.verb(), "", place);
    }
    if (!isCommit && isUndone) {
      items.add(ActionCode.LEFT_OUT, place, "ROLLBACK, which the handler's block does itself,");
      return new Code.Nothing(place);
    }
    if (!isCommit) {
      items.block(ActionCode.NO_RULE, place, "ROLLBACK here");
      return it;
    }
    items.add(ActionCode.TRANSACTION_HERE, place, words);
    return new Code.Nothing(place);
  }

  /** Says that a block's changes are undone, unless the handler does so itself or fails. */
  void undone(Code.Block block, Declaration.ConditionHandler handler) {
    boolean changes = block.statements().stream().anyMatch(MySqlTransactions::changes);
    boolean isMeant =
        handler.statements().stream()
            .anyMatch(
                it -> has(it, Code.Signal.class) || has(it, Code.Raise.class) || hasRollback(it));
    if (changes && !isMeant) {
      items.add(ActionCode.ROLLED_BACK, handler.place());
    }
  }

  private static boolean hasRollback(Node node) {
    boolean[] found = {false};
    Rewriter.walk(
        node,
        it -> found[0] |= it instanceof Code.Transaction one && one.verb().equals("ROLLBACK"));
    return found[0];
  }

  private static boolean changes(Node node) {
    boolean[] found = {false};
    Rewriter.walk(
        node,
        it ->
            found[0] |=
                (it instanceof Dml && !(it instanceof Dml.Read)) || it instanceof Code.Invoke);
    return found[0];
  }

  private static boolean has(Node node, Class<? extends Node> kind) {
    boolean[] found = {false};
    Rewriter.walk(node, it -> found[0] |= kind.isInstance(it));
    return found[0];
  }
}
