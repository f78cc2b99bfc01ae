package org.godwit.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;

/**
 * What stands behind DEFAULT. A default that the server refuses would take the whole table with it,
 * so only what surely fits the column is written.
 */
final class DefaultDesign {
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,30}(?:\\.\\d{1,30})?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,20}");
  private static final Pattern DATE = Pattern.compile("[1-9]\\d{3}-\\d\\d-\\d\\d");
  private static final Pattern TIMESTAMP =
      Pattern.compile("[1-9]\\d{3}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?");
  private static final Pattern TIME = Pattern.compile("-?\\d{2,3}:\\d\\d:\\d\\d(?:\\.\\d{1,6})?");
  private static final Pattern BITS = Pattern.compile("[01]{1,64}");
  private static final Pattern HEX = Pattern.compile("\\\\x((?:[0-9A-Fa-f]{2})*)");

  private final MySqlDialect dialect = new MySqlDialect();

  /** The value with which an insert fills the column; empty where it can't be said. */
  Optional<String> of(Column source, Column column) {
    return switch (source.defaultValue()) {
      case Default.None() -> Optional.empty();
      case Default.Literal(String text) -> literal(text, column.type());
      case Default.Now _ -> now(column, source);
      case Default.Expression(String text) -> expression(text, column.type());
    };
  }

  private Optional<String> literal(String text, DataType type) {
    return switch (type) {
      case DataType.Bool _ -> bool(text);
      case DataType.Int _, DataType.Year _ -> matching(WHOLE, text);
      case DataType.Decimal _, DataType.Real _ -> matching(NUMBER, text);
      case DataType.Text(int length, _) -> characters(text, length);
      case DataType.Enumeration(var labels) ->
          labels.contains(text) ? Optional.of(quoted(text)) : Optional.empty();
      case DataType.LabelSet _ -> Optional.of(quoted(text));
      case DataType.Uuid _ -> Optional.of(quoted(text));
      case DataType.Inet _ -> characters(text, DataType.UNBOUNDED);
      case DataType.Json _ -> Optional.of("(" + dialect.literal(text) + ")");
      case DataType.Date _ -> matching(DATE, text).map(DefaultDesign::quoted);
      case DataType.Timestamp _ ->
          matching(TIMESTAMP, text).or(() -> matching(DATE, text)).map(DefaultDesign::quoted);
      case DataType.TimeSpan _, DataType.TimeOfDay _ ->
          matching(TIME, text).map(DefaultDesign::quoted);
      case DataType.Bits(int length, _) ->
          matching(BITS, text)
              .filter(bits -> bits.length() <= length)
              .map(bits -> "b'" + bits + "'");
      case DataType.Binary(int length, _) -> bytes(text, length);
      case DataType.Geometry _, DataType.Native _ -> Optional.empty();
    };
  }

  private static Optional<String> matching(Pattern pattern, String text) {
    return Optional.of(text.strip()).filter(stripped -> pattern.matcher(stripped).matches());
  }

  private static Optional<String> bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "1" -> Optional.of("1");
      case "false", "f", "0" -> Optional.of("0");
      default -> Optional.empty();
    };
  }

  /** Columns that are kept out of the row take an expression only, which a parenthesis makes. */
  private Optional<String> characters(String text, int length) {
    if (length == DataType.UNBOUNDED) {
      return Optional.of("(" + dialect.literal(text) + ")");
    }
    return text.codePointCount(0, text.length()) <= length
        ? Optional.of(quoted(text))
        : Optional.empty();
  }

  private static Optional<String> bytes(String text, int length) {
    Matcher hex = HEX.matcher(text);
    String digits =
        hex.matches()
            ? hex.group(1)
            : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    return length == DataType.UNBOUNDED || digits.length() <= 2 * length
        ? Optional.of("(x'" + digits + "')")
        : Optional.empty();
  }

  /** An instant that is kept without its zone is one of UTC. */
  private static Optional<String> now(Column column, Column source) {
    return switch (column.type()) {
      case DataType.Timestamp(int scale, _) -> {
        String digits = scale == 0 ? "" : "(" + scale + ")";
        boolean losesZone =
            source.type() instanceof DataType.Timestamp(_, boolean zoned)
                && zoned
                && !MySqlTypes.isOwnTime(source);
        yield Optional.of(
            losesZone ? "(utc_timestamp(" + scale + "))" : "CURRENT_TIMESTAMP" + digits);
      }
      case DataType.Date _ -> Optional.of("(curdate())");
      default -> Optional.empty();
    };
  }

  private Optional<String> expression(String text, DataType type) {
    String bare = text.replace(" ", "").toLowerCase(Locale.ROOT);
    if (type instanceof DataType.Binary && bare.startsWith("'\\x") && bare.endsWith("'")) {
      return literal(bare.substring(1, bare.length() - 1), type);
    }
    boolean isWord = type instanceof DataType.Text || type instanceof DataType.Uuid;
    return switch (bare) {
      case "gen_random_uuid()" -> isWord ? Optional.of("(uuid())") : Optional.empty();
      case "current_date" ->
          type instanceof DataType.Date ? Optional.of("(curdate())") : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String quoted(String text) {
    return StringLiterals.of(text);
  }
}
