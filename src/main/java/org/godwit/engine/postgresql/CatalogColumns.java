package org.godwit.engine.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Collation;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;

/** The columns of tables with their types in shared terms. */
final class CatalogColumns {
  private static final String SQL =
      """
      WITH RECURSIVE based(domain, base, modifier) AS (
        SELECT d.oid, d.typbasetype, d.typtypmod FROM pg_type d WHERE d.typtype = 'd'
        UNION ALL
        SELECT o.domain, d.typbasetype, d.typtypmod FROM based o
          JOIN pg_type d ON d.oid = o.base AND d.typtype = 'd'),
      bottom AS (
        SELECT o.domain, o.base, o.modifier FROM based o
          JOIN pg_type b ON b.oid = o.base AND b.typtype <> 'd')
      SELECT a.attrelid::bigint, a.attname, format_type(a.atttypid, a.atttypmod),
             CASE WHEN tn.nspname = 'pg_catalog' THEN t.typname ELSE '' END, t.typtype::text,
             coalesce(o.modifier, a.atttypmod),
             CASE WHEN t.typtype = 'e' THEN (SELECT array_agg(e.enumlabel::text
                 ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) END,
             a.attnotnull, coalesce(pg_get_expr(d.adbin, d.adrelid), ''), a.attidentity::text,
             a.attgenerated::text, coalesce(col_description(a.attrelid, a.attnum), ''),
             a.attnum,
             format_type(t.oid, coalesce(o.modifier, a.atttypmod)),
             CASE WHEN a.attcollation <> 0 AND a.attcollation <> at.typcollation THEN
               (SELECT quote_ident(cn.nspname) || '.' || quote_ident(c.collname) FROM pg_collation c
                  JOIN pg_namespace cn ON cn.oid = c.collnamespace WHERE c.oid = a.attcollation) END
        FROM pg_attribute a LEFT JOIN bottom o ON o.domain = a.atttypid
        JOIN pg_type at ON at.oid = a.atttypid
        JOIN pg_type t ON t.oid = coalesce(o.base, a.atttypid)
        JOIN pg_namespace tn ON tn.oid = t.typnamespace
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = ANY (?::oid[])
       ORDER BY a.attrelid, a.attnum""";

  /**
   * For all tables at once: asked for a column at a time it takes minutes for 10,000 tables. One
   * that has given the last bigint gives no other; it is told to give that.
   */
  private static final String SEQUENCES =
      """
      SELECT p.refobjid::bigint, p.refobjsubid,
             coalesce(CASE WHEN has_sequence_privilege(s.seqrelid, 'SELECT,USAGE')
                THEN (SELECT greatest(least(v.last + s.seqincrement,
                         9223372036854775807), -9223372036854775808)::bigint
                        FROM (SELECT pg_sequence_last_value(s.seqrelid)::numeric) v(last)
                       WHERE v.last IS NOT NULL) END, s.seqstart)
        FROM pg_depend p JOIN pg_sequence s ON s.seqrelid = p.objid
       WHERE p.classid = 'pg_class'::regclass AND p.refclassid = 'pg_class'::regclass
         AND p.refobjsubid > 0 AND p.deptype IN ('a', 'i') AND p.refobjid = ANY (?::oid[])""";

  private static final Pattern LITERAL =
      Pattern.compile("'((?:[^']|'')*)'::(?:\"(?:[^\"]|\"\")*\"|[\\w ().\\[\\]])+");
  private static final Pattern NUMBER = Pattern.compile("\\(?(-?\\d+(?:\\.\\d+)?)\\)?");
  private static final int LENGTH_HEADER = 4; // a typmod counts the varlena header
  private static final int SCALE_MAX = 6;

  private final CatalogQuery query;
  private final Map<Place, Long> counters = new HashMap<>();

  /** A column by its table's oid and its number. */
  private record Place(long table, int number) {}

  CatalogColumns(CatalogQuery query) {
    this.query = query;
  }

