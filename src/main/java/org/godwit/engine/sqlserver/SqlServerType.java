package org.godwit.engine.sqlserver;

import java.util.Locale;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;

/**
 * SQL Server's own types as {@code sys.types} names them ("Data types (Transact-SQL)"). Each knows
 * what it is in shared terms and how a query asks for it. Times come as text of a fixed style, so
 * that no driver's zone has a part in them.
 */
enum SqlServerType {
  TINYINT,
  SMALLINT,
  INT,
  BIGINT,
  BIT,
  DECIMAL,
  MONEY,
  SMALLMONEY,
  FLOAT,
  REAL,
  DATE,
  DATETIME,
  SMALLDATETIME,
  DATETIME2,
  DATETIMEOFFSET,
  TIME,
  CHAR,
  VARCHAR,
  NCHAR,
  NVARCHAR,
  TEXT,
  NTEXT,
  XML,
  JSON,
  BINARY,
  VARBINARY,
  IMAGE,
  ROWVERSION,
  UNIQUEIDENTIFIER,
  SQL_VARIANT,
  HIERARCHYID,
  GEOMETRY,
  GEOGRAPHY,
  /** CLR types of users, vector: nothing here reads them. */
  OTHER;

  private static final int MONEY_DIGITS = 19;
  private static final int SMALLMONEY_DIGITS = 10;
  private static final int MONEY_SCALE = 4;
  private static final int MILLIS = 3;
  private static final int ROWVERSION_BYTES = 8;
  private static final int MICROS = 6;

  /**
   * A column's type as {@code sys.columns} describes it.
   *
   * @param word the built-in type's name, also where the column has an alias of it
   * @param bytes {@code max_length}, −1 for max
   */
  record Declared(String word, int bytes, int precision, int scale) {
    SqlServerType type() {
      return named(word);
    }

    /** As a column definition has it. */
    String text() {
      String length = bytes < 0 ? "max" : Integer.toString(bytes);
      return switch (type()) {
        case CHAR, VARCHAR, BINARY, VARBINARY -> word + "(" + length + ")";
        case NCHAR, NVARCHAR -> word + "(" + (bytes < 0 ? "max" : bytes / 2) + ")";
        case DECIMAL -> word + "(" + precision + "," + scale + ")";
        case DATETIME2, DATETIMEOFFSET, TIME -> word + "(" + scale + ")";
        case ROWVERSION -> "rowversion";
        default -> word;
      };
    }

    /** In shared terms; nothing is narrower than the values that the column may hold. */
    DataType shared() {
      return switch (type()) {
        case TINYINT -> new DataType.Int(8, true);
        case SMALLINT -> new DataType.Int(16, false);
        case INT -> new DataType.Int(32, false);
        case BIGINT -> new DataType.Int(64, false);
        case BIT -> new DataType.Bool();
        case DECIMAL -> new DataType.Decimal(precision, scale);
        case MONEY -> new DataType.Decimal(MONEY_DIGITS, MONEY_SCALE);
        case SMALLMONEY -> new DataType.Decimal(SMALLMONEY_DIGITS, MONEY_SCALE);
        case FLOAT -> new DataType.Real(64);
        case REAL -> new DataType.Real(32);
        case DATE -> new DataType.Date();
        case DATETIME -> new DataType.Timestamp(MILLIS, false);
        case SMALLDATETIME -> new DataType.Timestamp(0, false);
        case DATETIME2 -> new DataType.Timestamp(scale, false);
        case DATETIMEOFFSET -> new DataType.Timestamp(scale, true);
        case TIME -> new DataType.TimeOfDay(scale, false);
        case CHAR -> new DataType.Text(bytes, true);
        case VARCHAR -> bytes < 0 ? DataType.Text.unbounded() : new DataType.Text(bytes, false);
        case NCHAR -> new DataType.Text(bytes / 2, true);
        case NVARCHAR ->
            bytes < 0 ? DataType.Text.unbounded() : new DataType.Text(bytes / 2, false);
        case TEXT, NTEXT, XML -> DataType.Text.unbounded();
        case JSON -> new DataType.Json(true);
        case BINARY -> new DataType.Binary(bytes, true);
        case VARBINARY -> new DataType.Binary(bytes < 0 ? DataType.UNBOUNDED : bytes, false);
        case IMAGE -> new DataType.Binary(DataType.UNBOUNDED, false);
        case ROWVERSION -> new DataType.Binary(ROWVERSION_BYTES, true);
        case UNIQUEIDENTIFIER -> new DataType.Uuid();
        case GEOMETRY, GEOGRAPHY -> new DataType.Geometry("geometry");
        case SQL_VARIANT, HIERARCHYID, OTHER -> new DataType.Native(SqlServerEngine.ID, text());
      };
    }
  }

  /** The type of a column that was read from the catalog. */
  static SqlServerType of(Column column) {
    return named(column.nativeType());
  }

