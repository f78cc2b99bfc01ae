package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.KeptStream;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.ShortQuery;

/**
 * What Oracle needs for its changes to be followed, and what of it is there: log groups, which put
 * columns into the redo of each change of a row. A task has groups of its own, so that nobody
 * else's end takes its columns out of the log.
 */
final class LogGroups {
  static final String MINIMAL = "SELECT SUPPLEMENTAL_LOG_DATA_MIN FROM V$DATABASE";
  static final String ADD_MINIMAL = "ALTER DATABASE ADD SUPPLEMENTAL LOG DATA";
  static final String GROUPS =
      "SELECT g.OWNER, g.TABLE_NAME, g.LOG_GROUP_NAME, c.COLUMN_NAME FROM ALL_LOG_GROUPS g"
          + " JOIN ALL_LOG_GROUP_COLUMNS c ON c.OWNER = g.OWNER"
          + " AND c.LOG_GROUP_NAME = g.LOG_GROUP_NAME AND c.TABLE_NAME = g.TABLE_NAME"
          + " WHERE g.ALWAYS = 'ALWAYS' AND g.LOG_GROUP_NAME LIKE 'GODWIT!_%' ESCAPE '!'";
  static final String NUMBERS =
      "SELECT OWNER, OBJECT_NAME, OBJECT_ID, OBJECT_TYPE FROM ALL_OBJECTS"
          + " WHERE OBJECT_TYPE IN ('TABLE', 'TABLE PARTITION', 'TABLE SUBPARTITION') AND ";
  static final String ORGANIZATION =
      "SELECT OWNER, TABLE_NAME, IOT_TYPE FROM ALL_TABLES WHERE IOT_TYPE IS NOT NULL AND ";

  /** Oracle takes no more into one group (33, "ALTER TABLE"). */
  private static final int COLUMNS_MAX = 32;

  /** LogMiner says nothing of tables and columns with longer names. */
  private static final int NAME_BYTES_MAX = 30;

  private static final Pattern NAME = Pattern.compile("(GODWIT_.+)_(\\d+)_(\\d+)");
  private static final OracleDialect DIALECT = new OracleDialect();

  private final Connection connection;

  /**
   * Over a connection.
   *
   * @param connection to the container that has the tables
   */
  LogGroups(Connection connection) {
    this.connection = connection;
  }

  /**
   * A group.
   *
   * @param number of the table when it was made
   */
  record Group(TableName table, String name, String stream, String number, Set<String> columns) {}

  /**
   * The numbers of a table.
   *
   * @param own another one where it was dropped and made anew
   * @param all with those of its partitions, which its redo bears
   */
  record Numbers(String own, List<String> all) {}

  /** All that there are, everybody's. */
  List<Group> all() throws SQLException {
    Map<List<String>, Set<String>> columns =
        new TreeMap<>((left, right) -> String.join("\n", left).compareTo(String.join("\n", right)));
    for (List<String> row : ShortQuery.rows(connection, GROUPS, 4)) {
      columns.computeIfAbsent(row.subList(0, 3), _ -> new TreeSet<>()).add(row.get(3));
    }
    List<Group> groups = new ArrayList<>();
    columns.forEach(
        (group, of) -> {
          Matcher name = NAME.matcher(group.get(2));
          if (name.matches()) {
            groups.add(
                new Group(
                    new TableName(group.get(0), group.get(1)),
                    group.get(2),
                    name.group(1).toLowerCase(Locale.ROOT),
                    name.group(2),
                    of));
          }
        });
    return groups;
  }

  private List<Group> of(String stream) throws SQLException {
    return all().stream().filter(it -> it.stream().equals(stream)).toList();
  }

  /** The numbers of tables. */
  Map<TableName, Numbers> numbers(Collection<TableName> tables) throws SQLException {
    Map<TableName, String> own = new HashMap<>();
    Map<TableName, List<String>> all = new HashMap<>();
    new CatalogQuery(connection, tables)
        .run(
            NUMBERS,
            "OWNER",
            "OBJECT_NAME",
            (table, row) -> {
              String number = row.getString(3);
              all.computeIfAbsent(table, _ -> new ArrayList<>()).add(number);
              if (row.getString(4).equals("TABLE")) {
                own.put(table, number);
              }
            });
    Map<TableName, Numbers> numbers = new TreeMap<>();
    own.forEach(
        (table, number) -> numbers.put(table, new Numbers(number, List.copyOf(all.get(table)))));
    return numbers;
  }

  /** Which tables have groups of the stream, with their numbers. */
  Map<TableName, String> carried(String stream, Collection<TableName> tables) throws SQLException {
    Map<TableName, Numbers> numbers = numbers(tables);
    Map<TableName, String> carried = new TreeMap<>();
    for (Group group : of(stream)) {
      Numbers number = numbers.get(group.table());
      if (number != null && number.own().equals(group.number())) {
        carried.put(group.table(), number.own());
      }
    }
    return carried;
  }

