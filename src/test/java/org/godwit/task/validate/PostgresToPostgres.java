package org.godwit.task.validate;

import static org.godwit.task.validate.TypeCase.side;

import java.util.List;
import org.godwit.catalog.DataType;

/** Types that PostgreSQL has and MySQL hasn't, moved to another PostgreSQL. */
final class PostgresToPostgres {
  private PostgresToPostgres() {}

  static List<TypeCase> all() {
    return List.of(
        same("numeric", new DataType.Decimal(-1, -1), "1", "1.10", "'NaN'", "1e100", "-0.001"),
        same("real", new DataType.Real(32), "0.10000001", "0.1", "'NaN'", "'-Infinity'"),
        same(
            "double precision", new DataType.Real(64), "0.2", "0.1", "'NaN'", "'Infinity'", "1e-5"),
        same("boolean", new DataType.Bool(), "false", "true"),
        same("text", DataType.Text.unbounded(), "'A'", "'a'", "''", "'~'"),
        same("char(5)", new DataType.Text(5, true), "'b'", "'a '", "''"),
        same("bytea", new DataType.Binary(-1, false), "'\\x00'", "'\\x'", "'\\x00ff'"),
        same("bit varying(8)", new DataType.Bits(8, true), "b'10'", "b'1'", "b''"),
        same("date", new DataType.Date(), "'2024-01-01'", "'infinity'", "'4713-01-01 BC'"),
        same(
            "timestamp",
            new DataType.Timestamp(6, false),
            "now()",
            "'-infinity'",
            "'0044-03-15 12:00 BC'"),
        same("timestamptz", new DataType.Timestamp(6, true), "now()", "'2024-01-01 00:00:00.5+14'"),
        same(
            "time", new DataType.TimeOfDay(6, false), "'00:00'", "'24:00:00'", "'23:59:59.999999'"),
        same("timetz", new DataType.TimeOfDay(6, true), "'12:00+02'", "'12:00+01'"),
        same(
            "interval",
            new DataType.TimeSpan(6),
            "'1 mon'",
            "'30 days'",
            "'-1 year 2 days 00:00:00.5'"),
        same("json", new DataType.Json(false), "'{}'", "'{\"a\" : 1,\"a\":2}'"),
        same("jsonb", new DataType.Json(true), "'{}'", "'{\"a\": 1.00}'"),
        same(
            "uuid",
            new DataType.Uuid(),
            "gen_random_uuid()",
            "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'"),
        same("inet", new DataType.Inet(), "'10.0.0.1'", "'10.0.0.1/8'", "'::1'"),
        same("int[]", nativeType("int[]"), "'{1}'", "'{1,NULL,3}'", "'{}'"),
        same("int4range", nativeType("int4range"), "'[1,3)'", "'[1,5)'", "'empty'"),
        same("money", nativeType("money"), "'1.01'", "'-1.00'"),
        same("xml", nativeType("xml"), "'<b/>'", "'<a/>'"));
  }

  private static DataType nativeType(String text) {
    return new DataType.Native("postgresql", text);
  }

  private static TypeCase same(String sql, DataType type, String different, String... values) {
    return TypeCase.of(side(sql, type), side(sql, type), different, values);
  }
}
