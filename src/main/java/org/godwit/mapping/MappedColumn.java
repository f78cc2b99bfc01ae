package org.godwit.mapping;

import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.mapping.expression.Expression;
import org.godwit.mapping.expression.Function;

/** A column of a target table and where its values come from. */
public sealed interface MappedColumn {

  /** Under its target name; the type in shared terms as the source or a rule has it. */
  Column target();

  /** The rule that gave the column its name, type or value, {@link Rule#NONE} for none. */
  long ruleId();

  /** Values of a source column. */
  record FromSource(Column source, Column target, long ruleId) implements MappedColumn {}

  /**
   * Values of an expression over the source row.
   *
   * @param masks whether the rule masks a source column, so that no value may arrive otherwise
   */
  record FromExpression(Expression expression, Column target, long ruleId, boolean masks)
      implements MappedColumn {
    /** The name of the source column that is masked; empty where none is. */
    public Optional<String> maskedColumn() {
      return masks
              && expression instanceof Expression.Call(var _, var arguments)
              && arguments.getFirst() instanceof Expression.ColumnValue(String name)
          ? Optional.of(name)
          : Optional.empty();
    }

    /** The name of the secret that the value is computed with; empty for none. */
    Optional<String> maskingKey() {
      boolean isKeyed =
          expression instanceof Expression.Call call
              && (call.function() == Function.KEYED_HASH
                  || call.function() == Function.KEYED_DIGITS);
      return isKeyed
              && expression instanceof Expression.Call(var _, var arguments)
              && arguments.get(1) instanceof Expression.Constant(String name)
          ? Optional.of(name)
          : Optional.empty();
    }
  }
}
