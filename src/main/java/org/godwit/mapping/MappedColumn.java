package org.godwit.mapping;

import org.godwit.catalog.Column;
import org.godwit.mapping.expression.Expression;

/** A column of a target table and where its values come from. */
public sealed interface MappedColumn {

  /** Under its target name; the type in shared terms as the source or a rule has it. */
  Column target();

  /** The rule that gave the column its name, type or value, {@link Rule#NONE} for none. */
  long ruleId();

  /** Values of a source column. */
  record FromSource(Column source, Column target, long ruleId) implements MappedColumn {}

  /** Values of an expression over the source row. */
  record FromExpression(Expression expression, Column target, long ruleId)
      implements MappedColumn {}
}
