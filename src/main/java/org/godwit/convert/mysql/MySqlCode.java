package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Brings the code of stored programs to the statements of PL/pgSQL, its expressions as they are.
 * Handlers that exit become the handlers of their block, those that continue stand around each
 * statement that may fail, and what they do without a row stands behind FETCH and SELECT INTO.
 */
public final class MySqlCode {
  /** What code is of. */
  public enum Unit {
    FUNCTION,
    PROCEDURE,
    TRIGGER
  }

  /**
   * The code.
   *
   * @param results parameters for the rows that a procedure gives to its client
   */
  public record Standard(Code.Block body, List<Routine.Parameter> results) {}

  private static final Identifier FOUND = Identifier.of("found");

  private final Items items;
  private final Unit unit;
  private final Optional<Expression> row;
  private final MySqlConditions conditions;
  private final MySqlLocals locals;
  private final MySqlResults results;
  private final MySqlTransactions transactions;
  private final MySqlUpserts upserts;
  private Optional<Identifier> outermost = Optional.empty();
  private int blocks;

  /**
   * Of one routine or trigger.
   *
   * @param row that a trigger gives back
   */
  public MySqlCode(
      Items items,
      SchemaModel model,
      Unit unit,
      Optional<Expression> row,
      List<Routine.Parameter> parameters,
      Code.Block body) {
    this.items = items;
    this.unit = unit;
    this.row = row;
    this.conditions = new MySqlConditions(items, body);
    this.locals = new MySqlLocals(items, parameters, body);
    this.results = new MySqlResults(items, model, locals);
    this.upserts = new MySqlUpserts(items, model, locals);
    this.transactions = new MySqlTransactions(items, unit == Unit.PROCEDURE, body);
  }

  /** The body. */
  public Standard standard(Code.Block body) {
    Code.Block whole = locals.named(body);
    results.look(whole);
    Identifier label = nextLabel();
    boolean isLabeled =
        whole.declarations().isEmpty()
            && whole.statements().size() == 1
            && whole.statements().getFirst() instanceof Code.Labeled(_, var inner, _)
            && inner.filter(Code.Block.class::isInstance).isPresent();
    if (isLabeled) {
      Code.Labeled labeled = (Code.Labeled) whole.statements().getFirst();
      label = labeled.label();
      whole = (Code.Block) labeled.statement().orElseThrow();
      outermost = Optional.of(label);
    }
    MySqlScope scope = scope(whole, null, label);
    Code.Block done = block(whole, scope);
    if (scope.isLeft()) {
      Statement labeled = new Code.Labeled(label, Optional.of(done), Place.NONE);
      done = new Code.Block(List.of(), List.of(labeled), List.of(), Place.NONE);
    }
    done = row.isPresent() ? returning(done) : done;
    List<Declaration> declared = new ArrayList<>(locals.made());
    declared.addAll(done.declarations());
    return new Standard(
        new Code.Block(List.copyOf(declared), done.statements(), done.handlers(), done.place()),
        results.parameters());
  }

  /** Gives the row back, also behind a handler. */
  private Code.Block returning(Code.Block block) {
    Statement last = new Code.Return(row, Place.NONE);
    if (!block.handlers().isEmpty()) {
      return new Code.Block(List.of(), List.of(block, last), List.of(), Place.NONE);
    }
    List<Statement> statements = new ArrayList<>(block.statements());
    statements.add(last);
    return new Code.Block(block.declarations(), List.copyOf(statements), List.of(), block.place());
  }

  private Identifier nextLabel() {
    return Identifier.of("block_" + ++blocks);
  }

  private MySqlScope scope(Code.Block block, @Nullable MySqlScope around, Identifier label) {
    List<MySqlScope.Handler> handlers =
        block.declarations().stream()
            .filter(Declaration.ConditionHandler.class::isInstance)
            .map(Declaration.ConditionHandler.class::cast)
            .map(it -> new MySqlScope.Handler(it, conditions.of(it)))
            .toList();
    return new MySqlScope(around, handlers, label);
  }

  private Code.Block block(Code.Block block, MySqlScope scope) {
    List<Declaration> declared =
        block.declarations().stream()
            .filter(it -> !(it instanceof Declaration.ConditionHandler))
            .filter(it -> !(it instanceof Declaration.ConditionName))
            .toList();
    transactions.begin(block, scope);
    List<Statement> statements = statements(block.statements(), scope);
    List<Code.Handler> handlers = new ArrayList<>();
    for (MySqlScope.Handler it : scope.exits()) {
      handlers.add(new Code.Handler(it.errors(), handled(it, scope), Place.NONE));
      transactions.undone(block, it.written());
    }
    return committed(
        new Code.Block(declared, statements, widestLast(handlers), block.place()), block, scope);
  }

