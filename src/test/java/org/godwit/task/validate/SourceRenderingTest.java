package org.godwit.task.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.oracle.OracleFixture;
import org.godwit.engine.sqlserver.SqlServerFixture;
import org.godwit.task.validate.PairingPlanner.ServerText;
import org.godwit.testing.Golden;
import org.godwit.testing.Grammar;
import org.junit.jupiter.api.Test;

/**
 * What a validation asks of servers that no test can reach: the SQL in files that a DBA can read,
 * with what each column's value is rendered as. A grammar reads it too.
 */
class SourceRenderingTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/task/validate");

  @Test
  void oracle() throws IOException {
    check(
        "oracle",
        OracleFixture.table(OracleFixture.TYPES),
        OracleFixture.table(OracleFixture.ORDERS),
        // The grammar is older than these words of 19c and 23ai.
        sql ->
            Grammar.assertOracle(
                sql.replaceAll("JSON_SERIALIZE\\((.*?) RETURNING CLOB\\)", "$1")
                    .replaceAll("WHEN (NOT )?\"BO\" THEN", "WHEN \"BO\" = 1 THEN")));
  }

  @Test
  void sqlServer() throws IOException {
    check(
        "sqlserver",
        SqlServerFixture.table(SqlServerFixture.TYPES),
        SqlServerFixture.table(SqlServerFixture.ORDERS),
        sql -> {
          // The grammar has no methods of values, and only one COLLATE a value.
          if (sql.startsWith("SELECT")) {
            Grammar.assertSqlServer(
                sql.replace("]]]", "]")
                    .replaceAll("\\.(ToString|STAsBinary)\\(\\)", "")
                    .replaceAll(" COLLATE [A-Za-z0-9_]+", ""));
          }
        });
  }

  private static void check(String engine, Table types, Table orders, Consumer<String> grammar)
      throws IOException {
    StringBuilder text = new StringBuilder("-- values\n");
    PairingPlanner planner = planner(engine, types);
    Pairing pairing = planner.plan();
    Side side = pairing.source();
    for (RenderedColumn column : side.values()) {
      text.append("-- %s %s%n".formatted(column.name(), column.column().column().nativeType()))
          .append(column.value())
          .append('\n');
      // One by one: the time that the grammar takes grows much faster than a statement.
      grammar.accept(
          "SELECT " + column.value() + " FROM " + text(engine).dialect().quote(types.name()));
      side.canonical()
          .altered(column.column())
          .ifPresent(altered -> text.append("--   altered where\n").append(altered).append('\n'));
    }
    planner
        .uncompared()
        .forEach(column -> text.append("-- not compared: ").append(column).append('\n'));
    List<String> queries = new ArrayList<>();
    Side keyed = planner(engine, orders).plan().source();
    Slice slice = Slice.between(java.math.BigInteger.ONE, java.math.BigInteger.TEN, 2).get(1);
    queries.add(keyed.buckets(slice, Buckets.ALL, 4));
    queries.add(keyed.buckets(slice, new Buckets(4, List.of(3L, 7L)), 8));
    queries.add(keyed.rows(slice, new Buckets(8, List.of(35L))));
    queries.add(keyed.cells(slice, List.of("1", "2")));
    queries.add(keyed.bounds());
    queries.addAll(keyed.canonical().session());
    queries.forEach(grammar);
    queries.addFirst(side.rows(Slice.ALL, Buckets.ALL));
    text.append("\n-- queries\n").append(String.join(";\n\n", queries)).append(";\n");
    Golden.assertMatches(FOLDER.resolve(engine + "-rendering.sql"), text.toString());
  }

  private static PairingPlanner planner(String engine, Table source) {
    List<ColumnPair> pairs =
        source.columns().stream()
            .map(
                column ->
                    new ColumnPair(
                        column, column.withType(arriving(column.type()), column.nativeType())))
            .toList();
    Table target =
        Table.of(source.name(), source.kind(), pairs.stream().map(ColumnPair::target).toList())
            .withPrimaryKey(source.primaryKey())
            .withSize(source.size());
    return new PairingPlanner(
        new ValidationPair(source, target, pairs, List.of(), ""),
        text(engine),
        text("postgres"),
        ValidationSettings.DEFAULT);
  }

  private static ServerText text(String engine) {
    Engine found = Engines.standard().named(engine);
    return new ServerText(found.dialect(), found.canonicalText().orElseThrow());
  }

  /** What PostgreSQL makes of a type. */
  private static DataType arriving(DataType type) {
    return switch (type) {
      case DataType.Int(int bits, _) -> new DataType.Int(Math.max(bits, 16), false);
      case DataType.Timestamp(int scale, boolean zoned) ->
          new DataType.Timestamp(Math.min(scale, 6), zoned);
      case DataType.TimeSpan(int scale) -> new DataType.TimeSpan(Math.min(scale, 6));
      case DataType.TimeOfDay(int scale, boolean zoned) ->
          new DataType.TimeOfDay(Math.min(scale, 6), zoned);
      case DataType.Geometry _, DataType.Binary _ -> new DataType.Binary(DataType.UNBOUNDED, false);
      case DataType.Native _ -> DataType.Text.unbounded();
      default -> type;
    };
  }
}
