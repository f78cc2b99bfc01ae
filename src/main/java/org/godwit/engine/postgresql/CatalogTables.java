package org.godwit.engine.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Index;
import org.godwit.catalog.Key;
import org.godwit.catalog.NamedType;
import org.godwit.catalog.Sequence;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;

/** Tables whole, each kind of part by one query for all of them. */
final class CatalogTables {
  private static final String CONSTRAINTS =
      """
      SELECT k.conrelid::bigint, k.conname, k.contype::text,
             (SELECT array_agg(a.attname::text ORDER BY i.n) FROM unnest(k.conkey)
                WITH ORDINALITY i(num, n) JOIN pg_attribute a
                  ON a.attrelid = k.conrelid AND a.attnum = i.num),
             rn.nspname, r.relname,
             (SELECT array_agg(a.attname::text ORDER BY i.n) FROM unnest(k.confkey)
                WITH ORDINALITY i(num, n) JOIN pg_attribute a
                  ON a.attrelid = k.confrelid AND a.attnum = i.num),
             k.confdeltype::text, k.confupdtype::text,
             CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid)
               WHEN 'p' THEN CASE WHEN k.condeferrable OR EXISTS
                 (SELECT FROM pg_index i WHERE i.indexrelid = k.conindid
                     AND i.indnatts > i.indnkeyatts) THEN pg_get_constraintdef(k.oid) END END,
             concat_ws(' ',
               CASE WHEN k.confmatchtype = 'f' THEN 'MATCH FULL' END,
               CASE WHEN k.condeferrable AND k.contype = 'f' THEN 'DEFERRABLE' END,
               CASE WHEN k.condeferred AND k.contype = 'f' THEN 'INITIALLY DEFERRED' END,
               CASE WHEN k.connoinherit AND k.contype = 'c' THEN 'NO INHERIT' END,
               CASE WHEN NOT k.convalidated AND k.contype = 'c' THEN 'NOT VALID' END)
        FROM pg_constraint k LEFT JOIN pg_class r ON r.oid = k.confrelid
        LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
       WHERE k.contype IN ('p', 'f', 'c') AND k.conrelid = ANY (?::oid[])
       ORDER BY k.conrelid, k.conname""";

  private final CatalogQuery query;
  private final Collection<TableName> names;
  private final Map<Long, Head> heads = new LinkedHashMap<>();
  private final Map<Long, List<Column>> columns = new HashMap<>();
  private final Map<Long, Key> keys = new HashMap<>();
  private final Map<Long, List<Index>> indexes = new HashMap<>();
  private final Map<Long, List<ForeignKey>> foreignKeys = new HashMap<>();
  private final Map<Long, List<Check>> checks = new HashMap<>();
  private final Map<Long, List<NamedType>> types = new HashMap<>();
  private final Map<Long, List<Sequence>> sequences = new HashMap<>();
  private final Map<Long, List<String>> notMoved = new HashMap<>();

  CatalogTables(CatalogQuery query, Collection<TableName> names) {
    this.query = query;
    this.names = names;
  }

  private record Head(TableName name, TableKind kind, TableSize size, String comment) {}

  List<Table> read() throws SQLException {
    findTables();
    Long[] oids = heads.keySet().toArray(Long[]::new);
    new CatalogColumns(query).read(oids).forEach((oid, list) -> columns.put(oid, list));
    types.putAll(new CatalogTypes(query).read(oids));
    sequences.putAll(new CatalogSequences(query).read(oids));
    notMoved.putAll(new CatalogNotMoved(query).ofTables(oids));
    query.list(CONSTRAINTS, this::constraint, new Object[][] {oids});
    new CatalogIndexes(query).read(oids).forEach((oid, list) -> indexes.put(oid, list));
    Map<TableName, Table> byName = new HashMap<>();
    heads.forEach((oid, head) -> byName.put(head.name(), table(oid, head)));
    List<Table> tables = new ArrayList<>();
    for (TableName name : names) {
      Table table = byName.get(name);
      if (table != null) {
        tables.add(table);
      }
    }
    return tables;
  }

  private void findTables() throws SQLException {
    String[] schemas = names.stream().map(TableName::schema).toArray(String[]::new);
    String[] tables = names.stream().map(TableName::table).toArray(String[]::new);
    // Partitions are found too when they are named, so the condition on them is taken out.
    String sql =
        CatalogQuery.TABLES
            .replace("AND NOT c.relispartition", "")
            .formatted("(n.nspname::text, c.relname::text) IN (SELECT * FROM unnest(?, ?))");
    query.list(
        sql,
        row ->
            heads.put(
                row.getLong(6),
                new Head(
                    new TableName(row.getString(1), row.getString(2)),
                    PostgresCatalog.kind(row.getString(3)),
                    new TableSize(row.getLong(4), row.getLong(5)),
                    row.getString(7))),
        schemas,
        tables);
  }

  private Table table(long oid, Head head) {
    return Table.of(head.name(), head.kind(), columns.getOrDefault(oid, List.of()))
        .withPrimaryKey(Optional.ofNullable(keys.get(oid)))
        .withIndexes(indexes.getOrDefault(oid, List.of()))
        .withForeignKeys(foreignKeys.getOrDefault(oid, List.of()))
        .withChecks(checks.getOrDefault(oid, List.of()))
        .withComment(head.comment())
        .withSize(head.size())
        .withTypes(types.getOrDefault(oid, List.of()))
        .withSequences(sequences.getOrDefault(oid, List.of()))
        .withNotMoved(notMoved.getOrDefault(oid, List.of()));
  }

  private boolean constraint(ResultSet row) throws SQLException {
    long oid = row.getLong(1);
    String name = row.getString(2);
    List<String> own = CatalogQuery.strings(row, 4);
    switch (row.getString(3)) {
      case "p" ->
          keys.put(oid, new Key(name, own, Objects.requireNonNullElse(row.getString(10), "")));
      case "c" -> add(checks, oid, new Check(name, row.getString(10), row.getString(11)));
      default ->
          add(
              foreignKeys,
              oid,
              new ForeignKey(
                  name,
                  own,
                  new TableName(row.getString(5), row.getString(6)),
                  CatalogQuery.strings(row, 7),
                  action(row.getString(8)),
                  action(row.getString(9)),
                  row.getString(11)));
    }
    return true;
  }

  private static <T> void add(Map<Long, List<T>> lists, long oid, T element) {
    lists.computeIfAbsent(oid, _ -> new ArrayList<>()).add(element);
  }

  private static ForeignKey.Action action(String letter) {
    return switch (letter) {
      case "r" -> ForeignKey.Action.RESTRICT;
      case "c" -> ForeignKey.Action.CASCADE;
      case "n" -> ForeignKey.Action.SET_NULL;
      case "d" -> ForeignKey.Action.SET_DEFAULT;
      default -> ForeignKey.Action.NO_ACTION;
    };
  }
}
