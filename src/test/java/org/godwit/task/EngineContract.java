package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.testing.TestDatabase;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine that is a source and a target must do: a database of its own arrives in another
 * of the same kind exactly as it was. A new engine extends it.
 */
abstract class EngineContract {
  private static final String VALIDATED =
      """
      {"TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
       "ValidationSettings": {"EnableValidation": true}}""";

  @TempDir Path folder;

  private final String id;

  EngineContract(String id) {
    this.id = id;
  }

  /**
   * A type with the literals of its ends, and of the first value that it can't hold.
   *
   * @param beyond empty where every value that can be written fits
   */
  record Ends(String type, String least, String greatest, String beyond) {}

  abstract List<Ends> types();

  /** The types of bytes and of text that have no limit of their own below 17 MB. */
  abstract List<String> largeTypes();

  /** A type that holds a moment, whatever the zone of the session. */
  abstract String momentType();

  /** Names as a person may give them, in the engine's quotes. */
  abstract List<String> oddNames();

  @Test
  void everyTypeKeepsItsEndsAndNull() throws SQLException {
    TaskBench bench = bench();
    List<Ends> types = types();
    for (int i = 0; i < types.size(); i++) {
      Ends ends = types.get(i);
      String table = bench.schema() + ".t" + i;
      bench.source.execute(
          "CREATE TABLE " + table + " (id int PRIMARY KEY, v " + ends.type() + " NULL)",
          "INSERT INTO "
              + table
              + " VALUES (1, "
              + ends.least()
              + "), (2, "
              + ends.greatest()
              + "), (3, NULL)");
      if (!ends.beyond().isEmpty()) {
        assertThatThrownBy(
                () ->
                    bench.source.execute(
                        "INSERT INTO " + table + " VALUES (4, " + ends.beyond() + ")"))
            .as(ends.type())
            .isInstanceOf(SQLException.class);
      }
    }
    assertArrives(bench);
    for (int i = 0; i < types.size(); i++) {
      String query = "SELECT id, v FROM " + bench.schema() + ".t" + i + " ORDER BY id";
      assertThat(bench.query(bench.target, query))
          .as(types.get(i).type())
          .isEqualTo(bench.query(bench.source, query))
          .hasSize(3);
    }
  }

  @Test
  void theCatalogComesBackAsItWas() throws SQLException {
    TaskBench bench = bench();
    String schema = bench.schema();
    bench.source.execute(
        "CREATE TABLE "
            + schema
            + ".parent (a int NOT NULL, b varchar(40) NOT NULL, note varchar(9),"
            + " PRIMARY KEY (b, a), UNIQUE (note))",
        "CREATE TABLE "
            + schema
            + ".child (id bigint PRIMARY KEY, a int, b varchar(40),"
            + " price decimal(12, 3) DEFAULT 1.5 NOT NULL, day date, CHECK (price > 0),"
            + " FOREIGN KEY (b, a) REFERENCES "
            + schema
            + ".parent (b, a) ON DELETE CASCADE)",
        "CREATE INDEX child_day ON " + schema + ".child (day, price)",
        "INSERT INTO " + schema + ".parent VALUES (1, 'x', NULL)",
        "INSERT INTO " + schema + ".child (id, a, b) VALUES (1, 1, 'x')");
    assertArrives(bench);
    for (String table : List.of("parent", "child")) {
      assertThat(described(bench.target, new TableName(schema, table)))
          .isEqualTo(described(bench.source, new TableName(schema, table)))
          .hasSizeGreaterThan(4);
    }
  }

  @Test
  @Trap({21, 23})
  void namesAreNeverFoldedCutOrRead() throws SQLException {
    TaskBench bench = bench();
    for (String name : oddNames()) {
      bench.source.execute(
          "CREATE TABLE " + bench.schema() + "." + name + " (" + name + " int PRIMARY KEY)",
          "INSERT INTO " + bench.schema() + "." + name + " VALUES (7)");
    }
    assertArrives(bench);
    for (String name : oddNames()) {
      assertThat(
              bench.query(bench.target, "SELECT " + name + " FROM " + bench.schema() + "." + name))
          .containsExactly("7");
    }
  }

