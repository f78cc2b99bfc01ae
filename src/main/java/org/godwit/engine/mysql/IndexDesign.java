package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Index;
import org.godwit.catalog.Table;

/** Draws the secondary indexes of one table as parts of an ALTER TABLE. */
final class IndexDesign {
  private static final int CHARACTER_BYTES = 4;

  private final Table table;
  private final TargetTraits traits;
  private final ExpressionDesign expressions;
  private final List<String> notes;
  private final MySqlDialect dialect = new MySqlDialect();

  IndexDesign(Table table, TargetTraits traits, ExpressionDesign expressions, List<String> notes) {
    this.table = table;
    this.traits = traits;
    this.expressions = expressions;
    this.notes = notes;
  }

  /** Behind {@code ADD}; empty where there is no such index here, with a note that says why. */
  Optional<String> draw(Index index, String name) {
    if (!index.predicate().isEmpty() && index.unique()) {
      return none(index, "it is unique for a part of the rows only, and no index here can be");
    }
    if (!index.predicate().isEmpty()) {
      notes.add(
          "index %s of %s holds a part of the rows on the source; here it holds all."
              .formatted(index.name(), table.name()));
    }
    return switch (index.kind()) {
      case ORDERED, HASH -> ordered(index, name);
      case FULLTEXT -> fulltext(index, name);
      case SPATIAL -> spatial(index, name);
      case OTHER -> none(index, "there is no such index here");
    };
  }

  private Optional<String> none(Index index, String why) {
    notes.add("index %s of %s isn't made: %s.".formatted(index.name(), table.name(), why));
    return Optional.empty();
  }

  private Optional<String> ordered(Index index, String name) {
    List<String> parts = new ArrayList<>();
    boolean cuts = false;
    int left = RowSize.KEY_BYTES_MAX;
    for (int i = 0; i < index.parts().size(); i++) {
      Index.Part part = index.parts().get(i);
      if (part.column().isEmpty()) {
        Optional<String> expression =
            traits.indexesExpressions() ? expressions.of(part.expression()) : Optional.empty();
        if (expression.isEmpty()) {
          return none(index, "its expression can't be said here");
        }
        parts.add("(" + expression.get() + ")" + order(part));
        continue;
      }
      Column column = table.column(part.column()).orElseThrow();
      if (column.type() instanceof DataType.Json && !traits.keepsJsonText()) {
        return none(index, "MySQL doesn't index JSON");
      }
      long whole = RowSize.inKey(column);
      int share = left / (index.parts().size() - i);
      int prefix = prefixOf(part, column, whole, share);
      cuts |= prefix != part.prefixLength();
      int unit = column.type() instanceof DataType.Binary ? 1 : CHARACTER_BYTES;
      left -= prefix == DataType.UNBOUNDED ? (int) whole : prefix * unit;
      parts.add(
          dialect.quote(part.column())
              + (prefix == DataType.UNBOUNDED ? "" : "(" + prefix + ")")
              + order(part));
    }
    if (cuts && index.unique()) {
      return none(index, "it is unique over more bytes than a key takes here");
    }
    if (cuts) {
      notes.add(
          "index %s of %s holds only the beginnings of values, because a key takes %d bytes at most here."
              .formatted(index.name(), table.name(), RowSize.KEY_BYTES_MAX));
    }
    return Optional.of(
        (index.unique() ? "UNIQUE INDEX " : "INDEX ")
            + dialect.quote(name)
            + " ("
            + String.join(", ", parts)
            + ")");
  }

  private static int prefixOf(Index.Part part, Column column, long whole, int share) {
    int unit = column.type() instanceof DataType.Binary ? 1 : CHARACTER_BYTES;
    if (part.prefixLength() != DataType.UNBOUNDED) {
      return Math.min(part.prefixLength(), share / unit);
    }
    return whole <= share ? DataType.UNBOUNDED : share / unit;
  }

  private static String order(Index.Part part) {
    return part.descending() ? " DESC" : "";
  }

  private Optional<String> fulltext(Index index, String name) {
    boolean isText =
        index.parts().stream()
            .allMatch(
                part ->
                    table
                        .column(part.column())
                        .filter(column -> column.type() instanceof DataType.Text)
                        .isPresent());
    return isText
        ? Optional.of("FULLTEXT INDEX " + dialect.quote(name) + " (" + columns(index) + ")")
        : none(index, "only text can be searched in full");
  }

  private Optional<String> spatial(Index index, String name) {
    boolean isPossible =
        index.parts().size() == 1
            && table
                .column(index.parts().getFirst().column())
                .filter(column -> column.type() instanceof DataType.Geometry && !column.nullable())
                .isPresent();
    return isPossible
        ? Optional.of("SPATIAL INDEX " + dialect.quote(name) + " (" + columns(index) + ")")
        : none(index, "a spatial index takes one geometry that is never NULL");
  }

  private String columns(Index index) {
    return String.join(
        ", ", index.parts().stream().map(part -> dialect.quote(part.column())).toList());
  }
}
