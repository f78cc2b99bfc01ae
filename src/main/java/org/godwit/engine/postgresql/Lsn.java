package org.godwit.engine.postgresql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.Position;

/**
 * A place in PostgreSQL's write-ahead log.
 *
 * @param value bytes since the log's beginning, as an unsigned number; never 0, which PostgreSQL
 *     calls invalid
 */
public record Lsn(long value) implements Position, Comparable<Lsn> {
  private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

  public Lsn {
    if (value == 0) {
      throw new IllegalArgumentException("0/0 is no LSN");
    }
  }

  /**
   * Reads the server's form.
   *
   * @throws IllegalArgumentException where the text is no LSN
   */
  public static Lsn parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not an LSN: '" + text + "' (expected e.g. 16/3002D50)");
    }
    return new Lsn((Long.parseLong(form.group(1), 16) << 32) | Long.parseLong(form.group(2), 16));
  }

  @Override
  public String text() {
    return String.format(Locale.ROOT, "%X/%X", value >>> 32, value & 0xFFFF_FFFFL);
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return text();
  }
}
