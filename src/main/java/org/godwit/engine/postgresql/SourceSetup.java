package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.SetupStatement.Need;
import org.godwit.engine.ShortQuery;
import org.jspecify.annotations.Nullable;

/** What a source needs for its changes to be followed, and what of it is there. */
final class SourceSetup {
  private static final String PUBLICATION = "SELECT FROM pg_publication WHERE pubname = ?";
  private final Connection connection;
  private final PostgresDialect dialect;

  SourceSetup(Connection connection, PostgresDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * How a table stands to being followed.
   *
   * @param isKeyLate whether its primary key is looked at when a statement or transaction ends, so
   *     that the server takes it for no REPLICA IDENTITY, and rows may share a key meanwhile
   */
  private record Standing(boolean isLogged, char identity, boolean isKeyLate) {}

  private Map<TableName, Standing> standings(Collection<Table> tables) throws SQLException {
    Map<TableName, Standing> standings = new TreeMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT n.nspname, c.relname, c.relpersistence = 'p', c.relreplident,
                   EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid
                              AND i.indisprimary AND NOT i.indimmediate)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (?)""")) {
      query.setArray(
          1,
          connection.createArrayOf(
              "text", tables.stream().map(table -> table.name().schema()).distinct().toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          standings.put(
              new TableName(rows.getString(1), rows.getString(2)),
              new Standing(rows.getBoolean(3), rows.getString(4).charAt(0), rows.getBoolean(5)));
        }
      }
    }
    return standings;
  }

  Map<TableName, String> unfollowed(String stream, Collection<Table> tables) throws SQLException {
    Map<TableName, Standing> standings = standings(tables);
    Map<TableName, String> unfollowed = new TreeMap<>(unpublishable(stream, tables));
    for (Table table : tables) {
      Standing standing = standings.get(table.name());
      if (table.kind() == TableKind.VIEW || standing == null) {
        unfollowed.put(
            table.name(), "its rows are no table's own, so that the log has no changes of it");
      } else if (!standing.isLogged()) {
        unfollowed.put(
            table.name(), "it is UNLOGGED: run ALTER TABLE … SET LOGGED, or leave it out");
      } else if (standing.isKeyLate()) {
        unfollowed.put(
            table.name(),
            "its primary key is DEFERRABLE, so that PostgreSQL would refuse updates and deletes of the published table, and rows may share a key for a moment: make it anew without DEFERRABLE, or leave the table out");
      } else if (standing.identity() == 'i') {
        unfollowed.put(
            table.name(),
            "its REPLICA IDENTITY is an index, which isn't followed yet: set it to DEFAULT or FULL");
      } else if (table.kind() == TableKind.PARTITIONED && needsWholeRows(table, standing)) {
        unfollowed.put(
            table.name(), "it is partitioned and has no primary key, which isn't followed yet");
      }
    }
    return unfollowed;
  }

  /** Those that a publication that is there lacks, and that the role may not add to it. */
  private Map<TableName, String> unpublishable(String stream, Collection<Table> tables)
      throws SQLException {
    Map<TableName, String> lacking = new TreeMap<>();
    if (!isThere(PUBLICATION, stream)) {
      return lacking;
    }
    Set<TableName> published = published(stream).keySet();
    boolean isOwn = isThere(PUBLICATION + " AND pg_has_role(pubowner, 'USAGE')", stream);
    Set<TableName> owned = owned(tables);
    for (Table table : tables) {
      TableName name = table.name();
      if (!published.contains(name) && !(isOwn && owned.contains(name))) {
        lacking.put(
            name,
            "the role owns %s, and only who owns both may add it: let an administrator run ALTER PUBLICATION %s ADD TABLE %s, or make the role a member of the owner's; then stop and resume the task"
                .formatted(
                    isOwn ? "the publication and not the table" : "not the publication",
                    dialect.quote(stream),
                    dialect.rowsOf(table)));
      }
    }
    return lacking;
  }

  /** Whether the user owns the tables that have to be published, or logged whole. */
  List<Check> ownerChecks(String stream, Collection<Table> tables, Map<TableName, String> wholeRows)
      throws SQLException {
    boolean isPublished = isThere(PUBLICATION, stream);
    Map<TableName, Standing> standings = standings(tables);
    List<TableName> touched =
        tables.stream()
            .filter(
                table ->
                    !isPublished || isLoggedInPart(table, standings.get(table.name()), wholeRows))
            .map(Table::name)
            .toList();
    List<String> byOthers = new ArrayList<>();
    if (!stream.equals(PostgresChangeSource.NO_STREAM)) {
      for (Table table : tables) {
        if (table.kind() == TableKind.TABLE && !standings.containsKey(table.name())) {
          byOthers.addAll(making(table));
        }
      }
      statements(stream, tables, wholeRows).stream()
          .map(SetupStatement::sql)
          .filter(sql -> sql.startsWith("CREATE PUBLICATION ") || sql.startsWith("ALTER "))
          .forEach(byOthers::add);
    }
    ConnectionChecks checks = new ConnectionChecks();
    new PublisherChecks(connection, dialect).of(touched, byOthers, checks);
    return checks.found();
  }

  /** What makes a table that isn't there yet, as the user's own, which will write to it. */
  private List<String> making(Table table) throws SQLException {
    String columns =
        table.columns().stream()
            .map(it -> dialect.quote(it.name()) + " " + it.nativeType() + " NOT NULL")
            .collect(Collectors.joining(", "));
    String name = dialect.quote(table.name());
    String key = dialect.quote(table.columns().getFirst().name());
    return List.of(
        "CREATE TABLE %s (%s, PRIMARY KEY (%s))".formatted(name, columns, key),
        "ALTER TABLE %s OWNER TO %s"
            .formatted(name, dialect.quote(ShortQuery.value(connection, "SELECT current_user"))));
  }

  private static boolean isLoggedInPart(
      Table table, @Nullable Standing standing, Map<TableName, String> wholeRows) {
    return standing != null
        && (needsWholeRows(table, standing)
            || (wholeRows.containsKey(table.name()) && standing.identity() != 'f'));
  }

  private Set<TableName> owned(Collection<Table> tables) throws SQLException {
    Set<TableName> owned = new TreeSet<>();
    new CatalogQuery(connection)
        .list(
            """
            SELECT n.nspname, c.relname
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE (n.nspname::text, c.relname::text) IN (SELECT * FROM unnest(?, ?))
               AND pg_has_role(c.relowner, 'USAGE')""",
            row -> owned.add(new TableName(row.getString(1), row.getString(2))),
            tables.stream().map(it -> it.name().schema()).toArray(String[]::new),
            tables.stream().map(it -> it.name().table()).toArray(String[]::new));
    return owned;
  }

  /** Without an identity the server refuses updates and deletes of a published table. */
  private static boolean needsWholeRows(Table table, Standing standing) {
    return standing.identity() == 'n'
        || (standing.identity() == 'd' && table.keyColumns().isEmpty());
  }

  /**
   * What has to be done.
   *
   * @param wholeRows those of the tables whose every row must be logged whole, and why
   */
  List<SetupStatement> statements(
      String stream, Collection<Table> tables, Map<TableName, String> wholeRows)
      throws SQLException {
    List<SetupStatement> statements = new ArrayList<>();
    Map<TableName, Standing> standings = standings(tables);
    DdlTrigger trigger = new DdlTrigger(connection);
    boolean isPublished = isThere(PUBLICATION, stream);
    boolean isTold = trigger.isUsed();
    Need need = isPublished && isTold ? Need.AGREED : Need.REQUIRED;
    for (Table table : tables) {
      Standing standing = standings.get(table.name());
      if (standing == null) {
        continue;
      }
      String why = wholeRows.get(table.name());
      if (needsWholeRows(table, standing)) {
        statements.add(
            wholeRows(
                table,
                "Without a key an update or delete can only be told by the whole row; PostgreSQL"
                    + " refuses both on a published table that has neither.",
                need));
      } else if (why != null && standing.identity() != 'f') {
        statements.add(wholeRows(table, why, need));
      }
    }
    publication(stream, tables, need, isTold).ifPresent(statements::add);
    trigger.setup().ifPresent(statements::add);
    if (isThere(
        "SELECT FROM pg_replication_slots WHERE slot_name = ? AND wal_status = 'lost'", stream)) {
      statements.add(
          new SetupStatement(
              "SELECT pg_drop_replication_slot(%s)".formatted(dialect.literal(stream)),
              "The slot was invalidated, because the log grew beyond max_slot_wal_keep_size."));
    }
    if (!isThere(
        "SELECT FROM pg_replication_slots WHERE slot_name = ? AND wal_status <> 'lost'", stream)) {
      statements.add(
          new SetupStatement(
              NewSlot.sql(dialect.literal(stream)),
              "The slot keeps the log until the task has applied it; a task that stands still for"
                  + " long lets the disk of the source fill up. It waits for open transactions."));
    }
    return statements;
  }

  private SetupStatement wholeRows(Table table, String why, Need need) {
    return new SetupStatement(
        "ALTER TABLE " + dialect.quote(table.name()) + " REPLICA IDENTITY FULL", why, need);
  }

  private Optional<SetupStatement> publication(
      String stream, Collection<Table> tables, Need need, boolean isTold) throws SQLException {
    String list = tables.stream().map(dialect::rowsOf).sorted().collect(Collectors.joining(", "));
    String why = "The publication names the tables whose changes are sent.";
    if (!isThere(PUBLICATION, stream)) {
      return Optional.of(
          new SetupStatement(
              "CREATE PUBLICATION %s FOR TABLE %s WITH (publish_via_partition_root = true)"
                  .formatted(dialect.quote(stream), list),
              isTold ? why + " " + DdlTrigger.ADDS : why));
    }
    Set<TableName> wanted = tables.stream().map(Table::name).collect(Collectors.toSet());
    Set<TableName> published = published(stream).keySet();
    if (published.equals(wanted)) {
      return Optional.empty();
    }
    boolean isComplete = published.containsAll(wanted);
    return Optional.of(
        new SetupStatement(
            "ALTER PUBLICATION %s SET TABLE %s".formatted(dialect.quote(stream), list),
            isComplete ? "The publication has tables that the task no longer follows." : why,
            isComplete ? Need.WISHED : need));
  }

  /**
   * The tables all of whose changes are published, by the numbers that the server gives them. Newer
   * servers can publish rows or columns in part, older ones don't have the words for it.
   */
  Map<TableName, String> published(String stream) throws SQLException {
    Map<TableName, String> published = new TreeMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT n.nspname, c.relname, c.oid
              FROM pg_publication p
              JOIN pg_publication_rel r ON r.prpubid = p.oid
              JOIN pg_class c ON c.oid = r.prrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE p.pubname = ? AND p.pubinsert AND p.pubupdate AND p.pubdelete
               AND p.pubtruncate AND p.pubviaroot
               AND to_jsonb(r) ->> 'prqual' IS NULL AND to_jsonb(r) ->> 'prattrs' IS NULL
               AND coalesce(to_jsonb(p) ->> 'pubgencols', 'n') = 'n'""")) {
      query.setString(1, stream);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          published.put(new TableName(rows.getString(1), rows.getString(2)), rows.getString(3));
        }
      }
    }
    return published;
  }

  List<SetupStatement> removal(String stream) throws SQLException {
    List<SetupStatement> statements = new ArrayList<>();
    if (isThere("SELECT FROM pg_replication_slots WHERE slot_name = ?", stream)) {
      statements.add(
          new SetupStatement(
              "SELECT pg_drop_replication_slot(%s)".formatted(dialect.literal(stream)),
              "The server need not keep its log for the task any more."));
    }
    if (isThere(PUBLICATION, stream)) {
      statements.add(
          new SetupStatement(
              "DROP PUBLICATION " + dialect.quote(stream), "Nobody reads it any more."));
    }
    new DdlTrigger(connection).removal(stream).ifPresent(statements::add);
    return statements;
  }

  private boolean isThere(String query, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