  /** The COMMIT that a block with handlers ends with stands behind it. */
  private Code.Block committed(Code.Block done, Code.Block source, MySqlScope scope) {
    boolean isMoved =
        !done.handlers().isEmpty()
            && !source.statements().isEmpty()
            && source.statements().getLast() instanceof Code.Transaction last
            && transactions.canBeBehind(last, scope);
    if (!isMoved) {
      return done;
    }
    Code.Transaction commit = (Code.Transaction) source.statements().getLast();
    Statement inner =
        new Code.Block(
            done.declarations(),
            done.statements().subList(0, done.statements().size() - 1),
            done.handlers(),
            Place.NONE);
    return new Code.Block(
        List.of(),
        List.of(inner, new Code.Transaction("COMMIT", "", commit.place())),
        List.of(),
        done.place());
  }

  private static List<Code.Handler> widestLast(List<Code.Handler> handlers) {
    List<Code.Handler> all = new ArrayList<>();
    handlers.stream().filter(it -> !isOfAll(it)).forEach(all::add);
    handlers.stream().filter(MySqlCode::isOfAll).forEach(all::add);
    return List.copyOf(all);
  }

  private static boolean isOfAll(Code.Handler handler) {
    return handler.exceptions().stream().anyMatch(it -> it.is("OTHERS"));
  }

  /** What a handler does; its own block's handlers don't hold for it. */
  private List<Statement> handled(MySqlScope.Handler handler, MySqlScope scope) {
    MySqlScope around = scope.around().orElseGet(() -> scope(EMPTY, null, nextLabel()));
    boolean isUndone = handler.isExit() && !handler.errors().isEmpty();
    List<Statement> all =
        transactions.inHandler(isUndone, () -> statements(handler.statements(), around));
    return all.isEmpty() ? List.of(new Code.Nothing(Place.NONE)) : all;
  }

  private static final Code.Block EMPTY =
      new Code.Block(List.of(), List.of(), List.of(), Place.NONE);

  /** The same where there is no row, and the way out of the block where it exits. */
  private List<Statement> withoutRow(MySqlScope.Found found) {
    List<Statement> all = new ArrayList<>(handled(found.handler(), found.scope()));
    boolean isOut =
        switch (all.getLast()) {
          case Code.Return _, Code.Raise _, Code.Signal _ -> true;
          default -> false;
        };
    if (found.handler().isExit() && !isOut) {
      all.add(
          found.scope().around().isEmpty() && unit != Unit.FUNCTION
              ? new Code.Return(row, Place.NONE)
              : new Code.Exit(Optional.of(found.scope().leave()), Optional.empty(), Place.NONE));
    }
    return List.copyOf(all);
  }

  private List<Statement> statements(List<Statement> all, MySqlScope scope) {
    List<Statement> done = new ArrayList<>();
    all.forEach(it -> statement(it, scope, done));
    done.removeIf(it -> it instanceof Code.Nothing(var place) && place.before().isEmpty());
    return List.copyOf(done);
  }

  private void statement(Statement statement, MySqlScope scope, List<Statement> to) {
    switch (statement) {
      case Code.Block it -> nested(it, scope, to);
      case Code.Labeled(var label, var labeled, var place) ->
          to.add(
              new Code.Labeled(
                  label,
                  labeled.map(
                      it ->
                          it instanceof Code.Block block
                              ? block(block, scope(block, scope, label))
                              : statements(List.of(it), scope).getFirst()),
                  place));
      case Code.If(var branches, var otherwise, var place) ->
          to.add(
              new Code.If(
                  branches(branches, scope), otherwise.map(it -> statements(it, scope)), place));
      case Code.CaseOf(var operand, var branches, var otherwise, var place) ->
          to.add(
              new Code.CaseOf(
                  Optional.empty(),
                  branches(searched(operand, branches), scope),
                  otherwise.map(it -> statements(it, scope)),
                  place));
      case Code.Loop(var head, var inner, var place) ->
          to.add(new Code.Loop(head, statements(inner, scope), place));
      case Code.Exit(var label, _, var place)
          when label.isPresent() && label.equals(outermost) && unit != Unit.FUNCTION ->
          to.add(new Code.Return(row, place));
      case Code.Fetch it -> {
        to.add(it);
        scope
            .notFound()
            .ifPresent(
                found ->
                    to.add(
                        new Code.If(
                            List.of(new Code.Branch(isNotFound(), withoutRow(found), Place.NONE)),
                            Optional.empty(),
                            Place.NONE)));
      }
      case Dml.Read it -> read(it, scope, to);
      case Dml it -> changed(it, scope, to);
      case Code it -> plain(it, scope, to);
      default -> others(statement, to);
    }
  }

