package org.godwit.mapping;

import java.util.List;

/**
 * Which rows of a table are moved, by one column.
 *
 * <p>As in DMS, the inclusive conditions and {@code null}, {@code notnull} are joined by OR, the
 * negative ones ({@code noteq}, {@code notbetween}, {@code notin}, {@code notlike}) by AND. So a
 * negative condition never lets a NULL pass, and {@code null} beside nothing but negative ones lets
 * no row pass.
 *
 * @param column the source column, by its exact name
 * @param conditions at least one
 */
public record Filter(String column, List<Condition> conditions) {
  public Filter {
    conditions = List.copyOf(conditions);
  }

  /** A test of the column's value. Values are text as the document has it. */
  public sealed interface Condition {
    /** Whether it takes rows away, and is therefore joined by AND. */
    boolean isNegative();
  }

  /**
   * {@code lte} (DMS also writes {@code ste}), {@code gte}, {@code eq}, {@code noteq}; {@code lt}
   * and {@code gt}, which DMS doesn't have.
   */
  public record Comparison(Operator operator, String value) implements Condition {
    @Override
    public boolean isNegative() {
      return operator == Operator.NOTEQ;
    }
  }

  /** {@code between} and {@code notbetween}, both ends included. */
  public record Between(boolean isNegative, String start, String end) implements Condition {}

  /** {@code in} and {@code notin}, which DMS doesn't have: one of some values, at least one. */
  public record In(boolean isNegative, List<String> values) implements Condition {
    public In {
      values = List.copyOf(values);
    }
  }

  /** {@code like} and {@code notlike}, which DMS doesn't have: the pattern is the source's own. */
  public record Like(boolean isNegative, String pattern) implements Condition {}

  /** {@code null} and {@code notnull}. */
  public record Nullness(boolean isNull) implements Condition {
    @Override
    public boolean isNegative() {
      return false;
    }
  }

  /** A comparison with one value. */
  public enum Operator {
    LTE("<="),
    LT("<"),
    GTE(">="),
    GT(">"),
    EQ("="),
    NOTEQ("<>");

    private final String sql;

    Operator(String sql) {
      this.sql = sql;
    }

    /** As standard SQL writes it. */
    public String sql() {
      return sql;
    }
  }
}
