package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godwit.engine.postgresql.PostgresFixture.execute;
import static org.godwit.engine.postgresql.PostgresFixture.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Index;
import org.godwit.catalog.Key;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.TargetPlan;
import org.junit.jupiter.api.Test;

/** A MySQL table becomes the statements of a golden file, which the server then runs. */
final class TableDesignIT {
  private static final Path GOLDEN =
      Path.of("src/test/resources/engine/postgresql/table-design.sql");
  private static final ValuePolicy ZERO_DATES_TO_NULL =
      new ValuePolicy(
          ValuePolicy.ZeroDates.NULL, ValuePolicy.NulCharacters.ERROR, ValuePolicy.WHOLE);
  private static final TableName ORDERS = new TableName("shop", "Order \"lines\"");

  private static Column column(String name, DataType type, String nativeType) {
    return Column.of(name, type, nativeType, false);
  }

  private static Column withDefault(String name, DataType type, String nativeType, String value) {
    return column(name, type, nativeType).withDefault(new Default.Literal(value));
  }

  private static List<Column> columns() {
    DataType text = new DataType.Text(50, false);
    DataType integer = new DataType.Int(32, false);
    return List.of(
        column("id", new DataType.Int(64, true), "bigint unsigned")
            .withGeneration(new Generation.Identity(42)),
        withDefault("name", text, "varchar(50)", "it's \\ new"),
        withDefault("active", new DataType.Bits(1, false), "bit(1)", "b'1'"),
        withDefault("flags", new DataType.Bits(10, false), "bit(10)", "b'101'"),
        withDefault("tiny", new DataType.Int(8, false), "tinyint(1)", "0"),
        withDefault("quantity", new DataType.Int(32, true), "int unsigned", "1"),
        withDefault("price", new DataType.Decimal(10, 2), "decimal(10,2)", "9.90"),
        withDefault("state", new DataType.Enumeration(List.of("new", "it's")), "enum", "new"),
        column("tags", new DataType.LabelSet(List.of("a", "b")), "set('a','b')"),
        withDefault("sold", new DataType.Date(), "date", "0000-00-00"),
        withDefault("made", new DataType.Timestamp(0, false), "datetime", "2020-01-01 00:00:00"),
        Column.of("touched", new DataType.Timestamp(3, true), "timestamp(3)", true)
            .withDefault(new Default.Now(3))
            .withUpdatedToNow(true),
        column("spent", new DataType.TimeSpan(0), "time"),
        withDefault("year", new DataType.Year(), "year", "2024"),
        withDefault("token", new DataType.Binary(16, true), "binary(16)", "0xff00")
            .withNullable(true),
        column("picture", new DataType.Binary(DataType.UNBOUNDED, false), "longblob"),
        column("details", new DataType.Json(true), "json"),
        column("place", new DataType.Geometry("point"), "point"),
        column("total", new DataType.Decimal(20, 2), "decimal(20,2)")
            .withGeneration(new Generation.Computed("\"quantity\" * \"price\"", false)),
        column("label", text, "varchar(50)")
            .withGeneration(new Generation.Computed("to_char(\"made\", 'YYYY')", true)),
        column("parent", integer, "int").withNullable(true),
        column("emoji 😀", DataType.Text.unbounded(), "longtext")
            .withDefault(new Default.Expression("upper('x')")));
  }

  private static Table wanted() {
    return Table.of(ORDERS, TableKind.TABLE, columns())
        .withPrimaryKey(Optional.of(new Key("PRIMARY", List.of("id"))))
        .withIndexes(
            List.of(
                new Index("name", Index.Kind.ORDERED, true, List.of(Index.Part.column("name")), ""),
                new Index(
                    "by_picture",
                    Index.Kind.ORDERED,
                    false,
                    List.of(
                        new Index.Part("picture", "", 20, false),
                        new Index.Part("name", "", 10, true)),
                    ""),
                new Index(
                    "words", Index.Kind.FULLTEXT, false, List.of(Index.Part.column("name")), ""),
                new Index(
                    "x".repeat(64), Index.Kind.HASH, false, List.of(Index.Part.column("tiny")), ""),
                new Index(
                    "expr",
                    Index.Kind.ORDERED,
                    false,
                    List.of(new Index.Part("", "lower(\"name\")", -1, false)),
                    "\"tiny\" > 0"),
                new Index(
                    "area", Index.Kind.SPATIAL, false, List.of(Index.Part.column("place")), "")))
        .withForeignKeys(
            List.of(
                new ForeignKey(
                    "fk_parent",
                    List.of("parent"),
                    new TableName("shop", "parents"),
                    List.of("id"),
                    ForeignKey.Action.CASCADE,
                    ForeignKey.Action.NO_ACTION)))
        .withChecks(List.of(new Check("price_positive", "\"price\" >= 0")))
        .withComment("Lines of it's orders");
  }

  @Test
  void aTableOfMySqlBecomesTheGoldenFileWhichTheServerTakes() throws SQLException, IOException {
    PostgresFixture fixture = new PostgresFixture();
    try (Connection connection = fixture.connect()) {
      TargetPlan plan =
          fixture
              .engine
              .loadTarget()
              .orElseThrow()
              .planner(connection, List.of())
              .plan(wanted(), ZERO_DATES_TO_NULL);
      String text =
          Stream.concat(
                  plan.statements().stream().map(s -> "-- " + s.phase() + "\n" + s.sql() + ";\n"),
                  plan.notes().stream().map(note -> "-- note: " + note + "\n"))
              .collect(Collectors.joining("\n"));
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(GOLDEN.getParent());
        Files.writeString(GOLDEN, text);
      }
      assertThat(text).isEqualTo(Files.readString(GOLDEN));
      execute(connection, "CREATE SCHEMA shop", "CREATE TABLE shop.parents (id int PRIMARY KEY)");
      for (DdlStatement statement : plan.statements()) {
        execute(connection, statement.sql());
      }
      actsLikeTheSource(connection);
      Table made = fixture.table(connection, "shop", ORDERS.table());
      assertThat(made.columns().stream().map(Column::type).toList())
          .isEqualTo(plan.table().columns().stream().map(Column::type).toList());
      assertThat(made.comment()).isEqualTo("Lines of it's orders");
      assertThat(made.indexes()).hasSize(5);
      assertThat(made.foreignKeys()).hasSize(1);
      execute(connection, fixture.engine.loadTarget().orElseThrow().truncate(List.of(ORDERS)));
      execute(connection, fixture.engine.loadTarget().orElseThrow().dropTable(ORDERS));
    }
  }

  private static void actsLikeTheSource(Connection connection) throws SQLException {
    execute(
        connection,
        """
        INSERT INTO shop."Order ""lines\""" (tags, spent, picture, details, place, label)
        VALUES ('a,b', '838:59:59', '', '{}', '', '')""");
    assertThat(
            rows(
                connection,
                """
                SELECT id, name, active, flags, sold, made, year, total, touched IS NOT NULL
                  FROM shop."Order ""lines\"\"\"
                """))
        .containsExactly("42|it's \\ new|t|0000000101|null|2020-01-01 00:00:00|2024|9.90|t");
    execute(
        connection,
        "UPDATE shop.\"Order \"\"lines\"\"\" SET touched = '2000-01-01'",
        "UPDATE shop.\"Order \"\"lines\"\"\" SET tiny = 1");
    assertThat(rows(connection, "SELECT touched > '2020-01-01' FROM shop.\"Order \"\"lines\"\"\""))
        .containsExactly("t");
  }
}
