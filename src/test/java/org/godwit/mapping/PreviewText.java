package org.godwit.mapping;

import java.util.List;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.Default;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Index;
import org.godwit.catalog.Table;

/** A preview as lines that a DBA reads. */
final class PreviewText {
  private final StringBuilder text = new StringBuilder();

  static String of(MappingPreview preview) {
    PreviewText lines = new PreviewText();
    preview.tables().forEach(lines::table);
    preview.refused().values().forEach(why -> lines.line("REFUSED " + why));
    preview.notes().forEach(note -> lines.line(note.severity() + " " + note.sentence()));
    return lines.text.toString();
  }

  private void table(MappedTable table) {
    Table target = table.target();
    line(table.source().name() + " -> " + target.name());
    table.columns().forEach(this::column);
    target.primaryKey().ifPresent(key -> line("  key " + String.join(",", key.columns())));
    target.indexes().forEach(index -> line("  " + index(index)));
    target.foreignKeys().forEach(key -> line("  " + foreignKey(key)));
    for (Check check : target.checks()) {
      line("  check " + check.name() + " " + check.expression());
    }
    if (table.wishes().loadOrder() > 0) {
      line("  load order " + table.wishes().loadOrder());
    }
    if (!table.wishes().filters().isEmpty()) {
      where(table);
    }
    line("");
  }

  private void where(MappedTable table) {
    try {
      line("  where " + table.where(new PlainDialect()));
    } catch (MappingException e) {
      line("  where ? " + e.getMessage());
    }
  }

  private void column(MappedColumn column) {
    Column target = column.target();
    String origin =
        switch (column) {
          case MappedColumn.FromSource(Column source, Column _, long _) ->
              source.name() + " " + source.nativeType();
          case MappedColumn.FromExpression(var expression, Column _, long _, boolean _) ->
              "reads " + expression.columns();
        };
    String rule = column.ruleId() == Rule.NONE ? "" : "   (rule " + column.ruleId() + ")";
    line(
        "  " + origin + " -> " + target.name() + " " + target.nativeType() + extras(target) + rule);
  }

  private static String extras(Column column) {
    String generation =
        switch (column.generation()) {
          case Generation.Given _ -> "";
          case Generation.Identity _ -> " identity";
          case Generation.Computed(String expression, boolean _) -> " computed " + expression;
        };
    return column.defaultValue() instanceof Default.Expression(String expression)
        ? generation + " default " + expression
        : generation;
  }

  private static String index(Index index) {
    List<String> columns = index.parts().stream().map(Index.Part::column).toList();
    return (index.unique() ? "unique index " : "index ")
        + index.name()
        + " "
        + String.join(",", columns);
  }

  private static String foreignKey(ForeignKey key) {
    return "foreign "
        + key.name()
        + " "
        + String.join(",", key.columns())
        + " references "
        + key.references()
        + " "
        + String.join(",", key.referencedColumns());
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
