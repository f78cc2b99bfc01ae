package org.godwit.task.validate;

import static org.godwit.task.validate.TypeCase.side;

import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.DataType;

/**
 * Every type of MySQL and MariaDB with its ends and its oddities, and what PostgreSQL must hold.
 */
final class MySqlToPostgres {
  private MySqlToPostgres() {}

  static List<TypeCase> all() {
    List<TypeCase> all = new ArrayList<>();
    all.addAll(numbers());
    all.addAll(texts());
    all.addAll(times());
    return all;
  }

  private static List<TypeCase> numbers() {
    return List.of(
        TypeCase.of(
            side("tinyint(1)", new DataType.Int(8, false)),
            side("smallint", new DataType.Int(16, false)),
            "1",
            "-128",
            "127",
            "0",
            "5"),
        TypeCase.of(
            side("tinyint(1)", new DataType.Int(8, false)),
            side("boolean", new DataType.Bool()),
            "false",
            "-1 => true",
            "1 => true",
            "5 => true"),
        TypeCase.of(
            side("int(5) unsigned zerofill", new DataType.Int(32, true)),
            side("bigint", new DataType.Int(64, false)),
            "41",
            "42",
            "4294967295",
            "0"),
        TypeCase.of(
            side("bigint", new DataType.Int(64, false)),
            side("bigint", new DataType.Int(64, false)),
            "9223372036854775806",
            "-9223372036854775808",
            "9223372036854775807",
            "0"),
        TypeCase.of(
            side("bigint unsigned", new DataType.Int(64, true)),
            side("numeric(20)", new DataType.Decimal(20, 0)),
            "18446744073709551614",
            "18446744073709551615",
            "0"),
        TypeCase.of(
            side("bit(1)", new DataType.Bits(1, false)),
            side("boolean", new DataType.Bool()),
            "false",
            "b'1' => true"),
        TypeCase.of(
            side("bit(64)", new DataType.Bits(64, false)),
            side("bit(64)", new DataType.Bits(64, false)),
            "'10'::bit(64)",
            "1 => 1::bit(64)",
            "18446744073709551615 => (-1)::bit(64)",
            "0 => 0::bit(64)"),
        TypeCase.of(
            side("decimal(65,30)", new DataType.Decimal(65, 30)),
            side("numeric(65,30)", new DataType.Decimal(65, 30)),
            "1.000000000000000000000000000001",
            "-99999999999999999999999999999999999.999999999999999999999999999999",
            "0",
            "-0.000000000000000000000000000001",
            "1.5"),
        TypeCase.of(
            side("decimal(12,2) zerofill", new DataType.Decimal(12, 2)),
            side("numeric", new DataType.Decimal(DataType.UNBOUNDED, DataType.UNBOUNDED)),
            "1.51",
            "1.50",
            "100",
            "0.00"),
        TypeCase.of(
            side("float", new DataType.Real(32)),
            side("real", new DataType.Real(32)),
            "0.10000001",
            "0.1",
            "3.4028234e38",
            "-1.17549435e-38",
            "16777216",
            "-1e-7",
            "1e-10",
            "123456.7"),
        TypeCase.of(
            side("double", new DataType.Real(64)),
            side("double precision", new DataType.Real(64)),
            "0.10000000000000002",
            "0.1",
            "1.7976931348623157e308",
            "2.2250738585072014e-308",
            "5e-324",
            "1e15",
            "123456789012345680",
            "1e-4",
            "0.000012345678901234568",
            "1e-15",
            "1e-16",
            "-0e0 => '-0'::float8",
            "-1.2345678901234567e-16",
            "-1.2345678901234567e-7",
            "1.2345678901234567e-7",
            "-2.2250738585072014e-308",
            "9007199254740992",
            "100",
            "0.3333333333333333",
            "1e22"),
        TypeCase.of(
            side("double(10,2)", new DataType.Real(64)),
            side("double precision", new DataType.Real(64)),
            "1.51",
            "1.5",
            "1234567.89"),
        TypeCase.of(
            side("year", new DataType.Year()),
            side("smallint", new DataType.Int(16, false)),
            "2001",
            "'0000' => 0",
            "1901",
            "2155"));
  }

