package org.godwit.convert.mysql;

import java.util.List;
import java.util.Locale;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Type;

/**
 * MySQL's types become those that a task's load makes of them, so that rows land in the converted
 * tables: {@code TINYINT(1)} becomes {@code SMALLINT}, {@code BIGINT UNSIGNED} becomes {@code
 * NUMERIC(20, 0)}, {@code DATETIME} becomes {@code TIMESTAMP(0)}, {@code BIT(1)} becomes {@code
 * BOOLEAN}, {@code ENUM} becomes {@code VARCHAR} with a check.
 */
public final class MySqlTypes {
  private static final int VARCHAR_MAX = 10_485_760;

  /** FLOAT(25) and more is DOUBLE (MySQL manual, "Floating-Point Types"). */
  private static final int FLOAT_DIGITS_MAX = 24;

  private MySqlTypes() {}

  /** The type in standard words; blocks where there is none. */
  public static Type standard(Type type, boolean isMariaDb, Items items) {
    if (!(type instanceof Type.Named named)) {
      items.block(ActionCode.TYPE, type.place(), type.getClass().getSimpleName());
      return type;
    }
    List<String> arguments = named.arguments();
    boolean isUnsigned = named.suffix().equals("UNSIGNED");
    boolean isBytes = named.suffix().equals("CHARACTER SET BINARY");
    return switch (word(named)) {
      case "TINYINT", "INT1", "BOOL", "BOOLEAN", "YEAR" -> Sql.type("SMALLINT");
      case "SMALLINT", "INT2" -> Sql.type(isUnsigned ? "INTEGER" : "SMALLINT");
      case "MEDIUMINT", "MIDDLEINT", "INT3" -> Sql.type("INTEGER");
      case "INT", "INTEGER", "INT4" -> Sql.type(isUnsigned ? "BIGINT" : "INTEGER");
      case "BIGINT", "INT8" -> isUnsigned ? Sql.type("NUMERIC", "20", "0") : Sql.type("BIGINT");
      case "SERIAL" -> Sql.type("NUMERIC", "20", "0");
      case "SIGNED", "SIGNED INTEGER", "SIGNED INT" -> Sql.type("BIGINT");
      case "UNSIGNED", "UNSIGNED INTEGER", "UNSIGNED INT" -> Sql.type("NUMERIC", "20", "0");
      case "DECIMAL", "NUMERIC", "DEC", "FIXED" ->
          Sql.type("NUMERIC", argument(arguments, 0, "10"), argument(arguments, 1, "0"));
      case "FLOAT", "FLOAT4" ->
          arguments.size() == 1 && Integer.parseInt(arguments.getFirst()) > FLOAT_DIGITS_MAX
              ? Sql.type("DOUBLE PRECISION")
              : Sql.type("REAL");
      case "DOUBLE", "DOUBLE PRECISION", "REAL", "FLOAT8" -> Sql.type("DOUBLE PRECISION");
      case "BIT" ->
          argument(arguments, 0, "1").equals("1")
              ? Sql.type("BOOLEAN")
              : Sql.type("BIT", arguments.getFirst());
      case "CHAR", "CHARACTER", "NCHAR", "NATIONAL CHAR", "NATIONAL CHARACTER" ->
          isBytes ? Sql.type("BLOB") : text("CHAR", argument(arguments, 0, "1"));
      case "VARCHAR",
          "VARCHARACTER",
          "CHAR VARYING",
          "CHARACTER VARYING",
          "NVARCHAR",
          "NCHAR VARCHAR",
          "NCHAR VARYING",
          "NATIONAL VARCHAR",
          "NATIONAL CHAR VARYING",
          "NATIONAL CHARACTER VARYING" ->
          isBytes ? Sql.type("BLOB") : text("VARCHAR", argument(arguments, 0, "1"));
      case "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT", "LONG", "LONG VARCHAR", "LONG CHAR" ->
          Sql.type(isBytes ? "BLOB" : "CLOB");
      case "BINARY",
          "CHAR BYTE",
          "VARBINARY",
          "LONG VARBINARY",
          "TINYBLOB",
          "BLOB",
          "MEDIUMBLOB",
          "LONGBLOB" ->
          Sql.type("BLOB");
      case "GEOMETRY",
          "POINT",
          "LINESTRING",
          "POLYGON",
          "MULTIPOINT",
          "MULTILINESTRING",
          "MULTIPOLYGON",
          "GEOMETRYCOLLECTION",
          "GEOMCOLLECTION" ->
          Sql.type("BLOB");
      case "DATE" -> Sql.type("DATE");
      case "TIME" -> Sql.typeWith("INTERVAL", digits(arguments), "");
      case "DATETIME" -> Sql.typeWith("TIMESTAMP", digits(arguments), "");
      case "TIMESTAMP" -> Sql.typeWith("TIMESTAMP", digits(arguments), "WITH TIME ZONE");
      case "ENUM" -> Sql.type("VARCHAR", Integer.toString(longest(arguments)));
      case "SET" -> Sql.type("CLOB");
      case "JSON" -> Sql.type(isMariaDb ? "JSON" : "JSONB");
      case "UUID" -> Sql.type("UUID");
      case "INET4", "INET6" -> Sql.type("INET");
      default -> {
        items.block(ActionCode.TYPE, type.place(), named.name().last().text());
        yield type;
      }
    };
  }

