package org.godwit.engine.mysql;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.godwit.catalog.TableName;
import org.godwit.engine.TargetUse;

/** What a user needs on a target (MySQL's manual, "Privileges Provided by MySQL"). */
record TargetPrivileges(Grants grants) {
  /** Godwit's own tables are made once, and then read and written. */
  static final List<String> OF_CONTROL =
      List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER");

  private static final List<String> TO_FILL = List.of("SELECT", "INSERT");
  private static final List<String> TO_MAKE =
      List.of("SELECT", "INSERT", "CREATE", "ALTER", "INDEX", "REFERENCES");

  /** TRUNCATE and DROP TABLE both ask for DROP; triggers that are in the way for TRIGGER. */
  static final List<String> OF_TABLES =
      List.of("SELECT", "INSERT", "CREATE", "ALTER", "INDEX", "REFERENCES", "DROP", "TRIGGER");

  Map<TableName, String> forbidden(Map<TableName, TargetUse> uses) {
    Map<TableName, String> forbidden = new TreeMap<>();
    uses.forEach(
        (table, use) -> {
          List<String> missing =
              needed(use).stream().filter(privilege -> !grants.hasOn(privilege, table)).toList();
          if (!missing.isEmpty()) {
            forbidden.put(table, sentence(table, use, String.join(", ", missing)));
          }
        });
    return forbidden;
  }

  private static List<String> needed(TargetUse use) {
    return switch (use) {
      case CREATE -> TO_MAKE;
      case REPLACE -> with(TO_MAKE, "DROP");
      case EMPTY -> with(TO_FILL, "DROP");
      case FILL -> TO_FILL;
    };
  }

  private static List<String> with(List<String> privileges, String more) {
    return Stream.concat(privileges.stream(), Stream.of(more)).toList();
  }

  private String sentence(TableName table, TargetUse use, String missing) {
    MySqlDialect dialect = new MySqlDialect();
    boolean isThere = use == TargetUse.EMPTY || use == TargetUse.FILL;
    String scope = isThere ? dialect.quote(table) : dialect.quote(table.schema()) + ".*";
    return "user %s may not %s %s: GRANT %s ON %s TO %1$s;"
        .formatted(grants.user(), isThere ? "fill" : "make", table, missing, scope);
  }
}
