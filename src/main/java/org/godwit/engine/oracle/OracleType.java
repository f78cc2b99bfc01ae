package org.godwit.engine.oracle;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;

/**
 * Oracle's own types as its dictionary writes them ("Data Types" of the SQL Language Reference).
 * Each knows what it is in shared terms and how a query asks for it.
 */
enum OracleType {
  NUMBER,
  FLOAT,
  BINARY_FLOAT,
  BINARY_DOUBLE,
  BOOLEAN,
  VARCHAR2,
  NVARCHAR2,
  CHAR,
  NCHAR,
  LONG,
  CLOB,
  NCLOB,
  XML,
  JSON,
  RAW,
  LONG_RAW,
  BLOB,
  BFILE,
  DATE,
  TIMESTAMP,
  TIMESTAMP_TZ,
  TIMESTAMP_LTZ,
  INTERVAL_DS,
  INTERVAL_YM,
  ROWID,
  UROWID,
  GEOMETRY,
  /** Object types, collections, references, ANYDATA, VECTOR: nothing here reads them. */
  OTHER;

  private static final Pattern DIGITS = Pattern.compile("\\((\\d+)\\)");
  private static final Pattern SECONDS = Pattern.compile("SECOND\\((\\d+)\\)");
  private static final int ROWID_CHARACTERS = 18;
  private static final int UROWID_CHARACTERS = 4000;
  private static final int DIGITS_MAX = 38;

  /**
   * A column's type as {@code ALL_TAB_COLS} describes it.
   *
   * @param word {@code DATA_TYPE}
   * @param owner of a type that isn't built in, else empty
   * @param bytes {@code DATA_LENGTH}
   * @param characters {@code CHAR_LENGTH}
   * @param isInCharacters whether the length was declared so ({@code CHAR_USED})
   * @param precision or −1 for none
   * @param scale or {@link #NO_SCALE} for none
   */
  record Declared(
      String word,
      String owner,
      int bytes,
      int characters,
      boolean isInCharacters,
      int precision,
      int scale) {
    static final int NO_SCALE = Integer.MIN_VALUE;

    OracleType type() {
      return named(word);
    }

    /** As a column definition has it. */
    String text() {
      return switch (type()) {
        case VARCHAR2, CHAR ->
            "%s(%d %s)"
                .formatted(
                    word, isInCharacters ? characters : bytes, isInCharacters ? "CHAR" : "BYTE");
        case NVARCHAR2, NCHAR -> "%s(%d)".formatted(word, characters);
        case RAW, UROWID -> "%s(%d)".formatted(word, bytes);
        case FLOAT -> "FLOAT(%d)".formatted(precision);
        case NUMBER -> number();
        default -> owner.isEmpty() || named(word) != OTHER ? word : owner + "." + word;
      };
    }

    private String number() {
      if (precision < 0) {
        return scale == NO_SCALE ? "NUMBER" : "NUMBER(*," + scale + ")";
      }
      return scale == 0 || scale == NO_SCALE
          ? "NUMBER(" + precision + ")"
          : "NUMBER(" + precision + "," + scale + ")";
    }

    /** In shared terms; nothing is narrower than the values that the column may hold. */
    DataType shared() {
      return switch (type()) {
        case NUMBER -> numeric();
        // Binary digits of precision over a decimal number: only an exact number holds all of them.
        case FLOAT -> new DataType.Decimal(DataType.UNBOUNDED, DataType.UNBOUNDED);
        case BINARY_FLOAT -> new DataType.Real(32);
        case BINARY_DOUBLE -> new DataType.Real(64);
        case BOOLEAN -> new DataType.Bool();
        case VARCHAR2, NVARCHAR2 -> new DataType.Text(characters, false);
        case CHAR, NCHAR -> new DataType.Text(characters, true);
        case LONG, CLOB, NCLOB, XML -> DataType.Text.unbounded();
        case JSON -> new DataType.Json(true);
        case RAW -> new DataType.Binary(bytes, false);
        case LONG_RAW, BLOB, BFILE -> new DataType.Binary(DataType.UNBOUNDED, false);
        case DATE -> new DataType.Timestamp(0, false);
        case TIMESTAMP -> new DataType.Timestamp(digits(DIGITS), false);
        case TIMESTAMP_TZ, TIMESTAMP_LTZ -> new DataType.Timestamp(digits(DIGITS), true);
        case INTERVAL_DS -> new DataType.TimeSpan(digits(SECONDS));
        case ROWID -> new DataType.Text(ROWID_CHARACTERS, false);
        case UROWID -> new DataType.Text(UROWID_CHARACTERS, false);
        case GEOMETRY -> new DataType.Geometry("geometry");
        case INTERVAL_YM, OTHER -> new DataType.Native(OracleEngine.ID, text());
      };
    }

    private DataType numeric() {
      if (precision < 0) {
        return scale == NO_SCALE
            ? new DataType.Decimal(DataType.UNBOUNDED, DataType.UNBOUNDED)
            : new DataType.Decimal(DIGITS_MAX, Math.max(scale, 0));
      }
      int behind = scale == NO_SCALE ? 0 : scale;
      if (behind > 0) {
        return new DataType.Decimal(Math.max(precision, behind), behind);
      }
      int digits = precision - behind; // a scale below zero adds zeros in front of the point
      return digits <= 4
          ? new DataType.Int(16, false)
          : digits <= 9
              ? new DataType.Int(32, false)
              : digits <= 18 ? new DataType.Int(64, false) : new DataType.Decimal(digits, 0);
    }

    private int digits(Pattern pattern) {
      Matcher found = pattern.matcher(word);
      return found.find() ? Integer.parseInt(found.group(1)) : 6;
    }
  }

