package org.godwit.engine.oracle;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.Position;

/**
 * A place in Oracle's redo log: what was committed before a system change number has come. Commits
 * may share a number, so those of the number itself that have come are named.
 *
 * @param scn the first number whose commits have not all come
 * @param from where the log is read from, so that a transaction that is open at the place is seen
 *     whole; {@link #UNKNOWN} where a person gave the place
 * @param begun the number at which this log was begun by RESETLOGS; {@link #UNKNOWN} likewise
 * @param passed transactions that were committed at the number and have come
 */
record RedoPlace(long scn, long from, long begun, List<String> passed)
    implements Position, Comparable<RedoPlace> {
  static final long UNKNOWN = 0;

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:SCN )?(\\d{1,18})(?: from (\\d{1,18})(?: in (\\d{1,18}))?)?(?: behind ([0-9A-F,]+))?",
          Pattern.CASE_INSENSITIVE);

  RedoPlace {
    passed = List.copyOf(passed);
    if (scn <= 0 || from < 0 || from > scn || begun < 0) {
      throw new IllegalArgumentException(
          "no place of a redo log: %d, read from %d, begun at %d".formatted(scn, from, begun));
    }
  }

  /**
   * Reads a system change number, {@code 94857263910}, with what {@link #text} adds to it.
   *
   * @throws IllegalArgumentException where the text is none
   */
  static RedoPlace parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "no system change number: '%s' (expected e.g. 94857263910, or 94857263910 from 94857200000 where transactions that were open there had begun by then)"
              .formatted(text));
    }
    return new RedoPlace(
        Long.parseLong(parts.group(1)),
        number(parts.group(2)),
        number(parts.group(3)),
        parts.group(4) == null
            ? List.of()
            : List.of(parts.group(4).toUpperCase(Locale.ROOT).split(",")));
  }

  private static long number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? UNKNOWN : Long.parseLong(digits);
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder(place());
    if (from != UNKNOWN) {
      text.append(" from ").append(from);
      if (begun != UNKNOWN) {
        text.append(" in ").append(begun);
      }
    }
    if (!passed.isEmpty()) {
      text.append(" behind ").append(String.join(",", passed));
    }
    return text.toString();
  }

  @Override
  public String place() {
    return Long.toString(scn);
  }

  /** By the number alone. */
  @Override
  public int compareTo(RedoPlace other) {
    return Long.compare(scn, other.scn);
  }
}
