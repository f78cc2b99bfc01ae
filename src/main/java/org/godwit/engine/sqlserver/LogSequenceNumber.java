package org.godwit.engine.sqlserver;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.Position;

/**
 * A place in SQL Server's transaction log: that of a commit, or between two.
 *
 * @param number of 80 bits without a sign: 32 of the virtual log file, 32 of the block in it, 16 of
 *     the record in that
 */
record LogSequenceNumber(BigInteger number) implements Position, Comparable<LogSequenceNumber> {
  private static final int BITS = 80;
  private static final Pattern PARTS = Pattern.compile("([0-9a-f]{8}):([0-9a-f]{8}):([0-9a-f]{4})");
  private static final Pattern BINARY = Pattern.compile("0x([0-9a-f]{20})");

  LogSequenceNumber {
    if (number.signum() <= 0 || number.bitLength() > BITS) {
      throw new IllegalArgumentException("no log sequence number: " + number);
    }
  }

  /**
   * Reads what the server's tools write: {@code 00000027:00000ac0:0002}, or the function's {@code
   * 0x0000002700000ac00002}.
   *
   * @throws IllegalArgumentException where the text is neither
   */
  static LogSequenceNumber parse(String text) {
    String small = text.strip().toLowerCase(Locale.ROOT);
    Matcher parts = PARTS.matcher(small);
    if (parts.matches()) {
      return new LogSequenceNumber(
          new BigInteger(parts.group(1) + parts.group(2) + parts.group(3), 16));
    }
    Matcher binary = BINARY.matcher(small);
    if (binary.matches()) {
      return new LogSequenceNumber(new BigInteger(binary.group(1), 16));
    }
    throw new IllegalArgumentException(
        "not a log sequence number: '%s' (expected e.g. 00000027:00000ac0:0002)".formatted(text));
  }

  /** Reads the bytes of a {@code binary(10)}. */
  static LogSequenceNumber of(byte[] binary) {
    return new LogSequenceNumber(new BigInteger(1, binary));
  }

  /** The next one, as {@code sys.fn_cdc_increment_lsn} gives it. */
  LogSequenceNumber next() {
    return new LogSequenceNumber(number.add(BigInteger.ONE));
  }

  /** As a constant of Transact-SQL. */
  String literal() {
    return "0x%020x".formatted(number);
  }

  @Override
  public String text() {
    String digits = "%020x".formatted(number);
    return digits.substring(0, 8) + ":" + digits.substring(8, 16) + ":" + digits.substring(16);
  }

  @Override
  public int compareTo(LogSequenceNumber other) {
    return number.compareTo(other.number);
  }

  @Override
  public String toString() {
    return text();
  }
}