  private static SqlServerType named(String text) {
    String word = text.toLowerCase(Locale.ROOT).replaceAll("\\(.*\\)", "");
    return switch (word) {
      case "tinyint" -> TINYINT;
      case "smallint" -> SMALLINT;
      case "int" -> INT;
      case "bigint" -> BIGINT;
      case "bit" -> BIT;
      case "decimal", "numeric" -> DECIMAL;
      case "money" -> MONEY;
      case "smallmoney" -> SMALLMONEY;
      case "float" -> FLOAT;
      case "real" -> REAL;
      case "date" -> DATE;
      case "datetime" -> DATETIME;
      case "smalldatetime" -> SMALLDATETIME;
      case "datetime2" -> DATETIME2;
      case "datetimeoffset" -> DATETIMEOFFSET;
      case "time" -> TIME;
      case "char" -> CHAR;
      case "varchar" -> VARCHAR;
      case "nchar" -> NCHAR;
      case "nvarchar", "sysname" -> NVARCHAR;
      case "text" -> TEXT;
      case "ntext" -> NTEXT;
      case "xml" -> XML;
      case "json" -> JSON;
      case "binary" -> BINARY;
      case "varbinary" -> VARBINARY;
      case "image" -> IMAGE;
      case "timestamp", "rowversion" -> ROWVERSION;
      case "uniqueidentifier" -> UNIQUEIDENTIFIER;
      case "sql_variant" -> SQL_VARIANT;
      case "hierarchyid" -> HIERARCHYID;
      case "geometry" -> GEOMETRY;
      case "geography" -> GEOGRAPHY;
      default -> OTHER;
    };
  }

  /** Whether values are bytes. */
  boolean isBytes() {
    return switch (this) {
      case BINARY, VARBINARY, IMAGE, ROWVERSION, GEOMETRY, GEOGRAPHY -> true;
      default -> false;
    };
  }

  /** How a query asks for the column's value. */
  String selected(String name, Column column) {
    return switch (this) {
      case DATE -> "CONVERT(nvarchar(10), " + name + ", 23)";
      case DATETIME, SMALLDATETIME, DATETIME2, DATETIMEOFFSET ->
          "CONVERT(nvarchar(27), " + moment(name, column) + ", 126)";
      case TIME -> "CONVERT(nvarchar(16), " + name + ", 121)";
      case UNIQUEIDENTIFIER -> "LOWER(CONVERT(nvarchar(36), " + name + "))";
      case XML, JSON -> "CONVERT(nvarchar(max), " + name + ")";
      case SQL_VARIANT -> variant(name);
      case HIERARCHYID -> name + ".ToString()";
      case GEOMETRY, GEOGRAPHY -> name + ".STAsBinary()";
      default -> name;
    };
  }

  /** A moment as datetime2 of its own digits, an instant in UTC. */
  static String moment(String name, Column column) {
    return switch (of(column)) {
      case DATETIME -> "CAST(" + name + " AS datetime2(3))";
      case SMALLDATETIME -> "CAST(" + name + " AS datetime2(0))";
      case DATETIMEOFFSET ->
          "CAST(SWITCHOFFSET(%s, '+00:00') AS datetime2(%d))".formatted(name, scale(column));
      default -> name;
    };
  }

  private static int scale(Column column) {
    return column.type() instanceof DataType.Timestamp(int scale, _) ? scale : MICROS;
  }

  /** A value of many types as text that loses nothing of it. */
  private static String variant(String name) {
    return "CASE CONVERT(nvarchar(128), SQL_VARIANT_PROPERTY(%1$s, 'BaseType')) WHEN N'float' THEN CONVERT(nvarchar(4000), CONVERT(float, %1$s), 3) WHEN N'real' THEN CONVERT(nvarchar(4000), CONVERT(real, %1$s), 3) WHEN N'money' THEN CONVERT(nvarchar(4000), CONVERT(money, %1$s), 2) WHEN N'smallmoney' THEN CONVERT(nvarchar(4000), CONVERT(money, %1$s), 2) WHEN N'binary' THEN CONVERT(nvarchar(max), CONVERT(varbinary(8000), %1$s), 1) WHEN N'varbinary' THEN CONVERT(nvarchar(max), CONVERT(varbinary(8000), %1$s), 1) WHEN N'datetimeoffset' THEN CONVERT(nvarchar(4000), CONVERT(datetimeoffset(7), %1$s), 121) WHEN N'datetime' THEN CONVERT(nvarchar(4000), CONVERT(datetime, %1$s), 121) WHEN N'smalldatetime' THEN CONVERT(nvarchar(4000), CONVERT(datetime, %1$s), 121) WHEN N'datetime2' THEN CONVERT(nvarchar(4000), CONVERT(datetime2(7), %1$s), 121) WHEN N'time' THEN CONVERT(nvarchar(4000), CONVERT(time(7), %1$s), 121) WHEN N'date' THEN CONVERT(nvarchar(4000), CONVERT(date, %1$s), 121) ELSE CONVERT(nvarchar(4000), %1$s) END"
        .formatted(name);
  }
}