  private void nested(Code.Block block, MySqlScope around, List<Statement> to) {
    Identifier label = nextLabel();
    MySqlScope scope = scope(block, around, label);
    Code.Block done = block(block, scope);
    boolean isPlain =
        done.declarations().isEmpty()
            && done.handlers().isEmpty()
            && done.place().before().isEmpty();
    if (isPlain && !scope.isLeft()) {
      to.addAll(done.statements());
      return;
    }
    to.add(scope.isLeft() ? new Code.Labeled(label, Optional.of(done), Place.NONE) : done);
  }

  private static Expression isNotFound() {
    return Sql.operation(
        Place.NONE, Operator.NOT, new Expression.Reference(Name.of(FOUND), Place.NONE));
  }

  /** A branch's condition is the whole of it. */
  private static List<Code.Branch> searched(
      Optional<Expression> operand, List<Code.Branch> branches) {
    return operand.isEmpty()
        ? branches
        : branches.stream()
            .map(
                it ->
                    new Code.Branch(
                        Sql.operation(
                            it.condition().place(), Operator.EQUAL, operand.get(), it.condition()),
                        it.statements(),
                        it.place()))
            .toList();
  }

  private List<Code.Branch> branches(List<Code.Branch> branches, MySqlScope scope) {
    return branches.stream()
        .map(it -> new Code.Branch(it.condition(), statements(it.statements(), scope), it.place()))
        .toList();
  }

  /** The statement with the handlers that go on behind it. */
  private Statement guarded(List<Statement> statements, List<Code.Handler> own, MySqlScope scope) {
    List<Code.Handler> handlers = new ArrayList<>(own);
    for (MySqlScope.Found it : scope.continued()) {
      handlers.add(
          new Code.Handler(it.handler().errors(), handled(it.handler(), it.scope()), Place.NONE));
    }
    return handlers.isEmpty() && statements.size() == 1
        ? statements.getFirst()
        : new Code.Block(List.of(), statements, widestLast(handlers), Place.NONE);
  }

  /** Without a row the variables stay what they are; without INTO the rows go to the client. */
  private void read(Dml.Read read, MySqlScope scope, List<Statement> to) {
    if (MySqlResults.into(read).isEmpty()) {
      if (unit != Unit.PROCEDURE) {
        items.block(ActionCode.NO_RULE, read.place(), "SELECT without INTO");
      }
      to.addAll(results.opened(read));
      return;
    }
    List<Statement> statements = new ArrayList<>(locals.readInto(read));
    boolean isSure = MySqlResults.isOneRow(read.query());
    locals.foundRows().ifPresent(it -> statements.add(1, counted(it)));
    List<Code.Handler> own = new ArrayList<>();
    if (!isSure) {
      List<Statement> without = new ArrayList<>();
      locals
          .foundRows()
          .ifPresent(it -> without.add(new Code.Assign(it, Sql.number("0"), Place.NONE)));
      without.addAll(
          scope
              .notFound()
              .map(this::withoutRow)
              .orElseGet(
                  () -> without.isEmpty() ? List.of(new Code.Nothing(Place.NONE)) : List.of()));
      own.add(
          new Code.Handler(List.of(Name.of("no_data_found")), List.copyOf(without), Place.NONE));
    }
    if (isSure && scope.continued().isEmpty()) {
      to.addAll(statements);
    } else {
      to.add(guarded(List.copyOf(statements), own, scope));
    }
  }

  private static Statement counted(Expression variable) {
    return new Code.Diagnostics(variable, "ROW_COUNT", Place.NONE);
  }

