package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which server is at the other end. Decided by what it says of itself, not by the endpoint's
 * engine: people mix the two up.
 *
 * @param text the server's own words
 * @param isMariaDb whether it is MariaDB
 */
record ServerVersion(String text, boolean isMariaDb, int major, int minor, int patch) {
  /** Before version 11 MariaDB puts this in front so that replicas of MySQL talk to it. */
  private static final String REPLICATION_PREFIX = "5.5.5-";

  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

  /** Reads it from the handshake, without a round trip. */
  static ServerVersion of(Connection connection) throws SQLException {
    return parse(connection.getMetaData().getDatabaseProductVersion());
  }

  static ServerVersion parse(String handshake) {
    boolean isMariaDb = handshake.contains("MariaDB");
    String text =
        isMariaDb && handshake.startsWith(REPLICATION_PREFIX)
            ? handshake.substring(REPLICATION_PREFIX.length())
            : handshake;
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.find()) {
      throw new IllegalArgumentException("not a version of MySQL or MariaDB: \"" + text + "\"");
    }
    return new ServerVersion(
        text,
        isMariaDb,
        Integer.parseInt(numbers.group(1)),
        Integer.parseInt(numbers.group(2)),
        Integer.parseInt(numbers.group(3)));
  }

  boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
    return major != otherMajor
        ? major > otherMajor
        : minor != otherMinor ? minor > otherMinor : patch >= otherPatch;
  }

  /** The oldest versions that Godwit reads: MySQL 8.0, MariaDB 10.4. */
  boolean isSupported() {
    return isMariaDb ? isAtLeast(10, 4, 0) : isAtLeast(8, 0, 0);
  }

  String product() {
    return isMariaDb ? "MariaDB" : "MySQL";
  }
}
