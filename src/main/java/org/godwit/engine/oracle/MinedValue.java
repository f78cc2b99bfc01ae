package org.godwit.engine.oracle;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.Row;
import org.godwit.engine.ReadValue;
import org.godwit.engine.oracle.RedoStatement.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * A value of the redo log in the form in which {@link OracleReaders} gives the same value to the
 * load. How LogMiner writes moments is set for its session by {@link #SESSION}.
 */
final class MinedValue {
  private static final String DATE_FORMAT = "SYYYY-MM-DD HH24:MI:SS";

  /** Like {@link OracleConnector#SESSION}, but for the sign of years before Christ. */
  static final String SESSION =
      "ALTER SESSION SET TIME_ZONE = '+00:00' NLS_NUMERIC_CHARACTERS = '.,'"
          + " NLS_DATE_FORMAT = '%1$s' NLS_TIMESTAMP_FORMAT = '%1$s.FF9'".formatted(DATE_FORMAT)
          + " NLS_TIMESTAMP_TZ_FORMAT = '%s.FF9 TZH:TZM'".formatted(DATE_FORMAT)
          + " NLS_CALENDAR = 'GREGORIAN'";

  private static final Pattern MOMENT =
      Pattern.compile(
          "\\s*([+-]?)(\\d{1,4})-(\\d\\d)-(\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{0,9}))?(?: ([+-])(\\d\\d):(\\d\\d))?\\s*");
  private static final Pattern LENGTH =
      Pattern.compile("\\s*([+-]?)(\\d+) (\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d*))?\\s*");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(\\\\|[0-9A-Fa-f]{4})");

  private MinedValue() {}

  /** Why the log doesn't have the column's values as the load reads them; empty where it does. */
  static String unlogged(Column column) {
    return switch (OracleType.of(column)) {
      case CLOB, NCLOB, BLOB, LONG, LONG_RAW, XML, JSON, BFILE, GEOMETRY ->
          unlogged(column, "the redo log has large values in pieces, or not at all");
      case TIMESTAMP_LTZ, INTERVAL_YM, ROWID, UROWID, BOOLEAN, OTHER ->
          unlogged(
              column, "what LogMiner has of such values is not known to be what the load reads");
      case VARCHAR2, NVARCHAR2, RAW ->
          isExtended(column) ? unlogged(column, "the redo log has such long values in pieces") : "";
      case NUMBER,
          FLOAT,
          BINARY_FLOAT,
          BINARY_DOUBLE,
          CHAR,
          NCHAR,
          DATE,
          TIMESTAMP,
          TIMESTAMP_TZ,
          INTERVAL_DS ->
          "";
    };
  }

  private static String unlogged(Column column, String why) {
    return "%s (%s) isn't followed, for %s: leave the column out by a remove-column rule"
        .formatted(column.name(), column.nativeType(), why);
  }

  /** What MAX_STRING_SIZE = EXTENDED allows is kept as a LOB. */
  private static boolean isExtended(Column column) {
    return switch (column.type()) {
      case DataType.Text(int length, _) -> length > 4000;
      case DataType.Binary(int length, _) -> length > 2000;
      default -> false;
    };
  }

  /**
   * Puts it.
   *
   * @throws Unreadable where the form isn't one that LogMiner is known to write for such a column
   */
  static void put(Column column, RedoLiteral literal, ReadValue into) {
    if (literal instanceof RedoLiteral.Null) {
      into.setNull();
      return;
    }
    try {
      switch (OracleType.of(column)) {
        case NUMBER, FLOAT -> number(column, new BigDecimal(text(column, literal).strip()), into);
        case BINARY_FLOAT -> into.setReal(Float.parseFloat(real(text(column, literal))));
        case BINARY_DOUBLE -> into.setReal(Double.parseDouble(real(text(column, literal))));
        case CHAR, NCHAR -> into.setText(unfilled(characters(column, literal)));
        case VARCHAR2, NVARCHAR2 -> into.setText(characters(column, literal));
        case RAW -> {
          byte[] bytes = HexFormat.of().parseHex(argument(column, literal, "HEXTORAW"));
          into.setBytes(bytes, bytes.length);
        }
        case DATE -> moment(column, date(column, literal), false, into);
        case TIMESTAMP -> moment(column, argument(column, literal, "TO_TIMESTAMP"), false, into);
        case TIMESTAMP_TZ ->
            moment(column, argument(column, literal, "TO_TIMESTAMP_TZ"), true, into);
        case INTERVAL_DS -> length(column, argument(column, literal, "TO_DSINTERVAL"), into);
        case CLOB,
            NCLOB,
            BLOB,
            LONG,
            LONG_RAW,
            XML,
            JSON,
            BFILE,
            GEOMETRY,
            TIMESTAMP_LTZ,
            INTERVAL_YM,
            ROWID,
            UROWID,
            BOOLEAN,
            OTHER ->
            throw unknown(column);
      }
    } catch (IllegalArgumentException | ArithmeticException _) {
      throw unknown(column);
    }
  }

  /** The value itself isn't told: it may be one that the target masks. */
  private static Unreadable unknown(Column column) {
    return new Unreadable(
        "the redo log has a value of %s (%s) in a form that isn't known"
            .formatted(column.name(), column.nativeType()));
  }

  private static void number(Column column, BigDecimal value, ReadValue into) {
    if (column.type() instanceof DataType.Int) {
      into.setWhole(value.longValueExact());
    } else {
      into.setDecimal(value);
    }
  }

  private static String real(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "nan" -> "NaN";
      case "inf", "+inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      default -> {
        if (!text.matches("\\s*[+-]?[0-9.]+([Ee][+-]?[0-9]+)?\\s*")) {
          throw new IllegalArgumentException("no number");
        }
        yield text.strip();
      }
    };
  }

  private static String text(Column column, RedoLiteral literal) {
    if (literal instanceof RedoLiteral.Text(String text)) {
      return text;
    }
    throw unknown(column);
  }

  private static String argument(Column column, RedoLiteral literal, String name) {
    if (literal instanceof RedoLiteral.Call(String called, List<String> arguments)
        && called.equals(name)
        && arguments.size() == 1) {
      return arguments.getFirst();
    }
    throw unknown(column);
  }

  private static String date(Column column, RedoLiteral literal) {
    if (literal instanceof RedoLiteral.Call(String called, List<String> arguments)
        && called.equals("TO_DATE")
        && arguments.size() == 2
        && arguments.getLast().equalsIgnoreCase(DATE_FORMAT)) {
      return arguments.getFirst();
    }
    throw unknown(column);
  }

  /** Characters beyond the database's own set come as {@code UNISTR('\00e9')}. */
  private static String characters(Column column, RedoLiteral literal) {
    if (literal instanceof RedoLiteral.Text(String text)) {
      return text;
    }
    Matcher escapes = ESCAPE.matcher(argument(column, literal, "UNISTR"));
    StringBuilder text = new StringBuilder();
    while (escapes.find()) {
      String digits = escapes.group(1);
      String character =
          digits.equals("\\") ? digits : String.valueOf((char) Integer.parseInt(digits, 16));
      escapes.appendReplacement(text, Matcher.quoteReplacement(character));
    }
    return escapes.appendTail(text).toString();
  }

  private static String unfilled(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static void moment(Column column, String text, boolean isZoned, ReadValue into) {
    Matcher parts = MOMENT.matcher(text);
    if (!parts.matches() || isZoned != (parts.group(9) != null)) {
      throw unknown(column);
    }
    boolean isBeforeChrist = parts.group(1).equals("-");
    int year = Integer.parseInt(parts.group(2));
    if (year == 0) {
      throw unknown(column);
    }
    try {
      LocalDateTime moment =
          LocalDateTime.of(
              isBeforeChrist ? 1 - year : year, // no year 0 lies between 1 BC and AD 1
              Integer.parseInt(parts.group(3)),
              Integer.parseInt(parts.group(4)),
              Integer.parseInt(parts.group(5)),
              Integer.parseInt(parts.group(6)),
              Integer.parseInt(parts.group(7)),
              nanos(parts.group(8)));
      into.setMoment(isZoned ? moment.minusSeconds(offset(parts)) : moment);
    } catch (DateTimeException _) {
      into.setMoment(Row.IMPOSSIBLE_DATE, 0); // a day that the Julian calendar alone has
    }
  }

  private static int nanos(@Nullable String digits) {
    return digits == null || digits.isEmpty()
        ? 0
        : Integer.parseInt((digits + "000000000").substring(0, 9));
  }

  private static long offset(Matcher parts) {
    int hours = Integer.parseInt(parts.group(10));
    int minutes = Integer.parseInt(parts.group(11));
    int sign = parts.group(9).equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes).getTotalSeconds();
  }

  private static void length(Column column, String text, ReadValue into) {
    Matcher parts = LENGTH.matcher(text);
    if (!parts.matches()) {
      throw unknown(column);
    }
    long seconds =
        Long.parseLong(parts.group(2)) * 86_400
            + Long.parseLong(parts.group(3)) * 3_600
            + Long.parseLong(parts.group(4)) * 60
            + Long.parseLong(parts.group(5));
    String fraction = parts.group(6) == null ? "" : parts.group(6);
    BigDecimal exact = new BigDecimal(seconds + "." + fraction + "0");
    OracleReaders.length(parts.group(1).equals("-") ? exact.negate() : exact, into);
  }
}
