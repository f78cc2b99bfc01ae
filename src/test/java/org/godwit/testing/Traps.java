package org.godwit.testing;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What burns people who move data between databases, by the project's own numbers. Those that
 * concern ongoing changes and the conversion of code come with them.
 */
public final class Traps {
  private static final Map<Integer, String> LOAD = new TreeMap<>();

  static {
    LOAD.put(1, "A zero date ends the load.");
    LOAD.put(2, "A zero date in a NOT NULL column costs all rows.");
    LOAD.put(3, "The years 9 and 11 are taken for zero dates.");
    LOAD.put(4, "What is done for zero dates costs microseconds, or zero becomes the epoch.");
    LOAD.put(5, "ENUM and SET: backslashes, quotes, a label that spells infinity.");
    LOAD.put(6, "Unsigned numbers overflow.");
    LOAD.put(7, "tinyint(1), bit and boolean are taken for each other.");
    LOAD.put(8, "A TIME over 24 hours or below zero; 24:00:00.");
    LOAD.put(9, "Times shift with the zone of a session, a server or the process.");
    LOAD.put(10, "Infinity, years before Christ, ends of the calendar.");
    LOAD.put(11, "Character sets other than UTF-8.");
    LOAD.put(12, "The character U+0000 in text.");
    LOAD.put(13, "A number without precision becomes a whole number.");
    LOAD.put(14, "Digits of a number without precision are lost in silence.");
    LOAD.put(15, "The text 0 is taken for NULL.");
    LOAD.put(16, "Empty text is taken for NULL.");
    LOAD.put(17, "A large value is cut above a limit, with a line in a log at most.");
    LOAD.put(18, "The time of an Oracle DATE is dropped.");
    LOAD.put(19, "The counter of a key isn't set behind the rows.");
    LOAD.put(20, "Generated columns are written to.");
    LOAD.put(21, "Names are folded, quoted too much or too little.");
    LOAD.put(22, "Two names become one where the target cuts them.");
    LOAD.put(23, "Reserved words as names; a password with signs that a URL reads.");
    LOAD.put(35, "A table without a key is loaded twice, in one piece or not at all.");
    LOAD.put(36, "Ranges of a key that the database orders otherwise.");
    LOAD.put(37, "Readers that don't share one snapshot; a snapshot that is lost.");
    LOAD.put(40, "Partitions are loaded twice, or with their parent.");
    LOAD.put(41, "Geometries and their SRID.");
    LOAD.put(42, "JSON whose text or numbers change.");
    LOAD.put(43, "Arrays, labels and types that people made.");
    LOAD.put(44, "The padding of BINARY(n); invisible columns.");
    LOAD.put(45, "Thousands of tables: one query or one page each.");
    LOAD.put(46, "Foreign keys in circles, triggers, no right to switch them off.");
    LOAD.put(47, "Memory that grows with a value; one table that stops all others.");
  }

  /** Numbers of those that no load can meet, with what they concern. */
  private static final Map<Integer, String> OTHER = new TreeMap<>();

  static {
    IntStream.rangeClosed(24, 34).forEach(number -> OTHER.put(number, "ongoing changes"));
    OTHER.put(38, "ongoing changes");
    OTHER.put(39, "ongoing changes");
    OTHER.put(48, "the conversion of code");
  }

  private Traps() {}

  /** Those that no load can meet, by number, with what they concern. */
  public static Map<Integer, String> ofOthers() {
    return Collections.unmodifiableMap(OTHER);
  }

  /** Those that concern a load, by number. */
  public static Map<Integer, String> ofALoad() {
    return Collections.unmodifiableMap(LOAD);
  }
}
