package org.godwit.mapping.expression;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/** Functions on text. Characters are code points. */
final class TextCalls {
  private TextCalls() {}

  static String trim(String text, String characters, boolean left, boolean right) {
    int start = 0;
    int end = text.length();
    while (left && start < end && characters.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && start < end && characters.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  static String replace(String text, String old, String replacement) {
    return old.isEmpty() ? text : text.replace(old, replacement);
  }

  /**
   * SQLite's substr: counts from 1, a negative start counts from the end, a negative length takes
   * what stands before the start.
   */
  static Object substr(List<Object> values) {
    if (values.getFirst() instanceof byte[] bytes) {
      int[] range = range(bytes.length, values);
      return Arrays.copyOfRange(bytes, range[0], range[1]);
    }
    String text = Scalars.text(values.getFirst());
    int[] range = range(text.codePointCount(0, text.length()), values);
    return text.substring(
        text.offsetByCodePoints(0, range[0]), text.offsetByCodePoints(0, range[1]));
  }

  private static int[] range(int size, List<Object> values) {
    long start = Math.clamp(Scalars.whole(values.get(1)), -1L << 40, 1L << 40);
    long length =
        values.size() < 3
            ? 1L << 41
            : Math.clamp(Scalars.whole(values.get(2)), -1L << 40, 1L << 40);
    long from = start > 0 ? start - 1 : start < 0 ? size + start : -1;
    long to = from + length;
    if (length < 0) {
      to = from;
      from += length;
    }
    int first = (int) Math.clamp(from, 0L, size);
    return new int[] {first, (int) Math.clamp(to, first, (long) size)};
  }

  /** Each character of {@code old} becomes the one at its place in {@code replacement}, or none. */
  static String replaceChars(String text, String old, String replacement) {
    int[] from = old.codePoints().toArray();
    int[] to = replacement.codePoints().toArray();
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              int index = 0;
              while (index < from.length && from[index] != point) {
                index++;
              }
              if (index == from.length) {
                result.appendCodePoint(point);
              } else if (index < to.length) {
                result.appendCodePoint(to[index]);
              }
            });
    return result.toString();
  }

  static String maskDigits(String text, String mask) {
    return replaceDigits(text, _ -> mask.charAt(0));
  }

  static String randomizeDigits(String text, RandomGenerator random) {
    return replaceDigits(text, _ -> (char) ('0' + random.nextInt(10)));
  }

  private static String replaceDigits(String text, IntUnaryOperator digit) {
    StringBuilder result = new StringBuilder(text);
    for (int i = 0; i < result.length(); i++) {
      char c = result.charAt(i);
      if (c >= '0' && c <= '9') {
        result.setCharAt(i, (char) digit.applyAsInt(c));
      }
    }
    return result.toString();
  }
}
