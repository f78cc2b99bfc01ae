package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;

/**
 * A function with OUT parameters gives a row of them and its result on PostgreSQL: its call becomes
 * {@code SELECT … INTO} in front of the statement that it stands in.
 */
public final class OutFunctions {
  /** The column of the result. */
  public static final Identifier RESULT = Identifier.of("return_value");

  private static final Identifier ROW = Identifier.of("r");

  private final Items items;
  private final CodeScope scope;
  private final Copies copies;
  private int calls;

  OutFunctions(Items items, CodeScope scope, Copies copies) {
    this.items = items;
    this.scope = scope;
    this.copies = copies;
  }

  /** Whether it is such a function. */
  public static boolean isOne(Routine routine) {
    return routine.kind().equals("FUNCTION")
        && routine.parameters().stream().anyMatch(it -> it.mode().contains("OUT"));
  }

  /** {@code RETURN x} of such a function becomes {@code return_value := x; RETURN}. */
  public static Code.Block returning(Code.Block body) {
    return StatementLists.rewrite(
        body,
        list ->
            list.stream()
                .flatMap(
                    it ->
                        it instanceof Code.Return(var value, var place) && value.isPresent()
                            ? Stream.of(
                                new Code.Assign(
                                    new Expression.Reference(Name.of(RESULT), Place.NONE),
                                    value.get(),
                                    place),
                                new Code.Return(Optional.empty(), Place.NONE))
                            : Stream.of(it))
                .toList());
  }

  /** The statement with such calls in front. */
  List<Statement> hoisted(Statement statement) {
    List<Statement> before = new ArrayList<>();
    Statement changed =
        switch (statement) {
          case Code.Assign(var target, var value, var place) ->
              new Code.Assign(target, without(value, before), place);
          case Code.Return(var value, var place) ->
              new Code.Return(value.map(it -> without(it, before)), place);
          case Code.Invoke(var call, var place) -> new Code.Invoke(without(call, before), place);
          case Code.If(var branches, var otherwise, var place) -> {
            List<Code.Branch> all = new ArrayList<>(branches);
            Code.Branch first = branches.getFirst();
            all.set(
                0,
                new Code.Branch(
                    without(first.condition(), before), first.statements(), first.place()));
            all.subList(1, all.size()).forEach(it -> refuse(it.condition()));
            yield new Code.If(List.copyOf(all), otherwise, place);
          }
          case Code.CaseOf(var operand, var branches, var otherwise, var place) ->
              new Code.CaseOf(operand.map(it -> without(it, before)), branches, otherwise, place);
          case Code.Loop loop -> {
            if (loop.head() instanceof Code.While(var condition, _)) {
              refuse(condition);
            }
            yield loop;
          }
          case Code.Exit(_, var when, _) -> refused(statement, when);
          case Code.Continue(_, var when, _) -> refused(statement, when);
          default -> statement;
        };
    before.add(changed);
    return List.copyOf(before);
  }

  private Statement refused(Statement statement, Optional<Expression> when) {
    when.ifPresent(this::refuse);
    return statement;
  }

  private void refuse(Expression expression) {
    Rewriter.walk(
        expression,
        node -> {
          if (node instanceof Expression.Call call && function(call).isPresent()) {
            items.block(ActionCode.OUT_OF_FUNCTION, call.place(), call.function());
          }
        });
  }

  /** What the source may not come to can't be called in front. */
  private void refuseSkipped(Node node) {
    switch (node) {
      case Expression.Operation(var operator, var operands, _)
          when operator == Operator.AND || operator == Operator.OR ->
          operands.subList(1, operands.size()).forEach(this::refuse);
      case Expression.Case(_, var whens, var otherwise, _) -> {
        for (int at = 0; at < whens.size(); at++) {
          if (at > 0) {
            refuse(whens.get(at).condition());
          }
          refuse(whens.get(at).value());
        }
        otherwise.ifPresent(this::refuse);
      }
      case Expression.Call(var name, var arguments, _)
          when (name.is("COALESCE") || name.is("DECODE")) && arguments.size() > 1 ->
          arguments.subList(1, arguments.size()).forEach(it -> refuse(it.value()));
      default -> {
        // Is evaluated in any case.
      }
    }
  }

  private Optional<Routine> function(Expression.Call call) {
    return scope.routines(call.function()).stream()
        .filter(it -> it.parameters().size() >= call.arguments().size())
        .filter(it -> it.returns().isPresent())
        .min(Comparator.comparingInt(it -> it.parameters().size()))
        .filter(OutFunctions::isOne);
  }

  private Expression without(Expression expression, List<Statement> before) {
    Rewriter.walk(expression, this::refuseSkipped);
    return Rewriter.rewrite(
        expression,
        node ->
            node instanceof Expression.Call call
                ? function(call).<Node>map(it -> value(call, it, before)).orElse(call)
                : node);
  }

  private Expression value(Expression.Call call, Routine function, List<Statement> before) {
    List<Expression.Argument> given = new ArrayList<>();
    List<Statement> assigned = new ArrayList<>();
    Name result = Name.of(Identifier.of("result_of_call_" + ++calls));
    copies.declare(result, Tree.type("RECORD"));
    for (int at = 0; at < call.arguments().size(); at++) {
      Expression.Argument argument = call.arguments().get(at);
      Routine.Parameter parameter = parameter(function, argument, at).orElse(null);
      if (parameter == null) {
        items.block(ActionCode.OUT_OF_FUNCTION, call.place(), call.function());
        return call;
      }
      if (!parameter.mode().equals("OUT") || isBehindDefault(function, parameter)) {
        given.add(argument);
      }
      if (parameter.mode().contains("OUT")) {
        Expression value = column(result.last(), parameter.name());
        assigned.add(new Code.Assign(argument.value(), value, Place.NONE));
      }
    }
    FromItem row =
        new FromItem.Function(
            new Expression.Call(call.function(), List.copyOf(given), call.place()),
            false,
            Optional.of(new FromItem.Alias(ROW, List.of())),
            Place.NONE);
    Expression all = new Expression.Star(Optional.of(Name.of(ROW)), Place.NONE);
    Query.Select select =
        new Query.Select(
            List.of(),
            "",
            List.of(Tree.item(all)),
            Optional.of(
                new Query.Into(
                    false,
                    List.of(new Expression.Reference(result, Place.NONE)),
                    Optional.empty(),
                    Place.NONE)),
            List.of(row),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            call.place());
    before.add(new Dml.Read(Query.of(select), call.place()));
    before.addAll(assigned);
    return column(result.last(), RESULT);
  }

  /** Such an OUT parameter is an INOUT one, as all behind a default have one. */
  private static boolean isBehindDefault(Routine function, Routine.Parameter parameter) {
    return function.parameters().stream()
        .takeWhile(it -> !it.name().equals(parameter.name()))
        .anyMatch(it -> it.value().isPresent());
  }

  private static Expression column(Identifier row, Identifier name) {
    return new Expression.Reference(Name.of(row, name), Place.NONE);
  }

  private static Optional<Routine.Parameter> parameter(
      Routine function, Expression.Argument argument, int at) {
    return argument.key().isPresent()
        ? function.parameters().stream()
            .filter(
                it ->
                    argument.key().get() instanceof Expression.Reference(var key, _)
                        && key.last().equals(it.name()))
            .findFirst()
        : Optional.of(function.parameters().get(at));
  }
}
