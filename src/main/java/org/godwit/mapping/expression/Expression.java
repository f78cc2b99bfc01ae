package org.godwit.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An expression of a rule, read into a tree. */
public sealed interface Expression {

  /**
   * Reads an expression.
   *
   * @throws ExpressionProblem where it is not one
   */
  static Expression parse(String text) {
    return new ExpressionParser(text).parse();
  }

  /** NULL, a Long, a BigDecimal, a String or bytes. */
  record Constant(@Nullable Object value) implements Expression {}

  /** {@code $column}: a column of the source row by its name at the source. */
  record ColumnValue(String column) implements Expression {}

  /** {@code $AR_H_…}. */
  record HeaderValue(Header header) implements Expression {}

  /** {@code $AR_M_…}, {@code $TABLE_NAME_VAR} and their like. */
  record MetadataValue(Metadata metadata) implements Expression {}

  /** {@code NOT a}. */
  record Not(Expression operand) implements Expression {}

  /** {@code -a}. */
  record Negative(Expression operand) implements Expression {}

  /** {@code a + b}. */
  record Binary(Operator operator, Expression left, Expression right) implements Expression {}

  /** {@code a IS NULL}, {@code a IS NOT NULL}. */
  record NullTest(Expression operand, boolean negated) implements Expression {}

  /** {@code a BETWEEN b AND c}. */
  record Between(Expression operand, Expression low, Expression high, boolean negated)
      implements Expression {}

  /** {@code a IN (b, c)}. */
  record In(Expression operand, List<Expression> members, boolean negated) implements Expression {}

  /** {@code a LIKE b ESCAPE c}. */
  record Like(Expression operand, Expression pattern, Optional<Expression> escape, boolean negated)
      implements Expression {}

  /** {@code CASE a WHEN b THEN c ELSE d END}. */
  record Case(Optional<Expression> operand, List<When> branches, Optional<Expression> otherwise)
      implements Expression {}

  /** One branch of a CASE. */
  record When(Expression condition, Expression result) {}

  /** {@code CAST(a AS type)}. */
  record Cast(Expression operand, Affinity type) implements Expression {}

  /** {@code f(a, b)}. */
  record Call(Function function, List<Expression> arguments) implements Expression {}

  /** Operators between two operands. */
  enum Operator {
    OR,
    AND,
    EQ,
    NOT_EQ,
    IS,
    IS_NOT,
    LESS,
    LESS_EQ,
    GREATER,
    GREATER_EQ,
    PLUS,
    MINUS,
    TIMES,
    DIVIDE,
    REMAINDER,
    CONCAT
  }

  /** What CAST makes of a value. */
  enum Affinity {
    INTEGER,
    REAL,
    NUMERIC,
    TEXT,
    BLOB
  }

  /** Every part of the expression below and including itself. */
  default List<Expression> parts() {
    List<Expression> parts = new ArrayList<>();
    parts.add(this);
    children().forEach(child -> parts.addAll(child.parts()));
    return parts;
  }

  /** The source columns it reads, without repetition. */
  default List<String> columns() {
    return parts().stream()
        .filter(ColumnValue.class::isInstance)
        .map(part -> ((ColumnValue) part).column())
        .distinct()
        .toList();
  }

  /** Whether it gives the same value for the same row at any time, whatever brings the row. */
  default boolean isSteady() {
    return parts().stream()
        .noneMatch(
            part ->
                (part instanceof Constant(Object value) && "now".equals(lowerCase(value)))
                    || (part instanceof Call call && call.function().isByChance())
                    || part.tellsOfChange());
  }

  /** Whether it says by itself what was done to the row, as headers do. */
  private boolean tellsOfChange() {
    return this instanceof HeaderValue
        || (this instanceof Call call && call.function() == Function.OPERATION_INDICATOR);
  }

  /** Whether it, or a part of it, says what was done to the row. */
  default boolean hasChange() {
    return parts().stream().anyMatch(Expression::tellsOfChange);
  }

  /** Whether it tells deletes, so that rows stay where they are. */
  default boolean indicatesDeletes() {
    return parts().stream()
        .anyMatch(
            part -> part instanceof Call call && call.function() == Function.OPERATION_INDICATOR);
  }

  private static @Nullable String lowerCase(@Nullable Object value) {
    return value instanceof String text ? text.toLowerCase(Locale.ROOT) : null;
  }

  private List<Expression> children() {
    return switch (this) {
      case Constant _, ColumnValue _, HeaderValue _, MetadataValue _ -> List.of();
      case Not(Expression operand) -> List.of(operand);
      case Negative(Expression operand) -> List.of(operand);
      case Binary(Operator _, Expression left, Expression right) -> List.of(left, right);
      case NullTest(Expression operand, boolean _) -> List.of(operand);
      case Between(Expression operand, Expression low, Expression high, boolean _) ->
          List.of(operand, low, high);
      case In(Expression operand, List<Expression> members, boolean _) -> with(operand, members);
      case Like(Expression operand, Expression pattern, var escape, boolean _) ->
          with(operand, with(pattern, escape.stream().toList()));
      case Case(var operand, var branches, var otherwise) -> {
        List<Expression> all = new ArrayList<>(operand.stream().toList());
        branches.forEach(branch -> all.addAll(List.of(branch.condition(), branch.result())));
        otherwise.ifPresent(all::add);
        yield all;
      }
      case Cast(Expression operand, Affinity _) -> List.of(operand);
      case Call(Function _, List<Expression> arguments) -> arguments;
    };
  }

  private static List<Expression> with(Expression first, List<Expression> rest) {
    List<Expression> all = new ArrayList<>();
    all.add(first);
    all.addAll(rest);
    return all;
  }
}
