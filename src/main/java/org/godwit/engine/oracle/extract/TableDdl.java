package org.godwit.engine.oracle.extract;

import static org.godwit.engine.oracle.extract.DictionaryQuery.CLUSTER_COLUMNS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.COLUMNS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.EXTERNAL_LOCATIONS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.EXTERNAL_TABLES;
import static org.godwit.engine.oracle.extract.DictionaryQuery.MATERIALIZED_VIEWS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.MATERIALIZED_VIEW_LOGS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.TABLES;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.engine.oracle.extract.DictionaryRows.Key;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;

/** Tables and clusters. */
final class TableDdl {
  private static final int PARAMETERS_MAX = 4000;

  private final DictionaryRows rows;
  private final ColumnDdl columns;
  private final ConstraintDdl constraints;
  private final PartitionDdl partitions;
  private final Map<Key, List<Row>> columnRows;
  private final Map<Key, List<Row>> external;
  private final Map<Key, List<Row>> locations;
  private final Map<Key, List<Row>> clusterColumns;

  /** Tables that something else makes. */
  private final Set<Key> notTheirOwn = new HashSet<>();

  private final Set<Key> withOverflow = new HashSet<>();

  TableDdl(DictionaryRows rows, ConstraintDdl constraints) {
    this.rows = rows;
    this.constraints = constraints;
    this.columns = new ColumnDdl(rows, constraints);
    this.partitions = new PartitionDdl(rows);
    this.columnRows = rows.by(COLUMNS, "OWNER", "TABLE_NAME");
    this.external = rows.by(EXTERNAL_TABLES, "OWNER", "TABLE_NAME");
    this.locations = rows.by(EXTERNAL_LOCATIONS, "OWNER", "TABLE_NAME");
    this.clusterColumns = rows.by(CLUSTER_COLUMNS, "OWNER", "CLUSTER_NAME");
    rows.of(MATERIALIZED_VIEWS).forEach(it -> notTheirOwn.add(it.key("OWNER", "CONTAINER_NAME")));
    rows.of(MATERIALIZED_VIEW_LOGS)
        .forEach(it -> notTheirOwn.add(it.key("LOG_OWNER", "LOG_TABLE")));
    for (Row table : rows.of(TABLES)) {
      if (isPart(table)) {
        notTheirOwn.add(table.key("OWNER", "TABLE_NAME"));
      }
      if (table.is("IOT_TYPE", "IOT_OVERFLOW")) {
        withOverflow.add(table.key("OWNER", "IOT_NAME"));
      }
    }
  }

  /** Storage of nested tables, of domain indexes and of index-organized tables, dropped ones. */
  private static boolean isPart(Row table) {
    return table.is("NESTED", "YES")
        || table.is("SECONDARY", "Y")
        || table.is("DROPPED", "YES")
        || table.word("IOT_TYPE").matches("IOT_.+")
        || table.word("TABLE_NAME").startsWith("RUPD$_");
  }

  /** Whether the table is made by something else: a materialized view, its log, a column. */
  boolean isNotItsOwn(Key table) {
    return notTheirOwn.contains(table);
  }

  /** The statement that makes it with its columns, constraints and partitions. */
  String create(Row table, Script script) {
    Key key = table.key("OWNER", "TABLE_NAME");
    boolean isOfType = !table.word("TABLE_TYPE").isEmpty();
    List<Row> own = columnRows.getOrDefault(key, List.of());
    List<String> elements = new ArrayList<>();
    if (!isOfType) {
      own.forEach(it -> elements.add(columns.of(it)));
    }
    Set<String> names = own.stream().map(it -> it.text("COLUMN_NAME")).collect(Collectors.toSet());
    elements.addAll(constraints.of(key, names, isOfType, script));
    StringBuilder text = new StringBuilder("CREATE ");
    if (table.is("TEMPORARY", "Y")) {
      text.append("GLOBAL TEMPORARY ");
    }
    text.append("TABLE ").append(Words.quoted(key.owner(), key.name()));
    if (isOfType) {
      text.append(" OF ").append(type(table));
    }
    if (!elements.isEmpty()) {
      text.append("\n(\n  ").append(String.join(",\n  ", elements)).append("\n)");
    }
    return text.append(storage(table, key, script)).append("\n;\n").toString();
  }

  private static String type(Row table) {
    String owner = table.text("TABLE_TYPE_OWNER");
    return Words.quoted(ColumnDdl.isOracles(owner) ? "" : owner, table.text("TABLE_TYPE"));
  }

