package org.godwit.task.cdc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time in place of a position, in UTC unless it says otherwise: {@code 2026-03-08T12:12:12},
 * {@code 2026-03-08 12:12+02:00}; DMS's {@code commit_time:…} and {@code server_time:…}.
 *
 * @param at the time
 * @param isOfServer whether Godwit's own clock counts, and not that of the source's commits
 */
public record LogTime(Instant at, boolean isOfServer) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(commit_time|server_time):\\s*)?(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)\\s*(Z|UTC|[+-]\\d\\d:?\\d\\d)?");

  /** Empty for what is no time, and may be a position. */
  public static Optional<LogTime> of(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local = LocalDateTime.parse(parts.group(2) + "T" + parts.group(3));
      String zone = parts.group(4);
      Instant at = local.atZone(zone == null ? ZoneOffset.UTC : ZoneId.of(zone)).toInstant();
      return Optional.of(new LogTime(at, "server_time".equals(parts.group(1))));
    } catch (DateTimeException _) {
      return Optional.empty(); // a day or hour that isn't there
    }
  }
}
