package org.godwit.task;

import java.util.List;

final class PostgresContractIT extends EngineContract {
  PostgresContractIT() {
    super("postgres");
  }

  /** Ends by PostgreSQL's manual, chapter Data Types. */
  @Override
  List<Ends> types() {
    return List.of(
        new Ends("smallint", "-32768", "32767", "32768"),
        new Ends("integer", "-2147483648", "2147483647", "2147483648"),
        new Ends("bigint", "-9223372036854775808", "9223372036854775807", "9223372036854775808"),
        new Ends("numeric(5, 2)", "-999.99", "999.99", "1000"),
        new Ends("real", "'-Infinity'", "3.4028235e38", "1e39"),
        new Ends("double precision", "'NaN'", "1.7976931348623157e308", "1e309"),
        new Ends("boolean", "false", "true", "'perhaps'"),
        new Ends("varchar(3)", "''", "'ü😀c'", "'abcd'"),
        new Ends("char(3)", "''", "'abc'", "'abcd'"),
        new Ends("date", "'4713-01-01 BC'", "'5874897-12-31'", "'5874898-01-01'"),
        new Ends(
            "timestamp",
            "'4713-01-01 00:00 BC'",
            "'294276-12-31 23:59:59.999999'",
            "'294277-01-01'"),
        new Ends("timestamptz", "'-infinity'", "'infinity'", "'294277-01-01'"),
        new Ends("time", "'00:00'", "'24:00'", "'24:01'"),
        new Ends("interval", "'-178000000 years'", "'178000000 years'", "'179000000 years'"),
        new Ends(
            "uuid",
            "'00000000-0000-0000-0000-000000000000'",
            "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
            "'g'"),
        new Ends("bit(3)", "B'000'", "B'111'", "B'1111'"),
        new Ends("int[]", "'{}'", "'{{1,NULL},{3,4}}'", "'{{1},{2,3}}'"),
        new Ends("jsonb", "'null'", "'{\"a\": [1e100, \"\\\\\"]}'", "'{'"),
        new Ends("inet", "'0.0.0.0/0'", "'ffff::ffff/128'", "'256.0.0.0'"));
  }

  @Override
  List<String> largeTypes() {
    return List.of("bytea", "text");
  }

  @Override
  String momentType() {
    return "timestamptz";
  }

  @Override
  List<String> oddNames() {
    return List.of(
        "\"select\"",
        "\"Group By\"",
        "\"it's \"\"odd\"\" `\"",
        "\"ü 😀\"",
        "\"" + "x".repeat(63) + "\"");
  }
}
