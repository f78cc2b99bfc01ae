package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.codec.IncompatibleColumns;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.TargetPlan;
import org.godwit.engine.TargetPlanner;
import org.jspecify.annotations.Nullable;

/** Plans the tables of a task; traits, collations and databases of the server are read once. */
final class MySqlPlanner implements TargetPlanner {
  private final Connection connection;
  private final TargetTraits traits;
  private final Map<String, Boolean> hasDatabase = new HashMap<>(); // by name
  private @Nullable Collations collations;

  /** On a session that is set for loading. */
  MySqlPlanner(Connection connection) throws SQLException {
    this.connection = connection;
    this.traits = TargetTraits.of(connection);
  }

  @Override
  public TargetPlan plan(Table wanted, ValuePolicy policy) {
    requireStorable(wanted);
    try {
      List<String> notes = new ArrayList<>();
      ExpressionDesign expressions = new ExpressionDesign(connection, wanted);
      ColumnDesign columns =
          new ColumnDesign(
              wanted,
              new MySqlTypes(traits),
              policy,
              expressions,
              new CollationDesign(wanted, collations(wanted), notes),
              notes);
      return new TableDesign(wanted, traits, columns, expressions, notes)
          .draw(hasDatabase(wanted.name().schema()));
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "planning " + wanted.name(), connection);
    }
  }

  private Collations collations(Table wanted) throws SQLException {
    if (!CollationDesign.isNeeded(wanted)) {
      return Collations.of(Map.of());
    }
    if (collations == null) {
      collations = Collations.of(connection, traits.isMariaDb());
    }
    return collations;
  }

  private boolean hasDatabase(String name) throws SQLException {
    Boolean known = hasDatabase.get(name);
    if (known == null) {
      known = TargetNames.hasDatabase(connection, name);
      hasDatabase.put(name, known);
    }
    return known;
  }

  private void requireStorable(Table wanted) {
    String name = wanted.name().toString();
    if (traits.foldsNames() && !name.equals(name.toLowerCase(Locale.ROOT))) {
      throw new IncompatibleColumns(
          "the server stores names in lower case (lower_case_table_names = 1), and %s has capitals; add a rule that converts schema and table names to lower case"
              .formatted(name));
    }
    if (wanted.columns().size() > RowSize.COLUMNS_MAX) {
      throw new IncompatibleColumns(
          "it has %,d columns, and a table of InnoDB has %,d at most; remove columns by a rule"
              .formatted(wanted.columns().size(), RowSize.COLUMNS_MAX));
    }
    Set<String> names = new HashSet<>();
    for (Column column : wanted.columns()) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IncompatibleColumns(
            "MySQL and MariaDB don't tell column %s from another that differs in capitals only; rename one by a rule"
                .formatted(column.name()));
      }
    }
  }
}
