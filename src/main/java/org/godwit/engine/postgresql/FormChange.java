package org.godwit.engine.postgresql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Table;
import org.godwit.engine.ColumnStep;
import org.godwit.engine.TableAlteration;
import org.godwit.engine.TableAlteration.Rows;

/**
 * What became of a table's columns between two looks at the catalog. PostgreSQL's log has no
 * statements, so that only what they led to is known.
 */
final class FormChange {
  private static final String HELD =
      """
      SELECT a.atthasmissing, a.attmissingval::text::text[]
        FROM pg_attribute a WHERE a.attrelid = ?::bigint::oid AND a.attnum = ?""";

  /** Of each partition with rows; {@link #HELD} has nothing of a table that has none itself. */
  private static final String HELD_BY_LEAVES =
      """
      SELECT a.atthasmissing, a.attmissingval::text::text[], leaf.relid::oid::bigint,
             c.relfilenode::bigint
        FROM pg_partition_tree(?::bigint::oid) AS leaf
        JOIN pg_class c ON c.oid = leaf.relid AND c.relkind = 'r'
        JOIN pg_attribute a ON a.attrelid = c.oid
         AND a.attname = (SELECT r.attname FROM pg_attribute r
                           WHERE r.attrelid = ?::bigint::oid AND r.attnum = ?)
       WHERE leaf.isleaf""";

  private static final String TYPE =
      """
      SELECT CASE WHEN n.nspname = 'pg_catalog' THEN t.typname ELSE '' END,
             format_type(t.oid, ?), t.typtype = 'e'
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = ?::bigint::oid""";

  private static final Default UNKNOWN = new Default.Expression("what it was added with");

  private final Connection connection;
  private final Table table;
  private final TableForm before;
  private final TableForm now;
  private final List<ColumnStep> steps = new ArrayList<>();
  private final Map<String, DataType> types = new HashMap<>();
  private final StringJoiner shown = new StringJoiner(", ", "ALTER TABLE … ", "");
  private boolean isLoose;
  private Rows rows = Rows.KEPT;

  private FormChange(Connection connection, Table table, TableForm before, TableForm now) {
    this.connection = connection;
    this.table = table;
    this.before = before;
    this.now = now;
  }

  /**
   * The difference.
   *
   * @param alteration what the target's table needs
   * @param isLoose whether rows in the old form lack what the target's table doesn't give them
   */
  record Result(TableAlteration alteration, boolean isLoose) {}

  /**
   * Compares.
   *
   * @param table as the catalog has it now
   * @param at behind all rows in another form than the one of now
   */
  static Result between(Connection connection, Table table, TableForm before, TableForm now, Lsn at)
      throws SQLException {
    FormChange change = new FormChange(connection, table, before, now);
    change.find();
    return new Result(
        new TableAlteration(at, change.shown.toString(), change.rows, change.steps, change.types),
        change.isLoose);
  }

  private void find() throws SQLException {
    for (TableForm.Field old : before.fields()) {
      if (now.numbered(old.number()).isEmpty()) {
        steps.add(new ColumnStep.Dropped(old.name()));
        shown.add("DROP COLUMN " + old.name());
      }
    }
    for (TableForm.Field field : now.fields()) {
      TableForm.Field old = before.numbered(field.number()).orElse(null);
      if (old == null) {
        Optional<Default> held = held(field);
        steps.add(new ColumnStep.Added(field.name(), held));
        shown.add("ADD COLUMN " + field.name());
        isLoose |= held.filter(it -> !(it instanceof Default.None)).isPresent();
      } else {
        boolean isRetyped = !field.isOfType(old.type(), old.modifier());
        if (!old.name().equals(field.name())) {
          steps.add(new ColumnStep.Renamed(old.name(), field.name()));
          shown.add("RENAME COLUMN " + old.name() + " TO " + field.name());
        } else if (isRetyped
            || old.isLogged() != field.isLogged()
            || !old.labels().equals(field.labels())) {
          steps.add(new ColumnStep.Retyped(field.name()));
        }
        if (field.renames(old)) {
          rows = Rows.OTHER; // those that have the label show another value
          shown.add("RENAME VALUE of " + column(field).nativeType());
        }
        if (isRetyped) {
          types.put(field.name(), type(old));
          shown.add("ALTER COLUMN " + field.name() + " TYPE " + column(field).nativeType());
        } else if (!old.labels().equals(field.labels())) {
          shown.add("other labels of " + column(field).nativeType());
        }
      }
    }
  }