  /** The type of a column that was read from the dictionary. */
  static OracleType of(Column column) {
    return named(column.nativeType());
  }

  private static OracleType named(String text) {
    String word = text.toUpperCase(Locale.ROOT).replaceAll("\\([^)]*\\)", "");
    return switch (word) {
      case "NUMBER" -> NUMBER;
      case "FLOAT" -> FLOAT;
      case "BINARY_FLOAT" -> BINARY_FLOAT;
      case "BINARY_DOUBLE" -> BINARY_DOUBLE;
      case "BOOLEAN" -> BOOLEAN;
      case "VARCHAR2", "VARCHAR" -> VARCHAR2;
      case "NVARCHAR2" -> NVARCHAR2;
      case "CHAR" -> CHAR;
      case "NCHAR" -> NCHAR;
      case "LONG" -> LONG;
      case "CLOB" -> CLOB;
      case "NCLOB" -> NCLOB;
      case "XMLTYPE" -> XML;
      case "JSON" -> JSON;
      case "RAW" -> RAW;
      case "LONG RAW" -> LONG_RAW;
      case "BLOB" -> BLOB;
      case "BFILE" -> BFILE;
      case "DATE" -> DATE;
      case "TIMESTAMP" -> TIMESTAMP;
      case "TIMESTAMP WITH TIME ZONE" -> TIMESTAMP_TZ;
      case "TIMESTAMP WITH LOCAL TIME ZONE" -> TIMESTAMP_LTZ;
      case "INTERVAL DAY TO SECOND" -> INTERVAL_DS;
      case "INTERVAL YEAR TO MONTH" -> INTERVAL_YM;
      case "ROWID" -> ROWID;
      case "UROWID" -> UROWID;
      case "SDO_GEOMETRY" -> GEOMETRY;
      default -> OTHER;
    };
  }

  /** How a query asks for the column's value. */
  String selected(String column) {
    return switch (this) {
      case TIMESTAMP_TZ -> "SYS_EXTRACT_UTC(" + column + ")";
      case TIMESTAMP_LTZ -> "SYS_EXTRACT_UTC(CAST(" + column + " AS TIMESTAMP(9) WITH TIME ZONE))";
      case INTERVAL_DS -> seconds(column);
      case INTERVAL_YM -> "TO_CHAR(" + column + ")";
      case XML -> "XMLSERIALIZE(CONTENT " + column + " AS CLOB)";
      case JSON -> "JSON_SERIALIZE(" + column + " RETURNING CLOB)";
      case BFILE -> "TO_BLOB(" + column + ")";
      case ROWID -> "ROWIDTOCHAR(" + column + ")";
      case UROWID -> "CAST(" + column + " AS VARCHAR2(4000))";
      case GEOMETRY -> "SDO_UTIL.TO_WKBGEOMETRY(" + column + ")";
      default -> column;
    };
  }

  /** An interval as an exact number of seconds; every part has the interval's sign. */
  static String seconds(String column) {
    return "(EXTRACT(DAY FROM %1$s) * 86400 + EXTRACT(HOUR FROM %1$s) * 3600 + EXTRACT(MINUTE FROM %1$s) * 60 + EXTRACT(SECOND FROM %1$s))"
        .formatted(column);
  }
}
