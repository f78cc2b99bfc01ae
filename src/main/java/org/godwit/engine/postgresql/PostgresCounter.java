package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.godwit.catalog.TableName;
import org.godwit.engine.TargetCounter;

/**
 * A sequence of identity columns, serial columns, or defaults.
 *
 * @param increment how far it steps, below 0 where it counts down
 */
record PostgresCounter(
    PostgresDialect dialect,
    TableName name,
    long increment,
    long min,
    long max,
    boolean cycles,
    List<Use> uses)
    implements TargetCounter {
  /** What belongs to a column holds its numbers, also where the application fetches them itself. */
  private static final String SQL =
      """
      WITH wanted AS (
        SELECT c.oid, n.nspname, c.relname FROM unnest(?::text[], ?::text[]) w(s, t)
          JOIN pg_namespace n ON n.nspname = w.s
          JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.t),
      asked(sequence, relation, number, is_value) AS (
        SELECT d.objid, d.refobjid, d.refobjsubid, true
          FROM pg_depend d JOIN wanted w ON w.oid = d.refobjid
         WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
           AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
        UNION ALL
        SELECT d.refobjid, f.adrelid, f.adnum, pg_get_expr(f.adbin, f.adrelid)
                 = format('nextval(%L::regclass)', d.refobjid::regclass::text)
          FROM pg_attrdef f JOIN wanted w ON w.oid = f.adrelid
          JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid
           AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'n')
      SELECT n.nspname, c.relname, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle,
             w.nspname, w.relname, a.attname, bool_or(k.is_value) AND t.typcategory = 'N'
        FROM asked k
        JOIN pg_sequence s ON s.seqrelid = k.sequence
        JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN wanted w ON w.oid = k.relation
        JOIN pg_attribute a ON a.attrelid = k.relation AND a.attnum = k.number
        JOIN pg_type t ON t.oid = a.atttypid
       GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, t.typcategory
       ORDER BY 1, 2, 7, 8, 9""";

  /** Those of some tables, in order of name. */
  static List<TargetCounter> of(
      Connection connection, PostgresDialect dialect, Collection<TableName> tables)
      throws SQLException {
    Map<TableName, PostgresCounter> counters = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, texts(connection, tables.stream().map(TableName::schema)));
      statement.setArray(2, texts(connection, tables.stream().map(TableName::table)));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          TableName name = new TableName(row.getString(1), row.getString(2));
          PostgresCounter counter = counters.get(name);
          if (counter == null) {
            counter =
                new PostgresCounter(
                    dialect,
                    name,
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getBoolean(6),
                    new ArrayList<>());
            counters.put(name, counter);
          }
          counter.uses.add(
              new Use(
                  new TableName(row.getString(7), row.getString(8)),
                  row.getString(9),
                  row.getBoolean(10)));
        }
      }
    }
    return List.copyOf(counters.values());
  }

  private static java.sql.Array texts(Connection connection, Stream<String> texts)
      throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  @Override
  public boolean isDescending() {
    return increment < 0;
  }

  /** The number that comes next, if the sequence steps from where it is until it is past. */
  @Override
  public String past(List<Long> used) {
    String numbers =
        Stream.concat(
                uses.stream()
                    .filter(Use::isValue)
                    .map(
                        use ->
                            "(SELECT %s(%s)::numeric FROM %s)"
                                .formatted(
                                    isDescending() ? "min" : "max",
                                    dialect.quote(use.column()),
                                    dialect.quote(use.table()))),
                used.stream().map(Object::toString))
            .collect(Collectors.joining(", "));
    return """
        SELECT setval(%1$s, CASE WHEN v.first %2$s %3$d THEN %3$d ELSE v.first END::bigint, v.first %2$s %3$d) \
        FROM (SELECT s.last, CASE WHEN s.called THEN s.last + (%4$d) ELSE s.last END, u.used, \
        s.last + (div(u.used - s.last, %4$d) + 1) * (%4$d) \
        FROM (SELECT last_value::numeric, is_called FROM %5$s) s(last, called), \
        (SELECT %6$s(%7$s)) u(used)) v(last, next, used, first) \
        WHERE v.used %2$s= v.last AND v.first %2$s v.next%8$s"""
        .formatted(
            regclass(),
            isDescending() ? "<" : ">",
            isDescending() ? min : max,
            increment,
            dialect.quote(name),
            isDescending() ? "least" : "greatest",
            numbers,
            cycles ? " AND v.first BETWEEN %d AND %d".formatted(min, max) : "");
  }

  @Override
  public String inStep(long last) {
    return """
        SELECT setval(%1$s, %2$d) FROM (SELECT %3$d::numeric - %4$d + 1, \
        CASE WHEN is_called THEN (%2$d - last_value::numeric) * sign(%5$d::numeric) END FROM %6$s) v(lap, ahead) \
        WHERE v.ahead IS NULL OR v.ahead <> 0 AND mod(v.ahead + v.lap, v.lap) * 2 < v.lap"""
        .formatted(regclass(), last, max, min, increment, dialect.quote(name));
  }

  private String regclass() {
    return dialect.literal(dialect.quote(name)) + "::regclass";
  }
}