  private String storage(Row table, Key key, Script script) {
    StringBuilder text = new StringBuilder();
    if (table.is("TEMPORARY", "Y")) {
      text.append("\nON COMMIT ")
          .append(table.is("DURATION", "SYS$SESSION") ? "PRESERVE" : "DELETE")
          .append(" ROWS");
    }
    if (table.is("IOT_TYPE", "IOT")) {
      text.append("\nORGANIZATION INDEX").append(withOverflow.contains(key) ? " OVERFLOW" : "");
    }
    if (!table.word("CLUSTER_NAME").isEmpty()) {
      text.append("\nCLUSTER ").append(cluster(table, key));
    }
    for (Row it : external.getOrDefault(key, List.of())) {
      text.append(external(it, key, script));
    }
    return text.append(partitions.of(key)).toString();
  }

  private String cluster(Row table, Key key) {
    Key cluster = table.key("CLUSTER_OWNER", "CLUSTER_NAME");
    List<String> in =
        clusterColumns.getOrDefault(cluster, List.of()).stream()
            .filter(it -> it.text("TABLE_NAME").equals(key.name()))
            .map(it -> Words.quoted(it.text("TAB_COLUMN_NAME")))
            .toList();
    // Without a right to see them: the first ones, as nearly every cluster has it.
    List<String> known =
        in.isEmpty()
            ? columnRows.getOrDefault(key, List.of()).stream()
                .limit(Math.max(1, columnRows.getOrDefault(cluster, List.of()).size()))
                .map(it -> Words.quoted(it.text("COLUMN_NAME")))
                .toList()
            : in;
    return "%s (%s)"
        .formatted(Words.quoted(cluster.owner(), cluster.name()), String.join(", ", known));
  }

  private String external(Row it, Key key, Script script) {
    String directory = it.text("DEFAULT_DIRECTORY_NAME");
    StringBuilder text = new StringBuilder("\nORGANIZATION EXTERNAL\n(\n  TYPE ");
    text.append(it.word("TYPE_NAME"));
    if (!directory.isEmpty()) {
      text.append("\n  DEFAULT DIRECTORY ").append(Words.quoted(directory));
    }
    String parameters =
        it.text("PARAMETERS_1")
            + it.text("PARAMETERS_2")
            + it.text("PARAMETERS_3")
            + it.text("PARAMETERS_4");
    if (!parameters.isBlank()) {
      text.append("\n  ACCESS PARAMETERS\n  (\n").append(parameters).append("\n  )");
    }
    String length = it.word("PARAMETERS_LENGTH");
    if (!length.isEmpty() && Long.parseLong(length) > PARAMETERS_MAX) {
      script.notExtracted(
          "the access parameters of external table %s.%s behind their %d letters"
              .formatted(key.owner(), key.name(), PARAMETERS_MAX));
    }
    String files =
        locations.getOrDefault(key, List.of()).stream()
            .map(
                at ->
                    at.text("DIRECTORY_NAME").isEmpty()
                        ? Words.literal(at.text("LOCATION"))
                        : Words.quoted(at.text("DIRECTORY_NAME"))
                            + ":"
                            + Words.literal(at.text("LOCATION")))
            .collect(Collectors.joining(", "));
    if (!files.isEmpty()) {
      text.append("\n  LOCATION (").append(files).append(')');
    }
    return text.append("\n)\nREJECT LIMIT ").append(it.word("REJECT_LIMIT")).toString();
  }

  /** Clusters of a schema by their names. */
  List<Key> clusters(String schema) {
    return clusterColumns.keySet().stream().filter(it -> it.owner().equals(schema)).toList();
  }

  /** The statement that makes a cluster. */
  String createCluster(Key cluster) {
    Set<String> keys =
        clusterColumns.getOrDefault(cluster, List.of()).stream()
            .map(it -> it.text("CLU_COLUMN_NAME"))
            .collect(Collectors.toSet());
    String own =
        columnRows.getOrDefault(cluster, List.of()).stream()
            .filter(it -> keys.contains(it.text("COLUMN_NAME")))
            .map(it -> Words.quoted(it.text("COLUMN_NAME")) + " " + ColumnDdl.type(it))
            .collect(Collectors.joining(", "));
    return "CREATE CLUSTER %s (%s)\n;\n"
        .formatted(Words.quoted(cluster.owner(), cluster.name()), own);
  }

  /** Tables of a schema that are made by themselves. */
  List<Row> of(String schema) {
    return rows.of(TABLES).stream()
        .filter(it -> it.text("OWNER").equals(schema))
        .filter(it -> !isNotItsOwn(it.key("OWNER", "TABLE_NAME")))
        .toList();
  }

  /** The columns of a table or view by their names, in their order. */
  List<String> columnNames(Key table) {
    return columnRows.getOrDefault(table, List.of()).stream()
        .map(it -> it.text("COLUMN_NAME"))
        .toList();
  }
}
