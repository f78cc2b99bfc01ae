package org.godwit.codec;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a timestamp that a source keeps as characters. */
final class IsoTime {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)(?:[ T](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,6}))?)?)?");

  private IsoTime() {}

  /** Microseconds since 1970-01-01 00:00:00, or {@link Row#ZERO_DATE}. */
  static long timestamp(Pair pair, Bytes text) {
    String value = text.utf8().strip();
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      throw pair.error(
          "value %s is no date of the form 2024-02-29 23:59:59.123456"
              .formatted(ToNumber.quoted(text)));
    }
    int hour = number(form, 4);
    int minute = number(form, 5);
    int second = number(form, 6);
    if (value.startsWith("0000-00-00")) {
      return Row.ZERO_DATE;
    }
    try {
      if (hour > 23 || minute > 59 || second > 59) {
        throw new DateTimeException(value);
      }
      long days = LocalDate.of(number(form, 1), number(form, 2), number(form, 3)).toEpochDay();
      long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
      return seconds * 1_000_000 + micros(form);
    } catch (DateTimeException _) {
      return Row.IMPOSSIBLE_DATE;
    }
  }

  private static int number(Matcher form, int group) {
    String digits = form.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int micros(Matcher form) {
    String digits = form.group(7);
    return digits == null ? 0 : Integer.parseInt((digits + "000000").substring(0, 6));
  }
}
