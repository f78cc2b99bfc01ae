package org.godwit.codec;

import org.godwit.catalog.Column;
import org.godwit.catalog.DataType.Date;
import org.godwit.catalog.DataType.Text;
import org.godwit.catalog.DataType.TimeOfDay;
import org.godwit.catalog.DataType.TimeSpan;
import org.godwit.catalog.DataType.Timestamp;
import org.godwit.codec.ValuePolicy.ZeroDates;
import org.jspecify.annotations.Nullable;

/** Codecs into dates and times. They are not asked for NULL. */
final class ToTime {
  private static final long DAY = 86_400_000_000L;
  private static final int SCALE_MAX = 6;

  private ToTime() {}

  static @Nullable Codec date(Pair pair) {
    return switch (pair.from()) {
      case Date _ ->
          (row, c, sink, tally, t) -> {
            long days = row.getDate(c);
            if (isNoDate(days)) {
              noDate(pair, days, sink, tally, t);
            } else {
              sink.putDate(days);
            }
          };
      case Timestamp(int scale, _) ->
          (row, c, sink, tally, t) -> {
            long micros = row.getTimestamp(c);
            boolean isOfTheDayBefore =
                scale > SCALE_MAX && row.rounding(c) > 0 && Math.floorMod(micros, DAY) == 0;
            putDay(pair, isOfTheDayBefore ? micros - 1 : micros, sink, tally, t);
          };
      case Text _ ->
          (row, c, sink, tally, t) ->
              putDay(pair, IsoTime.timestamp(pair, row.text(c)), sink, tally, t);
      default -> null;
    };
  }

  private static void putDay(Pair pair, long micros, RowSink sink, Tally tally, int tallyColumn) {
    if (isNoDate(micros)) {
      noDate(pair, micros, sink, tally, tallyColumn);
    } else if (isInfinite(micros)) {
      sink.putDate(micros);
    } else {
      if (Math.floorMod(micros, DAY) != 0) {
        tally.count(tallyColumn, ValueChange.ROUNDED);
      }
      sink.putDate(Math.floorDiv(micros, DAY));
    }
  }

  static @Nullable Codec timestamp(Pair pair, Timestamp to) {
    return switch (pair.from()) {
      case Timestamp(int scale, _) -> {
        long unit = scale > to.scale() ? unit(to.scale()) : 1;
        boolean mayBeRounded = scale > SCALE_MAX;
        Codec codec =
            (row, c, sink, tally, t) -> {
              long micros = row.getTimestamp(c);
              long near = mayBeRounded ? beside(micros, unit, row.rounding(c)) : micros;
              putTimestamp(pair, near, unit, sink, tally, t);
            };
        yield mayBeRounded ? countingRounded(codec) : codec;
      }
      case Date _ ->
          (row, c, sink, tally, t) -> {
            long days = row.getDate(c);
            if (isNoDate(days)) {
              noDate(pair, days, sink, tally, t);
            } else {
              sink.putTimestamp(isInfinite(days) ? days : days * DAY);
            }
          };
      case Text _ -> {
        long unit = unit(to.scale());
        yield (row, c, sink, tally, t) ->
            putTimestamp(pair, IsoTime.timestamp(pair, row.text(c)), unit, sink, tally, t);
      }
      default -> null;
    };
  }

  private static void putTimestamp(
      Pair pair, long micros, long unit, RowSink sink, Tally tally, int tallyColumn) {
    if (isNoDate(micros)) {
      noDate(pair, micros, sink, tally, tallyColumn);
      return;
    }
    if (unit > 1 && !isInfinite(micros) && micros % unit != 0) {
      tally.count(tallyColumn, ValueChange.ROUNDED);
    }
    sink.putTimestamp(micros);
  }

