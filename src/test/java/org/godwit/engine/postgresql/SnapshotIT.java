package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godwit.engine.postgresql.PostgresFixture.execute;
import static org.godwit.engine.postgresql.PostgresFixture.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.codec.Bytes;
import org.godwit.codec.Codec;
import org.godwit.codec.Codecs;
import org.godwit.codec.Tally;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Cut;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.RowCursor;
import org.godwit.engine.RowForm;
import org.godwit.engine.RowStream;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableWriter;
import org.godwit.engine.TableWriter.Mode;
import org.godwit.engine.TargetTable;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** PostgreSQL is read under one snapshot, and what is read can be written to another PostgreSQL. */
final class SnapshotIT {
  private static final String TYPES =
      """
      a bool, b int2, c int4, d int8, e float4, f float8, g numeric, h numeric(12,3), i text,
      j varchar(20), k char(5), l bytea, m bit(9), n varbit, o date, p timestamp, q timestamptz(3),
      r time, s timetz, t interval, u json, v jsonb, w uuid, x inet, y int[], z text[], za xml,
      zb int4range, zc point, zd tsvector, ze money, zf name, zg mood""";
  private static final String VALUES =
      """
      (true, -32768, -2147483648, -9223372036854775808, 1e-45, 'NaN', -12345678901234567890.000120,
       999999999.999, E'a\\tb\\\\c\\nd 😀', 'naïve', 'ab', '\\x00ff', B'100000101', B'101',
       '0044-03-15 BC', '290000-12-31 23:59:59.999999', '-infinity', '24:00', '23:59:59+05:30',
       '-1 year 2 days 03:04:05.6', '{"a":  1}', '{"b": "\\""}',
       'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '10.0.0.0/8', '{1,NULL,3}', '{"a b",NULL,"\\""}',
       '<a>b</a>', '[1,5)', '(1,2)', 'a fat cat', 12.34, 'n', 'it''s ok')""";
  private final ByteBudget budget = new ByteBudget(1 << 20);
  private PostgresFixture fixture;

