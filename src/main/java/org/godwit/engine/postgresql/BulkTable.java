package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.godwit.engine.ChangedTable;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Applies net changes of one table at once: rows that go or change are copied into a temporary
 * table and joined, new ones are copied into the table itself.
 */
final class BulkTable {
  private static final int COPY_CHARACTERS = 1 << 16;

  private final Connection connection;
  private final PostgresDialect dialect;
  private final ChangedTable table;
  private final String name;
  private final String temporary;
  private @Nullable Boolean isPossible;

  /**
   * A table.
   *
   * @param number that no other table of the session has
   */
  BulkTable(Connection connection, PostgresDialect dialect, ChangedTable table, int number) {
    this.connection = connection;
    this.dialect = dialect;
    this.table = table;
    this.name = dialect.quote(table.table().name());
    this.temporary = "godwit_batch_" + number;
  }

  /**
   * Whether changes may be applied in another order than theirs: rows are told by a key that the
   * target holds unique, and no other unique index or exclusion constraint relates one row to
   * another. And whether there may be a temporary table for them. It is looked up once.
   */
  boolean isPossible() throws SQLException {
    Boolean known = isPossible;
    if (known == null) {
      known = lookUpWhetherPossible();
      isPossible = known;
    }
    return known;
  }

  private boolean lookUpWhetherPossible() throws SQLException {
    String key =
        table.identity().stream()
            .map(i -> dialect.literal(table.columns().get(i).name()))
            .collect(Collectors.joining(", "));
    String query =
        """
        SELECT 1
          FROM pg_class c
         WHERE c.oid = %s::regclass
           AND c.relkind = 'r'
           AND has_database_privilege(current_database(), 'TEMP')
           AND EXISTS (
                 SELECT FROM pg_index i
                  WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate)
           AND NOT EXISTS (
                 SELECT FROM pg_index i
                  WHERE i.indrelid = c.oid
                    AND (i.indisunique OR i.indisexclusion)
                    AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL
                         OR ARRAY(SELECT a.attname::text FROM pg_attribute a
                                   WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey) ORDER BY 1)
                            <> ARRAY(SELECT k::text FROM unnest(ARRAY[%s]::text[]) AS k ORDER BY 1)))"""
            .formatted(dialect.literal(name), key);
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  /**
   * Applies them.
   *
   * @return false where a row that should change or go isn't there, or one that should come was
   */
  boolean apply(NetChanges changes) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return delete(statement, changes.deletes())
          && isFree(statement, changes.passing())
          && update(statement, changes.updates())
          && insert(changes.inserts());
    }
  }

  /** Forgets its temporary table, which is made anew when it is needed. */
  void drop() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS pg_temp." + temporary);
    }
  }

  private boolean delete(Statement statement, List<NetChanges.Line> keys) throws SQLException {
    if (keys.isEmpty()) {
      return true;
    }
    fill(statement, new BitSet(), keys);
    return statement.executeUpdate(
            "DELETE FROM %s AS t USING pg_temp.%s AS b WHERE %s"
                .formatted(name, temporary, isSame()))
        == keys.size();
  }

  /** Whether no row has one of these keys. */
  private boolean isFree(Statement statement, List<NetChanges.Line> keys) throws SQLException {
    if (keys.isEmpty()) {
      return true;
    }
    fill(statement, new BitSet(), keys);
    try (ResultSet found =
        statement.executeQuery(
            "SELECT FROM %s AS t, pg_temp.%s AS b WHERE %s LIMIT 1"
                .formatted(name, temporary, isSame()))) {
      return !found.next();
    }
  }

  private boolean update(Statement statement, Map<BitSet, List<NetChanges.Line>> groups)
      throws SQLException {
    for (Map.Entry<BitSet, List<NetChanges.Line>> group : groups.entrySet()) {
      fill(statement, group.getKey(), group.getValue());
      String set =
          group.getKey().stream()
              .mapToObj(i -> column(i) + " = b.v" + i)
              .collect(Collectors.joining(", "));
      int updated =
          statement.executeUpdate(
              "UPDATE %s AS t SET %s FROM pg_temp.%s AS b WHERE %s"
                  .formatted(name, set, temporary, isSame()));
      if (updated != group.getValue().size()) {
        return false;
      }
    }
    return true;
  }

  private boolean insert(Map<BitSet, List<NetChanges.Line>> groups) throws SQLException {
    for (Map.Entry<BitSet, List<NetChanges.Line>> group : groups.entrySet()) {
      String columns =
          group.getKey().stream().mapToObj(this::column).collect(Collectors.joining(", "));
      copy(name + " (" + columns + ")", group.getValue(), false);
    }
    return true;
  }

  /** Leaves these lines alone in the temporary table. */
  private void fill(Statement statement, BitSet given, List<NetChanges.Line> lines)
      throws SQLException {
    StringJoiner all = new StringJoiner(", ");
    StringJoiner filled = new StringJoiner(", ");
    for (int i = 0; i < table.identity().size(); i++) {
      all.add(column(table.identity().get(i)) + " AS k" + i);
      filled.add("k" + i);
    }
    for (int i = 0; i < table.columns().size(); i++) {
      all.add(column(i) + " AS v" + i);
    }
    given.stream().forEach(i -> filled.add("v" + i));
    statement.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS %s ON COMMIT DELETE ROWS AS SELECT %s FROM %s WITH NO DATA"
            .formatted(temporary, all, name));
    statement.execute("TRUNCATE pg_temp." + temporary);
    copy("pg_temp.%s (%s)".formatted(temporary, filled), lines, true);
  }

  private String isSame() {
    StringJoiner same = new StringJoiner(" AND ");
    for (int i = 0; i < table.identity().size(); i++) {
      same.add("t." + column(table.identity().get(i)) + " = b.k" + i);
    }
    return same.toString();
  }

  private String column(int place) {
    return dialect.quote(table.columns().get(place).name());
  }

  private void copy(String into, List<NetChanges.Line> lines, boolean hasKeys) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + into + " FROM STDIN (FORMAT text)");
    try {
      StringBuilder text = new StringBuilder();
      for (NetChanges.Line line : lines) {
        if (hasKeys) {
          appendFields(text, line.key(), "");
        }
        appendFields(text, line.values(), hasKeys ? "\t" : "");
        text.append('\n');
        if (text.length() >= COPY_CHARACTERS) {
          write(copy, text);
        }
      }
      write(copy, text);
      long copied = copy.endCopy();
      if (copied != lines.size()) {
        throw new SQLException("%d of %d rows were copied".formatted(copied, lines.size()));
      }
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void write(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }

  private static void appendFields(
      StringBuilder text, List<@Nullable String> fields, String before) {
    String between = before;
    for (@Nullable String field : fields) {
      appendField(text.append(between), field);
      between = "\t";
    }
  }

  private static void appendField(StringBuilder text, @Nullable String value) {
    if (value == null) {
      text.append("\\N");
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }
}