  static @Nullable Codec timeOfDay(Pair pair, TimeOfDay to) {
    return switch (pair.from()) {
      // The offset belongs to the value, and only text carries it.
      case TimeOfDay(_, boolean zoned) when zoned && to.zoned() ->
          (row, c, sink, _, _) -> sink.putText(row.text(c));
      case TimeOfDay(int scale, boolean zoned) when !zoned && !to.zoned() ->
          time(scale, to.scale(), (sink, micros) -> sink.putTimeOfDay(micros));
      case TimeSpan(int scale) when !to.zoned() ->
          time(
              scale,
              to.scale(),
              (sink, micros) -> {
                if (micros < 0 || micros > DAY) {
                  throw pair.error(
                      "a length of time under 0 or over 24 hours is no time of day; change the data type of %s to interval"
                          .formatted(pair.target().name()));
                }
                sink.putTimeOfDay(micros);
              });
      default -> null;
    };
  }

  static @Nullable Codec timeSpan(Pair pair, TimeSpan to) {
    return switch (pair.from()) {
      case TimeSpan(int scale) ->
          time(scale, to.scale(), (sink, micros) -> sink.putTimeSpan(micros));
      case TimeOfDay(int scale, boolean zoned) when !zoned ->
          time(scale, to.scale(), (sink, micros) -> sink.putTimeSpan(micros));
      default -> null;
    };
  }

  /** For sources whose times have digits beyond microseconds. */
  private static Codec countingRounded(Codec codec) {
    return (row, c, sink, tally, t) -> {
      long before = tally.of(t, ValueChange.ROUNDED);
      codec.move(row, c, sink, tally, t);
      if (row.isRounded(c) && tally.of(t, ValueChange.ROUNDED) == before) {
        tally.count(t, ValueChange.ROUNDED);
      }
    };
  }

  /** Where a time goes. */
  @FunctionalInterface
  private interface Put {
    void into(RowSink sink, long micros);
  }

  /** Whether a length of time loses digits of its seconds. */
  static boolean isShortened(Column source, Column target) {
    return source.type() instanceof TimeSpan(int from)
        && target.type() instanceof TimeSpan(int to)
        && from > to;
  }

  /** For a length of time that passes undecoded to a target which rounds it. */
  static Codec shortened(Column target) {
    long unit = unit(((TimeSpan) target.type()).scale());
    return (row, c, sink, tally, t) -> {
      if (!row.isNull(c) && row.fraction(c) % unit != 0) {
        tally.count(t, ValueChange.ROUNDED);
      }
      Codecs.RAW.move(row, c, sink, tally, t);
    };
  }

  /**
   * What was rounded to microseconds before and lies now half way between two steps of the target,
   * is moved to the side where it came from, so that it is rounded as the whole value would be.
   */
  private static long beside(long micros, long unit, int rounding) {
    return rounding != 0 && unit > 1 && Math.floorMod(micros, unit) == unit / 2
        ? micros - rounding
        : micros;
  }

  private static Codec time(int from, int to, Put put) {
    long unit = from > to ? unit(to) : 1;
    boolean mayBeRounded = from > SCALE_MAX;
    return (row, c, sink, tally, t) -> {
      long micros = row.getTime(c);
      if ((unit > 1 && micros % unit != 0) || (mayBeRounded && row.isRounded(c))) {
        tally.count(t, ValueChange.ROUNDED);
      }
      put.into(sink, mayBeRounded ? beside(micros, unit, row.rounding(c)) : micros);
    };
  }

  /** How many microseconds a step of that many digits has. */
  private static long unit(int scale) {
    long unit = 1;
    for (int i = scale; i < SCALE_MAX; i++) {
      unit *= 10;
    }
    return unit;
  }

  private static boolean isNoDate(long value) {
    return value == Row.ZERO_DATE || value == Row.IMPOSSIBLE_DATE;
  }

  private static boolean isInfinite(long value) {
    return value == Row.INFINITY || value == Row.MINUS_INFINITY;
  }

  private static void noDate(Pair pair, long value, RowSink sink, Tally tally, int tallyColumn) {
    String what = value == Row.ZERO_DATE ? "a zero date" : "an impossible date";
    if (pair.policy().zeroDates() == ZeroDates.ERROR) {
      throw pair.error(what + "; choose the policy that makes it NULL, or mend the source");
    }
    if (!pair.target().nullable()) {
      throw pair.error(
          "%s would become NULL, which %s doesn't allow; let the column be NULL on the target"
              .formatted(what, pair.target().name()));
    }
    tally.count(tallyColumn, ValueChange.ZERO_DATE_TO_NULL);
    sink.putNull();
  }
}
