package org.godwit.engine.postgresql;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.TableName;
import org.godwit.engine.BuildResources;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.ControlWords;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.RowForm;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.TableTies;
import org.godwit.engine.TableWriter;
import org.godwit.engine.TargetPlanner;
import org.godwit.engine.TargetTable;
import org.godwit.engine.TargetUse;
import org.godwit.engine.TypeMap;

/** PostgreSQL as a target of a full load. */
final class PostgresTarget implements LoadTarget {
  private final PostgresDialect dialect;
  private final PostgresTypes types;

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  /** One session never takes more, however large the server is. */
  private static final int MAINTENANCE_KB_MAX = 2 << 20;

  /**
   * A sort in more memory than the processor's caches takes longer than sorted runs and their
   * merge: 3.2 million entries took 2.3 s of processor time in 16 MB, 2.5 in 64, 3.2 in 256. So a
   * session gets this, whatever the server's own is, and more only where its runs would be too many
   * for one merge.
   */
  private static final int SORT_KB = 64 << 10;

  private static final int MERGED_RUNS_MAX = 128;

  private static final Pattern INTERVAL = Pattern.compile("interval(?:\\(\\d\\))?");
  private static final String SILENT = "SET session_replication_role = replica";

  PostgresTarget(PostgresDialect dialect, PostgresTypes types) {
    this.dialect = dialect;
    this.types = types;
  }

  @Override
  public TypeMap typeMap() {
    return types;
  }

  @Override
  public TargetPlanner planner(Connection connection, Collection<TableName> tables) {
    Map<String, Optional<String>> objections = new HashMap<>();
    // An index has its name among those of its schema's tables.
    Map<String, Set<String>> names =
        tables.stream()
            .collect(
                Collectors.groupingBy(
                    TableName::schema, Collectors.mapping(TableName::table, Collectors.toSet())));
    return (wanted, policy) ->
        new TableDesign(
                dialect,
                types,
                policy,
                new ExpressionTrial(connection, dialect, objections),
                names.getOrDefault(wanted.name().schema(), Set.of()))
            .of(wanted);
  }

  @Override
  public String dropTable(TableName table) {
    return "DROP TABLE IF EXISTS " + dialect.quote(table);
  }

