package org.godwit.mapping.expression;

import java.math.BigDecimal;
import java.util.Optional;
import org.godwit.mapping.expression.Expression.Affinity;
import org.godwit.mapping.expression.Expression.Binary;
import org.godwit.mapping.expression.Expression.Operator;
import org.godwit.mapping.expression.Expression.When;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions over one scope. Values are null, Long, BigDecimal, Double, String and byte
 * arrays.
 */
public final class Evaluation {
  private final Scope scope;
  private final Calls calls;

  /** Evaluates over a scope whose values may change between two expressions. */
  public Evaluation(Scope scope) {
    this.scope = scope;
    this.calls = new Calls(scope);
  }

  /**
   * The expression's value.
   *
   * @throws ExpressionProblem where it has none
   */
  public @Nullable Object of(Expression expression) {
    return switch (expression) {
      case Expression.Constant(Object value) -> value;
      case Expression.ColumnValue(String column) -> scope.column(column);
      case Expression.HeaderValue(Header header) -> scope.header(header);
      case Expression.MetadataValue(Metadata metadata) -> scope.metadata(metadata);
      case Expression.Not(Expression operand) -> not(Scalars.truth(of(operand)));
      case Expression.Negative(Expression operand) -> negative(of(operand));
      case Binary binary -> binary(binary);
      case Expression.NullTest(Expression operand, boolean negated) ->
          Scalars.truthValue((of(operand) == null) != negated);
      case Expression.Between between -> between(between);
      case Expression.In in -> in(in);
      case Expression.Like like -> like(like);
      case Expression.Case cases -> branch(cases);
      case Expression.Cast(Expression operand, Affinity type) -> cast(of(operand), type);
      case Expression.Call call -> calls.call(call, this);
    };
  }

  /** A value as text, as {@code ||} would join it. */
  public static String text(Object value) {
    return Scalars.text(value);
  }

  private static @Nullable Object not(@Nullable Boolean truth) {
    return truth == null ? null : Scalars.truthValue(!truth);
  }

  private static @Nullable Object negative(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Object number = Scalars.number(value);
    return number instanceof Double real
        ? (Object) (-real)
        : Scalars.simplified(Scalars.exact(number).negate());
  }

  private @Nullable Object binary(Binary binary) {
    Object left = of(binary.left());
    if (binary.operator() == Operator.AND || binary.operator() == Operator.OR) {
      return logical(binary.operator(), Scalars.truth(left), binary.right());
    }
    Object right = of(binary.right());
    if (binary.operator() == Operator.IS || binary.operator() == Operator.IS_NOT) {
      boolean same =
          (left == null || right == null)
              ? (left == null && right == null)
              : Scalars.compare(left, right) == 0;
      return Scalars.truthValue(same == (binary.operator() == Operator.IS));
    }
    return left == null || right == null ? null : binary(binary.operator(), left, right);
  }

  /** The truth that decides alone wins over NULL. */
  private @Nullable Object logical(Operator operator, @Nullable Boolean left, Expression right) {
    Boolean decisive = operator == Operator.OR;
    if (decisive.equals(left)) {
      return Scalars.truthValue(decisive);
    }
    Boolean other = Scalars.truth(of(right));
    if (decisive.equals(other)) {
      return Scalars.truthValue(decisive);
    }
    return left == null || other == null ? null : Scalars.truthValue(!decisive);
  }

  private static @Nullable Object binary(Operator operator, Object left, Object right) {
    return switch (operator) {
      case EQ -> Scalars.truthValue(Scalars.compare(left, right) == 0);
      case NOT_EQ -> Scalars.truthValue(Scalars.compare(left, right) != 0);
      case LESS -> Scalars.truthValue(Scalars.compare(left, right) < 0);
      case LESS_EQ -> Scalars.truthValue(Scalars.compare(left, right) <= 0);
      case GREATER -> Scalars.truthValue(Scalars.compare(left, right) > 0);
      case GREATER_EQ -> Scalars.truthValue(Scalars.compare(left, right) >= 0);
      case CONCAT -> Scalars.text(left) + Scalars.text(right);
      case PLUS, MINUS, TIMES, DIVIDE, REMAINDER ->
          arithmetic(operator, Scalars.number(left), Scalars.number(right));
      case AND, OR, IS, IS_NOT -> throw new IllegalStateException("handled before: " + operator);
    };
  }

  private static @Nullable Object arithmetic(Operator operator, Object left, Object right) {
    if (operator == Operator.DIVIDE) {
      return Scalars.divide(left, right);
    }
    if (operator == Operator.REMAINDER) {
      return Scalars.remainder(left, right);
    }
    if (left instanceof Double || right instanceof Double) {
      double one = Scalars.real(left);
      double other = Scalars.real(right);
      return operator == Operator.PLUS
          ? one + other
          : operator == Operator.MINUS ? one - other : one * other;
    }
    BigDecimal one = Scalars.exact(left);
    BigDecimal other = Scalars.exact(right);
    return Scalars.simplified(
        operator == Operator.PLUS
            ? one.add(other)
            : operator == Operator.MINUS ? one.subtract(other) : one.multiply(other));
  }

  private @Nullable Object between(Expression.Between between) {
    Object value = of(between.operand());
    Object low = of(between.low());
    Object high = of(between.high());
    boolean below = value != null && low != null && Scalars.compare(value, low) < 0;
    boolean above = value != null && high != null && Scalars.compare(value, high) > 0;
    if (below || above) {
      return Scalars.truthValue(between.negated());
    }
    return value == null || low == null || high == null
        ? null
        : Scalars.truthValue(!between.negated());
  }

  private @Nullable Object in(Expression.In in) {
    Object value = of(in.operand());
    boolean unknown = value == null;
    for (Expression expression : in.members()) {
      Object member = of(expression);
      if (member == null) {
        unknown = true;
      } else if (value != null && Scalars.compare(value, member) == 0) {
        return Scalars.truthValue(!in.negated());
      }
    }
    return unknown ? null : Scalars.truthValue(in.negated());
  }

  private @Nullable Object like(Expression.Like like) {
    Object value = of(like.operand());
    Object pattern = of(like.pattern());
    if (value == null || pattern == null) {
      return null;
    }
    int escape = -1;
    Optional<Expression> given = like.escape();
    if (given.isPresent()) {
      Object character = of(given.get());
      if (character == null
          || Scalars.text(character).codePointCount(0, Scalars.text(character).length()) != 1) {
        throw new ExpressionProblem("ESCAPE needs one character");
      }
      escape = Scalars.text(character).codePointAt(0);
    }
    boolean matches = LikePattern.matches(Scalars.text(value), Scalars.text(pattern), escape);
    return Scalars.truthValue(matches != like.negated());
  }

  private @Nullable Object branch(Expression.Case cases) {
    Object operand = cases.operand().isPresent() ? of(cases.operand().get()) : null;
    for (When branch : cases.branches()) {
      Object condition = of(branch.condition());
      boolean taken =
          cases.operand().isEmpty()
              ? Boolean.TRUE.equals(Scalars.truth(condition))
              : operand != null && condition != null && Scalars.compare(operand, condition) == 0;
      if (taken) {
        return of(branch.result());
      }
    }
    return cases.otherwise().isPresent() ? of(cases.otherwise().get()) : null;
  }

  private static @Nullable Object cast(@Nullable Object value, Affinity type) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case INTEGER -> Scalars.whole(value);
      case REAL -> Scalars.real(Scalars.number(value));
      case NUMERIC -> Scalars.number(value);
      case TEXT -> Scalars.text(value);
      case BLOB -> Scalars.bytes(value);
    };
  }
}
