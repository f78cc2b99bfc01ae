package org.godwit.web;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How pages write numbers, sizes, durations and times: {@code {rows.grouped}}, {@code {at.time}}.
 */
@TemplateExtension
public final class Formats {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String[] SIZES = {"B", "KB", "MB", "GB", "TB", "PB"};

  private Formats() {}

  /** {@code 1204311} becomes {@code 1,204,311}. */
  public static String grouped(Number number) {
    return String.format(Locale.ROOT, "%,d", number.longValue());
  }

  /** As a query carries it. */
  public static String urlEncoded(String text) {
    return Address.encoded(text);
  }

  /** Bytes as {@code 48.2 MB}; a thousand bytes are a KB, as disks and networks count. */
  public static String bytes(Number number) {
    double value = number.doubleValue();
    int size = 0;
    while (Math.abs(value) >= 999.95 && size < SIZES.length - 1) {
      value /= 1000;
      size++;
    }
    String digits = size == 0 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, digits, value, SIZES[size]);
  }

  /**
   * {@code 3 min 20 s}, {@code 2 h 5 min}, {@code 4 d 1 h}; {@code 2.6 s} below ten seconds, and
   * below a second in milliseconds. Rounded to the last unit that is shown.
   */
  public static String spoken(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      return "0 s";
    }
    if (duration.toMillis() < 1000) {
      return duration.toMillis() + " ms";
    }
    long tenths = rounded(duration, 100);
    if (tenths < 100 && tenths % 10 != 0) {
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    long seconds = rounded(duration, 1000);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    long minutes = rounded(duration, 60_000);
    if (minutes < 1440) {
      return two(minutes / 60, "h", minutes % 60, "min");
    }
    long hours = rounded(duration, 3_600_000);
    return two(hours / 24, "d", hours % 24, "h");
  }

  private static long rounded(Duration duration, long millis) {
    return (duration.toMillis() + millis / 2) / millis;
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return small == 0
        ? large + " " + largeUnit
        : large + " " + largeUnit + " " + small + " " + smallUnit;
  }

  /**
   * A time element: UTC as it is sent, the browser's zone once its script has run. Ask first
   * whether there is a moment: Qute calls nothing on null.
   */
  public static RawString time(Instant instant) {
    return element("", instant);
  }

  /** Like {@link #time}, shown as {@code 5 min ago}. */
  public static RawString ago(Instant instant) {
    return element("data-ago ", instant);
  }

  private static RawString element(String attribute, Instant instant) {
    String utc = UTC.format(instant);
    return new RawString(
        "<time %sdatetime=\"%s\" title=\"%s\">%s</time>".formatted(attribute, instant, utc, utc));
  }
}
