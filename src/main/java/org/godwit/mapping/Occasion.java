package org.godwit.mapping;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.godwit.mapping.expression.Header;

/** What brings a row: the load, or a change in the source's log. */
public interface Occasion {
  /** How expressions see a moment. */
  DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  /** A row that is loaded is a new one, of which the log tells nothing. */
  Occasion LOAD =
      (header, now) ->
          switch (header) {
            case STREAM_POSITION, USER, CHANGE_SEQ -> "";
            case TIMESTAMP, COMMIT_TIMESTAMP -> moment(now);
            case OPERATION -> "INSERT";
          };

  /** A header's value. */
  String header(Header header, Instant now);

  /** A moment as expressions see it, in UTC. */
  static String moment(Instant moment) {
    return MOMENT.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
  }
}
