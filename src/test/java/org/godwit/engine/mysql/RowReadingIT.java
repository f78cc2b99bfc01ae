package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.godwit.codec.Row;
import org.godwit.codec.ValueError;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RowReadingIT {
  private static final String LENIENT = "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'";

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void integersComeAtTheirLimits(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute(
        """
        CREATE TABLE n (a tinyint, b tinyint unsigned, c smallint, d mediumint unsigned, e int,
          f int unsigned, g bigint, h bigint unsigned, i int(10) zerofill, j year, k bit(1),
          l bit(64), m tinyint(1))
        """,
        """
        INSERT INTO n VALUES
          (-128, 0, -32768, 0, -2147483648, 0, -9223372036854775808, 0, 7, 0, b'0', b'0', -1),
          (127, 255, 32767, 16777215, 2147483647, 4294967295, 9223372036854775807,
           18446744073709551615, 42, 2155, b'1', x'FFFFFFFFFFFFFFFF', 127),
          (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
        """);
    family.read(
        database,
        "n",
        rows -> {
          assertThat(rows.next()).isTrue();
          assertThat(longs(rows, 7))
              .containsExactly(-128, 0, -32768, 0, -2147483648L, 0, Long.MIN_VALUE);
          assertThat(rows.getLong(8)).isEqualTo(7);
          assertThat(rows.text(8).utf8()).isEqualTo("7");
          assertThat(rows.getLong(9)).isZero();
          assertThat(rows.getLong(10)).isZero();
          assertThat(rows.getLong(12)).isEqualTo(-1);
          assertThat(rows.next()).isTrue();
          assertThat(longs(rows, 7))
              .containsExactly(127, 255, 32767, 16777215, 2147483647L, 4294967295L, Long.MAX_VALUE);
          assertThat(rows.text(7).utf8()).isEqualTo("18446744073709551615");
          assertThatThrownBy(() -> rows.getLong(7)).isInstanceOf(ValueError.class);
          assertThat(rows.getLong(9)).isEqualTo(2155);
          assertThat(rows.getLong(10)).isEqualTo(1);
          assertThat(rows.getLong(11)).isEqualTo(-1);
          assertThat(rows.bytes(11).copy()).isEqualTo(HexFormat.of().parseHex("ffffffffffffffff"));
          assertThat(rows.text(10).utf8()).isEqualTo("1");
          assertThat(rows.next()).isTrue();
          for (int i = 0; i < 13; i++) {
            assertThat(rows.isNull(i)).isTrue();
          }
          assertThat(rows.next()).isFalse();
          assertThat(rows.next()).isFalse();
        });
  }

  private static long[] longs(Row row, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = row.getLong(i);
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void floatsKeepEveryBit(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute(
        "CREATE TABLE f (id int PRIMARY KEY, f float, d double, g float(9,3), h double(20,4))");
    Random random = new Random(42);
    float[] floats = new float[2000];
    double[] doubles = new double[2000];
    try (var connection = database.connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO f VALUES (?, ?, ?, ?, ?)")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < floats.length; i++) {
        floats[i] = finite(random);
        doubles[i] = finiteDouble(random);
        insert.setInt(1, i);
        insert.setBigDecimal(2, new BigDecimal(floats[i]));
        insert.setDouble(3, doubles[i]);
        insert.setString(4, "12345.678");
        insert.setString(5, "1234567890.1234");
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
    database.execute("INSERT INTO f VALUES (2000, -0e0, -0e0, 0, 0)");
    family.read(
        database,
        "f",
        rows -> {
          while (rows.next() && rows.getLong(0) < 2000) {
            int i = (int) rows.getLong(0);
            assertThat((float) rows.getDouble(1)).as("float %d", i).isEqualTo(floats[i]);
            assertThat(rows.getDouble(2)).as("double %d", i).isEqualTo(doubles[i]);
            assertThat(Float.parseFloat(rows.text(1).utf8())).isEqualTo(floats[i]);
            assertThat(Double.parseDouble(rows.text(2).utf8())).isEqualTo(doubles[i]);
            assertThat((float) rows.getDouble(3)).isEqualTo(12345.678f);
            assertThat(rows.getDouble(4)).isEqualTo(1234567890.1234);
          }
          assertThat(1 / rows.getDouble(1)).isEqualTo(Double.NEGATIVE_INFINITY);
          assertThat(1 / rows.getDouble(2)).isEqualTo(Double.NEGATIVE_INFINITY);
        });
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aValueHasTheSameTextInBothForms(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute(
        """
        CREATE TABLE w (id int PRIMARY KEY, t tinyint, u bigint unsigned, z int(6) zerofill, y year,
          d date, c datetime(3), c0 datetime, s timestamp(6) NULL, l time(2), l0 time,
          n decimal(20,5), nz decimal(9,3) zerofill, r double, f float, b bit(11),
          e enum('a','ü'), m set('x','y'), j json, v varchar(20))
        """,
        "SET sql_mode = ''");
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("SET sql_mode = ''");
      statement.execute(
          """
          INSERT INTO w VALUES
            (1, -128, 18446744073709551615, 42, 1901, '9999-12-31', '2024-02-29 23:59:59.007',
             '2024-02-29 00:00:00', '2038-01-19 03:14:07.000001', '-838:59:58.99', '-00:00:01',
             -123456789012345.00001, 1.5, 0.1, 0.1, b'10000000001', 'ü', 'x,y', '{"a": 1}', ''),
            (2, 0, 0, 0, 2155, '0000-00-00', '0000-00-00 00:00:00', '2024-00-31 10:00:00', NULL,
             '00:00:00', '100:00:00', 0, 0, -0e0, 16777216, 0, 1, 0, '[]', 'ü € 😀'),
            (3, 127, 7, 999999, 0, '0001-01-01', '1000-01-01 00:00:00.5', '1000-01-01 00:00:01',
             '1970-01-01 00:00:01', '23:59:59.01', '838:59:59', 1, 999999.999, 1.5e300, -1.5e-30,
             b'11111111111', 'a', '', 'null', 'x'),
            (4, 1, 1, 1, 1970, '2000-02-29', '2000-02-29 12:00:00.120', '2000-02-29 12:00:00',
             '2000-02-29 12:00:00.5', '00:00:00.1', '12:00:00', 0.1, 0.1, 123456789.123, 1, 1, 'a',
             'y', '1', 'y')
          """);
    }
    List<List<String>> texts = new ArrayList<>();
    family.read(
        database,
        "w",
        rows -> {
          List<String> all = new ArrayList<>();
          while (rows.next()) {
            for (int i = 0; i < 20; i++) {
              all.add(rows.isNull(i) ? "NULL" : rows.text(i).utf8());
            }
          }
          texts.add(all);
        });
    assertThat(texts).hasSize(2);
    assertThat(texts.getFirst()).hasSize(80).isEqualTo(texts.getLast());
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aServerThatPreparesNothingIsReadAllTheSame(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute("CREATE TABLE n (id int PRIMARY KEY)", "INSERT INTO n VALUES (1), (2)");
    String most = "SET GLOBAL max_prepared_stmt_count = ";
    database.execute(most + "0");
    try {
      family.read(
          database,
          "n",
          rows -> {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(0)).isEqualTo(1);
          });
    } finally {
      database.execute(most + "DEFAULT");
    }
  }

  private static float finite(Random random) {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) && Math.abs(value) >= Float.MIN_NORMAL
        ? value
        : random.nextFloat();
  }

  private static double finiteDouble(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL
        ? value
        : random.nextDouble();
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void datesComeAsDaysAndMicrosecondsOrAsTheZeroAndImpossibleOnesThatTheyAre(Family family)
      throws SQLException {
    TestDatabase database = family.newDatabase();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(LENIENT);
      statement.execute(
          """
          CREATE TABLE d (id int PRIMARY KEY, a date, b datetime(6), c timestamp(3) NULL, t time(6))
          """);
      statement.execute("SET SESSION time_zone = '+05:00'");
      statement.execute(
          """
          INSERT INTO d VALUES
            (1, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '-838:59:59.000000'),
            (2, '2024-02-00', '2023-02-30 10:00:00', NULL, '838:59:59'),
            (3, '0009-12-31', '9999-12-31 23:59:59.999999', '2038-01-19 08:14:07.999', '-0:00:00.5'),
            (4, '1969-12-31', '1969-12-31 23:59:59.5', '1970-01-01 05:00:01', '24:00:00.000001')
          """);
    }
    family.read(
        database,
        "d",
        rows -> {
          rows.next();
          assertThat(rows.getDate(1)).isEqualTo(Row.ZERO_DATE);
          assertThat(rows.getTimestamp(2)).isEqualTo(Row.ZERO_DATE);
          assertThat(rows.getTimestamp(3)).isEqualTo(Row.ZERO_DATE);
          assertThat(rows.getTime(4)).isEqualTo(-(838 * 3600L + 59 * 60 + 59) * 1_000_000);
          rows.next();
          assertThat(rows.getDate(1)).isEqualTo(Row.IMPOSSIBLE_DATE);
          assertThat(rows.getTimestamp(2)).isEqualTo(Row.IMPOSSIBLE_DATE);
          assertThat(rows.isNull(3)).isTrue();
          rows.next();
          assertThat(rows.getDate(1)).isEqualTo(LocalDate.of(9, 12, 31).toEpochDay());
          assertThat(rows.getTimestamp(2))
              .isEqualTo(micros(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000)));
          assertThat(rows.getTimestamp(3))
              .isEqualTo(micros(LocalDateTime.of(2038, 1, 19, 3, 14, 7, 999_000_000)));
          assertThat(rows.getTime(4)).isEqualTo(-500_000);
          rows.next();
          assertThat(rows.getDate(1)).isEqualTo(-1);
          assertThat(rows.getTimestamp(2)).isEqualTo(-500_000);
          assertThat(rows.getTimestamp(3)).isEqualTo(1_000_000);
          assertThat(rows.getTime(4)).isEqualTo(24 * 3600L * 1_000_000 + 1);
        });
  }

  private static long micros(LocalDateTime moment) {
    return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), moment);
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void textComesAsUtf8FromEveryCharacterSetAndBytesAsTheyAre(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute(
        """
        CREATE TABLE `t``\u00E9 x` (`a "b` varchar(20) CHARACTER SET latin1,
          `select` char(5) CHARACTER SET utf8mb4, `\u00E9\u20AC` enum('x','\u00FC''\u20AC') CHARACTER SET cp1250,
          s set('p','q r') , j json, v varbinary(10), b binary(4), p point, c longtext CHARACTER SET utf16,
          e varchar(10))
        """,
        """
        INSERT INTO `t``\u00E9 x` VALUES ('Gr\u00FC\u00DFe \u20AC', '\uD83D\uDE00  ', '\u00FC''\u20AC', 'q r,p',
          '{"k": "\uD83D\uDE00"}', x'00FF5C27', x'61', ST_GeomFromText('POINT(1 -2)'), 'wide \u03A9', '')
        """);
    family.read(
        database,
        "t`\u00E9 x",
        rows -> {
          assertThat(rows.next()).isTrue();
          assertThat(rows.text(0).utf8()).isEqualTo("Gr\u00FC\u00DFe \u20AC");
          assertThat(rows.text(1).utf8()).isEqualTo("\uD83D\uDE00");
          assertThat(rows.text(2).utf8()).isEqualTo("\u00FC'\u20AC");
          assertThat(rows.text(3).utf8()).isEqualTo("p,q r");
          assertThat(rows.text(4).utf8()).isEqualTo("{\"k\": \"\uD83D\uDE00\"}");
          assertThat(rows.bytes(5).copy()).isEqualTo(HexFormat.of().parseHex("00ff5c27"));
          assertThat(rows.bytes(6).copy()).isEqualTo(HexFormat.of().parseHex("61000000"));
          assertThat(rows.bytes(7).copy())
              .isEqualTo(HexFormat.of().parseHex("0101000000000000000000f03f00000000000000c0"));
          assertThat(rows.text(8).utf8()).isEqualTo("wide \u03A9");
          assertThat(rows.isNull(9)).isFalse();
          assertThat(rows.text(9).length()).isZero();
          assertThat(rows.next()).isFalse();
        });
  }
}
