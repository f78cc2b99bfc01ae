package org.godwit.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as filters write it, for a dialect to say it in.
 *
 * @param day {@code 2024-02-29}
 * @param time {@code 23:59:00}; midnight where none was written
 * @param fraction of the second with its point, empty for none
 */
public record MomentText(String day, String time, String fraction) {
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d)(?::(\\d\\d))?(\\.\\d+)?Z?)?");

  /** Empty for what is none. */
  public static Optional<MomentText> of(String text) {
    Matcher parts = MOMENT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String minutes = parts.group(2) == null ? "00:00" : parts.group(2);
    String seconds = parts.group(3) == null ? "00" : parts.group(3);
    return Optional.of(
        new MomentText(
            parts.group(1), minutes + ":" + seconds, parts.group(4) == null ? "" : parts.group(4)));
  }

  /** Day and time with a text between. */
  public String joined(String between) {
    return day + between + time + fraction;
  }
}
