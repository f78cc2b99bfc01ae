package org.godwit.mapping;

import static org.godwit.catalog.DataType.UNBOUNDED;

import java.util.Locale;
import org.godwit.catalog.DataType;

/**
 * A data type as a rule gives it: DMS's name and its parameters.
 *
 * @param name one of the names below
 * @param length characters or bytes, {@link DataType#UNBOUNDED} where the rule has none
 * @param precision digits in all, likewise
 * @param scale digits behind the point or of a second, likewise
 * @param encoding DMS's code page of a text, empty for none; Godwit always writes UTF-8
 */
public record RuleType(Name name, int length, int precision, int scale, String encoding) {

  /** DMS's data types as rules write them. */
  public enum Name {
    BYTES,
    DATE,
    TIME,
    DATETIME,
    INT1,
    INT2,
    INT4,
    INT8,
    NUMERIC,
    REAL4,
    REAL8,
    STRING,
    UINT1,
    UINT2,
    UINT4,
    UINT8,
    WSTRING,
    BLOB,
    NCLOB,
    CLOB,
    BOOLEAN,
    SET,
    LIST,
    MAP,
    TUPLE
  }

  /** A type without parameters. */
  public static RuleType of(Name name) {
    return new RuleType(name, UNBOUNDED, UNBOUNDED, UNBOUNDED, "");
  }

  /** A type with a length. */
  public static RuleType of(Name name, int length) {
    return new RuleType(name, length, UNBOUNDED, UNBOUNDED, "");
  }

  /**
   * The type in shared terms, by DMS's table of intermediate types (DMS user guide, "Data types for
   * AWS DMS"):
   *
   * <table>
   * <caption>DMS to shared types</caption>
   * <tr><td>boolean</td><td>Bool</td></tr>
   * <tr><td>int1, int2, int4, int8, uint1 to uint8</td><td>Int of 8 × the number of bytes</td></tr>
   * <tr><td>numeric</td><td>Decimal(precision, scale)</td></tr>
   * <tr><td>real4, real8</td><td>Real(32), Real(64)</td></tr>
   * <tr><td>string, wstring</td><td>Text(length)</td></tr>
   * <tr><td>clob, nclob</td><td>Text without a limit</td></tr>
   * <tr><td>bytes</td><td>Binary(length)</td></tr>
   * <tr><td>blob</td><td>Binary without a limit</td></tr>
   * <tr><td>date, time, datetime</td><td>Date, TimeOfDay(scale), Timestamp(scale), scale at most
   * 6</td></tr>
   * <tr><td>set, list, map, tuple</td><td>Json: only document stores have them</td></tr>
   * </table>
   */
  public DataType dataType() {
    return switch (name) {
      case BOOLEAN -> new DataType.Bool();
      case INT1 -> new DataType.Int(8, false);
      case INT2 -> new DataType.Int(16, false);
      case INT4 -> new DataType.Int(32, false);
      case INT8 -> new DataType.Int(64, false);
      case UINT1 -> new DataType.Int(8, true);
      case UINT2 -> new DataType.Int(16, true);
      case UINT4 -> new DataType.Int(32, true);
      case UINT8 -> new DataType.Int(64, true);
      case NUMERIC ->
          precision == UNBOUNDED
              ? new DataType.Decimal(UNBOUNDED, UNBOUNDED)
              : new DataType.Decimal(precision, Math.max(0, scale));
      case REAL4 -> new DataType.Real(32);
      case REAL8 -> new DataType.Real(64);
      case STRING, WSTRING -> new DataType.Text(length, false);
      case CLOB, NCLOB -> DataType.Text.unbounded();
      case BYTES -> new DataType.Binary(length, false);
      case BLOB -> new DataType.Binary(UNBOUNDED, false);
      case DATE -> new DataType.Date();
      case TIME -> new DataType.TimeOfDay(fraction(), false);
      case DATETIME -> new DataType.Timestamp(fraction(), false);
      case SET, LIST, MAP, TUPLE -> new DataType.Json(false);
    };
  }

  /** As the document writes it, for pages: {@code numeric(10,2)}. */
  public String text() {
    String word = name.name().toLowerCase(Locale.ROOT);
    if (precision != UNBOUNDED) {
      return word + "(" + precision + (scale == UNBOUNDED ? "" : "," + scale) + ")";
    }
    if (scale != UNBOUNDED) {
      return word + "(" + scale + ")";
    }
    return length == UNBOUNDED ? word : word + "(" + length + ")";
  }

  /** Shared types end at microseconds; DMS's default for a time without a scale is 6 digits. */
  private int fraction() {
    return scale == UNBOUNDED ? 6 : Math.min(6, scale);
  }

  /** Whether DMS calls the type so; the wide forms of text are the same as the narrow ones. */
  static boolean isNamed(String name, DataType type) {
    return narrow(nameOf(type)).equals(narrow(name));
  }

  /**
   * Whether values of the type are LOBs to DMS: text and bytes without a limit, JSON, geometries.
   */
  public static boolean isLob(DataType type) {
    return switch (nameOf(type)) {
      case "nclob", "clob", "blob" -> true;
      default -> false;
    };
  }

  private static String narrow(String name) {
    return name.equals("wstring") ? "string" : name.equals("nclob") ? "clob" : name;
  }

  /** DMS's name for a source column's type (DMS user guide, source tables by engine). */
  static String nameOf(DataType type) {
    return switch (type) {
      case DataType.Bool _ -> "boolean";
      case DataType.Int(int bits, boolean unsigned) ->
          (unsigned ? "uint" : "int") + (bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8);
      case DataType.Decimal _ -> "numeric";
      case DataType.Real(int bits) -> bits <= 32 ? "real4" : "real8";
      case DataType.Text(int length, boolean _) -> length == UNBOUNDED ? "nclob" : "wstring";
      case DataType.Binary(int length, boolean _) -> length == UNBOUNDED ? "blob" : "bytes";
      case DataType.Bits _ -> "bytes";
      case DataType.Date _ -> "date";
      case DataType.TimeOfDay _ -> "time";
      case DataType.TimeSpan _ -> "string";
      case DataType.Timestamp _ -> "datetime";
      case DataType.Year _ -> "int2";
      case DataType.Enumeration _, DataType.LabelSet _ -> "wstring";
      case DataType.Json _ -> "clob";
      case DataType.Uuid _, DataType.Inet _, DataType.Native _ -> "string";
      case DataType.Geometry _ -> "blob";
    };
  }
}
