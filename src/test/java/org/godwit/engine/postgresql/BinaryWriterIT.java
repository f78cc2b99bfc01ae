package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godwit.engine.postgresql.PostgresFixture.execute;
import static org.godwit.engine.postgresql.PostgresFixture.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.godwit.catalog.Table;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.TableWriter;
import org.godwit.engine.TableWriter.Mode;
import org.godwit.engine.TargetTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writer sends is what the server then shows. */
final class BinaryWriterIT {
  private static final ByteBudget BUDGET = new ByteBudget(1 << 20);
  private PostgresFixture fixture;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    fixture = new PostgresFixture();
    connection = fixture.connect();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private TableWriter writer(Mode mode, String columns) throws SQLException {
    execute(connection, "CREATE TABLE t (" + columns + ")");
    Table table = fixture.table(connection, "public", "t");
    return fixture
        .engine
        .loadTarget()
        .orElseThrow()
        .writer(connection, new TargetTable(table, table.columns(), Set.of()), mode, BUDGET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", extra int4range"})
  void everyTypeArrivesAsItWasPut(String extra) throws SQLException {
    try (TableWriter writer =
        writer(
            Mode.STREAM,
            "a bool, b int2, c int4, d int8, e float4, f float8, g numeric, h text, i bytea,"
                + " j bit(10), k varbit, l date, m timestamp, n timestamptz, o time, p interval,"
                + " q json, r jsonb, s uuid"
                + extra)) {
      writer.begin();
      writer.putBoolean(true);
      writer.putShort(Short.MIN_VALUE);
      writer.putInt(Integer.MIN_VALUE);
      writer.putLong(Long.MIN_VALUE);
      writer.putFloat(Float.MIN_VALUE);
      writer.putDouble(Double.MAX_VALUE);
      writer.putDecimal(Bytes.utf8("-12345678901234567890.00012300"));
      writer.putText(Bytes.utf8("a\tb\\c\nd\re €😀"));
      writer.putBytes(Bytes.of(new byte[] {0, 1, (byte) 0xFF}));
      writer.putBits(Bytes.of(new byte[] {2, 5}), 10);
      writer.putBits(Bytes.of(new byte[] {5}), 3);
      writer.putDate(-1_000_000);
      writer.putTimestamp(-1);
      writer.putTimestamp(Row.INFINITY);
      writer.putTimeOfDay(86_400_000_000L);
      writer.putTimeSpan(-((838 * 60 + 59) * 60 + 59) * 1_000_000L);
      writer.putJson(Bytes.utf8("{\"a\":  \"\\\\\"}"), false);
      writer.putJson(Bytes.utf8("{\"a\":  1}"), true);
      writer.putUuid(1, -1);
      if (!extra.isEmpty()) {
        writer.putText(Bytes.utf8("[1,5)"));
      }
      writer.end();
      writer.begin();
      int columns = extra.isEmpty() ? 19 : 20;
      for (int i = 0; i < columns; i++) {
        writer.putNull();
      }
      writer.end();
      assertThat(writer.finish()).isEqualTo(2);
    }
    String shown = extra.isEmpty() ? "" : "|[1,5)";
    assertThat(rows(connection, "SELECT * FROM t"))
        .containsExactly(
            "t|-32768|-2147483648|-9223372036854775808|1e-45|1.7976931348623157e+308"
                + "|-12345678901234567890.00012300|a\tb\\c\nd\re €😀|\\x0001ff|1000000101|101"
                + "|0769-02-04 BC|1969-12-31 23:59:59.999999|infinity|24:00:00|-838:59:59"
                + "|{\"a\":  \"\\\\\"}|{\"a\": 1}|"
                + new UUID(1, -1)
                + shown,
            String.join("|", java.util.Collections.nCopies(extra.isEmpty() ? 19 : 20, "null")));
  }

  @Test
  void everyDecimalKeepsItsDigitsAndItsScale() throws SQLException {
    List<String> numbers =
        List.of(
            "0",
            "0.00",
            "1",
            "-1",
            "10000",
            "9999.9999",
            "0.0001",
            "0.00001",
            "100000000",
            "1.10",
            "123456789012345678901234567890.123456789",
            "-0.5",
            "NaN",
            "Infinity",
            "-Infinity",
            "0.000000000001",
            "10000000000000000",
            "00012.50",
            "+7");
    try (TableWriter writer = writer(Mode.STREAM, "g numeric")) {
      for (String number : numbers) {
        writer.begin();
        writer.putDecimal(Bytes.utf8(number));
        writer.end();
      }
      writer.finish();
    }
    assertThat(rows(connection, "SELECT g FROM t"))
        .isEqualTo(
            numbers.stream()
                .map(n -> n.equals("00012.50") ? "12.50" : n.replace("+", ""))
                .toList());
    assertThat(rows(connection, "SELECT count(*) FROM t WHERE g = g::text::numeric"))
        .containsExactly(String.valueOf(numbers.size()));
  }

  @Test
  void aDroppedRowLeavesNoTraceAndLargeValuesPass() throws SQLException {
    byte[] large = new byte[3_000_000];
    Arrays.fill(large, (byte) 'x');
    try (TableWriter writer = writer(Mode.STREAM, "a int4, b text")) {
      for (int i = 0; i < 5; i++) {
        writer.begin();
        writer.putInt(i);
        if (i == 2) {
          writer.drop();
          continue;
        }
        writer.putText(Bytes.of(large));
        writer.end();
      }
      assertThat(writer.finish()).isEqualTo(4);
    }
    assertThat(rows(connection, "SELECT a, length(b) FROM t ORDER BY 1"))
        .containsExactly("0|3000000", "1|3000000", "3|3000000", "4|3000000");
    assertThat(BUDGET.taken()).isZero();
  }

  @Test
  void aBatchCanBeSentInParts() throws SQLException {
    try (TableWriter writer = writer(Mode.BATCH, "a int4 PRIMARY KEY")) {
      for (int value : new int[] {1, 2, 2, 3}) {
        writer.begin();
        writer.putInt(value);
        writer.end();
      }
      assertThat(writer.batchRows()).isEqualTo(4);
      var before = connection.setSavepoint();
      assertThatThrownBy(() -> writer.send(0, 4))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> {
                assertThat(e.failure()).isEqualTo(Failure.CONSTRAINT);
                assertThat(e.sentence()).contains("loading public.t", "(a)=(2)", "line 3");
              });
      connection.rollback(before);
      assertThat(writer.send(0, 2)).isEqualTo(2);
      assertThat(writer.send(3, 4)).isEqualTo(1);
      writer.clearBatch();
      assertThat(writer.batchRows()).isZero();
    }
    assertThat(rows(connection, "SELECT a FROM t ORDER BY 1")).containsExactly("1", "2", "3");
  }

  @Test
  void closingInTheMiddleLeavesTheConnectionUsable() throws SQLException {
    try (TableWriter writer = writer(Mode.STREAM, "a text")) {
      writer.begin();
      writer.putText(Bytes.of(new byte[1 << 20]));
      writer.end();
    }
    connection.rollback();
    assertThat(rows(connection, "SELECT 1")).containsExactly("1");
  }
}
