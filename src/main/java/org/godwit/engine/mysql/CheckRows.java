package org.godwit.engine.mysql;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.godwit.catalog.Check;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.TableParts;

/** Reads check constraints; those that are not enforced hold nothing and are told of. */
final class CheckRows {
  private static final String OF_MARIADB =
      "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE"
          + " FROM information_schema.CHECK_CONSTRAINTS WHERE ";

  private static final String NAMES_OF_MYSQL =
      "SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, ENFORCED"
          + " FROM information_schema.TABLE_CONSTRAINTS"
          + " WHERE CONSTRAINT_TYPE = 'CHECK' AND ";

  private static final String CLAUSES_OF_MYSQL =
      "SELECT CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS"
          + " WHERE CONSTRAINT_SCHEMA = ?";

  private CheckRows() {}

  static void read(CatalogQuery query, ServerVersion version, TableParts parts)
      throws SQLException {
    if (version.isMariaDb()) {
      query.run(
          OF_MARIADB,
          "CONSTRAINT_SCHEMA",
          "TABLE_NAME",
          (table, row) -> add(parts, table, row.getString(3), row.getString(4)));
    } else if (version.isAtLeast(8, 0, 16)) {
      readMySql(query, parts);
    }
  }

  /**
   * In two queries: joined, MySQL compares every check with every other, and where it sorts the
   * result too, 8.0.33 leaves rows out.
   */
  private static void readMySql(CatalogQuery query, TableParts parts) throws SQLException {
    Map<String, Map<String, String>> clauses = new HashMap<>(); // by schema, by name
    query.run(
        NAMES_OF_MYSQL,
        "TABLE_SCHEMA",
        "TABLE_NAME",
        (table, row) -> {
          String name = row.getString(3);
          if (!row.getString(4).equals("YES")) {
            parts
                .of(table)
                .ifPresent(
                    of ->
                        of.notMoved.add("the check " + name + " isn't made: it is NOT ENFORCED."));
            return;
          }
          Map<String, String> ofSchema = clauses.get(table.schema());
          if (ofSchema == null) {
            ofSchema = clauses(query.connection(), table.schema());
            clauses.put(table.schema(), ofSchema);
          }
          // Empty where it was dropped between the two.
          String clause = ofSchema.get(name);
          if (clause != null) {
            add(parts, table, name, StringLiterals.unescapeCatalog(decoded(clause)));
          }
        });
  }

  private static Map<String, String> clauses(Connection connection, String schema)
      throws SQLException {
    Map<String, String> clauses = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(CLAUSES_OF_MYSQL)) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          clauses.put(row.getString(1), row.getString(2));
        }
      }
    }
    return clauses;
  }

  private static void add(TableParts parts, TableName table, String name, String clause) {
    parts.of(table).ifPresent(of -> of.checks.add(new Check(name, clause)));
  }

  /**
   * MySQL 8.0 tells each byte of a clause's UTF-8 as a character of its own: ü comes as Ã and ¼. A
   * clause whose characters make no such bytes was told as it is.
   */
  private static String decoded(String clause) {
    try {
      ByteBuffer bytes = StandardCharsets.ISO_8859_1.newEncoder().encode(CharBuffer.wrap(clause));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return clause;
    }
  }
}
