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

  /** {@code 3 min 20 s}, {@code 2 h 5 min}, {@code 4 d 1 h}; below a second in milliseconds. */
  public static String spoken(Duration duration) {
    if (duration.isNegative()) {
      return "0 s";
    }
    long seconds = duration.toSeconds();
    if (seconds == 0 && !duration.isZero()) {
      return duration.toMillis() + " ms";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    return seconds < 86_400
        ? two(seconds / 3600, "h", seconds % 3600 / 60, "min")
        : two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
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