  Map<Long, List<Column>> read(Long[] tables) throws SQLException {
    Map<Long, List<Column>> lists = new HashMap<>();
    query.list(
        SEQUENCES,
        row -> counters.put(new Place(row.getLong(1), row.getInt(2)), row.getLong(3)),
        new Object[][] {tables});
    query.list(
        SQL,
        row -> lists.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>()).add(column(row)),
        new Object[][] {tables});
    return lists;
  }

  private Column column(ResultSet row) throws SQLException {
    String expression = row.getString(9);
    Generation generation = generation(row, expression);
    DataType type = type(row);
    return Column.of(row.getString(2), type, row.getString(3), !row.getBoolean(8))
        .withDefault(
            generation instanceof Generation.Given
                ? defaultOf(expression, type)
                : new Default.None())
        .withGeneration(generation)
        .withComment(row.getString(12))
        .withCollation(
            Optional.ofNullable(row.getString(15))
                .map(name -> new Collation(PostgresEngine.ID, name, "")));
  }

  private Generation generation(ResultSet row, String expression) throws SQLException {
    if (!row.getString(11).isEmpty()) {
      return new Generation.Computed(expression, row.getString(11).equals("s"));
    }
    boolean isIdentity = !row.getString(10).isEmpty();
    Long next = counters.get(new Place(row.getLong(1), row.getInt(13)));
    // A serial column's sequence belongs to it; another sequence stays an expression.
    boolean counts = isIdentity || (next != null && expression.startsWith("nextval("));
    return counts
        ? new Generation.Identity(Objects.requireNonNullElse(next, 0L))
        : new Generation.Given();
  }

  private static Default defaultOf(String expression, DataType type) {
    if (expression.isEmpty() || expression.startsWith("NULL::")) {
      return new Default.None();
    }
    Matcher literal = LITERAL.matcher(expression);
    if (literal.matches()) {
      return constant(literal.group(1).replace("''", "'"), type);
    }
    Matcher number = NUMBER.matcher(expression);
    if (number.matches()) {
      return new Default.Literal(number.group(1));
    }
    return switch (expression) {
      case "true", "false" -> new Default.Literal(expression);
      case "now()", "CURRENT_TIMESTAMP" -> new Default.Now(SCALE_MAX);
      default -> new Default.Expression(expression);
    };
  }

  /** A constant in shared terms: what bytes look like is each engine's own. */
  static Default constant(String text, DataType type) {
    boolean isHex = type instanceof DataType.Binary && text.startsWith("\\x");
    return new Default.Literal(isHex ? "0x" + text.substring(2) : text);
  }

  private static DataType type(ResultSet row) throws SQLException {
    return row.getString(5).equals("e")
        ? new DataType.Enumeration(CatalogQuery.strings(row, 7))
        : type(row.getString(4), row.getInt(6), row.getString(14), row.getString(3));
  }

  /**
   * A type that is no enumeration.
   *
   * @param name of one that every server has, empty for another
   * @param modifier its length or digits
   * @param written with them
   * @param shown as the column has it, which may be a domain
   */
  static DataType type(String name, int modifier, String written, String shown) {
    return switch (name) {
      case "bool" -> new DataType.Bool();
      case "int2" -> new DataType.Int(16, false);
      case "int4" -> new DataType.Int(32, false);
      case "int8" -> new DataType.Int(64, false);
      case "float4" -> new DataType.Real(32);
      case "float8" -> new DataType.Real(64);
      case "numeric" -> numeric(modifier);
      case "text" -> DataType.Text.unbounded();
      case "varchar" -> new DataType.Text(length(modifier), false);
      case "bpchar" -> new DataType.Text(length(modifier), true);
      case "bytea" -> new DataType.Binary(DataType.UNBOUNDED, false);
      case "bit" -> new DataType.Bits(modifier < 0 ? 1 : modifier, false);
      case "varbit" -> new DataType.Bits(modifier, true);
      case "date" -> new DataType.Date();
      case "time" -> new DataType.TimeOfDay(scale(modifier), false);
      case "timetz" -> new DataType.TimeOfDay(scale(modifier), true);
      case "timestamp" -> new DataType.Timestamp(scale(modifier), false);
      case "timestamptz" -> new DataType.Timestamp(scale(modifier), true);
      case "interval" -> interval(written, modifier);
      case "json" -> new DataType.Json(false);
      case "jsonb" -> new DataType.Json(true);
      case "uuid" -> new DataType.Uuid();
      case "inet" -> new DataType.Inet();
      default -> new DataType.Native(PostgresEngine.ID, shown);
    };
  }

  private static int length(int modifier) {
    return modifier < 0 ? DataType.UNBOUNDED : modifier - LENGTH_HEADER;
  }

  private static int scale(int modifier) {
    return modifier < 0 ? SCALE_MAX : modifier;
  }

  /** An interval of certain fields ({@code interval year to month}) stays PostgreSQL's own. */
  private static DataType interval(String written, int modifier) {
    if (!written.replaceAll("\\(\\d\\)", "").equals("interval")) {
      return new DataType.Native(PostgresEngine.ID, written);
    }
    return new DataType.TimeSpan(modifier < 0 ? SCALE_MAX : Math.min(modifier & 0xFFFF, SCALE_MAX));
  }

  /** Scales below zero and above the precision exist since PostgreSQL 15; the digits are kept. */
  private static DataType numeric(int modifier) {
    if (modifier < 0) {
      return new DataType.Decimal(DataType.UNBOUNDED, DataType.UNBOUNDED);
    }
    int packed = modifier - LENGTH_HEADER;
    int scale = ((packed & 0x7FF) ^ 1024) - 1024; // numeric_typmod_scale
    return new DataType.Decimal((packed >> 16) & 0xFFFF, scale);
  }
}
