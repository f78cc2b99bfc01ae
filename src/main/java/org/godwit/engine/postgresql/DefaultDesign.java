package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.DataType;

/** Writes a constant default as the target's type reads it. */
final class DefaultDesign {
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern BITS = Pattern.compile("[bB]'([01]*)'|([01]+)");
  private static final Pattern HEX = Pattern.compile("0[xX]([0-9a-fA-F]*)|[xX]'([0-9a-fA-F]*)'");

  private DefaultDesign() {}

  /**
   * The constant, empty where the type can't hold it (a zero date, a word for a number).
   *
   * @param type the target's, for bytes the source's, which knows their length
   */
  static Optional<String> literal(PostgresDialect dialect, String text, DataType type) {
    return switch (type) {
      case DataType.Bool _ -> bool(text);
      case DataType.Int _, DataType.Decimal _, DataType.Real _, DataType.Year _ ->
          NUMBER.matcher(text.strip()).matches() ? Optional.of(text.strip()) : number(text);
      case DataType.Bits(int length, boolean varying) -> bits(text, length, varying);
      case DataType.Date _, DataType.Timestamp _ ->
          isZeroDate(text) ? Optional.empty() : Optional.of(dialect.literal(text));
      case DataType.Binary(int length, boolean fixed) ->
          Optional.of(bytes(text, fixed ? length : 0));
      case DataType.Geometry _ -> Optional.of(bytes(text, 0));
      default -> text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(dialect.literal(text));
    };
  }

  private static Optional<String> bool(String text) {
    String bare = text.strip().toLowerCase(Locale.ROOT);
    return switch (bare) {
      case "1", "true", "b'1'", "t" -> Optional.of("true");
      case "0", "false", "b'0'", "f" -> Optional.of("false");
      default -> Optional.empty();
    };
  }

  private static Optional<String> number(String text) {
    Matcher bits = BITS.matcher(text.strip());
    if (bits.matches() && bits.group(1) != null && !bits.group(1).isEmpty()) {
      return Optional.of(new java.math.BigInteger(bits.group(1), 2).toString());
    }
    return Optional.empty();
  }

  private static Optional<String> bits(String text, int length, boolean varying) {
    Matcher bits = BITS.matcher(text.strip());
    if (!bits.matches()) {
      return Optional.empty();
    }
    String digits = bits.group(1) == null ? bits.group(2) : bits.group(1);
    int missing = varying || length == DataType.UNBOUNDED ? 0 : length - digits.length();
    return missing < 0 ? Optional.empty() : Optional.of("B'" + "0".repeat(missing) + digits + "'");
  }

  static boolean isZeroDate(String text) {
    return text.startsWith("0000-") || text.matches("\\d{4}-(00-\\d\\d|\\d\\d-00).*");
  }

  /** A fixed length is filled up with zeros, as MySQL does with binary(n). */
  private static String bytes(String text, int length) {
    Matcher hex = HEX.matcher(text);
    String digits =
        hex.matches()
            ? (hex.group(1) == null ? hex.group(2) : hex.group(1))
            : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    String filled = digits + "0".repeat(Math.max(2 * length - digits.length(), 0));
    return "'\\x" + filled.toLowerCase(Locale.ROOT) + "'::bytea";
  }
}
