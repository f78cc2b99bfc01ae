package org.godwit.convert.oracle;

import java.util.List;
import org.godwit.sql.Code;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Pragma;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;

/**
 * Finds blocks with handlers where it matters that PostgreSQL undoes what the block changed before
 * it handles an error. On the source the statement that fails is undone alone: a block that changes
 * rows by one statement, its last, is the same on both.
 */
final class UndoneChanges {
  private final CodeScope scope;

  UndoneChanges(CodeScope scope) {
    this.scope = scope;
  }

  /** Whether something that it changed may be there behind its handlers, on the source alone. */
  boolean matters(Code.Block block) {
    return !block.handlers().stream().allMatch(it -> ends(it.statements()))
        && remains(block.statements());
  }

  /** Whether the error goes on, or the transaction is undone by the code itself. */
  private static boolean ends(List<Statement> handler) {
    return handler.stream()
        .anyMatch(
            it ->
                switch (it) {
                  case Code.Raise _ -> true;
                  case Code.Invoke(Expression.Call(var name, _, _), _) ->
                      name.is("RAISE_APPLICATION_ERROR");
                  case Code.Transaction(var verb, var text, _) ->
                      verb.equals("ROLLBACK") && text.isEmpty();
                  default -> false;
                });
  }

  /** Whether an error may come behind a change. */
  private boolean remains(List<Statement> statements) {
    int end = statements.size();
    while (end > 0 && cannotFail(statements.get(end - 1))) {
      end--;
    }
    if (end == 0) {
      return false;
    }
    return statements.subList(0, end - 1).stream().anyMatch(this::changes)
        || remains(statements.get(end - 1));
  }

  private boolean remains(Statement last) {
    return switch (last) {
      case Code.If(var branches, var otherwise, _) ->
          branches.stream().anyMatch(it -> remains(it.statements()))
              || otherwise.filter(this::remains).isPresent();
      case Code.CaseOf(_, var branches, var otherwise, _) ->
          branches.stream().anyMatch(it -> remains(it.statements()))
              || otherwise.filter(this::remains).isPresent();
      case Code.Block block ->
          remains(block.statements())
              || block.handlers().stream().anyMatch(it -> remains(it.statements()));
      case Code.Labeled(_, var labeled, _) -> labeled.filter(this::remains).isPresent();
      case Dml _, Code.Execute _ -> false;
      default -> changes(last);
    };
  }

  private static boolean cannotFail(Statement statement) {
    return switch (statement) {
      case Code.Nothing _, Code.Exit _, Code.Continue _, Pragma _ -> true;
      case Code.Return(var value, _) -> value.isEmpty() || isPlain(value.get());
      case Code.Assign(_, var value, _) -> isPlain(value);
      case Code.Transaction(var verb, _, _) -> verb.equals("COMMIT");
      default -> false;
    };
  }

  private static boolean isPlain(Expression value) {
    return value instanceof Expression.Literal || value instanceof Expression.Reference;
  }

  /** Whether rows or variables of packages are changed by it. */
  private boolean changes(Node code) {
    boolean[] does = {false};
    Rewriter.walk(
        code,
        node ->
            does[0] |=
                switch (node) {
                  case Dml.Read _ -> false;
                  case Dml _, Code.Execute _ -> true;
                  case Code.Assign(Expression.Reference(var name, _), _, _) ->
                      scope.local(Name.of(name.parts().getFirst())).isEmpty()
                          && scope.variable(name).isPresent();
                  case Code.Invoke(Expression.Call call, _) -> changes(call.function());
                  case Code.Invoke(Expression.Reference(var name, _), _) -> changes(name);
                  default -> false;
                });
    return does[0];
  }

  /** Of a routine whose code is here; one that isn't may be anything. */
  private boolean changes(Name routine) {
    if (scope.routine(routine).isEmpty()) {
      return false; // a procedure that comes with the source
    }
    List<Routine> bodies =
        scope.routines(routine).stream().filter(it -> it.body().isPresent()).toList();
    boolean[] does = {bodies.isEmpty()};
    bodies.forEach(
        it ->
            Rewriter.walk(
                it,
                node ->
                    does[0] |=
                        (node instanceof Dml && !(node instanceof Dml.Read))
                            || node instanceof Code.Execute
                            || node instanceof Code.Invoke));
    return does[0];
  }
}
