package org.godwit.engine.oracle.extract;

import static org.godwit.engine.oracle.extract.DictionaryQuery.PARTITIONED_TABLES;
import static org.godwit.engine.oracle.extract.DictionaryQuery.PARTITIONS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.PARTITION_KEYS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.SUBPARTITIONS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.SUBPARTITION_KEYS;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.godwit.engine.oracle.extract.DictionaryRows.Key;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;

/** How tables are partitioned, with every partition that there is. */
final class PartitionDdl {
  private final Map<Key, List<Row>> tables;
  private final Map<Key, List<Row>> keys;
  private final Map<Key, List<Row>> subKeys;
  private final Map<Key, List<Row>> partitions;
  private final Map<Key, List<Row>> subpartitions;

  PartitionDdl(DictionaryRows rows) {
    this.tables = rows.by(PARTITIONED_TABLES, "OWNER", "TABLE_NAME");
    this.keys = rows.by(PARTITION_KEYS, "OWNER", "NAME");
    this.subKeys = rows.by(SUBPARTITION_KEYS, "OWNER", "NAME");
    this.partitions = rows.by(PARTITIONS, "TABLE_OWNER", "TABLE_NAME");
    this.subpartitions = rows.by(SUBPARTITIONS, "TABLE_OWNER", "TABLE_NAME");
  }

  /** PARTITION BY with all that belongs to it, on lines of its own; nothing of other tables. */
  String of(Key key) {
    List<Row> found = tables.getOrDefault(key, List.of());
    if (found.isEmpty()) {
      return "";
    }
    Row table = found.getFirst();
    String method = table.word("PARTITIONING_TYPE");
    String sub = table.word("SUBPARTITIONING_TYPE");
    boolean isComposite = !sub.isEmpty() && !sub.equals("NONE");
    StringBuilder text = new StringBuilder("\nPARTITION BY ").append(method);
    if (method.equals("REFERENCE")) {
      return text.append(" (")
          .append(Words.quoted(table.text("REF_PTN_CONSTRAINT_NAME")))
          .append(")")
          .toString();
    }
    text.append(columns(keys.getOrDefault(key, List.of())));
    if (!table.text("INTERVAL").isBlank()) {
      text.append(" INTERVAL (").append(table.text("INTERVAL").strip()).append(')');
    }
    if (table.is("AUTOLIST", "YES")) {
      text.append(" AUTOMATIC");
    }
    if (isComposite) {
      text.append("\nSUBPARTITION BY ")
          .append(sub)
          .append(columns(subKeys.getOrDefault(key, List.of())));
    }
    String all =
        partitions.getOrDefault(key, List.of()).stream()
            .map(
                it ->
                    "  PARTITION "
                        + Words.quoted(it.text("PARTITION_NAME"))
                        + bound(method, it)
                        + (isComposite ? parts(key, it.text("PARTITION_NAME"), sub) : ""))
            .collect(Collectors.joining(",\n"));
    return all.isEmpty()
        ? text.toString()
        : text.append("\n(\n").append(all).append("\n)").toString();
  }

  private String parts(Key table, String partition, String method) {
    return subpartitions.getOrDefault(table, List.of()).stream()
        .filter(it -> it.text("PARTITION_NAME").equals(partition))
        .map(
            it ->
                "    SUBPARTITION "
                    + Words.quoted(it.text("SUBPARTITION_NAME"))
                    + bound(method, it))
        .collect(Collectors.joining(",\n", "\n  (\n", "\n  )"));
  }

  private static String bound(String method, Row partition) {
    String value = partition.text("HIGH_VALUE").strip();
    return switch (method) {
      case "RANGE" -> " VALUES LESS THAN (" + value + ")";
      case "LIST" -> " VALUES (" + value + ")";
      default -> "";
    };
  }

  private static String columns(List<Row> rows) {
    return rows.isEmpty()
        ? ""
        : rows.stream()
            .map(it -> Words.quoted(it.text("COLUMN_NAME")))
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
