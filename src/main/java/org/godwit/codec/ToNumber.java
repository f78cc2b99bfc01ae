package org.godwit.codec;

import org.godwit.catalog.DataType;
import org.godwit.catalog.DataType.Bits;
import org.godwit.catalog.DataType.Bool;
import org.godwit.catalog.DataType.Decimal;
import org.godwit.catalog.DataType.Enumeration;
import org.godwit.catalog.DataType.Int;
import org.godwit.catalog.DataType.Real;
import org.godwit.catalog.DataType.Text;
import org.godwit.catalog.DataType.Year;
import org.jspecify.annotations.Nullable;

/** Codecs into numbers and booleans. They are not asked for NULL. */
final class ToNumber {
  private static final double FLOAT_MAX = Float.MAX_VALUE;

  private ToNumber() {}

  /** How a value is had as a whole number; throws for one that is none. */
  @FunctionalInterface
  private interface WholeNumber {
    long of(Row row, int column, Tally tally, int tallyColumn);
  }

  static @Nullable Codec bool(Pair pair) {
    return switch (pair.from()) {
      case Bool _ -> (row, c, sink, _, _) -> sink.putBoolean(row.getLong(c) != 0);
      case Int(int bits, boolean unsigned) when !(bits == 64 && unsigned) -> zeroOrOne(pair);
      case Bits(int length, _) when length == 1 -> zeroOrOne(pair);
      case Text _, Enumeration _ ->
          (row, c, sink, _, _) -> sink.putBoolean(truth(pair, row.text(c)));
      default -> null;
    };
  }

  private static Codec zeroOrOne(Pair pair) {
    return (row, c, sink, _, _) -> {
      long value = row.getLong(c);
      // A tinyint(1) of -1 or 2 is "true" to some readers; writing it as true would lose it.
      if (value != 0 && value != 1) {
        throw pair.doesNotFit(Long.toString(value));
      }
      sink.putBoolean(value == 1);
    };
  }

  private static boolean truth(Pair pair, Bytes text) {
    return switch (text.utf8().strip().toLowerCase(java.util.Locale.ROOT)) {
      case "1", "t", "true", "y", "yes", "on" -> true;
      case "0", "f", "false", "n", "no", "off" -> false;
      default -> throw pair.doesNotFit(quoted(text));
    };
  }

  static @Nullable Codec whole(Pair pair, Int to) {
    if (pair.from() instanceof Int(int bits, boolean unsigned)
        && fitsAlways(bits, unsigned, to)
        && !(bits == 64 && unsigned)) {
      return switch (width(to)) {
        case 16 -> (row, c, sink, _, _) -> sink.putShort((short) row.getLong(c));
        case 32 -> (row, c, sink, _, _) -> sink.putInt((int) row.getLong(c));
        default -> (row, c, sink, _, _) -> sink.putLong(row.getLong(c));
      };
    }
    if (to.bits() == 64 && to.unsigned()) {
      return decimal(pair, new Decimal(20, 0));
    }
    WholeNumber number = wholeNumber(pair);
    return number == null ? null : checked(pair, to, number);
  }

  private static boolean fitsAlways(int bits, boolean unsigned, Int to) {
    if (unsigned == to.unsigned()) {
      return bits <= to.bits();
    }
    return unsigned && bits < to.bits();
  }

  /** How many bits travel: an unsigned number needs the next wider signed form. */
  private static int width(Int to) {
    int needed = to.unsigned() ? to.bits() + 1 : to.bits();
    return needed <= 16 ? 16 : needed <= 32 ? 32 : 64;
  }

  private static Codec checked(Pair pair, Int to, WholeNumber number) {
    long max = to.unsigned() ? (1L << to.bits()) - 1 : Long.MAX_VALUE >> (64 - to.bits());
    long min = to.unsigned() ? 0 : -max - 1;
    int width = width(to);
    return (row, c, sink, tally, t) -> {
      long value = number.of(row, c, tally, t);
      if (value < min || value > max) {
        throw pair.error(
            "value %d is outside %s %s, which holds %d to %d"
                .formatted(value, pair.target().name(), pair.target().nativeType(), min, max));
      }
      switch (width) {
        case 16 -> sink.putShort((short) value);
        case 32 -> sink.putInt((int) value);
        default -> sink.putLong(value);
      }
    };
  }

  private static @Nullable WholeNumber wholeNumber(Pair pair) {
    return switch (pair.from()) {
      case Bool _, Year _ -> (row, c, _, _) -> row.getLong(c);
      case Int(int bits, boolean unsigned) ->
          bits == 64 && unsigned
              ? (row, c, tally, t) -> rounded(pair, row.text(c), tally, t)
              : (row, c, _, _) -> row.getLong(c);
      case Bits(int length, boolean varying) when !varying && length < 64 ->
          (row, c, _, _) -> row.getLong(c);
      case Decimal _, Text _, Enumeration _ ->
          (row, c, tally, t) -> rounded(pair, row.text(c), tally, t);
      case Real _ ->
          (row, c, tally, t) -> {
            double value = row.getDouble(c);
            double whole = Math.rint(value);
            if (!(Math.abs(whole) < 0x1p63)) {
              throw pair.doesNotFit(Double.toString(value));
            }
            if (whole != value) {
              tally.count(t, ValueChange.ROUNDED);
            }
            return (long) whole;
          };
      default -> null;
    };
  }

