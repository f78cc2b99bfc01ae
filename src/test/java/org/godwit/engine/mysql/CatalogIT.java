package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Index;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.TableSummary;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogIT {
  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void everyTypeIsRead(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute(
        """
        CREATE TABLE t (a tinyint(1), b int unsigned, c bigint unsigned, d decimal(30,10), e numeric,
          f float, g double(9,3), h char(3), i varchar(255), j mediumtext, k binary(16),
          l varbinary(9), m longblob, n date, o time(3), p datetime(6), q timestamp NULL, r year,
          s enum('it''s','a,b','back\\\\slash','"q"'), t set('x','y'), u json, v bit(12), w geometry,
          x multipolygon, y mediumint, z bit)
        """);
    Table table = family.table(database, "t");
    assertThat(table.columns().stream().map(Column::type))
        .containsExactly(
            new DataType.Int(8, false),
            new DataType.Int(32, true),
            new DataType.Int(64, true),
            new DataType.Decimal(30, 10),
            new DataType.Decimal(10, 0),
            new DataType.Real(32),
            new DataType.Real(64),
            new DataType.Text(3, true),
            new DataType.Text(255, false),
            DataType.Text.unbounded(),
            new DataType.Binary(16, true),
            new DataType.Binary(9, false),
            new DataType.Binary(DataType.UNBOUNDED, false),
            new DataType.Date(),
            new DataType.TimeSpan(3),
            new DataType.Timestamp(6, false),
            new DataType.Timestamp(0, true),
            new DataType.Year(),
            new DataType.Enumeration(List.of("it's", "a,b", "back\\slash", "\"q\"")),
            new DataType.LabelSet(List.of("x", "y")),
            new DataType.Json(family == Family.MYSQL),
            new DataType.Bits(12, false),
            new DataType.Geometry("geometry"),
            new DataType.Geometry("multipolygon"),
            new DataType.Int(24, false),
            new DataType.Bits(1, false));
    assertThat(table.checks()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void defaultsAndGenerationMeanWhatTheServerMeans(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute(
        """
        CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY COMMENT 'it''s \u00E9', a int DEFAULT -5,
          b varchar(20) DEFAULT 'it''s \\\\ "x"', c varchar(9) DEFAULT '', d datetime(3)
          DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), e bit(3) DEFAULT b'101',
          f int NOT NULL, g int DEFAULT NULL, h decimal(5,2) DEFAULT 1.50, i varchar(40)
          DEFAULT (uuid()), v varchar(50) GENERATED ALWAYS AS (concat(b, '\\\\''')) VIRTUAL,
          s int AS (a * 2) STORED, x enum('a','NULL') DEFAULT 'NULL') AUTO_INCREMENT = 77
        """);
    Table table = family.table(database, "t");
    assertThat(column(table, "id").generation()).isEqualTo(new Generation.Identity(77));
    assertThat(column(table, "id").comment()).isEqualTo("it's \u00E9");
    assertThat(column(table, "id").nullable()).isFalse();
    assertThat(column(table, "a").defaultValue()).isEqualTo(new Default.Literal("-5"));
    assertThat(column(table, "b").defaultValue()).isEqualTo(new Default.Literal("it's \\ \"x\""));
    assertThat(column(table, "c").defaultValue()).isEqualTo(new Default.Literal(""));
    assertThat(column(table, "d").defaultValue()).isEqualTo(new Default.Now(3));
    assertThat(column(table, "d").updatedToNow()).isTrue();
    assertThat(column(table, "e").defaultValue()).isEqualTo(new Default.Literal("101"));
    assertThat(column(table, "f").defaultValue()).isEqualTo(new Default.None());
    assertThat(column(table, "g").defaultValue()).isEqualTo(new Default.None());
    assertThat(column(table, "h").defaultValue()).isEqualTo(new Default.Literal("1.50"));
    assertThat(column(table, "i").defaultValue()).isEqualTo(new Default.Expression("uuid()"));
    assertThat(column(table, "x").defaultValue()).isEqualTo(new Default.Literal("NULL"));
    assertThat(standard(family, table, column(table, "v"))).contains("(\"b\" || '\\''')");
    assertThat(column(table, "v").generation())
        .isInstanceOfSatisfying(
            Generation.Computed.class, computed -> assertThat(computed.stored()).isFalse());
    assertThat(column(table, "s").generation())
        .isInstanceOfSatisfying(
            Generation.Computed.class, computed -> assertThat(computed.stored()).isTrue());
  }

  private static java.util.Optional<String> standard(Family family, Table table, Column column) {
    Generation.Computed computed = (Generation.Computed) column.generation();
    return family.engine().dialect().toStandard(computed.expression(), table, name -> name);
  }

  private static Column column(Table table, String name) {
    return table.column(name).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void keysIndexesAndChecksAreRead(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute(
        "CREATE TABLE p (x int, y varchar(9), PRIMARY KEY (y, x), UNIQUE KEY u (x))",
        """
        CREATE TABLE c (id int PRIMARY KEY, x int, y varchar(9), body text, g geometry NOT NULL, z varchar(9),
          CONSTRAINT f FOREIGN KEY (y, x) REFERENCES p (y, x) ON DELETE CASCADE,
          CONSTRAINT o FOREIGN KEY (x) REFERENCES p (x) ON DELETE SET NULL ON UPDATE CASCADE,
          CONSTRAINT positive CHECK (id > 0 AND z <> 'a''b'),
          KEY prefix (body(10)), KEY down (x DESC, id), FULLTEXT KEY words (body),
          SPATIAL KEY place (g)) COMMENT 'child'
        """,
        "CREATE VIEW v AS SELECT id, x FROM c");
    Table table = family.table(database, "c");
    assertThat(family.table(database, "p").keyColumns()).containsExactly("y", "x");
    assertThat(table.comment()).isEqualTo("child");
    assertThat(table.foreignKeys())
        .containsExactly(
            new ForeignKey(
                "f",
                List.of("y", "x"),
                new TableName(database.name(), "p"),
                List.of("y", "x"),
                ForeignKey.Action.CASCADE,
                table.foreignKeys().getFirst().onUpdate()),
            new ForeignKey(
                "o",
                List.of("x"),
                new TableName(database.name(), "p"),
                List.of("x"),
                ForeignKey.Action.SET_NULL,
                ForeignKey.Action.CASCADE));
    assertThat(index(table, "prefix").parts().getFirst().prefixLength()).isEqualTo(10);
    assertThat(index(table, "down").parts().stream().map(Index.Part::descending))
        .containsExactly(true, false);
    assertThat(index(table, "words").kind()).isEqualTo(Index.Kind.FULLTEXT);
    assertThat(index(table, "place").kind()).isEqualTo(Index.Kind.SPATIAL);
    assertThat(table.checks().stream().map(Check::name)).containsExactly("positive");
    assertThat(
            family
                .engine()
                .dialect()
                .toStandard(table.checks().getFirst().expression(), table, name -> name))
        .contains("((\"id\" > 0) AND (\"z\" <> 'a''b'))");
    Table view = family.table(database, "v");
    assertThat(view.kind()).isEqualTo(TableKind.VIEW);
    assertThat(view.columns()).hasSize(2);
  }

  private static Index index(Table table, String name) {
    return table.indexes().stream()
        .filter(index -> index.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void manyTablesAreReadAtOnceInTheOrderOfTheirNames(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    for (int i = 0; i < 20; i++) {
      database.execute("CREATE TABLE t" + i + " (id int PRIMARY KEY, x int, KEY k (x))");
    }
    CatalogReader reader = family.engine().catalogReader();
    try (Connection connection = family.engine().connect(family.config(database))) {
      assertThat(reader.schemas(connection))
          .contains(database.name())
          .doesNotContain("mysql", "information_schema", "performance_schema", "sys");
      List<TableName> names =
          reader.summaries(connection).stream()
              .map(TableSummary::name)
              .filter(name -> name.schema().equals(database.name()))
              .toList();
      assertThat(names).hasSize(20).isSorted();
      database.execute("CREATE VIEW v AS SELECT * FROM t1", "FLUSH TABLES");
      long opened = openedTables(connection);
      assertThat(reader.kinds(connection))
          .containsEntry(names.getFirst(), TableKind.TABLE)
          .containsEntry(new TableName(database.name(), "v"), TableKind.VIEW)
          .containsKeys(names.toArray(TableName[]::new));
      assertThat(openedTables(connection) - opened)
          .as("tables that the server has opened to tell their kinds")
          .isLessThan(names.size());
      List<Table> tables = reader.tables(connection, names.reversed());
      assertThat(tables.stream().map(Table::name)).isEqualTo(names.reversed());
      assertThat(tables).allMatch(table -> table.indexes().size() == 1);
      assertThat(reader.tables(connection, List.of(new TableName(database.name(), "gone"))))
          .isEmpty();
    }
  }

  private static long openedTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Opened_tables'")) {
      row.next();
      return row.getLong(2);
    }
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void noneOfTwoThousandChecksIsLeftOut(Family family) throws SQLException {
    // MySQL 8.0.33 leaves rows out where it joins and sorts this many.
    TestDatabase database = family.newDatabase();
    List<TableName> names = new ArrayList<>();
    for (int table = 0; table < 20; table++) {
      StringBuilder checks = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        checks.append(
            ", CONSTRAINT c%d_%d CHECK (a > -%d AND a + %d > -%d AND a <> %d)"
                .formatted(table, i, i, i, table * 10, table * 1000 + i));
      }
      database.execute("CREATE TABLE t%02d (a int%s)".formatted(table, checks));
      names.add(new TableName(database.name(), "t%02d".formatted(table)));
    }
    try (Connection connection = family.engine().connect(family.config(database))) {
      assertThat(family.engine().catalogReader().tables(connection, names))
          .hasSize(20)
          .allSatisfy(table -> assertThat(table.checks()).hasSize(100));
    }
  }
}
