package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Table;
import org.godwit.codec.ValuePolicy;

/** Draws the columns of one table. One use, one table. */
final class ColumnDesign {
  private static final int COMMENT_MAX = 1024;

  private final Table wanted;
  private final MySqlTypes types;
  private final ValuePolicy policy;
  private final ExpressionDesign expressions;
  private final CollationDesign collations;
  private final List<String> notes;
  private final MySqlDialect dialect = new MySqlDialect();
  private final DefaultDesign defaults = new DefaultDesign();
  private final List<Column> columns = new ArrayList<>();
  private final List<String> definitions = new ArrayList<>();

  ColumnDesign(
      Table wanted,
      MySqlTypes types,
      ValuePolicy policy,
      ExpressionDesign expressions,
      CollationDesign collations,
      List<String> notes) {
    this.wanted = wanted;
    this.types = types;
    this.policy = policy;
    this.expressions = expressions;
    this.collations = collations;
    this.notes = notes;
  }

  List<Column> columns() {
    return columns;
  }

  List<String> definitions() {
    return definitions;
  }

  void draw() {
    List<Column> typed = new ArrayList<>();
    for (Column source : wanted.columns()) {
      DataType type = types.targetType(source);
      typed.add(source.withType(type, types.render(type)));
    }
    List<Column> fitted = new RowSize(wanted, types, notes).fit(typed);
    boolean hasIdentity = false;
    for (int i = 0; i < fitted.size(); i++) {
      Column source = wanted.columns().get(i);
      new ColumnNotes(wanted, notes).add(source, fitted.get(i));
      Column column = nullability(fitted.get(i));
      if (column.generation() instanceof Generation.Identity && !mayCount(column, hasIdentity)) {
        column = column.withGeneration(new Generation.Given());
      }
      hasIdentity |= column.generation() instanceof Generation.Identity;
      draw(source, column);
    }
    collations.tell();
  }

  private boolean mayCount(Column column, boolean hasIdentity) {
    boolean isWhole = column.type() instanceof DataType.Int;
    if (hasIdentity || !isWhole) {
      notes.add(
          "column %s of %s has a counter on the source; here it has none, because %s."
              .formatted(
                  column.name(),
                  wanted.name(),
                  isWhole ? "a table can have only one" : "only whole numbers can have one"));
    }
    return !hasIdentity && isWhole;
  }

  private void draw(Column source, Column column) {
    String base = dialect.quote(column.name()) + " " + column.nativeType() + collations.of(column);
    String nullable = column.nullable() ? " NULL" : " NOT NULL";
    String definition =
        switch (column.generation()) {
          case Generation.Given() -> {
            Optional<String> value = defaults.of(source, column);
            if (value.isEmpty() && !(source.defaultValue() instanceof Default.None)) {
              notes.add(
                  "the default of column %s of %s (%s) can't be said here; the column has none."
                      .formatted(column.name(), wanted.name(), words(source.defaultValue())));
            }
            if (value.isEmpty()) {
              column = column.withDefault(new Default.None());
            }
            yield base
                + nullable
                + value.map(text -> " DEFAULT " + text).orElse("")
                + onUpdate(column);
          }
          case Generation.Identity _ -> base + " NOT NULL AUTO_INCREMENT";
          case Generation.Computed(String expression, boolean stored) -> {
            Optional<String> own = expressions.of(expression);
            if (own.isEmpty()) {
              notes.add(
                  "column %s of %s is computed on the source; it isn't sure that the expression means the same here, so the values are copied and the column is a plain one."
                      .formatted(column.name(), wanted.name()));
              column = column.withGeneration(new Generation.Given());
              yield base + nullable;
            }
            yield base
                + " GENERATED ALWAYS AS ("
                + own.get()
                + ") "
                + (stored ? "STORED" : "VIRTUAL");
          }
        };
    columns.add(column);
    definitions.add(definition + comment(column));
  }

  private Column nullability(Column column) {
    boolean isDate =
        column.type() instanceof DataType.Date || column.type() instanceof DataType.Timestamp;
    boolean mayBecomeNull = isDate && policy.zeroDates() == ValuePolicy.ZeroDates.NULL;
    if (column.nullable() || !mayBecomeNull || wanted.keyColumns().contains(column.name())) {
      return column;
    }
    notes.add(
        "column %s of %s allows NULL, unlike the source's, because zero dates become NULL."
            .formatted(column.name(), wanted.name()));
    return column.withNullable(true);
  }

  private static String words(Default value) {
    return switch (value) {
      case Default.None() -> "none";
      case Default.Literal(String text) -> text;
      case Default.Now _ -> "the current moment";
      case Default.Expression(String text) -> text.isBlank() ? "an expression" : text;
    };
  }

  static String onUpdate(Column column) {
    return column.updatedToNow() && column.type() instanceof DataType.Timestamp(int scale, _)
        ? " ON UPDATE CURRENT_TIMESTAMP" + (scale == 0 ? "" : "(" + scale + ")")
        : "";
  }

  private String comment(Column column) {
    return column.comment().isEmpty()
        ? ""
        : " COMMENT " + commentLiteral(column.comment(), COMMENT_MAX, "column " + column.name());
  }

  /** Cut to what the server stores. */
  String commentLiteral(String text, int charactersMax, String owner) {
    String kept = text;
    if (text.codePointCount(0, text.length()) > charactersMax) {
      kept = text.substring(0, text.offsetByCodePoints(0, charactersMax));
      notes.add(
          "the comment of %s of %s has more than %d characters and is cut."
              .formatted(owner, wanted.name(), charactersMax));
    }
    return StringLiterals.of(kept);
  }
}