  @Test
  void valuesOfEverySizeArriveWhole() throws SQLException {
    TaskBench bench = bench();
    List<String> types = largeTypes();
    for (int i = 0; i < types.size(); i++) {
      String table = bench.schema() + ".t" + i;
      bench.source.execute(
          "CREATE TABLE " + table + " (id int PRIMARY KEY, v " + types.get(i) + ")");
      try (Connection connection = bench.source.connect();
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
        for (int size : new int[] {0, 1, 255, 256, 65_535, 65_536, 1 << 20, 17 << 20}) {
          insert.setInt(1, size);
          if (i == 0) {
            insert.setBytes(
                2,
                "\\\0'\n\u00ff"
                    .repeat(size / 5 + 1)
                    .substring(0, size)
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
          } else {
            insert.setString(2, "ü\\'\n\t".repeat(size / 5 + 1).substring(0, size));
          }
          insert.execute();
        }
      }
    }
    assertArrives(bench);
    for (int i = 0; i < types.size(); i++) {
      String query = "SELECT id, MD5(v) FROM " + bench.schema() + ".t" + i + " ORDER BY id";
      assertThat(bench.query(bench.target, query))
          .isEqualTo(bench.query(bench.source, query))
          .hasSize(8);
    }
  }

  @Test
  @Trap(9)
  void momentsAreKeptWhereTheProcessHasAZoneWithGaps() throws SQLException {
    TaskBench bench = bench();
    String table = bench.schema() + ".moment";
    bench.source.execute(
        "CREATE TABLE " + table + " (id int PRIMARY KEY, v " + momentType() + ", w date)");
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      bench.source.execute(
          "INSERT INTO "
              + table
              + " VALUES (1, '2024-03-31 00:59:59', '2024-03-31'), (2, '2024-03-31 02:30:00', '1980-04-06'),"
              + " (3, '2024-10-27 00:30:00', '1945-05-24'), (4, '2024-10-27 02:30:00', '2024-10-27')");
      assertArrives(bench);
    } finally {
      TimeZone.setDefault(zone);
    }
    String query =
        "SELECT id, CAST(v AS char(19)), CAST(w AS char(10)) FROM " + table + " ORDER BY id";
    assertThat(bench.query(bench.target, query))
        .isEqualTo(bench.query(bench.source, query))
        .hasSize(4);
  }

  private TaskBench bench() throws SQLException {
    TaskBench bench = TaskBench.between(id, id, folder);
    if (id.equals("postgres")) {
      bench.source.execute("CREATE SCHEMA shop");
    }
    return bench;
  }

  private static void assertArrives(TaskBench bench) {
    TaskOutcome outcome = bench.run(VALIDATED);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
    assertThat(outcome.losses().isNone()).as(outcome.toString()).isTrue();
  }

  /** What a person would compare of two tables, a line each. */
  private List<String> described(TestDatabase database, TableName name) throws SQLException {
    Engine engine = Engines.standard().named(id);
    try (Connection connection = database.connect()) {
      Table table = engine.catalogReader().tables(connection, List.of(name)).getFirst();
      List<String> lines = new ArrayList<>();
      table
          .columns()
          .forEach(
              column ->
                  lines.add(
                      "column %s %s %s %s"
                          .formatted(
                              column.name(),
                              column.nativeType(),
                              column.nullable(),
                              column.defaultValue().getClass().getSimpleName())));
      lines.add("key " + table.keyColumns());
      table.indexes().forEach(index -> lines.add("index " + index.unique() + " " + index.parts()));
      table
          .foreignKeys()
          .forEach(
              key ->
                  lines.add(
                      "foreign key "
                          + key.columns()
                          + " "
                          + key.references().table()
                          + " "
                          + key.onDelete()));
      lines.add("checks " + table.checks().size());
      return lines;
    }
  }
}
