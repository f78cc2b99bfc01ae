package org.godwit.engine.oracle.extract;

import static org.godwit.engine.oracle.extract.DictionaryQuery.INDEXES;
import static org.godwit.engine.oracle.extract.DictionaryQuery.INDEX_COLUMNS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.INDEX_EXPRESSIONS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.PARTITIONED_INDEXES;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.engine.oracle.extract.DictionaryRows.Key;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;

/** Indexes that no constraint and no column makes by itself. */
final class IndexDdl {
  /** What a LOB, an index-organized table and its like have. */
  private static final Set<String> OF_STORAGE = Set.of("LOB", "IOT - TOP", "IOT - NESTED");

  private final DictionaryRows rows;
  private final ConstraintDdl constraints;
  private final TableDdl tables;
  private final Map<Key, List<Row>> columns;
  private final Map<Place, String> expressions = new HashMap<>();
  private final Map<Key, List<Row>> partitioned;

  private record Place(Key index, String position) {}

  IndexDdl(DictionaryRows rows, ConstraintDdl constraints, TableDdl tables) {
    this.rows = rows;
    this.constraints = constraints;
    this.tables = tables;
    this.columns = rows.by(INDEX_COLUMNS, "INDEX_OWNER", "INDEX_NAME");
    this.partitioned = rows.by(PARTITIONED_INDEXES, "OWNER", "INDEX_NAME");
    for (Row it : rows.of(INDEX_EXPRESSIONS)) {
      expressions.put(
          new Place(it.key("INDEX_OWNER", "INDEX_NAME"), it.word("COLUMN_POSITION")),
          it.text("COLUMN_EXPRESSION"));
    }
  }

  /** Writes those of a schema. */
  void write(String schema, Script script) {
    for (Row index : rows.of(INDEXES)) {
      if (index.text("OWNER").equals(schema)) {
        write(index, script);
      }
    }
  }

  private void write(Row index, Script script) {
    Key key = index.key("OWNER", "INDEX_NAME");
    Key table = index.key("TABLE_OWNER", "TABLE_NAME");
    String type = index.word("INDEX_TYPE");
    boolean isOthers =
        OF_STORAGE.contains(type)
            || index.is("SECONDARY", "Y")
            || index.is("DROPPED", "YES")
            || constraints.makes(index)
            || key.name().startsWith("I_SNAP$_")
            || (tables.isNotItsOwn(table) && index.is("GENERATED", "Y"));
    if (isOthers) {
      script.explains("INDEX", key);
      return;
    }
    if (index.is("JOIN_INDEX", "YES")) {
      script.explains("INDEX", key);
      script.notExtracted("bitmap join index %s.%s".formatted(key.owner(), key.name()));
      return;
    }
    script.add("INDEX", key, create(index, key, table, type));
  }

  private String create(Row index, Key key, Key table, String type) {
    StringBuilder text = new StringBuilder("CREATE ");
    if (index.is("UNIQUENESS", "UNIQUE")) {
      text.append("UNIQUE ");
    } else if (type.contains("BITMAP")) {
      text.append("BITMAP ");
    }
    text.append("INDEX ").append(Words.quoted(key.owner(), key.name())).append(" ON ");
    if (type.equals("CLUSTER")) {
      return text.append("CLUSTER ")
          .append(Words.quoted(table.owner(), table.name()))
          .append("\n;\n")
          .toString();
    }
    text.append(Words.quoted(table.owner(), table.name())).append(' ').append(columns(key));
    if (type.contains("DOMAIN")) {
      text.append("\nINDEXTYPE IS ")
          .append(Words.quoted(index.text("ITYP_OWNER"), index.text("ITYP_NAME")));
      if (!index.text("PARAMETERS").isEmpty()) {
        text.append(" PARAMETERS (").append(Words.literal(index.text("PARAMETERS"))).append(')');
      }
    }
    if (type.endsWith("/REV")) {
      text.append(" REVERSE");
    }
    if (partitioned.getOrDefault(key, List.of()).stream()
        .anyMatch(it -> it.is("LOCALITY", "LOCAL"))) {
      text.append(" LOCAL");
    }
    if (index.is("VISIBILITY", "INVISIBLE")) {
      text.append(" INVISIBLE");
    }
    return text.append("\n;\n").toString();
  }

  private String columns(Key index) {
    return columns.getOrDefault(index, List.of()).stream()
        .map(
            it -> {
              String expression =
                  expressions.getOrDefault(new Place(index, it.word("COLUMN_POSITION")), "");
              String value =
                  expression.isBlank()
                      ? Words.quoted(it.text("COLUMN_NAME"))
                      : Words.expression(expression);
              return it.is("DESCEND", "DESC") ? value + " DESC" : value;
            })
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
