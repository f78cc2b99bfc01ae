package org.godwit.sql;

import java.util.List;

/** Writes calls: arguments, aggregates and windows. */
final class CallRenderer {
  /** What stands between an argument's name and its value. */
  static final String KEY = " => ";

  private final SqlWriter out;
  private final ExpressionRenderer expressions;
  private final Spelling parameters;

  CallRenderer(SqlWriter out, ExpressionRenderer expressions, Spelling parameters) {
    this.out = out;
    this.expressions = expressions;
    this.parameters = parameters;
  }

  /** Arguments in their parentheses. */
  void arguments(List<Expression.Argument> arguments, String keySign) {
    out.text("(");
    out.list(arguments, argument -> argument(argument, keySign));
    out.text(")");
  }

  private void argument(Expression.Argument argument) {
    argument(argument, KEY);
  }

  private void argument(Expression.Argument argument, String keySign) {
    out.before(argument);
    argument
        .key()
        .ifPresent(
            key -> {
              if (key instanceof Expression.Reference(var name, _)) {
                out.before(key);
                out.text(parameters.of(name).toString());
              } else {
                expressions.expression(key);
              }
              out.text(keySign);
            });
    expressions.expression(argument.value());
  }

  /** What stands in the parentheses of a call with words. */
  void parts(List<Node> parts) {
    for (int at = 0; at < parts.size(); at++) {
      Node part = parts.get(at);
      boolean isTight =
          at == 0
              || (part instanceof Expression.Word(var word, _)
                  && (word.equals(",") || word.equals(")")))
              || (parts.get(at - 1) instanceof Expression.Word(var before, _)
                  && before.equals("("));
      if (!isTight) {
        out.text(" ");
      }
      switch (part) {
        case Expression.Word(var word, _) -> {
          out.before(part);
          out.text(word);
        }
        case Expression.Argument argument -> argument(argument);
        case Type type -> {
          out.before(type);
          out.text(ExpressionRenderer.type(type));
        }
        case Expression expression -> expressions.expression(expression, Operator.OPERAND);
        default -> throw new IllegalArgumentException("no part of a call: " + part);
      }
    }
  }

  /** A call as aggregate or analytic function. */
  void aggregate(Expression.Aggregate aggregate) {
    out.before(aggregate.call());
    switch (aggregate.call()) {
      case Expression.Call(var function, var arguments, _) -> {
        out.text(function + (aggregate.isDistinct() ? "(DISTINCT " : "("));
        out.list(arguments, this::argument);
      }
      case Expression.KeywordCall(var function, var parts, _) -> {
        out.text(function + (aggregate.isDistinct() ? "(DISTINCT " : "("));
        parts(parts);
      }
      default -> throw new IllegalArgumentException("no call: " + aggregate.call());
    }
    if (!aggregate.orderBy().isEmpty()) {
      out.text(" ORDER BY ");
      expressions.orderItems(aggregate.orderBy());
    }
    out.text(")");
    aggregate.modifiers().forEach(modifier -> out.text(" " + modifier));
    if (!aggregate.withinGroup().isEmpty()) {
      out.text(" WITHIN GROUP (ORDER BY ");
      expressions.orderItems(aggregate.withinGroup());
      out.text(")");
    }
    aggregate
        .keep()
        .ifPresent(
            keep -> {
              out.text(" KEEP (DENSE_RANK " + (keep.isFirst() ? "FIRST" : "LAST") + " ORDER BY ");
              expressions.orderItems(keep.orderBy());
              out.text(")");
            });
    aggregate.over().ifPresent(this::over);
  }

  private void over(Window window) {
    out.text(" OVER ");
    boolean isName =
        window.base().isPresent()
            && window.partitionBy().isEmpty()
            && window.orderBy().isEmpty()
            && window.frame().isEmpty();
    if (isName) {
      out.text(window.base().map(Identifier::toString).orElse(""));
    } else {
      window(window);
    }
  }

  /** A window in its parentheses. */
  void window(Window window) {
    out.text("(");
    String blank = window.base().map(Identifier::toString).orElse("");
    out.text(blank);
    if (!window.partitionBy().isEmpty()) {
      out.text(blank.isEmpty() ? "PARTITION BY " : " PARTITION BY ");
      out.list(window.partitionBy(), expressions::expression);
      blank = " ";
    }
    if (!window.orderBy().isEmpty()) {
      out.text(blank.isEmpty() ? "ORDER BY " : " ORDER BY ");
      expressions.orderItems(window.orderBy());
      blank = " ";
    }
    if (window.frame().isPresent()) {
      frame(window.frame().get(), blank.isEmpty() ? "" : " ");
    }
    out.text(")");
  }

  private void frame(Window.Frame frame, String blank) {
    out.text(blank + frame.unit() + " ");
    if (frame.to().isPresent()) {
      out.text("BETWEEN ");
      bound(frame.from());
      out.text(" AND ");
      bound(frame.to().get());
    } else {
      bound(frame.from());
    }
    out.text(frame.exclude().isEmpty() ? "" : " " + frame.exclude());
  }

  private void bound(Window.Bound bound) {
    bound
        .distance()
        .ifPresent(
            distance -> {
              expressions.expression(distance, Operator.OPERAND);
              out.text(" ");
            });
    out.text(bound.words());
  }
}