  private Column column(TableForm.Field field) {
    return table
        .column(field.name())
        .orElseThrow(() -> new IllegalStateException("no column " + field.name()));
  }

  /**
   * What the rows that were there hold in a new column. A constant is in the catalog and not in the
   * rows, until they are written anew.
   *
   * @return empty where it is what the column's definition says
   */
  private Optional<Default> held(TableForm.Field field) throws SQLException {
    Column column = column(field);
    if (!field.isLogged() || !(column.generation() instanceof Generation.Given)) {
      return Optional.empty();
    }
    Default held = held(field.number(), column.type());
    return isSame(held, column.defaultValue()) ? Optional.empty() : Optional.of(held);
  }

  private Default held(int number, DataType type) throws SQLException {
    if (!now.leaves().isEmpty()) {
      return heldByLeaves(number, type);
    }
    try (PreparedStatement query = connection.prepareStatement(HELD)) {
      query.setLong(1, now.oid());
      query.setInt(2, number);
      try (ResultSet row = query.executeQuery()) {
        if (row.next() && row.getBoolean(1)) {
          return CatalogColumns.constant(CatalogQuery.strings(row, 2).getFirst(), type);
        }
      }
    }
    boolean isKnown = now.file() != 0 && now.file() == before.file();
    return isKnown ? new Default.None() : UNKNOWN;
  }

  /** The same in all of them, which are in the files that they were in; else nobody knows. */
  private Default heldByLeaves(int number, DataType type) throws SQLException {
    Set<Default> held = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(HELD_BY_LEAVES)) {
      query.setLong(1, now.oid());
      query.setLong(2, now.oid());
      query.setInt(3, number);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Long file = before.leaves().get(row.getLong(3));
          // One that came later begins in a file of its own number.
          boolean isKnown = row.getLong(4) == (file == null ? row.getLong(3) : file);
          if (row.getBoolean(1)) {
            held.add(CatalogColumns.constant(CatalogQuery.strings(row, 2).getFirst(), type));
          } else if (!isKnown) {
            return UNKNOWN;
          } else if (file != null) {
            held.add(new Default.None());
          } // else it came with the column, or its rows did
        }
      }
    }
    return switch (held.size()) {
      case 0 -> new Default.None();
      case 1 -> held.iterator().next();
      default -> UNKNOWN;
    };
  }

  private static boolean isSame(Default held, Default declared) {
    if (held instanceof Default.Literal(String one)
        && declared instanceof Default.Literal(String other)) {
      return one.equals(other) || isSameNumber(one, other) || isSameTruth(one, other);
    }
    return held.equals(declared);
  }

  private static boolean isSameNumber(String one, String other) {
    try {
      return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static boolean isSameTruth(String one, String other) {
    return (one.equals("t") && other.equals("true")) || (one.equals("f") && other.equals("false"));
  }

  private DataType type(TableForm.Field field) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TYPE)) {
      query.setInt(1, field.modifier());
      query.setLong(2, Integer.toUnsignedLong(field.type()));
      try (ResultSet row = query.executeQuery()) {
        boolean isKnown = row.next() && !row.getBoolean(3);
        return isKnown
            ? CatalogColumns.type(
                row.getString(1), field.modifier(), row.getString(2), row.getString(2))
            : new DataType.Native(PostgresEngine.ID, "type " + field.type());
      }
    }
  }
}
