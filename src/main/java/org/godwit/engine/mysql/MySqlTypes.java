package org.godwit.engine.mysql;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * How MySQL and MariaDB store the types of others. Ranges and limits are those of MySQL's manual,
 * "Data Types", and MariaDB's Knowledge Base.
 */
final class MySqlTypes implements TypeMap {
  static final int DECIMAL_PRECISION_MAX = 65;
  static final int DECIMAL_SCALE_MAX = 30;
  private static final int CHAR_MAX = 255;
  private static final int BITS_MAX = 64;
  private static final int SCALE_MAX = 6;
  private static final int ENUM_LABEL_MAX = 255;
  private static final int UUID_CHARACTERS = 36;

  /** An IPv6 address of eight groups with its prefix length. */
  private static final int INET_CHARACTERS = 43;

  /** Hours to microseconds and an offset with seconds. */
  private static final int ZONED_TIME_CHARACTERS = 24;

  /**
   * How MySQL's family itself writes TIME and TIMESTAMP. The same shared types of other engines
   * reach further: an interval may hold months, and an instant may lie before 1970 or after 2038.
   */
  private static final Pattern OWN_TIME = Pattern.compile("time(?:stamp)?(?:\\(\\d\\))?");

  private final TargetTraits traits;

  MySqlTypes(TargetTraits traits) {
    this.traits = traits;
  }

  @Override
  public DataType targetType(Column column) {
    return switch (column.type()) {
      case Bool bool -> bool;
      case Int whole -> whole;
      case Decimal(int precision, int scale) -> decimal(precision, scale);
      case Real real -> real;
      case Text(int length, boolean fixed) ->
          length == DataType.UNBOUNDED || length > RowSize.VARCHAR_MAX
              ? Text.unbounded()
              : new Text(Math.max(length, 1), fixed && length <= CHAR_MAX);
      case Binary(int length, boolean fixed) ->
          length == DataType.UNBOUNDED || length > RowSize.VARBINARY_MAX
              ? new Binary(DataType.UNBOUNDED, false)
              : new Binary(Math.max(length, 1), fixed && length <= CHAR_MAX);
      case Geometry geometry -> geometry;
      case Bits(int length, boolean varying) -> bits(length, varying);
      case Date date -> date;
      case TimeOfDay(int scale, boolean zoned) ->
          zoned ? new Text(ZONED_TIME_CHARACTERS, false) : new TimeSpan(Math.min(scale, SCALE_MAX));
      case TimeSpan(int scale) ->
          isOwnTime(column) ? new TimeSpan(Math.min(scale, SCALE_MAX)) : Text.unbounded();
      case Timestamp(int scale, boolean zoned) ->
          new Timestamp(Math.min(scale, SCALE_MAX), zoned && isOwnTime(column));
      case Year year -> year;
      case Enumeration(List<String> labels) -> enumeration(labels);
      case LabelSet set -> set;
      case Json(boolean normalised) -> json(normalised);
      case Uuid uuid -> traits.hasUuid() ? uuid : new Text(UUID_CHARACTERS, true);
      case Inet _ -> new Text(INET_CHARACTERS, false);
      case Native(String engine, _) -> engine.equals("mysql") ? column.type() : Text.unbounded();
    };
  }

  static boolean isOwnTime(Column column) {
    return OWN_TIME.matcher(column.nativeType()).matches();
  }

  /** A scale below zero or above the precision, which PostgreSQL has, keeps its digits. */
  private static DataType decimal(int precision, int scale) {
    if (precision == DataType.UNBOUNDED) {
      return new Decimal(DECIMAL_PRECISION_MAX, DECIMAL_SCALE_MAX);
    }
    int digitsBefore = Math.max(precision - scale, 0);
    int digitsBehind = Math.clamp(scale, 0, DECIMAL_SCALE_MAX);
    return new Decimal(
        Math.clamp((long) digitsBefore + digitsBehind, 1, DECIMAL_PRECISION_MAX), digitsBehind);
  }

  private static DataType bits(int length, boolean varying) {
    if (!varying && length > 0 && length <= BITS_MAX) {
      return new Bits(length, false);
    }
    return length > 0 && length <= RowSize.VARCHAR_MAX ? new Text(length, false) : Text.unbounded();
  }

  /** MySQL cuts blanks at the end of a label, and a label's length. */
  private static DataType enumeration(List<String> labels) {
    boolean isPossible =
        labels.stream().allMatch(label -> characters(label) <= ENUM_LABEL_MAX)
            && labels.stream().noneMatch(label -> label.endsWith(" "))
            && !labels.isEmpty();
    int longest = labels.stream().mapToInt(MySqlTypes::characters).max().orElse(1);
    return isPossible ? new Enumeration(labels) : new Text(Math.max(longest, 1), false);
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** What keeps its text on the source keeps it here: MySQL's JSON would reorder its keys. */
  private DataType json(boolean normalised) {
    if (traits.keepsJsonText()) {
      return new Json(false);
    }
    return normalised ? new Json(true) : Text.unbounded();
  }

  @Override
  public String render(DataType type) {
    return switch (type) {
      case Bool _ -> "tinyint(1)";
      case Int(int bits, boolean unsigned) -> whole(bits) + (unsigned ? " unsigned" : "");
      case Decimal(int precision, int scale) -> "decimal(%d,%d)".formatted(precision, scale);
      case Real(int bits) -> bits == 32 ? "float" : "double";
      case Text(int length, boolean fixed) ->
          length == DataType.UNBOUNDED
              ? "longtext"
              : (fixed ? "char(%d)" : "varchar(%d)").formatted(length);
      case Binary(int length, boolean fixed) ->
          length == DataType.UNBOUNDED
              ? "longblob"
              : (fixed ? "binary(%d)" : "varbinary(%d)").formatted(length);
      case Bits(int length, _) -> "bit(" + length + ")";
      case Date _ -> "date";
      case TimeOfDay(int scale, _) -> "time" + digits(scale);
      case TimeSpan(int scale) -> "time" + digits(scale);
      case Timestamp(int scale, boolean zoned) ->
          (zoned ? "timestamp" : "datetime") + digits(scale);
      case Year _ -> "year";
      case Enumeration(List<String> labels) -> "enum(" + literals(labels) + ")";
      case LabelSet(List<String> labels) -> "set(" + literals(labels) + ")";
      case Json _ -> "json";
      case Uuid _ -> "uuid";
      case Inet _ -> "varchar(" + INET_CHARACTERS + ")";
      case Geometry(String kind) -> kind;
      case Native(_, String text) -> text;
    };
  }

  private static String whole(int bits) {
    return switch (bits) {
      case 8 -> "tinyint";
      case 16 -> "smallint";
      case 24 -> "mediumint";
      case 32 -> "int";
      case 64 -> "bigint";
      default -> throw new IllegalArgumentException("no whole number has " + bits + " bits");
    };
  }

  private static String digits(int scale) {
    return scale == 0 ? "" : "(" + scale + ")";
  }

  private static String literals(List<String> labels) {
    return labels.stream().map(StringLiterals::of).collect(Collectors.joining(","));
  }
}
