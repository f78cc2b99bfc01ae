package org.godwit.mapping;

import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.mapping.MappedColumn.FromExpression;
import org.godwit.mapping.MappingNote.Severity;
import org.godwit.mapping.Transformation.AddColumn;
import org.godwit.mapping.expression.Expression;
import org.godwit.mapping.expression.Expression.MetadataValue;
import org.godwit.mapping.expression.ExpressionProblem;
import org.godwit.mapping.expression.Metadata;

/** A column that a rule adds to a table. */
final class AddedColumn {
  private final Table table;
  private final long ruleId;
  private final AddColumn added;
  private final String name;

  AddedColumn(Table table, long ruleId, AddColumn added, String name) {
    this.table = table;
    this.ruleId = ruleId;
    this.added = added;
    this.name = name;
  }

  /** Empty where the expression can't be used, which is noted as an error. */
  Optional<MappedColumn> map(RuleUse.Collector use, List<MappingNote> notes) {
    use.applied(ruleId);
    Expression expression;
    try {
      expression =
          added.expression().isBlank()
              ? new Expression.Constant(null)
              : Expression.parse(added.expression());
    } catch (ExpressionProblem e) {
      note(notes, Severity.ERROR, "the expression can't be read: " + e.getMessage() + ".");
      return Optional.empty();
    }
    if (added.expression().isBlank()) {
      note(notes, Severity.WARNING, "the rule has no expression; the column is NULL in every row.");
    }
    Optional<String> problem = problemIn(expression);
    if (problem.isPresent()) {
      note(notes, Severity.ERROR, problem.get());
      return Optional.empty();
    }
    Column column = Column.of(name, added.type().dataType(), added.type().text(), true);
    return Optional.of(new FromExpression(expression, column, ruleId, false));
  }

  private Optional<String> problemIn(Expression expression) {
    for (String name : expression.columns()) {
      if (table.column(name).isEmpty()) {
        return Optional.of(
            "the expression uses $"
                + name
                + ", and "
                + table.name()
                + " has no such column"
                + hint(name)
                + ".");
      }
    }
    boolean usesOneColumn =
        expression.parts().stream()
            .filter(MetadataValue.class::isInstance)
            .map(part -> ((MetadataValue) part).metadata())
            .anyMatch(it -> it == Metadata.SOURCE_COLUMN || it == Metadata.SOURCE_COLUMN_DATATYPE);
    return usesOneColumn
        ? Optional.of("an added column has no source column whose name or type could be used.")
        : Optional.empty();
  }

  private String hint(String name) {
    return table.columns().stream()
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst()
        .map(column -> "; it has $" + column.name())
        .orElse("");
  }

  private void note(List<MappingNote> notes, Severity severity, String message) {
    notes.add(
        MappingNote.of(
            severity, ruleId, table.name(), "column " + added.column() + ": " + message));
  }
}
