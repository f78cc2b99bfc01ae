package org.godwit.sql;

import java.util.List;
import java.util.Optional;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Operator.Form;

/** Writes expressions, with the parentheses that they need and no others. */
public final class ExpressionRenderer {
  private final SqlWriter out;
  private final QueryRenderer queries;
  private final CallRenderer calls;

  ExpressionRenderer(SqlWriter out, QueryRenderer queries, Spelling parameters) {
    this.out = out;
    this.queries = queries;
    this.calls = new CallRenderer(out, this, parameters);
  }

  /** An expression. */
  public void expression(Expression expression) {
    expression(expression, Operator.WEAKEST);
  }

  /** A condition; one of several parts has each on its line. */
  public void condition(Expression condition) {
    if (condition instanceof Operation(var operator, var operands, _)
        && (operator == Operator.AND || operator == Operator.OR)) {
      out.before(condition);
      out.indented(
          () -> {
            for (int at = 0; at < operands.size(); at++) {
              if (at > 0) {
                out.line().text(operator.text() + " ");
              }
              expression(operands.get(at), operator.binding() + 1);
            }
          });
    } else {
      expression(condition);
    }
  }

  /** An expression where operators must bind at least so strongly. */
  public void expression(Expression expression, int binding) {
    out.before(expression);
    boolean needsParentheses = binding(expression) < binding;
    if (needsParentheses) {
      out.text("(");
    }
    bare(expression);
    if (needsParentheses) {
      out.text(")");
    }
  }

  private static int binding(Expression expression) {
    return switch (expression) {
      case Operation(var operator, var operands, _) ->
          operator == Operator.NOT && isPredicate(operands.getFirst())
              ? Operator.COMPARISON
              : operator.binding();
      case Expression.Between _, Expression.In _, Expression.Like _ -> Operator.COMPARISON;
      case Expression.Is _, Expression.IsOf _ -> Operator.COMPARISON;
      default -> Operator.STRONGEST;
    };
  }

  /** Whether NOT stands within it, as in {@code a NOT IN (b)}. */
  private static boolean isPredicate(Expression expression) {
    return switch (expression) {
      case Expression.Between _, Expression.In _, Expression.Like _ -> true;
      case Expression.Is _, Expression.IsOf _ -> true;
      case Operation(var operator, _, _) ->
          operator == Operator.MEMBER_OF || operator == Operator.SUBMULTISET_OF;
      default -> false;
    };
  }

  private void bare(Expression expression) {
    switch (expression) {
      case Expression.Literal literal -> literal(literal);
      case Expression.Interval interval -> interval(interval);
      case Expression.Reference(var name, _) -> out.text(name.toString());
      case Expression.Star(var of, _) -> out.text(of.map(name -> name + ".*").orElse("*"));
      case Expression.Bind(var name, _) -> out.text(bind(name));
      case Expression.Inquiry(var name, _) -> out.text("$$" + name);
      case Operation operation -> operation(operation);
      case Expression.Between _,
          Expression.In _,
          Expression.Like _,
          Expression.Is _,
          Expression.IsOf _ ->
          predicate(expression, "");
      case Expression.Quantified(var word, var set, _) -> {
        out.text(word + " ");
        set(set);
      }
      case Expression.Exists(var query, _) -> query("EXISTS (", query);
      case Expression.Subquery(var query, _) -> query("(", query);
      case Expression.CursorOf(var query, _) -> query("CURSOR(", query);
      case Expression.MultisetOf(var query, _) -> query("MULTISET(", query);
      case Expression.Row(var items, _) -> parenthesized(items);
      case Expression.ArrayOf(var items, _) -> {
        out.text("ARRAY[");
        out.list(items, this::expression);
        out.text("]");
      }
      case Expression.Element(var array, var index, _) -> {
        array(array);
        out.text("[");
        expression(index);
        out.text("]");
      }
      case Expression.Case caseOf -> caseOf(caseOf);
      case Expression.Cast(var value, var type, _) -> {
        out.text("CAST(");
        expression(value);
        out.text(" AS " + type(type) + ")");
      }
      case Expression.Call(var function, var arguments, _) -> {
        out.text(function.toString());
        arguments(arguments);
      }
      case Expression.KeywordCall(var function, var parts, _) -> {
        out.text(function + "(");
        calls.parts(parts);
        out.text(")");
      }
      case Expression.Aggregate aggregate -> calls.aggregate(aggregate);
      case Expression.Member(var object, var member, _) -> {
        object(object);
        out.text("." + member);
      }
      case Expression.Apply(var function, var arguments, _) -> {
        object(function);
        arguments(arguments);
      }
      case Expression.New(var call, _) -> {
        out.text("NEW ");
        expression(call, Operator.STRONGEST);
      }
      case Expression.Attribute(var of, var attribute, _) -> {
        expression(of, Operator.STRONGEST);
        out.text("%" + attribute);
      }
      case Expression.OuterJoined(var column, _) -> {
        expression(column, Operator.STRONGEST);
        out.text("(+)");
      }
      case Expression.CurrentOf(var cursor, _) -> out.text("CURRENT OF " + cursor);
    }
  }