  private static List<TypeCase> texts() {
    return List.of(
        TypeCase.of(
            side("char(10)", new DataType.Text(10, true)),
            side("varchar(10)", new DataType.Text(10, false)),
            "'a '",
            "'a ' => 'a'",
            "''",
            "' b'",
            "'ü€😀'"),
        TypeCase.of(
            side("char(10)", new DataType.Text(10, true)),
            side("char(10)", new DataType.Text(10, true)),
            "'A'",
            "'a'",
            "''"),
        TypeCase.of(
            side("varchar(50)", new DataType.Text(50, false)),
            side("varchar(50)", new DataType.Text(50, false)),
            "'A'",
            "'a'",
            "'a '",
            "''",
            "'~'",
            "'1:a|'",
            "'ü€😀'",
            "'Ärger' "),
        TypeCase.of(
            side("varchar(50) character set latin1", new DataType.Text(50, false)),
            side("varchar(50)", new DataType.Text(50, false)),
            "'ue'",
            "'ü€'"),
        TypeCase.of(
            side("longtext", DataType.Text.unbounded()),
            side("text", DataType.Text.unbounded()),
            "'y'",
            "'x'",
            "''",
            "repeat('aß😀', 100000)"),
        TypeCase.of(
            side(
                "enum('a','b c','ü''s','')",
                new DataType.Enumeration(List.of("a", "b c", "ü's", ""))),
            side("text", DataType.Text.unbounded()),
            "'b'",
            "'a'",
            "'b c'",
            "'ü''s'",
            "''"),
        TypeCase.of(
            side("set('a','b','c')", new DataType.LabelSet(List.of("a", "b", "c"))),
            side("text", DataType.Text.unbounded()),
            "'b,a'",
            "'a,b'",
            "''",
            "'c'"),
        TypeCase.of(
            side("binary(4)", new DataType.Binary(4, true)),
            side("bytea", new DataType.Binary(DataType.UNBOUNDED, false)),
            "'\\x61'",
            "'a' => '\\x61000000'",
            "x'00ff00ff' => '\\x00ff00ff'"),
        TypeCase.of(
            side("varbinary(10)", new DataType.Binary(10, false)),
            side("bytea", new DataType.Binary(DataType.UNBOUNDED, false)),
            "'\\x00'",
            "'' => '\\x'",
            "x'0000' => '\\x0000'"),
        TypeCase.of(
            side("longblob", new DataType.Binary(DataType.UNBOUNDED, false)),
            side("bytea", new DataType.Binary(DataType.UNBOUNDED, false)),
            "'\\x01'",
            "x'00' => '\\x00'",
            "repeat(x'ff00', 500000) => decode(repeat('ff00', 500000), 'hex')"),
        TypeCase.of(
            side("json", new DataType.Json(true)),
            side("jsonb", new DataType.Json(true)),
            "'{\"a\": 2}'",
            "'{\"bb\": 1.50, \"a\": [null, true, \"ü\"]}'",
            "'[]'",
            "'1e2' => '100'",
            "'\"x\"'"),
        TypeCase.of(
            side("longtext", new DataType.Json(false)),
            side("json", new DataType.Json(false)),
            "'{\"a\" :1}'",
            "'{\"a\":  1}'",
            "'[]'"),
        TypeCase.of(
            side("geometry", new DataType.Geometry("geometry")),
            side("bytea", new DataType.Binary(DataType.UNBOUNDED, false)),
            "'\\x00'",
            "ST_GeomFromText('POINT(1 2)') => '\\x0101000000000000000000F03F0000000000000040'"));
  }

  private static List<TypeCase> times() {
    return List.of(
        TypeCase.of(
            side("date", new DataType.Date()),
            side("date", new DataType.Date()),
            "'2024-02-28'",
            "'0009-01-01'",
            "'9999-12-31'",
            "'2024-02-29'",
            "'0000-01-01' => '0001-01-01 BC'"),
        TypeCase.of(
            side("datetime(6)", new DataType.Timestamp(6, false)),
            side("timestamp(6)", new DataType.Timestamp(6, false)),
            "'2024-01-01 00:00:00.000001'",
            "'2024-01-01 00:00:00'",
            "'1000-01-01 00:00:00.5'",
            "'9999-12-31 23:59:59.999999'",
            "'2024-03-31 02:30:00.10'",
            "'0000-03-01 10:00:00' => '0001-03-01 10:00:00 BC'"),
        TypeCase.of(
            side("datetime", new DataType.Timestamp(0, false)),
            side("timestamp(0)", new DataType.Timestamp(0, false)),
            "'2024-01-01 00:00:01'",
            "'2024-01-01 00:00:00'"),
        TypeCase.of(
            side("timestamp(3) null", new DataType.Timestamp(3, true)),
            side("timestamptz(3)", new DataType.Timestamp(3, true)),
            "'2024-01-01 00:00:01+00'",
            "'1970-01-01 00:00:01' => '1970-01-01 00:00:01+00'",
            "'2038-01-19 03:14:07.999' => '2038-01-19 03:14:07.999+00'"),
        TypeCase.of(
            side("time(6)", new DataType.TimeSpan(6)),
            side("interval", new DataType.TimeSpan(6)),
            "'00:00:00.4'",
            "'-838:59:59'",
            "'838:59:59.000000'",
            "'-00:00:00.5'",
            "'24:00:00'",
            "'00:00:00'"),
        TypeCase.of(
            side("time", new DataType.TimeSpan(0)),
            side("time", new DataType.TimeOfDay(0, false)),
            "'23:59:58'",
            "'23:59:59'",
            "'00:00:00'"));
  }
}
