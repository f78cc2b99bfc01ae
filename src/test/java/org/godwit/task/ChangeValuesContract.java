package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.codec.Row;
import org.godwit.codec.ValueError;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.Position;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every value reads from the log as it reads from a snapshot. */
abstract class ChangeValuesContract {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String STREAM = "godwit_values";

  @TempDir Path folder;

  private final LoggedSource kind;
  private final TypeLines lines;
  private final List<String> types;
  private final Engine engine;
  private final ChangeSource source;
  private TaskBench bench;
  private EndpointConfig config;

  ChangeValuesContract(LoggedSource kind) {
    this.kind = kind;
    lines = TypeLines.read(kind.typeFiles(), false);
    types = List.copyOf(lines.byType().keySet());
    engine = Engines.standard().named(kind.engine());
    source = engine.changeSource().orElseThrow();
  }

  @BeforeEach
  void makeTables() throws SQLException {
    bench = TaskBench.from(kind.engine(), folder);
    config = bench.task("{}").source();
    bench.target.execute(lines.made().toArray(String[]::new));
    List<String> statements = new ArrayList<>(lines.made());
    statements.addAll(kind.schema());
    for (int i = 0; i < types.size(); i++) {
      statements.add(
          "CREATE TABLE %s (id int PRIMARY KEY, v %s)%s"
              .formatted(kind.named("t" + i), types.get(i), kind.tableOptions()));
    }
    bench.source.execute(statements.toArray(String[]::new));
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  /** Every value of the files. */
  private void insert() throws SQLException {
    List<String> statements = new ArrayList<>(kind.session());
    for (int i = 0; i < types.size(); i++) {
      List<TypeLines.Line> values = lines.of(types.get(i));
      for (int row = 0; row < values.size(); row++) {
        statements.add(
            "INSERT INTO %s VALUES (%d, %s)"
                .formatted(kind.named("t" + i), row, values.get(row).value()));
      }
    }
    bench.source.execute(statements.toArray(String[]::new));
  }

  @Test
  @Trap({5, 6, 11, 42, 44})
  void aRowOfTheLogReadsAsTheRowOfASnapshot() throws Exception {
    List<Table> tables;
    Position from;
    try (Connection connection = engine.connect(config)) {
      tables = followed(connection);
      source.run(config, source.setup(connection, STREAM, tables, Map.of()), PATIENCE);
      from = source.beginning(connection, STREAM);
    }
    insert();
    List<SourceTable> wanted =
        tables.stream().map(table -> new SourceTable(table, table.columns(), "")).toList();
    List<String> streamed = new ArrayList<>();
    long rows = 0;
    for (int i = 0; i < types.size(); i++) {
      String name = "t" + i;
      boolean isFollowed = tables.stream().anyMatch(table -> table.name().table().equals(name));
      rows += isFollowed ? lines.of(types.get(i)).size() : 0;
    }
    try (ChangeStream stream = source.open(config, STREAM, wanted, Map.of(), from, _ -> {})) {
      while (streamed.size() < rows) {
        Change change = stream.next(PATIENCE);
        assertThat(change).as("the next of %d rows", rows).isNotNull();
        assertThat(change).isNotInstanceOfAny(Change.Redefined.class, Change.Unreadable.class);
        if (change instanceof Change.Insert(TableName name, var row)) {
          streamed.add(shown(tables, name, row));
        }
      }
    }
    List<String> read = new ArrayList<>();
    try (Snapshot snapshot = source.snapshot(config, 1, tables, PATIENCE, _ -> {})) {
      for (SourceTable table : wanted) {
        try (RowCursor cursor =
            snapshot.read(
                snapshot.connections().getFirst(),
                table,
                Segment.whole(0),
                new ByteBudget(1 << 20))) {
          while (cursor.next()) {
            read.add(shown(tables, table.table().name(), cursor));
          }
        }
      }
    }
    assertThat(streamed).containsExactlyInAnyOrderElementsOf(read);
  }

  /** The tables t whose changes the engine doesn't refuse. */
  private List<Table> followed(Connection connection) throws SQLException {
    List<TableName> names = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      names.add(new TableName(bench.schema(), "t" + i));
    }
    List<Table> tables = new ArrayList<>(engine.catalogReader().tables(connection, names));
    Set<TableName> refused = source.unfollowed(connection, STREAM, tables).keySet();
    assertThat(refused.size()).isLessThan(types.size() / 4);
    tables.removeIf(table -> refused.contains(table.name()));
    return tables;
  }

  /** The value in every form that codecs ask of its type. */
  private static String shown(List<Table> tables, TableName name, Row row) {
    Table table = tables.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    DataType type = table.columns().get(1).type();
    String head = "%s %s %d: ".formatted(name, table.columns().get(1).nativeType(), row.getLong(0));
    if (row.isNull(1)) {
      return head + "NULL";
    }
    return head
        + switch (type) {
          case DataType.Bool _, DataType.Int _, DataType.Year _ ->
              number(() -> row.getLong(1)) + " " + text(row);
          case DataType.Real _ -> Double.toString(row.getDouble(1)) + " " + text(row);
          case DataType.Bits(int length, boolean varying) ->
              varying
                  ? text(row)
                  : bytes(row) + (length <= 64 ? " " + number(() -> row.getLong(1)) : "");
          case DataType.Binary _, DataType.Geometry _ -> bytes(row);
          case DataType.Date _ -> number(() -> row.getDate(1)) + " " + text(row);
          case DataType.Timestamp _ -> number(() -> row.getTimestamp(1)) + " " + text(row);
          case DataType.TimeOfDay(_, boolean zoned) ->
              zoned ? text(row) : number(() -> row.getTime(1)) + " " + text(row);
          case DataType.TimeSpan _ ->
              number(() -> row.getTime(1)) + " " + number(() -> row.fraction(1)) + " " + text(row);
          case DataType.Decimal _,
              DataType.Text _,
              DataType.Json _,
              DataType.Uuid _,
              DataType.Inet _,
              DataType.Enumeration _,
              DataType.LabelSet _,
              DataType.Native _ ->
              text(row);
        };
  }

  private static String text(Row row) {
    return orRefused(() -> row.text(1).utf8());
  }

  private static String bytes(Row row) {
    return HexFormat.of().formatHex(row.bytes(1).copy());
  }

  private static String number(LongSupplier value) {
    return orRefused(() -> Long.toString(value.getAsLong()));
  }

  private static String orRefused(Supplier<String> value) {
    try {
      return value.get();
    } catch (ValueError e) {
      return e.sentence();
    }
  }
}
