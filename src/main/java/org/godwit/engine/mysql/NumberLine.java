package org.godwit.engine.mysql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;

/**
 * A key column whose values are counted by whole numbers in the server's order: integers as they
 * are, decimals in their last digit, days, seconds, or the leading bytes as one number.
 *
 * @param column its quoted name
 * @param kind what the numbers count
 * @param size digits behind the point, or bytes
 */
record NumberLine(String column, Kind kind, int size) implements KeyLine<BigInteger> {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /** Stands for zero and impossible dates; a TIMESTAMP can't be compared with anything before. */
  private static final LocalDateTime LOWEST = LocalDateTime.of(1970, 1, 2, 0, 0);

  private static final int BYTES_MAX = 32;

  /** What the numbers count. */
  enum Kind {
    UNITS,
    DIGITS,
    DAYS,
    SECONDS,
    BYTES
  }

  /** Empty where the column's values can't be counted so. */
  static Optional<NumberLine> of(Column column, String quoted) {
    return switch (column.type()) {
      case DataType.Int _, DataType.Year _ -> Optional.of(new NumberLine(quoted, Kind.UNITS, 0));
      case DataType.Decimal(_, int scale) ->
          Optional.of(new NumberLine(quoted, Kind.DIGITS, scale));
      case DataType.Date _ -> Optional.of(new NumberLine(quoted, Kind.DAYS, 0));
      case DataType.Timestamp _ -> Optional.of(new NumberLine(quoted, Kind.SECONDS, 0));
      case DataType.Binary(int length, _) when length > 0 ->
          Optional.of(new NumberLine(quoted, Kind.BYTES, Math.min(length, BYTES_MAX)));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Stretch<BigInteger>> stretch(KeyRows rows) throws SQLException {
    String text =
        kind == Kind.BYTES
            ? "HEX(LEFT(%s, %d))".formatted(column, size)
            : "CAST(%s AS CHAR)".formatted(column);
    Optional<String> least = rows.first(text, column);
    Optional<String> greatest = rows.first(text, column + " DESC");
    return least.flatMap(
        from ->
            greatest.map(to -> new Stretch<>(numberOf(from), numberOf(to).add(BigInteger.ONE))));
  }

  @Override
  public boolean isOneValue(Stretch<BigInteger> stretch, KeyRows rows) {
    return width(stretch).compareTo(BigInteger.ONE) <= 0;
  }

  @Override
  public List<BigInteger> middles(Stretch<BigInteger> stretch, KeyRows rows, double share) {
    BigInteger width = width(stretch);
    BigInteger left = new BigDecimal(width).multiply(BigDecimal.valueOf(share)).toBigInteger();
    return List.of(
        stretch.least().add(left.max(BigInteger.ONE).min(width.subtract(BigInteger.ONE))));
  }

  private static BigInteger width(Stretch<BigInteger> stretch) {
    BigInteger end = stretch.end();
    if (end == null) {
      throw new IllegalArgumentException("a line of numbers has an end");
    }
    return end.subtract(stretch.least());
  }

  /** The number of a value as the server writes it; a zero or impossible date is the lowest. */
  private BigInteger numberOf(String text) {
    return switch (kind) {
      case UNITS -> new BigInteger(text);
      case DIGITS -> new BigDecimal(text).setScale(size).unscaledValue();
      case BYTES -> new BigInteger("0" + text + "00".repeat(size - text.length() / 2), 16);
      case DAYS -> BigInteger.valueOf(moment(text).toLocalDate().toEpochDay());
      case SECONDS -> BigInteger.valueOf(moment(text).toEpochSecond(ZoneOffset.UTC));
    };
  }

  private static LocalDateTime moment(String text) {
    boolean isNoDay = text.startsWith("0000") || text.substring(0, 10).contains("-00");
    return isNoDay
        ? LOWEST
        : LocalDateTime.parse(
            text.length() == 10 ? text + " 00:00:00" : text.substring(0, 19), SECONDS);
  }

  @Override
  public String literalOf(BigInteger number) {
    return switch (kind) {
      case UNITS -> number.toString();
      case DIGITS -> new BigDecimal(number, size).toPlainString();
      case BYTES -> "x'" + HexFormat.of().formatHex(bytes(number)) + "'";
      case DAYS -> "'" + LocalDate.ofEpochDay(number.longValueExact()) + "'";
      case SECONDS ->
          "'"
              + LocalDateTime.ofEpochSecond(number.longValueExact(), 0, ZoneOffset.UTC)
                  .format(SECONDS)
              + "'";
    };
  }

  private byte[] bytes(BigInteger number) {
    byte[] all = new byte[size];
    byte[] given = number.toByteArray();
    int length = Math.min(given.length, size);
    System.arraycopy(given, given.length - length, all, size - length, length);
    return all;
  }
}