  private static String bind(String name) {
    boolean isWord =
        name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_$#&.".indexOf(c) >= 0);
    return isWord ? ":" + name : ":\"" + name + '"';
  }

  private void literal(Expression.Literal literal) {
    String quoted = "'" + literal.text().replace("'", "''") + "'";
    out.text(
        switch (literal.kind()) {
          case STRING -> quoted;
          case NATIONAL_STRING -> "N" + quoted;
          case NUMBER -> literal.text();
          case DATE -> "DATE " + quoted;
          case TIMESTAMP -> "TIMESTAMP " + quoted;
          case NULL, TRUE, FALSE, DEFAULT -> literal.kind().name();
        });
  }

  private void interval(Expression.Interval interval) {
    Expression value = interval.value();
    if (value instanceof Expression.Literal || value instanceof Expression.Bind) {
      out.text("INTERVAL ");
      expression(value);
    } else {
      out.text("(");
      expression(value);
      out.text(")");
    }
    out.text(" " + interval.fields());
  }

  private void operation(Operation operation) {
    Operator operator = operation.operator();
    List<Expression> operands = operation.operands();
    Expression first = operands.getFirst();
    if (operator == Operator.NOT && isPredicate(first)) {
      out.before(first);
      predicate(first, "NOT ");
    } else if (operator.form() == Form.PREFIX) {
      boolean isWord = Character.isLetter(operator.text().charAt(0));
      out.text(operator.text() + (isWord ? " " : ""));
      expression(first, operator == Operator.NOT ? Operator.NOT.binding() : operator.binding() + 1);
    } else if (operator.form() == Form.POSTFIX) {
      expression(first, operator.binding());
      out.text(" " + operator.text());
    } else {
      infix(operator, operands);
    }
  }

  private void infix(Operator operator, List<Expression> operands) {
    int binding = operator.binding();
    String text = operator == Operator.RANGE ? ".." : " " + operator.text() + " ";
    // a = b = c is nothing that every server reads.
    boolean isFirstTighter = operator.isChained() || binding == Operator.COMPARISON;
    expression(operands.getFirst(), isFirstTighter ? binding + 1 : binding);
    for (Expression operand : operands.subList(1, operands.size())) {
      out.text(text);
      expression(operand, binding + 1);
    }
  }

  private void predicate(Expression predicate, String not) {
    switch (predicate) {
      case Expression.Between(var value, var low, var high, _) -> {
        expression(value, Operator.OPERAND);
        out.text(" " + not + "BETWEEN ");
        expression(low, Operator.OPERAND);
        out.text(" AND ");
        expression(high, Operator.OPERAND);
      }
      case Expression.In(var value, var set, _) -> {
        expression(value, Operator.OPERAND);
        out.text(" " + not + "IN ");
        set(set);
      }
      case Expression.Like(var value, var keyword, var pattern, var escape, _) -> {
        expression(value, Operator.OPERAND);
        out.text(" " + not + keyword + " ");
        expression(pattern, Operator.OPERAND);
        escape.ifPresent(
            it -> {
              out.text(" ESCAPE ");
              expression(it, Operator.OPERAND);
            });
      }
      case Expression.Is(var value, var test, _) -> {
        expression(value, Operator.OPERAND);
        out.text(" IS " + not + test);
      }
      case Expression.IsOf(var value, var types, _) -> {
        expression(value, Operator.OPERAND);
        out.text(" IS " + not + "OF (");
        out.list(types, it -> out.text((it.isOnly() ? "ONLY " : "") + type(it.type())));
        out.text(")");
      }
      case Operation(var operator, var operands, _) -> {
        expression(operands.getFirst(), Operator.OPERAND);
        out.text(" " + not + operator.text() + " ");
        expression(operands.getLast(), Operator.OPERAND);
      }
      default -> throw new IllegalArgumentException("no predicate: " + predicate);
    }
  }