  @Override
  public Map<TableName, String> taken(Connection connection, Collection<TableName> names) {
    try {
      return PostgresTies.taken(connection, names);
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "reading the names of the target", place(connection));
    }
  }

  @Override
  public TableTies ties(Connection connection, TableName table, Set<TableName> dropped)
      throws SQLException {
    return new PostgresTies(connection, dialect, table).ofDropped(dropped);
  }

  /** A client that is gone is noticed within a minute and a half, also where it owes an answer. */
  @Override
  public List<String> session() {
    return List.of("SET tcp_user_timeout = '90s'");
  }

  @Override
  public long session(Connection connection) throws SQLException {
    return Long.parseLong(ShortQuery.value(connection, "SELECT pg_backend_pid()"));
  }

  @Override
  public List<String> endIdleHolders(Connection connection, long session, Duration idle)
      throws SQLException {
    return IdleHolders.end(connection, session, idle);
  }

  @Override
  public boolean storesNulCharacters() {
    return false;
  }

  @Override
  public String switchOffTriggers() {
    return SILENT;
  }

  @Override
  public List<String> building(BuildResources resources) {
    List<String> sql = new ArrayList<>();
    sql.add(
        memory(
            resources.bytes() == 0
                ? "greatest(%d, least(%d, %s))"
                    .formatted(
                        SORT_KB,
                        resources.largestTable() / MERGED_RUNS_MAX / 1024,
                        share(resources))
                : atLeastOwn(resources)));
    if (resources.processes() > 0) {
      sql.add("SET max_parallel_maintenance_workers = " + resources.processes());
    }
    return sql;
  }

  /** A join of the two tables has fewer parts, the more memory there is. */
  @Override
  public List<String> lookingAtKeys(BuildResources resources) {
    return List.of(memory(atLeastOwn(resources)));
  }

  private static String atLeastOwn(BuildResources resources) {
    return "greatest(reset_val::bigint, %s)".formatted(share(resources));
  }

  /** What one session may have of the memory of all. */
  private static String share(BuildResources resources) {
    String bytes =
        resources.bytes() == 0
            ? "pg_size_bytes(current_setting('shared_buffers'))"
            : Long.toString(resources.bytes());
    return "%s / %d / 1024".formatted(bytes, resources.sessions());
  }

  private static String memory(String kilobytes) {
    return """
        SELECT set_config(name, least(%s, %d) || 'kB', false)
          FROM pg_settings WHERE name = 'maintenance_work_mem'"""
        .formatted(kilobytes, MAINTENANCE_KB_MAX);
  }

  @Override
  public boolean buildsIndexesTogether() {
    return true;
  }

  @Override
  public void runAll(Statement statement, List<String> all) throws SQLException {
    for (String sql : all) {
      statement.addBatch(sql);
    }
    try {
      statement.executeBatch();
    } catch (BatchUpdateException e) {
      SQLException reason = e.getNextException(); // the server's own words, without the batch's
      throw reason == null ? e : reason;
    }
  }

  @Override
  public TableTies triggers(Connection connection, TableName table, boolean isEmptied)
      throws SQLException {
    return maySwitchOff(connection)
        ? TableTies.NONE
        : new PostgresTies(connection, dialect, table).ofKept(isEmptied);
  }

  /** Whether the user may switch triggers off; the transaction stays as it was. */
  private static boolean maySwitchOff(Connection connection) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.execute(SILENT.replace("SET", "SET LOCAL"));
      return true;
    } catch (SQLException e) {
      if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    } finally {
      connection.rollback(before);
    }
  }

  @Override
  public Map<TableName, String> forbidden(Connection connection, Map<TableName, TargetUse> uses) {
    try {
      return new PostgresPrivileges(connection, dialect).forbidden(uses);
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "reading privileges", place(connection));
    }
  }

  @Override
  public String controlSchemaGrant(String schema, EndpointConfig config) {
    return "CREATE SCHEMA IF NOT EXISTS %1$s AUTHORIZATION %2$s; (or GRANT CREATE ON DATABASE %3$s TO %2$s;)"
        .formatted(
            dialect.quote(schema), dialect.quote(config.user()), dialect.quote(config.database()));
  }

  @Override
  public ControlWords controlWords() {
    return new ControlWords("varchar(255)", "timestamp(6)", "text", "", " FOR SHARE", "");
  }

  @Override
  public String truncate(List<TableName> tables) {
    return "TRUNCATE TABLE "
        + tables.stream().map(dialect::quote).collect(Collectors.joining(", "));
  }

  @Override
  public Set<String> rawColumns(Map<Column, String> sourceForms) {
    List<Column> equal =
        sourceForms.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .filter(entry -> takes(entry.getKey(), entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    Set<String> raw = names(equal);
    if (!needsText(List.copyOf(sourceForms.keySet()), raw)) {
      return raw;
    }
    // Months have no length, and PostgreSQL's timestamps end after ours: they travel undecoded even
    // into COPY text.
    return names(
        equal.stream()
            .filter(
                column ->
                    column.type() instanceof DataType.TimeSpan
                        || column.type() instanceof DataType.Timestamp)
            .toList());
  }

  /**
   * An interval has months, days and seconds, so that it loses on every other way. The server
   * rounds it to the digits of a shorter type, and the codec counts it.
   */
  private boolean takes(Column column, String form) {
    return types.wire(column).equals(form) || isOtherInterval(column, form);
  }

  /** Whether the form is that of an interval with any digits, for a column of some. */
  static boolean isOtherInterval(Column column, String form) {
    return column.type() instanceof DataType.TimeSpan && INTERVAL.matcher(form).matches();
  }

  @Override
  public RowForm rowForm(Map<Column, String> wires, Map<Column, String> literals) {
    boolean readsText =
        !literals.isEmpty()
            && literals.entrySet().stream()
                .allMatch(entry -> types.literal(entry.getKey()).equals(entry.getValue()));
    if (!readsText) {
      return RowForm.DECODED;
    }
    return rawColumns(wires).size() == literals.size() ? RowForm.BINARY : RowForm.TEXT;
  }

  private static Set<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.toSet());
  }

  /** Whether a value must be written as its literal, so that the whole table is. */
  private static boolean needsText(List<Column> columns, Set<String> raw) {
    return columns.stream()
        .filter(column -> !raw.contains(column.name()))
        .anyMatch(
            column ->
                column.type() instanceof DataType.Native
                    || column.type() instanceof DataType.Inet
                    || (column.type() instanceof DataType.TimeOfDay(_, boolean zoned) && zoned));
  }

  @Override
  public TableWriter writer(
      Connection connection, TargetTable table, TableWriter.Mode mode, ByteBudget budget) {
    boolean asText =
        switch (table.rows()) {
          case DECODED -> needsText(table.columns(), table.rawColumns());
          case BINARY -> false;
          case TEXT -> true;
        };
    boolean isEmptied =
        table.isFilledAtOnce() && new FreshTable(connection, dialect, table.table().name()).empty();
    String sql =
        "COPY %s (%s) FROM STDIN (FORMAT %s%s)"
            .formatted(
                dialect.quote(table.table().name()),
                table.columns().stream()
                    .map(column -> dialect.quote(column.name()))
                    .collect(Collectors.joining(", ")),
                asText ? "text" : "binary",
                isEmptied ? ", FREEZE" : "");
    CopyTarget target = new CopyTarget(sql, "loading " + table.table().name(), place(connection));
    return asText
        ? new TextWriter(connection, target, mode, budget)
        : new BinaryWriter(connection, target, mode, budget, table.columns().size());
  }

  /** The connection's URL without its properties, for messages. */
  static String place(Connection connection) {
    try {
      String url = connection.getMetaData().getURL();
      int query = url.indexOf('?');
      return (query < 0 ? url : url.substring(0, query))
          .replaceFirst("^jdbc:postgresql", "postgres");
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "opening a writer", PostgresEngine.ID);
    }
  }
}