  private static String word(Type.Named type) {
    return type.name().last().text().toUpperCase(Locale.ROOT);
  }

  private static String argument(List<String> arguments, int at, String otherwise) {
    return at < arguments.size() ? arguments.get(at) : otherwise;
  }

  /** Six digits of a second are all that there are. */
  private static List<String> digits(List<String> arguments) {
    String digits = argument(arguments, 0, "0");
    return digits.equals("6") ? List.of() : List.of(digits);
  }

  private static Type text(String type, String length) {
    long characters = Long.parseLong(length);
    return characters == 0 || characters > VARCHAR_MAX ? Sql.type("CLOB") : Sql.type(type, length);
  }

  private static int longest(List<String> labels) {
    return labels.stream()
        .mapToInt(it -> Math.max(1, it.codePointCount(0, it.length())))
        .max()
        .orElse(1);
  }

  /** What values of a type are, the source's or a standard one. */
  static Kind kind(Type type) {
    if (!(type instanceof Type.Named named)) {
      return Kind.UNKNOWN;
    }
    List<String> arguments = named.arguments();
    return switch (word(named)) {
      case "BIT" -> argument(arguments, 0, "1").equals("1") ? Kind.BOOLEAN : Kind.UNKNOWN;
      case "TINYINT",
          "BOOL",
          "SMALLINT",
          "MEDIUMINT",
          "INT",
          "INTEGER",
          "BIGINT",
          "SERIAL",
          "YEAR",
          "SIGNED",
          "UNSIGNED",
          "SIGNED INTEGER",
          "UNSIGNED INTEGER" ->
          Kind.WHOLE;
      case "BOOLEAN" -> Kind.WHOLE; // MySQL's; the standard one is only made by rules
      case "DECIMAL", "NUMERIC", "DEC", "FIXED" -> Kind.EXACT;
      case "FLOAT", "DOUBLE", "DOUBLE PRECISION", "REAL" -> Kind.REAL;
      case "CHAR", "VARCHAR", "NCHAR", "NVARCHAR", "ENUM", "SET", "CLOB", "CHARACTER" -> Kind.TEXT;
      case "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT" -> Kind.TEXT;
      case "DATE" -> Kind.DATE;
      case "DATETIME", "TIMESTAMP" -> Kind.MOMENT;
      case "TIME", "INTERVAL" -> Kind.TIME;
      case "JSON", "JSONB" -> Kind.JSON;
      case "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB", "BINARY", "VARBINARY" -> Kind.BYTES;
      default -> Kind.UNKNOWN;
    };
  }

  /** Whether its values are one of a list, or some of one. */
  public static boolean isLabels(Type type) {
    return type instanceof Type.Named named
        && (word(named).equals("ENUM") || word(named).equals("SET"));
  }

  /** Whether it is SET. */
  public static boolean isSet(Type type) {
    return type instanceof Type.Named named && word(named).equals("SET");
  }

  /** How many bytes each value has; 0 where that isn't said. */
  public static int fixedBytes(Type type) {
    return type instanceof Type.Named named
            && (word(named).equals("BINARY") || word(named).equals("CHAR BYTE"))
        ? Integer.parseInt(argument(named.arguments(), 0, "1"))
        : 0;
  }

  /** Whether a column of it can count up by an identity. */
  public static boolean canBeIdentity(Type standard) {
    return standard instanceof Type.Named named
        && switch (word(named)) {
          case "SMALLINT", "INTEGER", "BIGINT" -> true;
          default -> false;
        };
  }
}