  private static long rounded(Pair pair, Bytes text, Tally tally, int tallyColumn) {
    if (!AsciiNumber.isPlain(text)) {
      throw pair.doesNotFit(quoted(text));
    }
    try {
      long value = AsciiNumber.wholePart(text);
      if (AsciiNumber.fractionDigits(text) == 0) {
        return value;
      }
      tally.count(tallyColumn, ValueChange.ROUNDED);
      int up = AsciiNumber.firstFractionDigit(text) >= 5 ? 1 : 0;
      return Math.addExact(value, text.at(0) == '-' ? -up : up);
    } catch (ArithmeticException _) {
      throw pair.doesNotFit(text.utf8());
    }
  }

  static @Nullable Codec year(Pair pair) {
    return whole(pair, new Int(16, false));
  }

  static @Nullable Codec decimal(Pair pair, Decimal to) {
    return switch (pair.from()) {
      case Int(int bits, _) ->
          fitsDigits(digitsOf(bits), 0, to)
              ? (row, c, sink, _, _) -> sink.putDecimal(row.text(c))
              : checkedDecimal(pair, to);
      case Decimal(int precision, int scale)
          when precision != DataType.UNBOUNDED && fitsDigits(precision, scale, to) ->
          (row, c, sink, _, _) -> sink.putDecimal(row.text(c));
      case Decimal _, Text _, Enumeration _, Year _, Real _ -> checkedDecimal(pair, to);
      case Bool _ ->
          (row, c, sink, _, _) -> sink.putDecimal(Bytes.utf8(row.getLong(c) == 0 ? "0" : "1"));
      default -> null;
    };
  }

  private static int digitsOf(int bits) {
    return switch (bits) {
      case 8 -> 3;
      case 16 -> 5;
      case 24 -> 8;
      case 32 -> 10;
      default -> 20;
    };
  }

  private static boolean fitsDigits(int precision, int scale, Decimal to) {
    return to.precision() == DataType.UNBOUNDED
        || (scale <= to.scale() && precision - scale <= to.precision() - to.scale());
  }

  private static Codec checkedDecimal(Pair pair, Decimal to) {
    boolean exponents = !(pair.from() instanceof Decimal) && !(pair.from() instanceof Int);
    return (row, c, sink, tally, t) -> {
      Bytes text = row.text(c);
      if (!AsciiNumber.isPlain(text)) {
        text = exponents ? plain(pair, text) : special(pair, text);
      } else if (to.precision() != DataType.UNBOUNDED) {
        check(pair, to, text, tally, t);
      }
      sink.putDecimal(text);
    };
  }

  private static void check(Pair pair, Decimal to, Bytes text, Tally tally, int tallyColumn) {
    if (AsciiNumber.wholeDigits(text) > Math.max(to.precision() - to.scale(), 0)) {
      throw pair.doesNotFit(text.utf8());
    }
    if (AsciiNumber.fractionDigits(text) > Math.max(to.scale(), 0)) {
      tally.count(tallyColumn, ValueChange.ROUNDED);
    }
  }

  /** NaN and the infinities, which only another PostgreSQL has. */
  private static Bytes special(Pair pair, Bytes text) {
    return switch (text.utf8()) {
      case "NaN", "Infinity", "-Infinity" -> text;
      default -> throw pair.doesNotFit(quoted(text));
    };
  }

  private static Bytes plain(Pair pair, Bytes text) {
    try {
      return Bytes.utf8(new java.math.BigDecimal(text.utf8().strip()).toPlainString());
    } catch (NumberFormatException _) {
      return special(pair, text);
    }
  }

  static @Nullable Codec real(Pair pair, Real to) {
    boolean narrow = to.bits() == 32;
    return switch (pair.from()) {
      case Real(int bits) when bits == 32 && narrow ->
          (row, c, sink, _, _) -> sink.putFloat((float) row.getDouble(c));
      case Real _ ->
          narrow
              ? (row, c, sink, tally, t) -> sink.putFloat(single(pair, row.getDouble(c), tally, t))
              : (row, c, sink, _, _) -> sink.putDouble(row.getDouble(c));
      case Int _, Decimal _, Text _, Year _, Enumeration _ ->
          (row, c, sink, tally, t) -> {
            double value = parsed(pair, row.text(c));
            if (narrow) {
              sink.putFloat(single(pair, value, tally, t));
            } else {
              sink.putDouble(value);
            }
          };
      default -> null;
    };
  }

  private static float single(Pair pair, double value, Tally tally, int tallyColumn) {
    if (Double.isFinite(value) && Math.abs(value) > FLOAT_MAX) {
      throw pair.doesNotFit(Double.toString(value));
    }
    float narrow = (float) value;
    if (narrow != value && !Double.isNaN(value)) {
      tally.count(tallyColumn, ValueChange.ROUNDED);
    }
    return narrow;
  }

  private static double parsed(Pair pair, Bytes text) {
    try {
      return Double.parseDouble(text.utf8().strip());
    } catch (NumberFormatException _) {
      throw pair.doesNotFit(quoted(text));
    }
  }

  static String quoted(Bytes text) {
    String shown = text.utf8();
    return "\"" + (shown.length() > 40 ? shown.substring(0, 40) + "…" : shown) + "\"";
  }
}
