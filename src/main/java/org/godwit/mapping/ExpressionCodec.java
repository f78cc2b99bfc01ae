package org.godwit.mapping;

import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.godwit.codec.Codec;
import org.godwit.codec.Row;
import org.godwit.codec.RowSink;
import org.godwit.codec.Tally;
import org.godwit.codec.ValueError;
import org.godwit.mapping.MappedColumn.FromExpression;
import org.godwit.mapping.expression.Evaluation;
import org.godwit.mapping.expression.ExpressionProblem;

/**
 * Computes the value of a column that a rule adds or masks. Rows must have the columns of {@link
 * MappedTable#columnsToRead} in that order; which of them the codec is asked for doesn't matter.
 */
public final class ExpressionCodec implements Codec {
  private final MappedTable table;
  private final FromExpression column;
  private final Codec value;
  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, RowScope.Place> places;

  /**
   * Prepares one column.
   *
   * @param value moves a value of the rule's type ({@code column.target()} as if the source had it)
   *     into the target's column
   * @param clock for {@code now} and {@code $AR_H_TIMESTAMP}
   * @param random for {@code random()} and masking; safe for several threads
   */
  public ExpressionCodec(
      MappedTable table, FromExpression column, Codec value, Clock clock, RandomGenerator random) {
    this.table = table;
    this.column = column;
    this.value = value;
    this.clock = clock;
    this.random = random;
    this.places = RowScope.places(table);
  }

  @Override
  public void move(Row source, int ignored, RowSink target, Tally tally, int tallyColumn) {
    RowScope scope = new RowScope(table, source, places, clock, random);
    try {
      Object computed = new Evaluation(scope).of(column.expression());
      ComputedRow row = new ComputedRow(column.target().name(), computed);
      value.move(row, 0, target, tally, tallyColumn);
    } catch (ExpressionProblem | ArithmeticException e) {
      throw new ValueError(
          "the expression of column "
              + column.target().name()
              + " (rule "
              + column.ruleId()
              + ") has no value: "
              + e.getMessage());
    }
  }
}
