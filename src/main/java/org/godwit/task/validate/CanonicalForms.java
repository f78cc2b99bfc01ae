package org.godwit.task.validate;

import java.util.Optional;
import org.godwit.catalog.DataType;
import org.godwit.engine.CanonicalForm;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the form in which a pair of columns is compared, so that equal text means the value that
 * the type table demands (DESIGN §6, "Types that users argue about").
 */
final class CanonicalForms {
  /** Longer text enters a row's text as MD5. */
  private static final int INLINE_CHARACTERS_MAX = 500;

  /** Digits of a second that Godwit moves at most. */
  static final int MICROS = 6;

  private CanonicalForms() {}

  /** Empty where no text is demanded of the target that could be compared. */
  static Optional<CanonicalForm> of(DataType source, DataType target) {
    return Optional.ofNullable(
        switch (target) {
          case DataType.Bool _ -> isNumeric(source) ? new CanonicalForm.Bool() : null;
          case DataType.Int _, DataType.Year _ -> number(source, target);
          case DataType.Decimal _ -> number(source, target);
          case DataType.Real(int bits) -> real(source, bits);
          case DataType.Text(_, boolean fixed) -> text(source, target, fixed);
          case DataType.Enumeration _, DataType.LabelSet _ -> text(source, target, false);
          case DataType.Binary _ ->
              source instanceof DataType.Binary || source instanceof DataType.Geometry
                  ? new CanonicalForm.Bytes()
                  : null;
          case DataType.Bits _ -> source instanceof DataType.Bits ? new CanonicalForm.Bits() : null;
          case DataType.Date _ -> source instanceof DataType.Date ? new CanonicalForm.Date() : null;
          case DataType.Timestamp _ ->
              source instanceof DataType.Timestamp || source instanceof DataType.Date
                  ? new CanonicalForm.Timestamp()
                  : null;
          case DataType.TimeOfDay(int scale, boolean zoned) -> time(source, scale, zoned);
          case DataType.TimeSpan(int scale) -> time(source, scale, false);
          case DataType.Json(boolean normalised) -> json(source, normalised);
          case DataType.Uuid _ -> uuid(source);
          case DataType.Inet _ ->
              source instanceof DataType.Inet || source instanceof DataType.Text
                  ? new CanonicalForm.Inet()
                  : null;
          case DataType.Geometry _ ->
              source instanceof DataType.Geometry ? new CanonicalForm.Bytes() : null;
          case DataType.Native _ ->
              source instanceof DataType.Native ? new CanonicalForm.Text(false, true) : null;
        });
  }

  private static boolean isNumeric(DataType type) {
    return type instanceof DataType.Bool
        || type instanceof DataType.Bits
        || type instanceof DataType.Decimal
        || isWhole(type);
  }

  private static boolean isWhole(DataType type) {
    return type instanceof DataType.Int || type instanceof DataType.Year;
  }

  private static @Nullable CanonicalForm number(DataType source, DataType target) {
    if (source instanceof DataType.Real) {
      return target instanceof DataType.Decimal ? new CanonicalForm.Real() : null;
    }
    if (!isNumeric(source)) {
      return null;
    }
    int sourceScale = scaleOf(source);
    int targetScale = scaleOf(target);
    if (sourceScale == 0 && targetScale == 0) {
      return new CanonicalForm.WholeNumber();
    }
    return new CanonicalForm.Decimal(
        sourceScale != targetScale || sourceScale == DataType.UNBOUNDED);
  }

  private static int scaleOf(DataType type) {
    return type instanceof DataType.Decimal(_, int scale) ? scale : 0;
  }

  /** A double that became a float is rounded in a way that no server renders beforehand. */
  private static @Nullable CanonicalForm real(DataType source, int targetBits) {
    return switch (source) {
      case DataType.Real(int bits) -> bits <= targetBits ? new CanonicalForm.Real() : null;
      case DataType.Int _, DataType.Decimal _, DataType.Year _ ->
          targetBits == 64 ? new CanonicalForm.Real() : null;
      default -> null;
    };
  }

  private static @Nullable CanonicalForm text(DataType source, DataType target, boolean trimmed) {
    return switch (source) {
      case DataType.Text _, DataType.Enumeration _, DataType.LabelSet _, DataType.Native _ ->
          new CanonicalForm.Text(trimmed, isLong(source) || isLong(target));
      case DataType.Json _ -> new CanonicalForm.Text(trimmed, true);
      case DataType.Int _, DataType.Year _ -> new CanonicalForm.WholeNumber();
      case DataType.Decimal(_, int scale) ->
          scale == DataType.UNBOUNDED ? null : new CanonicalForm.Decimal(false);
      case DataType.Bits _ -> new CanonicalForm.Bits();
      case DataType.Date _ -> new CanonicalForm.Date();
      case DataType.Uuid _ -> new CanonicalForm.Uuid();
      case DataType.Inet _ -> new CanonicalForm.Inet();
      // Its offset has only text, which the server itself writes on both ways.
      case DataType.TimeOfDay(_, boolean zoned) ->
          zoned ? new CanonicalForm.Text(trimmed, false) : null;
      case DataType.TimeSpan _ -> new CanonicalForm.Text(trimmed, false);
      // Their text has no one spelling.
      case DataType.Bool _,
          DataType.Real _,
          DataType.Binary _,
          DataType.Timestamp _,
          DataType.Geometry _ ->
          null;
    };
  }

  private static boolean isLong(DataType type) {
    return type instanceof DataType.Text(int length, _)
        && (length == DataType.UNBOUNDED || length > INLINE_CHARACTERS_MAX);
  }

  /** MySQL and MariaDB round a time of day differently, so a shorter one isn't compared. */
  private static @Nullable CanonicalForm time(
      DataType source, int targetScale, boolean targetZoned) {
    return switch (source) {
      case DataType.TimeOfDay(int scale, boolean zoned) ->
          zoned == targetZoned && Math.min(scale, MICROS) <= targetScale
              ? new CanonicalForm.Time()
              : null;
      case DataType.TimeSpan(int scale) ->
          targetZoned || Math.min(scale, MICROS) > targetScale ? null : new CanonicalForm.Time();
      default -> null;
    };
  }

  /** Whether a time has digits that are rounded while it is read. */
  static boolean isFinerThanMicros(DataType type) {
    return switch (type) {
      case DataType.TimeOfDay(int scale, _) -> scale > MICROS;
      case DataType.TimeSpan(int scale) -> scale > MICROS;
      default -> false;
    };
  }

  private static @Nullable CanonicalForm json(DataType source, boolean targetNormalised) {
    return switch (source) {
      case DataType.Json(boolean normalised) ->
          new CanonicalForm.Json(normalised || targetNormalised);
      case DataType.Text _ -> new CanonicalForm.Json(targetNormalised);
      default -> null;
    };
  }

  private static @Nullable CanonicalForm uuid(DataType source) {
    return switch (source) {
      case DataType.Uuid _, DataType.Text _ -> new CanonicalForm.Uuid();
      case DataType.Binary(int length, _) when length == 16 -> new CanonicalForm.Uuid();
      default -> null;
    };
  }
}
