package org.godwit.convert.mysql;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an event of MySQL runs, in the form that pg_cron takes: {@code EVERY 1 DAY STARTS
 * '2024-01-01 03:30:00'} is {@code 30 3 * * *}.
 */
public final class MySqlSchedules {
  private static final Pattern EVERY =
      Pattern.compile("EVERY\\s+'?(\\d+)'?\\s+([A-Z]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern STARTS =
      Pattern.compile("STARTS\\s+'([^']+)'", Pattern.CASE_INSENSITIVE);

  /** What of the words says when it runs; the rest is about the event itself. */
  private static final Pattern WHEN =
      Pattern.compile("(?i)\\s+(ON COMPLETION|ENABLE|DISABLE|COMMENT)\\b.*", Pattern.DOTALL);

  private static final int SECONDS_MAX = 59;

  private MySqlSchedules() {}

  /** The words that say when it runs. */
  public static String when(String schedule) {
    return WHEN.matcher(schedule).replaceFirst("").strip();
  }

  /** Whether it doesn't run at all. */
  public static boolean isDisabled(String schedule) {
    return schedule.toUpperCase(Locale.ROOT).matches("(?s).*\\bDISABLE\\b.*");
  }

  /** The form of pg_cron; empty where it has none, as of what runs once or every 7 hours. */
  public static Optional<String> cron(String schedule) {
    Matcher every = EVERY.matcher(schedule);
    boolean ends = schedule.toUpperCase(Locale.ROOT).contains(" ENDS ");
    if (!every.find() || ends) {
      return Optional.empty();
    }
    int count = Integer.parseInt(every.group(1));
    LocalDateTime start = start(schedule);
    int minute = start.getMinute();
    int hour = start.getHour();
    int day = start.getDayOfMonth();
    return Optional.ofNullable(
        switch (every.group(2).toUpperCase(Locale.ROOT)) {
          case "SECOND" -> count <= SECONDS_MAX ? count + " seconds" : null;
          case "MINUTE" -> divides(count, 60) ? step(count) + " * * * *" : null;
          case "HOUR" -> divides(count, 24) ? minute + " " + step(count) + " * * *" : null;
          case "DAY" ->
              count == 1
                  ? "%d %d * * *".formatted(minute, hour)
                  : count == 7 ? weekly(minute, hour, start) : null;
          case "WEEK" -> count == 1 ? weekly(minute, hour, start) : null;
          case "MONTH" ->
              divides(count, 12) ? "%d %d %d %s *".formatted(minute, hour, day, step(count)) : null;
          case "QUARTER" -> count == 1 ? "%d %d %d */3 *".formatted(minute, hour, day) : null;
          case "YEAR" ->
              count == 1
                  ? "%d %d %d %d *".formatted(minute, hour, day, start.getMonthValue())
                  : null;
          default -> null;
        });
  }

  private static String weekly(int minute, int hour, LocalDateTime start) {
    return "%d %d * * %d".formatted(minute, hour, start.getDayOfWeek().getValue() % 7);
  }

  private static boolean divides(int count, int whole) {
    return count > 0 && count < whole && whole % count == 0;
  }

  private static String step(int count) {
    return count == 1 ? "*" : "*/" + count;
  }

  /** Midnight of a Monday, the first of January, where it doesn't say. */
  private static LocalDateTime start(String schedule) {
    LocalDateTime none = LocalDateTime.of(2024, 1, 1, 0, 0);
    Matcher starts = STARTS.matcher(schedule);
    if (!starts.find()) {
      return none;
    }
    try {
      String text =
          starts.group(1).length() == 10 ? starts.group(1) + " 00:00:00" : starts.group(1);
      return LocalDateTime.parse(
          text.substring(0, Math.min(19, text.length())),
          DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
    } catch (DateTimeParseException _) {
      return none; // the words are in the action item all the same
    }
  }
}
