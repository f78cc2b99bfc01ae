package org.godwit.mapping.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How values become numbers, text and truth, and how they compare: SQLite's rules, except that
 * decimals stay exact and that text which is a number compares with numbers as one.
 */
final class Scalars {
  private static final Pattern NUMBER_PREFIX =
      Pattern.compile(
          "\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?).*", Pattern.DOTALL);
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?\\s*");

  private Scalars() {}

  static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case BigDecimal number -> number.toPlainString();
      case Double number -> realText(number);
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      default -> value.toString();
    };
  }

  private static String realText(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    String plain = new BigDecimal(Double.toString(number)).toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  static byte[] bytes(Object value) {
    return value instanceof byte[] bytes ? bytes : text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** A Long, BigDecimal or Double; text gives the number at its beginning, or 0. */
  static Object number(Object value) {
    return switch (value) {
      case Long whole -> whole;
      case BigDecimal exact -> exact;
      case Double real -> real;
      default -> {
        Matcher matcher = NUMBER_PREFIX.matcher(text(value));
        yield matcher.matches() ? simplified(new BigDecimal(matcher.group(1))) : (Object) 0L;
      }
    };
  }

  /** A Long where the number is whole and fits. */
  static Object simplified(BigDecimal number) {
    if (number.scale() <= 0 && number.precision() - number.scale() <= 19) {
      try {
        return number.longValueExact();
      } catch (ArithmeticException e) {
        return number;
      }
    }
    return number;
  }

  static BigDecimal exact(Object number) {
    return switch (number) {
      case Long whole -> BigDecimal.valueOf(whole);
      case BigDecimal exact -> exact;
      case Double real when Double.isFinite(real) -> new BigDecimal(real);
      default -> throw new ExpressionProblem(text(number) + " is no finite number");
    };
  }

  static double real(Object number) {
    return number instanceof Double real ? real : exact(number).doubleValue();
  }

  static long whole(Object value) {
    return exact(number(value)).setScale(0, RoundingMode.DOWN).longValue();
  }

  /** True, false, or null for unknown. */
  static @Nullable Boolean truth(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    return number(value) instanceof Double real ? real != 0 : exact(number(value)).signum() != 0;
  }

  static @Nullable Object truthValue(@Nullable Boolean truth) {
    return truth == null ? null : truth ? (Object) 1L : (Object) 0L;
  }

  static int compare(Object left, Object right) {
    Object one = comparable(left, right);
    Object other = comparable(right, left);
    int order = Integer.compare(storageClass(one), storageClass(other));
    if (order != 0) {
      return order;
    }
    return switch (storageClass(one)) {
      case 0 ->
          one instanceof Double || other instanceof Double
              ? Double.compare(real(one), real(other))
              : exact(one).compareTo(exact(other));
      case 1 -> compareCodePoints(text(one), text(other));
      default -> Arrays.compareUnsigned(bytes(one), bytes(other));
    };
  }

  private static Object comparable(Object value, Object other) {
    return value instanceof String text
            && storageClass(other) == 0
            && NUMBER.matcher(text).matches()
        ? number(value)
        : value;
  }

  private static int compareCodePoints(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static int storageClass(Object value) {
    return switch (value) {
      case Long _, BigDecimal _, Double _ -> 0;
      case byte[] _ -> 2;
      default -> 1;
    };
  }

  static @Nullable Object divide(Object left, Object right) {
    if (left instanceof Long dividend && right instanceof Long divisor) {
      return divisor == 0
          ? null
          : simplified(exact(dividend).divideToIntegralValue(exact(divisor)));
    }
    if (left instanceof Double || right instanceof Double) {
      return real(right) == 0 ? null : (Object) (real(left) / real(right));
    }
    return exact(right).signum() == 0
        ? null
        : exact(left).divide(exact(right), MathContext.DECIMAL128);
  }

  static @Nullable Object remainder(Object left, Object right) {
    long divisor = whole(right);
    return divisor == 0 ? null : (Object) (whole(left) % divisor);
  }
}
