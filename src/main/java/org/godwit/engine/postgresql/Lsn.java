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
  /** Of a page of the log (PostgreSQL's xlog_internal.h). */
  private static final int SHORT_HEADER = 24;

  private static final int LONG_HEADER = 40;
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

  /**
   * The place itself, but for one where nothing is written yet behind a page's header: nobody who
   * reads the log comes there before something is, so the page's beginning stands for it.
   *
   * @param page size in bytes
   * @param segment size of the log's files in bytes, whose first page has a longer header
   */
  Lsn withoutHeader(long page, long segment) {
    boolean isFirstPage = Long.remainderUnsigned(value, segment) < page;
    long header = isFirstPage ? LONG_HEADER : SHORT_HEADER;
    return Long.remainderUnsigned(value, page) == header ? new Lsn(value - header) : this;
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