  /** Tables that can't be followed, and why. */
  Map<TableName, String> unfollowed(Collection<Table> tables) throws SQLException {
    Map<TableName, String> unfollowed = new TreeMap<>();
    for (Table table : tables) {
      if (table.kind() == TableKind.VIEW) {
        unfollowed.put(
            table.name(), "its rows are no table's own, so that there are no changes of it");
      }
      for (Column column : table.columns()) {
        if (OracleType.of(column) == OracleType.OTHER) {
          unfollowed.put(
              table.name(),
              "LogMiner doesn't support rows with %s (%s), whether the column is moved or not"
                  .formatted(column.name(), column.nativeType()));
        }
      }
      longName(table, unfollowed);
    }
    new CatalogQuery(connection, tables.stream().map(Table::name).toList())
        .run(
            ORGANIZATION,
            "OWNER",
            "TABLE_NAME",
            (table, _) ->
                unfollowed.put(
                    table,
                    "it is index-organized: its rows have no addresses, by which the log says what of a transaction was undone"));
    return unfollowed;
  }

  private static void longName(Table table, Map<TableName, String> unfollowed) {
    List<String> names = new ArrayList<>(table.columns().stream().map(Column::name).toList());
    names.add(table.name().table());
    names.add(table.name().schema());
    names.stream()
        .filter(name -> DIALECT.identifierLength(name) > NAME_BYTES_MAX)
        .findFirst()
        .ifPresent(
            name ->
                unfollowed.put(
                    table.name(),
                    "LogMiner says nothing of names of more than %d bytes, as %s is"
                        .formatted(NAME_BYTES_MAX, name)));
  }

  /**
   * What has to be done.
   *
   * @param wholeRows tables of which every change must come with all columns
   */
  List<SetupStatement> statements(String stream, Collection<Table> tables, Set<TableName> wholeRows)
      throws SQLException {
    List<SetupStatement> statements = new ArrayList<>();
    if (!isMinimal()) {
      statements.add(
          new SetupStatement(
              ADD_MINIMAL,
              "The redo log gets what LogMiner needs to put changes of rows together. The server waits until every transaction that is open has ended. It stays when the task is deleted."));
    }
    Map<TableName, Numbers> numbers = numbers(tables.stream().map(Table::name).toList());
    List<Group> groups = of(stream);
    for (Table table : tables) {
      Numbers number = numbers.get(table.name());
      if (number != null) {
        boolean isWhole = table.keyColumns().isEmpty() || wholeRows.contains(table.name());
        statements.addAll(
            of(
                table,
                isWhole ? logged(table) : table.keyColumns(),
                stream.toUpperCase(Locale.ROOT) + "_" + number.own(),
                groups.stream().filter(it -> it.table().equals(table.name())).toList()));
      }
    }
    return statements;
  }

  /** Whether LogMiner can put rows together. */
  boolean isMinimal() throws SQLException {
    return !ShortQuery.value(connection, MINIMAL).equals("NO");
  }

  private static List<String> logged(Table table) {
    return table.columns().stream()
        .filter(column -> !column.isComputed() && MinedValue.unlogged(column).isEmpty())
        .map(Column::name)
        .toList();
  }

  private static List<SetupStatement> of(
      Table table, List<String> columns, String name, List<Group> there) {
    Set<String> had = new TreeSet<>();
    there.stream()
        .filter(it -> it.name().startsWith(name + "_"))
        .forEach(it -> had.addAll(it.columns()));
    if (had.containsAll(columns)) {
      return List.of();
    }
    List<SetupStatement> statements = new ArrayList<>();
    for (Group old : there) {
      statements.add(drop(old, "It lacks columns that the task needs."));
    }
    for (int i = 0; i * COLUMNS_MAX < columns.size(); i++) {
      List<String> some =
          columns.subList(i * COLUMNS_MAX, Math.min((i + 1) * COLUMNS_MAX, columns.size()));
      statements.add(
          new SetupStatement(
              "ALTER TABLE %s ADD SUPPLEMENTAL LOG GROUP %s (%s) ALWAYS"
                  .formatted(
                      DIALECT.quote(table.name()),
                      DIALECT.quote(name + "_" + (i + 1)),
                      some.stream().map(DIALECT::quote).collect(Collectors.joining(", "))),
              columns.size() > table.keyColumns().size()
                  ? "The redo of each change of a row gets all its columns, by which the row is told, or which the rules need."
                  : "The redo of each change of a row gets its primary key."));
    }
    return statements;
  }

  private static SetupStatement drop(Group group, String why) {
    return new SetupStatement(
        "ALTER TABLE %s DROP SUPPLEMENTAL LOG GROUP %s"
            .formatted(DIALECT.quote(group.table()), DIALECT.quote(group.name())),
        why);
  }

  /** What takes the task's part of that back. */
  List<SetupStatement> removal(String stream) throws SQLException {
    return of(stream).stream()
        .map(it -> drop(it, "Nobody follows the table for this task any more."))
        .toList();
  }

  /** All streams that groups are of, by their names. */
  List<KeptStream> streams() throws SQLException {
    Map<String, List<SetupStatement>> removals = new TreeMap<>();
    for (Group group : all()) {
      removals
          .computeIfAbsent(group.stream(), _ -> new ArrayList<>())
          .add(drop(group, "Nobody follows the table for this task any more."));
    }
    List<KeptStream> streams = new ArrayList<>();
    removals.forEach(
        (name, removal) ->
            streams.add(new KeptStream(name, false, null, null, "Log groups", removal)));
    return streams;
  }
}
