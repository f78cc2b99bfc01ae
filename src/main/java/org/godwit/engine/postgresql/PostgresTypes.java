package org.godwit.engine.postgresql;

import java.util.List;
import java.util.Locale;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.DataType.Binary;
import org.godwit.catalog.DataType.Bits;
import org.godwit.catalog.DataType.Bool;
import org.godwit.catalog.DataType.Date;
import org.godwit.catalog.DataType.Decimal;
import org.godwit.catalog.DataType.Enumeration;
import org.godwit.catalog.DataType.Geometry;
import org.godwit.catalog.DataType.Inet;
import org.godwit.catalog.DataType.Int;
import org.godwit.catalog.DataType.Json;
import org.godwit.catalog.DataType.LabelSet;
import org.godwit.catalog.DataType.Native;
import org.godwit.catalog.DataType.Real;
import org.godwit.catalog.DataType.Text;
import org.godwit.catalog.DataType.TimeOfDay;
import org.godwit.catalog.DataType.TimeSpan;
import org.godwit.catalog.DataType.Timestamp;
import org.godwit.catalog.DataType.Uuid;
import org.godwit.catalog.DataType.Year;
import org.godwit.engine.TypeMap;

/**
 * How PostgreSQL stores the types of others (DESIGN §6, "Types that users argue about"; widths and
 * limits from the PostgreSQL manual, chapter 8).
 */
final class PostgresTypes implements TypeMap {
  private static final int VARCHAR_MAX = 10_485_760;
  private static final int NUMERIC_PRECISION_MAX = 1000;
  static final int SCALE_MAX = 6;
  private static final Text TEXT = Text.unbounded();

  @Override
  public DataType targetType(Column column) {
    return switch (column.type()) {
      case Bool bool -> bool;
      case Int whole -> whole(column.nativeType(), whole);
      case Decimal(int precision, int scale) ->
          precision > NUMERIC_PRECISION_MAX || precision == DataType.UNBOUNDED
              ? new Decimal(DataType.UNBOUNDED, DataType.UNBOUNDED)
              : new Decimal(precision, scale);
      case Real real -> real;
      case Text(int length, boolean fixed) ->
          length == DataType.UNBOUNDED || length > VARCHAR_MAX || length == 0
              ? TEXT
              : new Text(length, fixed);
      // bytea has no length; a fixed one is held by a CHECK (see TableDdl).
      case Binary _, Geometry _ -> new Binary(DataType.UNBOUNDED, false);
      case Bits(int length, boolean varying) ->
          length == 1 && !varying ? new Bool() : new Bits(length, varying);
      case Date date -> date;
      case TimeOfDay(int scale, boolean zoned) -> new TimeOfDay(Math.min(scale, SCALE_MAX), zoned);
      case TimeSpan(int scale) -> new TimeSpan(Math.min(scale, SCALE_MAX));
      case Timestamp(int scale, boolean zoned) -> new Timestamp(Math.min(scale, SCALE_MAX), zoned);
      case Year _ -> new Int(16, false);
      case Enumeration(List<String> labels) -> new Text(longest(labels), false);
      case LabelSet _ -> TEXT;
      case Json json -> json;
      case Uuid uuid -> uuid;
      case Inet inet -> inet;
      case Native(String engine, _) -> engine.equals(PostgresEngine.ID) ? column.type() : TEXT;
    };
  }

  private static DataType whole(String nativeType, Int type) {
    return switch (type.bits()) {
      case 8 -> new Int(16, false);
      case 16 -> new Int(type.unsigned() ? 32 : 16, false);
      case 24 -> new Int(32, false);
      case 32 -> new Int(type.unsigned() ? 64 : 32, false);
      case 64 -> type.unsigned() ? new Decimal(20, 0) : new Int(64, false);
      default -> throw new IllegalArgumentException("no whole number has type " + nativeType);
    };
  }

  private static int longest(List<String> labels) {
    return labels.stream()
        .mapToInt(label -> label.codePointCount(0, label.length()))
        .map(length -> Math.max(length, 1))
        .max()
        .orElse(1);
  }

  @Override
  public String render(DataType type) {
    return switch (type) {
      case Bool _ -> "boolean";
      case Int(int bits, _) -> bits <= 16 ? "smallint" : bits <= 32 ? "integer" : "bigint";
      case Decimal(int precision, int scale) ->
          precision == DataType.UNBOUNDED
              ? "numeric"
              : "numeric(%d,%d)".formatted(precision, scale);
      case Real(int bits) -> bits == 32 ? "real" : "double precision";
      case Text(int length, boolean fixed) ->
          length == DataType.UNBOUNDED
              ? "text"
              : (fixed ? "character(%d)" : "character varying(%d)").formatted(length);
      case Binary _, Geometry _ -> "bytea";
      case Bits(int length, boolean varying) ->
          (varying ? "bit varying" : "bit")
              + (length == DataType.UNBOUNDED ? "" : "(" + length + ")");
      case Date _ -> "date";
      case TimeOfDay(int scale, boolean zoned) ->
          "time" + digits(scale) + (zoned ? " with time zone" : " without time zone");
      case TimeSpan(int scale) -> "interval" + digits(scale);
      case Timestamp(int scale, boolean zoned) ->
          "timestamp" + digits(scale) + (zoned ? " with time zone" : " without time zone");
      case Year _ -> "smallint";
      case Enumeration _, LabelSet _ -> "text";
      case Json(boolean normalised) -> normalised ? "jsonb" : "json";
      case Uuid _ -> "uuid";
      case Inet _ -> "inet";
      case Native(_, String text) -> text;
    };
  }

  private static String digits(int scale) {
    return scale == SCALE_MAX ? "" : "(" + scale + ")";
  }

  /**
   * The name of the binary form of a column's values. Types of PostgreSQL's own catalog have the
   * same form on every server (13 and later); others carry numbers that differ. Lengths are part of
   * it, since the server rounds or pads what doesn't fit without a word.
   */
  String wire(Column column) {
    return switch (column.type()) {
      case Native(String engine, String text) ->
          engine.equals(PostgresEngine.ID) && isPortable(text) ? text : "";
      case Enumeration _ -> "";
      default -> render(column.type());
    };
  }

  /**
   * The name of the text that COPY has for a column's values: any type's text is read by the type
   * of the same name. Lengths are part of it as they are of {@link #wire}.
   */
  String literal(Column column) {
    return column.type() instanceof Enumeration ? "enumeration" : render(column.type());
  }

  private static boolean isPortable(String type) {
    String bare = type.toLowerCase(Locale.ROOT).replaceAll("\\([^)]*\\)|\\[\\]", "").strip();
    return PORTABLE.contains(bare);
  }

  private static final List<String> PORTABLE =
      List.of(
          "bigint",
          "bit",
          "bit varying",
          "boolean",
          "box",
          "bytea",
          "character",
          "character varying",
          "cidr",
          "circle",
          "date",
          "datemultirange",
          "daterange",
          "double precision",
          "inet",
          "int4multirange",
          "int4range",
          "int8multirange",
          "int8range",
          "integer",
          "interval",
          "json",
          "jsonb",
          "line",
          "lseg",
          "macaddr",
          "macaddr8",
          "name",
          "numeric",
          "nummultirange",
          "numrange",
          "path",
          "pg_lsn",
          "point",
          "polygon",
          "real",
          "smallint",
          "text",
          "time with time zone",
          "time without time zone",
          "timestamp with time zone",
          "timestamp without time zone",
          "tsmultirange",
          "tsquery",
          "tsrange",
          "tstzmultirange",
          "tstzrange",
          "tsvector",
          "uuid",
          "xml");
}
