package org.godwit.task;

import java.util.List;

/** What MySQL and MariaDB have in common; ends by MySQL's manual, chapter Data Types. */
abstract class MySqlFamilyContract extends EngineContract {
  private static final List<Ends> TYPES =
      List.of(
          new Ends("tinyint", "-128", "127", "128"),
          new Ends("smallint unsigned", "0", "65535", "65536"),
          new Ends("mediumint", "-8388608", "8388607", "8388608"),
          new Ends("int unsigned", "0", "4294967295", "4294967296"),
          new Ends("bigint", "-9223372036854775808", "9223372036854775807", "9223372036854775808"),
          new Ends("bigint unsigned", "0", "18446744073709551615", "18446744073709551616"),
          new Ends(
              "decimal(65, 30)",
              "-99999999999999999999999999999999999.999999999999999999999999999999",
              "0.000000000000000000000000000001",
              "100000000000000000000000000000000000"),
          new Ends("double", "-1.7976931348623157e308", "2.2250738585072014e-308", ""),
          new Ends("float", "-3.40282e38", "1.17549e-38", "1e39"),
          new Ends("date", "'1000-01-01'", "'9999-12-31'", "'10000-01-01'"),
          new Ends("datetime(6)", "'1000-01-01'", "'9999-12-31 23:59:59.999999'", "'2024-02-30'"),
          new Ends(
              "timestamp(6)",
              "'1970-01-01 00:00:01'",
              "'2038-01-19 03:14:07.999999'",
              "'1969-12-31'"),
          new Ends("time(6)", "'-838:59:59'", "'838:59:59'", "'839:00:00'"),
          new Ends("year", "1901", "2155", "2156"),
          new Ends("bit(64)", "b'0'", "~0", ""),
          new Ends("char(3) CHARACTER SET utf8mb4", "''", "'ü😀c'", "'abcd'"),
          new Ends("varchar(3) CHARACTER SET latin1", "''", "'üÿ€'", "'😀'"),
          new Ends("binary(3)", "x'000000'", "x'ffffff'", "x'ffffffff'"),
          new Ends("varbinary(3)", "x''", "x'ff00ff'", "x'ffffffff'"),
          new Ends("enum('', 'a', 'ü''b')", "''", "'ü''b'", "'c'"),
          new Ends("set('a', 'b')", "''", "'a,b'", "'c'"),
          new Ends("json", "'null'", "'{\"a\": [1, \"\\\\\\\\ü😀\"]}'", "'{'"));

  private static final List<String> NAMES =
      List.of("`select`", "`Group By`", "`it's \"odd\" ```", "`ü 中`", "`" + "x".repeat(64) + "`");

  MySqlFamilyContract(String id) {
    super(id);
  }

  @Override
  final List<Ends> types() {
    return TYPES;
  }

  @Override
  final List<String> largeTypes() {
    return List.of("longblob", "longtext CHARACTER SET utf8mb4");
  }

  @Override
  final String momentType() {
    return "timestamp NULL";
  }

  @Override
  final List<String> oddNames() {
    return NAMES;
  }
}
