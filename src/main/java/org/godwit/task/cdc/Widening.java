package org.godwit.task.cdc;

import static org.godwit.catalog.DataType.UNBOUNDED;

import java.util.List;
import org.godwit.catalog.DataType;

/** Whether a type holds every value of another as it is. */
final class Widening {
  private Widening() {}

  static boolean holds(DataType wide, DataType narrow) {
    if (wide.equals(narrow)) {
      return true;
    }
    return switch (narrow) {
      case DataType.Int(int bits, boolean unsigned) -> holdsInt(wide, bits, unsigned);
      case DataType.Decimal(int precision, int scale) ->
          wide instanceof DataType.Decimal(int digits, int places)
              && (digits == UNBOUNDED
                  || (precision != UNBOUNDED
                      && places >= scale
                      && digits - places >= precision - scale));
      case DataType.Real(int bits) -> wide instanceof DataType.Real(int more) && more >= bits;
      case DataType.Text(int length, boolean fixed) ->
          wide instanceof DataType.Text(int most, boolean isFilled)
              && (fixed || !isFilled)
              && isLonger(most, length);
      case DataType.Binary(int length, boolean fixed) ->
          !fixed
              && wide instanceof DataType.Binary(int most, boolean isFilled)
              && !isFilled
              && isLonger(most, length);
      case DataType.Timestamp(int scale, boolean zoned) ->
          wide instanceof DataType.Timestamp(int digits, boolean hasZone)
              && zoned == hasZone
              && digits >= scale;
      case DataType.TimeOfDay(int scale, boolean zoned) ->
          wide instanceof DataType.TimeOfDay(int digits, boolean hasZone)
              && zoned == hasZone
              && digits >= scale;
      case DataType.Enumeration(List<String> labels) ->
          wide instanceof DataType.Enumeration(List<String> more) && more.containsAll(labels);
      case DataType.LabelSet(List<String> labels) ->
          wide instanceof DataType.LabelSet(List<String> more) && more.containsAll(labels);
      case DataType.TimeSpan(int scale) ->
          wide instanceof DataType.TimeSpan(int digits) && digits >= scale;
      default -> false;
    };
  }

  private static boolean isLonger(int most, int length) {
    return most == UNBOUNDED || (length != UNBOUNDED && most >= length);
  }

  private static boolean holdsInt(DataType wide, int bits, boolean unsigned) {
    return switch (wide) {
      case DataType.Int(int more, boolean hasNoSign) ->
          unsigned == hasNoSign ? more >= bits : unsigned && more > bits;
      case DataType.Decimal(int digits, int places) ->
          digits == UNBOUNDED || digits - places >= digitsOf(bits);
      default -> false;
    };
  }

  private static int digitsOf(int bits) {
    return Long.toUnsignedString(-1L >>> (64 - bits)).length();
  }
}