  @BeforeEach
  void start() throws SQLException {
    fixture = new PostgresFixture();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "true, true"})
  void everyTypeArrivesAsItWas(boolean raw, boolean withForeignType) throws SQLException {
    try (Connection target = fixture.connect()) {
      execute(
          target, "CREATE TYPE mood AS ENUM ('sad', 'it''s ok')", "CREATE TYPE pair AS (a int)");
      String columns = withForeignType ? TYPES + ", zz pair" : TYPES;
      execute(target, "CREATE TABLE s (" + columns + ")", "CREATE TABLE t (" + columns + ")");
      execute(target, "INSERT INTO s VALUES " + VALUES, "INSERT INTO s (a) VALUES (NULL)");
      // Decoded, an interval is a length: days become hours, months are refused.
      if (!raw) {
        execute(target, "UPDATE s SET t = '-100:04:05.6'");
      }
      copy(target, raw);
      assertThat(rows(target, "SELECT * FROM t")).isEqualTo(rows(target, "SELECT * FROM s"));
    }
  }

  /**
   * Sizes up to a message that is larger than any buffer; text that looks like COPY's own marks.
   */
  @ParameterizedTest
  @CsvSource({"false, BINARY", "true, TEXT"})
  void wholeRowsPassAsTheyWere(boolean withForeignType, RowForm expected) throws SQLException {
    try (Connection target = fixture.connect()) {
      execute(
          target, "CREATE TYPE mood AS ENUM ('sad', 'it''s ok')", "CREATE TYPE pair AS (a int)");
      String columns =
          withForeignType
              ? TYPES + ", zz pair"
              : TYPES.replace(", ze money", "").replace(", zg mood", "");
      String values =
          withForeignType ? VALUES : VALUES.replace(", 12.34", "").replace(", 'it''s ok')", ")");
      execute(target, "CREATE TABLE s (" + columns + ")", "CREATE TABLE t (" + columns + ")");
      execute(
          target,
          "INSERT INTO s VALUES " + values,
          "INSERT INTO s (a) VALUES (NULL)",
          "INSERT INTO s (i) VALUES ('\\.'), (E'\\\\N'), (''), (repeat(E'\n\t\\\\ü', 100000))",
          "INSERT INTO s (d, i) SELECT g, repeat(chr(300), g) FROM generate_series(1, 3000) g");
      assertThat(pass(target)).isEqualTo(expected);
      assertThat(rows(target, "SELECT * FROM t")).isEqualTo(rows(target, "SELECT * FROM s"));
    }
  }

  @ParameterizedTest
  @CsvSource({"int, BINARY", "int4range[], BINARY", "money, TEXT"})
  void ofAnEmptyTableNothingPasses(String type, RowForm expected) throws SQLException {
    try (Connection target = fixture.connect()) {
      execute(target, "CREATE TABLE s (a " + type + ")", "CREATE TABLE t (a " + type + ")");
      assertThat(pass(target)).isEqualTo(expected);
      assertThat(rows(target, "SELECT * FROM t")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "int, bigint",
    "varchar(5), varchar(4)",
    "timestamp, timestamp(3)",
    "numeric(5), 'numeric(5,1)'",
    "char(3), text",
    "json, jsonb"
  })
  void rowsOfUnequalTypesDontPassWhole(String from, String into) throws SQLException {
    try (Connection target = fixture.connect()) {
      execute(target, "CREATE TABLE s (a " + from + ")", "CREATE TABLE t (a " + into + ")");
      assertThat(formOf(fixture.table(target, "public", "s"), fixture.table(target, "public", "t")))
          .isEqualTo(RowForm.DECODED);
    }
  }

  private RowForm formOf(Table from, Table into) {
    SnapshotSource source = fixture.engine.snapshotSource().orElseThrow();
    Map<Column, String> wires = new LinkedHashMap<>();
    Map<Column, String> literals = new LinkedHashMap<>();
    for (int i = 0; i < from.columns().size(); i++) {
      wires.put(into.columns().get(i), source.wire(from.columns().get(i)));
      literals.put(into.columns().get(i), source.literal(from.columns().get(i)));
    }
    return fixture.engine.loadTarget().orElseThrow().rowForm(wires, literals);
  }

  private RowForm pass(Connection target) throws SQLException {
    Table from = fixture.table(target, "public", "s");
    Table into = fixture.table(target, "public", "t");
    RowForm form = formOf(from, into);
    int sent = 0;
    long bytes = 0;
    target.setAutoCommit(false);
    try (Snapshot snapshot =
            fixture
                .engine
                .snapshotSource()
                .orElseThrow()
                .take(fixture.config, 1, List.of(from), _ -> {});
        RowStream rows =
            snapshot.pass(
                snapshot.connections().getFirst(),
                new SourceTable(from, from.columns(), ""),
                Segment.whole(0),
                form,
                budget);
        TableWriter writer =
            fixture
                .engine
                .loadTarget()
                .orElseThrow()
                .writer(
                    target,
                    new TargetTable(into, into.columns(), Set.of(), form),
                    Mode.STREAM,
                    budget)) {
      for (Bytes row = rows.next(); row != null; row = rows.next()) {
        sent++;
        bytes += row.length();
        writer.putRow(row);
      }
      assertThat(writer.finish()).isEqualTo(sent);
      assertThat(rows.bytesRead()).isBetween(bytes, bytes + 21);
    }
    target.commit();
    return form;
  }

  private void copy(Connection target, boolean raw) throws SQLException {
    Table from = fixture.table(target, "public", "s");
    Table into = fixture.table(target, "public", "t");
    SnapshotSource source = fixture.engine.snapshotSource().orElseThrow();
    LoadTarget load = fixture.engine.loadTarget().orElseThrow();
    Map<Column, String> forms = new LinkedHashMap<>();
    for (int i = 0; i < from.columns().size(); i++) {
      forms.put(into.columns().get(i), raw ? source.wire(from.columns().get(i)) : "");
    }
    Set<String> rawColumns = load.rawColumns(forms);
    List<Codec> codecs = new ArrayList<>();
    for (int i = 0; i < from.columns().size(); i++) {
      Column column = into.columns().get(i);
      codecs.add(
          Codecs.choose(
              from.columns().get(i),
              column,
              ValuePolicy.STRICT,
              rawColumns.contains(column.name())));
    }
    target.setAutoCommit(false);
    try (Snapshot snapshot = source.take(fixture.config, 1, List.of(from), _ -> {});
        RowCursor cursor =
            snapshot.read(
                snapshot.connections().getFirst(),
                new SourceTable(from, from.columns(), "", rawColumns),
                Segment.whole(0),
                budget);
        TableWriter writer =
            load.writer(
                target, new TargetTable(into, into.columns(), rawColumns), Mode.STREAM, budget)) {
      Tally tally = new Tally(codecs.size());
      while (cursor.next()) {
        writer.begin();
        for (int i = 0; i < codecs.size(); i++) {
          codecs.get(i).move(cursor, i, writer, tally, i);
        }
        writer.end();
      }
      writer.finish();
      assertThat(tally.total()).isZero();
    }
    target.commit();
  }

  @Test
  @Trap({36, 37})
  void segmentsTogetherHoldEveryRowOfTheSnapshotOnce() throws SQLException {
    try (Connection connection = fixture.connect()) {
      execute(
          connection,
          "CREATE TABLE s AS SELECT g AS id, repeat('x', 100) AS t FROM generate_series(1, 20000) g",
          "ANALYZE s");
      Table table = fixture.table(connection, "public", "s");
      assertThat(table.size().rows()).isEqualTo(20_000);
      SnapshotSource source = fixture.engine.snapshotSource().orElseThrow();
      try (Snapshot snapshot = source.take(fixture.config, 3, List.of(table), _ -> {})) {
        execute(connection, "INSERT INTO s VALUES (0, '')", "DELETE FROM s WHERE id = 1");
        assertThat(snapshot.connections()).hasSize(3);
        assertThat(snapshot.position()).isPresent();
        SourceTable read = new SourceTable(table, table.columns(), "\"id\" <> 7");
        List<Segment> segments =
            source.segments(snapshot.connections().getFirst(), read, new Cut.BySize(500_000));
        assertThat(segments).hasSizeGreaterThan(3);
        assertThat(ids(segments, read, snapshot))
            .hasSize(19_999)
            .contains(1L)
            .doesNotContain(0L, 7L);
        List<Segment> again = cutAgain(segments, read, snapshot);
        assertThat(again).hasSizeGreaterThan(2 * segments.size());
        assertThat(ids(again, read, snapshot)).hasSize(19_999);
      }
    }
  }

  @Test
  @Trap(40)
  void partitionsAreCutAndATableThatOthersInheritFromGivesItsOwnRowsAlone() throws SQLException {
    try (Connection connection = fixture.connect()) {
      execute(
          connection,
          "CREATE TABLE p (id int, t text) PARTITION BY RANGE (id)",
          "CREATE TABLE \"p'1\" PARTITION OF p FOR VALUES FROM (0) TO (15000)",
          "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (15000) TO (30000) PARTITION BY HASH (id)",
          "CREATE TABLE p2a (t text, gone int, id int)",
          "ALTER TABLE p2a DROP COLUMN gone",
          "ALTER TABLE p2 ATTACH PARTITION p2a FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
          "CREATE TABLE pdefault PARTITION OF p DEFAULT",
          "INSERT INTO p SELECT g, repeat('x', 100) FROM generate_series(1, 20000) g",
          "CREATE TABLE parent (id int)",
          "CREATE TABLE child () INHERITS (parent)",
          "INSERT INTO parent VALUES (1)",
          "INSERT INTO child VALUES (2)");
      Table table = fixture.table(connection, "public", "p");
      Table parent = fixture.table(connection, "public", "parent");
      SnapshotSource source = fixture.engine.snapshotSource().orElseThrow();
      try (Snapshot snapshot = source.take(fixture.config, 1, List.of(table), _ -> {})) {
        Connection reader = snapshot.connections().getFirst();
        SourceTable read = new SourceTable(table, table.columns(), "");
        List<Segment> segments = source.segments(reader, read, new Cut.BySize(500_000));
        assertThat(segments).hasSizeGreaterThan(4);
        assertThat(ids(segments, read, snapshot)).hasSize(20_000);
        assertThat(ids(cutAgain(segments, read, snapshot), read, snapshot)).hasSize(20_000);
        List<Segment> partitions =
            source.segments(reader, read, new Cut.ByPartition(true, List.of("p'1")));
        assertThat(partitions).hasSize(3);
        assertThat(ids(partitions, read, snapshot)).hasSize(20_000);
        assertThatThrownBy(
                () -> source.segments(reader, read, new Cut.ByPartition(true, List.of("q"))))
            .hasMessageContaining("has no partition q; it has p'1, p2a, pdefault");
        SourceTable own = new SourceTable(parent, parent.columns(), "");
        assertThat(ids(List.of(Segment.whole(0)), own, snapshot)).containsExactly(1L);
      }
    }
  }

  private List<Segment> cutAgain(List<Segment> segments, SourceTable read, Snapshot snapshot) {
    SnapshotSource source = fixture.engine.snapshotSource().orElseThrow();
    List<Segment> again = new ArrayList<>();
    for (Segment segment : segments) {
      again.addAll(
          source.segments(snapshot.connections().getFirst(), read, new Cut.Again(segment, 4)));
    }
    return again;
  }

  private Set<Long> ids(List<Segment> segments, SourceTable read, Snapshot snapshot) {
    Set<Long> seen = new HashSet<>();
    for (Segment segment : segments) {
      Connection reader =
          snapshot.connections().get(segment.number() % snapshot.connections().size());
      try (RowCursor cursor = snapshot.read(reader, read, segment, budget)) {
        while (cursor.next()) {
          assertThat(seen.add(cursor.getLong(0))).isTrue();
        }
      }
    }
    return seen;
  }

  @Test
  @Trap(37)
  void aReaderWhoseSessionWasEndedHasLostTheSnapshot() throws SQLException {
    try (Connection connection = fixture.connect()) {
      execute(connection, "CREATE TABLE s (id int)");
      Table table = fixture.table(connection, "public", "s");
      SourceTable read = new SourceTable(table, table.columns(), "");
      SnapshotSource source = fixture.engine.snapshotSource().orElseThrow();
      try (Snapshot snapshot = source.take(fixture.config, 2, List.of(table), _ -> {})) {
        Connection reader = snapshot.connections().getLast();
        int pid = reader.unwrap(PGConnection.class).getBackendPID();
        execute(connection, "SELECT pg_terminate_backend(" + pid + ", 10000)");
        assertThatThrownBy(() -> snapshot.read(reader, read, Segment.whole(0), budget))
            .isInstanceOfSatisfying(
                EngineException.class,
                e -> assertThat(e.failure()).isEqualTo(Failure.SNAPSHOT_LOST))
            .hasMessageContaining("read under a new one");
      }
    }
  }

  @Test
  void aReaderMayStopInTheMiddle() throws SQLException {
    try (Connection connection = fixture.connect()) {
      execute(connection, "CREATE TABLE s AS SELECT g AS id FROM generate_series(1, 200000) g");
      Table table = fixture.table(connection, "public", "s");
      SourceTable read = new SourceTable(table, table.columns(), "");
      SnapshotSource source = fixture.engine.snapshotSource().orElseThrow();
      try (Snapshot snapshot = source.take(fixture.config, 1, List.of(table), _ -> {})) {
        Connection reader = snapshot.connections().getFirst();
        try (RowCursor cursor = snapshot.read(reader, read, Segment.whole(0), budget)) {
          assertThat(cursor.next()).isTrue();
        }
        assertThat(table.columns().getFirst().type()).isEqualTo(new DataType.Int(32, false));
      }
    }
  }
}
