package org.godwit.mapping.expression;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Replaces the digits of a text by others of the same number that only the key leads to. The same
 * text always becomes the same, and two texts of one shape never become one, so that keys and joins
 * keep working.
 *
 * <p>The digits are the two halves of a Feistel network of ten rounds whose round function is the
 * key's HMAC over the round, the text's shape and the other half, as in the format-preserving modes
 * of NIST SP 800-38G. A number must stay one of its type: what leaves its range goes through again
 * until it is back, which keeps the mapping one to one.
 */
final class KeyedDigits {
  private static final int ROUNDS = 10;

  /** Longer runs are no identifiers; each digit comes from a stream of the whole text then. */
  private static final int FEISTEL_DIGITS_MAX = 100;

  private final MaskingKey key;

  KeyedDigits(MaskingKey key) {
    this.key = key;
  }

  /** Any text: digits anywhere, all others stay. */
  String ofText(String text) {
    String digits = digits(text);
    if (digits.isEmpty()) {
      return text;
    }
    return into(
        text, digits.length() > FEISTEL_DIGITS_MAX ? stream(text, digits) : permuted(text, digits));
  }

  /**
   * A number in plain decimal notation, which keeps its number of digits.
   *
   * @param max the largest number of the type, empty for none
   */
  String ofNumber(String text, Optional<BigInteger> max) {
    String digits = digits(text);
    if (digits.isEmpty() || digits.length() > FEISTEL_DIGITS_MAX) {
      return ofText(text);
    }
    Optional<BigInteger> most = text.startsWith("-") ? max.map(it -> it.add(BigInteger.ONE)) : max;
    String masked = digits;
    do {
      masked = permuted(text, masked);
    } while (!isLike(digits, masked, most));
    return into(text, masked);
  }

  /** Whether the number keeps its length and its type's range. */
  private static boolean isLike(String digits, String masked, Optional<BigInteger> most) {
    boolean isAsLong =
        digits.length() == 1 || (digits.charAt(0) == '0') == (masked.charAt(0) == '0');
    return isAsLong && most.map(it -> new BigInteger(masked).compareTo(it) <= 0).orElse(true);
  }

  private String permuted(String text, String digits) {
    byte[] shape = into(text, "0".repeat(digits.length())).getBytes(StandardCharsets.UTF_8);
    if (digits.length() == 1) {
      return Character.toString('0' + permutation(shape)[digits.charAt(0) - '0']);
    }
    int left = digits.length() / 2;
    String a = digits.substring(0, left);
    String b = digits.substring(left);
    for (int round = 0; round < ROUNDS; round++) {
      BigInteger size = BigInteger.TEN.pow(a.length());
      BigInteger sum = new BigInteger(a).add(number(round, shape, b)).mod(size);
      String c = sum.toString();
      String next = "0".repeat(a.length() - c.length()) + c;
      a = b;
      b = next;
    }
    return a + b;
  }

  /** A number of 512 bits, more than enough for half of the digits. */
  private BigInteger number(int round, byte[] shape, String half) {
    byte[] other = half.getBytes(StandardCharsets.US_ASCII);
    byte[] first = key.hmac(new byte[] {'F', (byte) round, 0}, shape, new byte[] {0}, other);
    byte[] second = key.hmac(new byte[] {'F', (byte) round, 1}, shape, new byte[] {0}, other);
    return new BigInteger(1, first)
        .shiftLeft(first.length * Byte.SIZE)
        .or(new BigInteger(1, second));
  }

  /** The ten digits in an order of the key's. */
  private int[] permutation(byte[] shape) {
    byte[] random = key.hmac(new byte[] {'P'}, shape);
    int[] order = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (int i = 9; i > 0; i--) {
      int at = (((random[2 * i] & 0xFF) << 8) | (random[2 * i + 1] & 0xFF)) % (i + 1);
      int other = order[at];
      order[at] = order[i];
      order[i] = other;
    }
    return order;
  }

  private String stream(String text, String digits) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    byte[] seed = key.hmac(new byte[] {'S'}, all);
    StringBuilder result = new StringBuilder();
    for (int block = 0; result.length() < digits.length(); block++) {
      byte[] counter = BigInteger.valueOf(block).toByteArray();
      for (byte random : key.hmac(seed, counter)) {
        if ((random & 0xFF) < 250 && result.length() < digits.length()) {
          result.append((random & 0xFF) % 10);
        }
      }
    }
    return result.toString();
  }

  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (isDigit(text.charAt(i))) {
        digits.append(text.charAt(i));
      }
    }
    return digits.toString();
  }

  private static String into(String text, String digits) {
    StringBuilder result = new StringBuilder(text);
    int next = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isDigit(text.charAt(i))) {
        result.setCharAt(i, digits.charAt(next++));
      }
    }
    return result.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
