package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.godwit.catalog.TableName;

/**
 * What makes the form of a table's rows in the log. The log names columns; their numbers, which a
 * new name doesn't change, are the catalog's alone.
 *
 * @param oid of the table
 * @param file that its rows are in, another one once they were written anew; 0 where it has none
 * @param key numbers of its primary key's columns, {@link #NO_KEY} for none, empty where an earlier
 *     build didn't write it down
 * @param fields its columns in order
 * @param leaves the files of a partitioned table's partitions that have rows, by their numbers
 */
record TableForm(
    long oid, long file, String key, List<Field> fields, SortedMap<Long, Long> leaves) {
  static final String NO_KEY = "-";

  /** What tells labels of an enumeration from others is also asked by {@code godwit_ddl.sql}. */
  private static final String QUERY =
      """
      SELECT n.nspname, c.relname, c.oid::bigint, c.relfilenode::bigint,
             a.attnum, a.atttypid::bigint, a.atttypmod, a.attgenerated = '', a.attname,
             coalesce((SELECT string_agg(k::text, ',' ORDER BY k)
                         FROM pg_constraint p, unnest(p.conkey) AS k
                        WHERE p.conrelid = c.oid AND p.contype = 'p'), '-'),
             coalesce((SELECT string_agg(e.oid::bigint || '=' || left(encode(sha256(
                                convert_to(e.enumlabel, 'UTF8')), 'hex'), 16), ',' ORDER BY e.oid)
                         FROM pg_enum e
                        WHERE a.atttypid >= 16384 AND e.enumtypid IN (
                              WITH RECURSIVE part (oid) AS (
                                     SELECT a.atttypid
                                     UNION SELECT of.oid FROM part JOIN pg_type t ON t.oid = part.oid
                                      CROSS JOIN LATERAL (VALUES (t.typelem), (t.typbasetype)) AS of (oid)
                                      WHERE of.oid <> 0)
                              SELECT oid FROM part)), '')
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE (n.nspname::text, c.relname::text) IN (SELECT * FROM unnest(?, ?))
         AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
       ORDER BY 1, 2, a.attnum""";

  private static final int PARTS = 5;
  private static final int LEAVES_AT = 3;

  /** Of every partition, at whatever depth, that has no partitions itself. */
  private static final String LEAVES =
      """
      SELECT n.nspname, c.relname, leaf.oid::bigint, leaf.relfilenode::bigint
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
       CROSS JOIN LATERAL pg_partition_tree(c.oid) AS part
        JOIN pg_class leaf ON leaf.oid = part.relid
       WHERE (n.nspname::text, c.relname::text) IN (SELECT * FROM unnest(?, ?))
         AND c.relkind = 'p' AND part.isleaf AND leaf.relkind = 'r'""";

  TableForm {
    fields = List.copyOf(fields);
    leaves = Collections.unmodifiableSortedMap(new TreeMap<>(leaves));
  }

  /** Of a table that isn't partitioned. */
  TableForm(long oid, long file, String key, List<Field> fields) {
    this(oid, file, key, fields, Collections.emptySortedMap());
  }

  /**
   * A column.
   *
   * @param type as the server numbers it
   * @param modifier its length or digits
   * @param isLogged whether the log has its values; it has none of those that are computed
   * @param labels of the enumeration that its type is made of: a number, which a new name doesn't
   *     change, and what tells the name from others for each; empty where there is none
   */
  record Field(int number, int type, int modifier, boolean isLogged, String labels, String name) {
    boolean isOfType(int otherType, int otherModifier) {
      return type == otherType && modifier == otherModifier;
    }

    /** Whether a label has another name here: rows that had it show another value. */
    boolean renames(Field older) {
      Map<String, String> before = named(older.labels);
      return named(labels).entrySet().stream()
          .anyMatch(
              label ->
                  !label.getValue().equals(before.getOrDefault(label.getKey(), label.getValue())));
    }

    private static Map<String, String> named(String labels) {
      Map<String, String> named = new HashMap<>();
      for (String label : labels.split(",", -1)) {
        int at = label.indexOf('=');
        if (at > 0) {
          named.put(label.substring(0, at), label.substring(at + 1));
        }
      }
      return named;
    }
  }

  /** The tables that are there. */
  static Map<TableName, TableForm> read(Connection connection, Collection<TableName> names)
      throws SQLException {
    Map<TableName, TableForm> forms = new TreeMap<>();
    String[] schemas = names.stream().map(TableName::schema).toArray(String[]::new);
    String[] tables = names.stream().map(TableName::table).toArray(String[]::new);
    new CatalogQuery(connection)
        .list(
            QUERY,
            row -> {
              TableName name = new TableName(row.getString(1), row.getString(2));
              Field field =
                  new Field(
                      row.getInt(5),
                      (int) row.getLong(6),
                      row.getInt(7),
                      row.getBoolean(8),
                      row.getString(11),
                      row.getString(9));
              TableForm before = forms.get(name);
              List<Field> fields =
                  new ArrayList<>(before == null ? List.<Field>of() : before.fields());
              fields.add(field);
              return forms.put(
                  name, new TableForm(row.getLong(3), row.getLong(4), row.getString(10), fields));
            },
            schemas,
            tables);
    Map<TableName, SortedMap<Long, Long>> leaves = new TreeMap<>();
    new CatalogQuery(connection)
        .list(
            LEAVES,
            row ->
                leaves
                    .computeIfAbsent(
                        new TableName(row.getString(1), row.getString(2)), _ -> new TreeMap<>())
                    .put(row.getLong(3), row.getLong(4)),
            schemas,
            tables);
    forms.replaceAll((name, form) -> form.with(leaves.getOrDefault(name, form.leaves())));
    return forms;
  }

  private TableForm with(SortedMap<Long, Long> of) {
    return new TableForm(oid, file, key, fields, of);
  }

  /** The column of that number. */
  Optional<Field> numbered(int number) {
    return fields.stream().filter(field -> field.number() == number).findFirst();
  }

  /** The table's line, then one a column. */
  String text() {
    StringBuilder text = new StringBuilder().append(oid).append(' ').append(file);
    if (!key.isEmpty()) {
      text.append(' ').append(key);
    }
    if (!leaves.isEmpty()) {
      StringJoiner files = new StringJoiner(",", " ", "");
      leaves.forEach((leaf, its) -> files.add(leaf + "=" + its));
      text.append(files);
    }
    for (Field field : fields) {
      text.append('\n')
          .append(field.number())
          .append(' ')
          .append(field.type())
          .append(' ')
          .append(field.modifier())
          .append(' ')
          .append(field.isLogged() ? 1 : 0)
          .append(field.labels().isEmpty() ? "" : ":" + field.labels())
          .append(' ')
          .append(field.name().replace("\\", "\\\\").replace("\n", "\\n"));
    }
    return text.toString();
  }

  /** The forms one after the other, as {@link #parseAll} reads them. */
  static String text(List<TableForm> forms) {
    return String.join("\n\n", forms.stream().map(TableForm::text).toList());
  }

  /** Reads what {@link #text(List)} wrote. */
  static List<TableForm> parseAll(String text) {
    return Stream.of(text.split("\n\n", -1)).map(TableForm::parse).toList();
  }

  /** Reads one form; a type's number may have its sign or not. */
  static TableForm parse(String text) {
    String[] lines = text.split("\n", -1);
    String[] table = lines[0].split(" ", -1);
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(" ", PARTS);
      String[] logged = parts[3].split(":", 2);
      fields.add(
          new Field(
              Integer.parseInt(parts[0]),
              (int) Long.parseLong(parts[1]),
              Integer.parseInt(parts[2]),
              logged[0].equals("1"),
              logged.length > 1 ? logged[1] : "",
              unescaped(parts[4])));
    }
    return new TableForm(
        Long.parseLong(table[0]),
        Long.parseLong(table[1]),
        table.length > 2 ? table[2] : "",
        fields,
        table.length > LEAVES_AT ? leaves(table[LEAVES_AT]) : Collections.emptySortedMap());
  }

  private static SortedMap<Long, Long> leaves(String text) {
    SortedMap<Long, Long> leaves = new TreeMap<>();
    for (String leaf : text.split(",", -1)) {
      String[] parts = leaf.split("=", 2);
      leaves.put(Long.valueOf(parts[0]), Long.valueOf(parts[1]));
    }
    return leaves;
  }

  /** A name in one line. */
  static String unescaped(String name) {
    return name.indexOf('\\') < 0 ? name : name.translateEscapes();
  }
}
