package org.godwit.demo;

import java.sql.Connection;
import java.sql.SQLException;

/** A table with names that need quotes, and the edges of every type. */
final class Oddities {
  private static final int GROUP_ORDERS = 500;

  private final Connection connection;

  Oddities(Connection connection) {
    this.connection = connection;
  }

  long fill() throws SQLException {
    return groupOrders() + numbers() + times() + texts();
  }

  private long groupOrders() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection, "`Group Order`", "`Order`", "`Group`", "`select`", "`Unit Price €`")) {
      for (int i = 1; i <= GROUP_ORDERS; i++) {
        Integer selected = i % 7 == 0 ? null : Integer.valueOf(i % 2);
        rows.add(i - 250, "group " + i % 13, selected, i % 11 == 0 ? null : i + ".99");
      }
      return rows.count();
    }
  }

  private long numbers() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection,
            "extreme_value",
            "id,what,t,tu,s,m,mu,i,iu,b,bu,zf,d,f,dbl,b1,b12,b64".split(",", -1))) {
      rows.add(
          1,
          "the least",
          -128,
          0,
          -32_768,
          -8_388_608,
          0,
          Integer.MIN_VALUE,
          0,
          Long.MIN_VALUE,
          0,
          0,
          number("-" + "9".repeat(35) + "." + "9".repeat(30)),
          number("-3.40282e38"),
          number("-1.7976931348623157e308"),
          SqlLiteral.bits("0"),
          SqlLiteral.bits("0"),
          SqlLiteral.bits("0"));
      rows.add(
          2,
          "the most",
          127,
          255,
          32_767,
          8_388_607,
          16_777_215,
          Integer.MAX_VALUE,
          4_294_967_295L,
          Long.MAX_VALUE,
          number("18446744073709551615"),
          99_999_999,
          number("9".repeat(35) + "." + "9".repeat(30)),
          number("3.40282e38"),
          number("1.7976931348623157e308"),
          SqlLiteral.bits("1"),
          SqlLiteral.bits("1".repeat(12)),
          SqlLiteral.bits("1".repeat(64)));
      rows.add(
          3,
          "nearly nothing",
          -1,
          1,
          -1,
          -1,
          1,
          -1,
          1,
          -1,
          number("9223372036854775808"),
          42,
          number("0.000000000000000000000000000001"),
          number("1.17549e-38"),
          number("2.2250738585072014e-308"),
          null,
          SqlLiteral.bits("101"),
          SqlLiteral.bits("10"));
      rows.add(
          4,
          "zero, and a third",
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          7,
          number("-0.10"),
          number("0.333333333"),
          number("0.1"),
          null,
          null,
          null);
      return rows.count();
    }
  }

  private static SqlLiteral.Expression number(String text) {
    return new SqlLiteral.Expression(text);
  }

  private long times() throws SQLException {
    try (Rows rows =
        Rows.into(connection, "extreme_value", "id", "what", "dt", "dtm", "ts", "tm", "y")) {
      rows.add(
          10,
          "the first moments",
          "1000-01-01",
          "1000-01-01 00:00:00",
          "1970-01-01 00:00:01",
          "-838:59:59.000000",
          1901);
      rows.add(
          11,
          "the last moments",
          "9999-12-31",
          "9999-12-31 23:59:59.999999",
          "2038-01-19 03:14:07.999999",
          "838:59:59.000000",
          2155);
      rows.add(
          12, "zero", "0000-00-00", "0000-00-00 00:00:00", "0000-00-00 00:00:00", "00:00:00", 0);
      rows.add(
          13,
          "a month or a day of zero",
          "2026-00-00",
          "2026-05-00 00:00:00",
          null,
          "-00:00:00.000001",
          2026);
      rows.add(
          14,
          "a leap day, a clock change, over a day",
          "2024-02-29",
          "2026-03-29 02:30:00.5",
          "2026-10-25 00:30:00.123456",
          "24:00:00.500000",
          1970);
      return rows.count();
    }
  }

  private long texts() throws SQLException {
    try (Rows rows =
        Rows.into(
            connection, "extreme_value", "id", "what", "c", "v", "bin", "vb", "tb", "j", "g")) {
      rows.add(
          20,
          "empty",
          "",
          "",
          new byte[0],
          new byte[0],
          new byte[0],
          "{}",
          SqlLiteral.geometry("POINT(0 0)"));
      rows.add(
          21,
          "spaces at the end",
          "abc  ",
          "abc  ",
          bytes(1, 0),
          bytes(32, 32),
          bytes(0, 0),
          "\"  \"",
          SqlLiteral.geometry("LINESTRING(0 0, 1 1, 2.5 -3)"));
      rows.add(
          22,
          "tab, line ends, quotes, backslashes",
          "\t\n\r",
          "a\tb\nc\r\nd'e\"f`g\\h\\\\i\\N",
          bytes(92, 39, 10, 9),
          allBytes(),
          allBytes(),
          "[\"\\\\\", \"\\\"\", \"\\n\"]",
          SqlLiteral.geometry("MULTIPOINT(1 2, 3 4)"));
      rows.add(
          23,
          "beyond the basic plane",
          "🦜🪶",
          "👩🏽‍🔬 𝕘𝕠𝕕𝕨𝕚𝕥 e\u0301 \u202Ertl\u202C \uFEFF \u0001\u001A\u007F",
          bytes(255, 255, 255, 255),
          bytes(0xF0, 0x9F),
          bytes(0xC0),
          "{\"🦜\": \"\\u00e9\"}",
          SqlLiteral.geometry("GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(0 0, 1 1))"));
      rows.add(
          24,
          "large numbers in JSON",
          null,
          null,
          null,
          null,
          null,
          "{\"a\": 18446744073709551615, \"b\": 1e-7, \"c\": 0.1, \"d\": [[[]]]}",
          null);
      rows.add(25, "nothing at all", null, null, null, null, null, null, null);
      return rows.count();
    }
  }

  private static byte[] allBytes() {
    byte[] all = new byte[255];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return all;
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