  private void set(Expression set) {
    if (set instanceof Expression.Row || set instanceof Expression.Subquery) {
      out.before(set);
      bare(set);
    } else {
      expression(set, Operator.OPERAND);
    }
  }

  private void query(String open, Query query) {
    out.text(open);
    out.indented(
        () -> {
          out.line();
          queries.query(query);
        });
    out.text(")");
  }

  /** Expressions in parentheses. */
  public void parenthesized(List<Expression> items) {
    out.text("(");
    out.list(items, this::expression);
    out.text(")");
  }

  private void caseOf(Expression.Case caseOf) {
    out.text("CASE");
    caseOf
        .operand()
        .ifPresent(
            operand -> {
              out.text(" ");
              expression(operand);
            });
    boolean isLong = caseOf.whens().size() > 1;
    out.indented(
        () -> {
          for (Expression.When when : caseOf.whens()) {
            next(isLong);
            out.before(when);
            out.text("WHEN ");
            expression(when.condition());
            out.text(" THEN ");
            expression(when.value());
            out.after(when);
          }
          caseOf
              .otherwise()
              .ifPresent(
                  it -> {
                    next(isLong);
                    out.text("ELSE ");
                    expression(it);
                  });
        });
    next(isLong);
    out.text("END");
  }

  private void next(boolean isLong) {
    if (isLong) {
      out.line();
    } else {
      out.text(" ");
    }
  }

  /** Arguments in their parentheses. */
  public void arguments(List<Expression.Argument> arguments) {
    arguments(arguments, CallRenderer.KEY);
  }

  /** Arguments in their parentheses, with what stands between a name and its value. */
  void arguments(List<Expression.Argument> arguments, String keySign) {
    calls.arguments(arguments, keySign);
  }

  /** A window in its parentheses. */
  void window(Window window) {
    calls.window(window);
  }

  private void array(Expression array) {
    if (array instanceof Expression.Reference || array instanceof Expression.Element) {
      expression(array);
    } else {
      out.text("(");
      expression(array);
      out.text(")");
    }
  }

  /** What is assigned to, where parts stand without parentheses. */
  public void target(Expression target) {
    switch (target) {
      case Expression.Member(var object, var member, _) -> {
        target(object);
        out.text("." + member);
      }
      case Expression.Element(var array, var index, _) -> {
        target(array);
        out.text("[");
        expression(index);
        out.text("]");
      }
      default -> expression(target, Operator.STRONGEST);
    }
  }

  private void object(Expression object) {
    switch (object) {
      case Expression.Call _,
          Expression.KeywordCall _,
          Expression.Apply _,
          Expression.Member _,
          Expression.Row _,
          Expression.Bind _,
          Expression.Attribute _,
          Expression.Cast _,
          Expression.Inquiry _ ->
          expression(object);
      default -> {
        out.text("(");
        expression(object);
        out.text(")");
      }
    }
  }

  /** What stands behind ORDER BY. */
  public void orderItems(List<OrderItem> items) {
    out.list(
        items,
        item -> {
          out.before(item);
          expression(item.value());
          out.text(
              switch (item.direction()) {
                case UNSAID -> "";
                case ASCENDING -> " ASC";
                case DESCENDING -> " DESC";
              });
          out.text(
              switch (item.nulls()) {
                case UNSAID -> "";
                case FIRST -> " NULLS FIRST";
                case LAST -> " NULLS LAST";
              });
          out.after(item);
        });
  }

  /** A type as it is written. */
  public static String type(Type type) {
    return switch (type) {
      case Type.Named(var name, var arguments, var unit, var suffix, _) -> {
        String inside =
            arguments.isEmpty()
                ? ""
                : "(" + String.join(", ", arguments) + (unit.isEmpty() ? "" : " " + unit) + ")";
        yield name + inside + (suffix.isEmpty() ? "" : " " + suffix);
      }
      case Type.Anchored(var of, var attribute, _) -> of + "%" + attribute;
      case Type.Ref(var to, _) -> "REF " + to;
    };
  }

  /** {@code word expression} where there is one. */
  public void clause(String word, Optional<Expression> expression) {
    expression.ifPresent(
        it -> {
          out.line().text(word + " ");
          condition(it);
        });
  }
}
