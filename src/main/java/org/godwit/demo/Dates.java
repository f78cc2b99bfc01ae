package org.godwit.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/** Days and times of the shop's life, which doesn't depend on today. */
record Dates(RandomGenerator random) {
  private static final LocalDateTime OPENED = LocalDateTime.of(2019, 3, 1, 8, 0);
  private static final int DAYS_OPEN = 2500;
  private static final int MICROSECONDS_A_DAY_EXPONENT = 36; // 2^36 µs are 19 hours
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** A moment while the shop was open, to the microsecond. */
  LocalDateTime moment() {
    return OPENED
        .plusDays(random.nextInt(DAYS_OPEN))
        .plusNanos(1000 * random.nextLong(1L << MICROSECONDS_A_DAY_EXPONENT));
  }

  String birthday() {
    return LocalDate.of(1935, 1, 1).plusDays(random.nextInt(26_000)).toString();
  }

  static String seconds(LocalDateTime moment) {
    return SECONDS.format(moment);
  }

  static String microseconds(LocalDateTime moment) {
    return MICROSECONDS.format(moment);
  }
}
