package org.godwit.engine.postgresql;

import java.util.UUID;
import org.godwit.catalog.DataType;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;

/** Writes a binary field as text, for targets and rules that want characters. */
final class FieldText {
  /** As {@link Row#text} says; for a field that is text already, the same window. */
  Bytes of(DataType type, Bytes field) {
    byte[] array = field.array();
    int at = field.offset();
    return switch (type) {
      case DataType.Bool _ -> Bytes.utf8(array[at] == 0 ? "false" : "true");
      case DataType.Int _, DataType.Year _ -> Bytes.utf8(Long.toString(whole(field)));
      case DataType.Decimal _ -> Bytes.utf8(NumericText.of(array, at));
      case DataType.Real(int bits) ->
          Bytes.utf8(
              bits == 32
                  ? Float.toString(Float.intBitsToFloat(Wire.intAt(array, at)))
                  : Double.toString(Double.longBitsToDouble(Wire.longAt(array, at))));
      case DataType.Date _ -> Bytes.utf8(date(PostgresTime.fromDate(Wire.intAt(array, at))));
      case DataType.Timestamp _ -> Bytes.utf8(IsoText.timestampOfWire(Wire.longAt(array, at)));
      case DataType.TimeOfDay _ -> Bytes.utf8(IsoText.time(Wire.longAt(array, at)));
      case DataType.TimeSpan _ -> Bytes.utf8(IntervalText.of(array, at));
      case DataType.Uuid _ ->
          Bytes.utf8(
              new UUID(Wire.longAt(array, at), Wire.longAt(array, at + Long.BYTES)).toString());
      case DataType.Json(boolean normalised) ->
          normalised ? field.set(array, at + 1, field.length() - 1) : field;
      default -> field;
    };
  }

  private static long whole(Bytes field) {
    return switch (field.length()) {
      case Short.BYTES -> Wire.shortAt(field.array(), field.offset());
      case Integer.BYTES -> Wire.intAt(field.array(), field.offset());
      default -> Wire.longAt(field.array(), field.offset());
    };
  }

  private static String date(long days) {
    return isInfinite(days) ? IsoText.infinity(days) : IsoText.date(days);
  }

  private static boolean isInfinite(long value) {
    return value == Row.INFINITY || value == Row.MINUS_INFINITY;
  }
}
