package org.godwit.engine.mysql;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.Position;

/**
 * A place in the binary log.
 *
 * @param file the log file's name, ending in its number
 * @param offset of the next event in that file
 * @param made when the file was begun, in seconds since 1970 by the server's clock: a log that was
 *     begun anew has files of the same names; 0 where it isn't known
 * @param gtid the executed GTIDs in the server's own words, empty where it keeps none
 */
public record BinlogPosition(String file, long offset, long made, String gtid)
    implements Position, Comparable<BinlogPosition> {
  /** Every binary log file begins with four bytes that are no event. */
  static final long FIRST_EVENT = 4;

  private static final Pattern FILE = Pattern.compile("(.+)\\.(\\d+)");
  private static final Pattern TEXT =
      Pattern.compile("([^:;]+):(\\d+)(?:;made=(\\d+))?(?:;gtid=(.*))?");
  private static final Comparator<BinlogPosition> ORDER =
      Comparator.comparingLong(BinlogPosition::fileNumber)
          .thenComparingLong(BinlogPosition::offset);

  public BinlogPosition {
    Matcher name = FILE.matcher(file);
    if (!name.matches()) {
      throw new IllegalArgumentException(
          "not a binary log file: \"" + file + "\" (expected e.g. binlog.000042)");
    }
    if (offset < FIRST_EVENT) {
      throw new IllegalArgumentException(
          "not a position in " + file + ": " + offset + " (the first event is at 4)");
    }
  }

  /** In a file of which no more is known than its name. */
  public BinlogPosition(String file, long offset, String gtid) {
    this(file, offset, 0, gtid);
  }

  /** Reads what {@link #text} wrote; all but file and offset may be left out. */
  public static BinlogPosition parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "not a binary log position: \"" + text + "\" (expected e.g. binlog.000042:1337)");
    }
    String made = parts.group(3);
    String gtid = parts.group(4);
    return new BinlogPosition(
        parts.group(1),
        Long.parseLong(parts.group(2)),
        made == null ? 0 : Long.parseLong(made),
        gtid == null ? "" : gtid);
  }

  private long fileNumber() {
    Matcher name = FILE.matcher(file);
    return name.matches() ? Long.parseLong(name.group(2)) : 0;
  }

  @Override
  public String text() {
    return file
        + ":"
        + offset
        + (made == 0 ? "" : ";made=" + made)
        + (gtid.isEmpty() ? "" : ";gtid=" + gtid);
  }

  @Override
  public String place() {
    return file + ":" + offset;
  }

  /** By file number and offset; positions of different servers have no order. */
  @Override
  public int compareTo(BinlogPosition other) {
    return ORDER.compare(this, other);
  }

  /** Whether both are the same place, however much is known of its GTIDs. */
  boolean isSamePlaceAs(BinlogPosition other) {
    return file.equals(other.file) && offset == other.offset;
  }
}
