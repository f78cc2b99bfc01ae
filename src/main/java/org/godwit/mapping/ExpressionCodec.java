package org.godwit.mapping;

import java.util.Map;
import java.util.Optional;
import org.godwit.codec.Codec;
import org.godwit.codec.Row;
import org.godwit.codec.RowSink;
import org.godwit.codec.Tally;
import org.godwit.codec.ValueChange;
import org.godwit.codec.ValueError;
import org.godwit.mapping.MappedColumn.FromExpression;
import org.godwit.mapping.expression.Evaluation;
import org.godwit.mapping.expression.ExpressionProblem;
import org.godwit.mapping.expression.MaskingKey;

/**
 * Computes the value of a column that a rule adds or masks. Rows must have the columns of {@link
 * MappedTable#columnsToRead} in that order; which of them the codec is asked for doesn't matter.
 */
public final class ExpressionCodec implements Codec {
  private final MappedTable table;
  private final FromExpression column;
  private final Codec value;
  private final Surroundings surroundings;
  private final Optional<MaskingKey> key;
  private final Map<String, RowScope.Place> places;

  /**
   * Prepares one column.
   *
   * @param value moves a value of the rule's type ({@code column.target()} as if the source had it)
   *     into the target's column
   * @throws MappingException where the masking key that its rule names isn't there
   */
  public ExpressionCodec(
      MappedTable table, FromExpression column, Codec value, Surroundings surroundings) {
    this.table = table;
    this.column = column;
    this.value = value;
    this.surroundings = surroundings;
    this.key = column.maskingKey().map(name -> surroundings.keys().named(name, column.ruleId()));
    this.places = RowScope.places(table);
  }

  @Override
  public void move(Row source, int ignored, RowSink target, Tally tally, int tallyColumn) {
    RowScope scope = new RowScope(table, source, places, surroundings, key);
    try {
      Object computed = new Evaluation(scope).of(column.expression());
      ComputedRow row = new ComputedRow(column.target().name(), computed);
      value.move(row, 0, target, tally, tallyColumn);
      if (scope.hasReplaced()) {
        tally.count(tallyColumn, ValueChange.CHARACTER_REPLACED);
      }
    } catch (ValueError e) {
      throw column.masks() ? new ValueError(ValueError.Kind.MASKING, e.sentence()) : e;
    } catch (ExpressionProblem | ArithmeticException e) {
      throw new ValueError(
          column.masks() ? ValueError.Kind.MASKING : ValueError.Kind.VALUE,
          "the expression of column "
              + column.target().name()
              + " (rule "
              + column.ruleId()
              + ") has no value: "
              + e.getMessage());
    }
  }
}