  private void changed(Dml change, MySqlScope scope, List<Statement> to) {
    List<Statement> statements = new ArrayList<>();
    statements.add(upserts.named(change));
    locals.changedRows().ifPresent(it -> statements.add(counted(it)));
    if (scope.continued().isEmpty()) {
      to.addAll(statements);
    } else {
      to.add(guarded(List.copyOf(statements), List.of(), scope));
    }
  }

  private void plain(Code statement, MySqlScope scope, List<Statement> to) {
    switch (statement) {
      case Code.Assign it -> {
        Statement assigned = locals.assigned(it);
        to.add(
            MySqlResults.hasCall(it.value())
                ? guarded(List.of(assigned), List.of(), scope)
                : assigned);
      }
      case Code.Invoke it -> {
        List<Statement> called = results.called(it);
        if (scope.continued().isEmpty()) {
          to.addAll(called);
        } else {
          to.add(guarded(called, List.of(), scope));
        }
      }
      case Code.Transaction it -> to.add(transactions.standard(it, scope.isHandled()));
      case Code.Signal it -> to.add(guarded(List.of(signal(it)), List.of(), scope));
      case Code.Diagnostics it -> to.add(locals.assigned(diagnosed(it)));
      case Code.Prepare it -> to.add(locals.prepared(it));
      case Code.Execute it -> to.add(guarded(List.of(locals.executed(it)), List.of(), scope));
      default -> to.add(statement);
    }
  }

  private Statement signal(Code.Signal it) {
    if (it.level().equals("EXCEPTION")) {
      return it; // the place of what couldn't be converted
    }
    boolean isAgain = it.level().equals("RESIGNAL");
    boolean hasMessage = !Sql.isNull(it.message());
    if (isAgain && it.state().isEmpty() && !hasMessage) {
      return new Code.Raise(Optional.empty(), it.place());
    }
    Expression state =
        it.state()
            .map(
                written ->
                    written instanceof Expression.Reference(var name, var place)
                        ? Sql.string(conditions.state(name, place))
                        : written)
            .orElseGet(() -> Sql.reference("SQLSTATE"));
    Expression message =
        hasMessage
            ? it.message()
            : isAgain
                ? Sql.reference("SQLERRM")
                : Sql.string("Unhandled user-defined exception condition");
    boolean isWarning = Sql.text(state).filter(text -> text.startsWith("01")).isPresent();
    return isWarning
        ? new Code.Signal("WARNING", Optional.empty(), message, it.place())
        : new Code.Signal("EXCEPTION", Optional.of(state), message, it.place());
  }

  private Code.Assign diagnosed(Code.Diagnostics it) {
    Expression value =
        switch (it.item()) {
          case "ROW_COUNT" -> locals.changedRows().orElseThrow();
          case "CONDITION MESSAGE_TEXT" -> Sql.reference("SQLERRM");
          case "CONDITION RETURNED_SQLSTATE" -> Sql.reference("SQLSTATE");
          case "CONDITION MYSQL_ERRNO" -> {
            items.add(ActionCode.EXCEPTION_CODE, it.place(), "MYSQL_ERRNO");
            yield MySqlConditions.number(it.place());
          }
          default -> {
            items.block(ActionCode.NO_RULE, it.place(), "GET DIAGNOSTICS " + it.item());
            yield Sql.none(it.place());
          }
        };
    return new Code.Assign(it.target(), value, it.place());
  }

  private void others(Statement statement, List<Statement> to) {
    switch (statement) {
      case Statement.Unknown(_, var reason, _, var place) ->
          items.block(ActionCode.NOT_READ, place, reason);
      case Statement.Other(_, var text, var place) -> {
        if (MySqlLocals.isOfClient(text)) {
          items.add(ActionCode.LEFT_OUT, place, "SET " + text);
          to.add(new Code.Nothing(place));
          return;
        }
        items.block(ActionCode.NO_RULE, place, "SET " + text);
      }
      case Ddl.Truncate _ -> {
        // As it is.
      }
      case Ddl.Drop drop -> {
        if (results.isRead(drop)) {
          items.add(ActionCode.LEFT_OUT, drop.place(), "DROP of a table that a cursor reads");
          return;
        }
      }
      case Ddl.CreateTable table -> {
        if (!table.modifiers().contains("TEMPORARY")) {
          items.block(ActionCode.NO_RULE, table.place(), "CREATE TABLE in code");
        }
        to.add(results.kept(table));
        return;
      }
      default -> items.block(ActionCode.NO_RULE, statement.place(), "this statement in code");
    }
    to.add(statement);
  }
}
