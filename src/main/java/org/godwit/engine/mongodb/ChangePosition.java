package org.godwit.engine.mongodb;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.godwit.engine.Position;

/**
 * A place in the oplog: a cluster time, and where it is behind an event the event's resume token.
 * Tokens are compared as text, which MongoDB made them for.
 *
 * @param time of the cluster
 * @param token the digits of a resume token; empty for the beginning of that time
 */
record ChangePosition(BsonTimestamp time, String token)
    implements Position, Comparable<ChangePosition> {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,10}):(\\d{1,10})(?: ([0-9A-F]+))?");
  private static final Comparator<ChangePosition> ORDER =
      Comparator.comparing(ChangePosition::time).thenComparing(ChangePosition::token);

  /** A token begins with the type of a timestamp, then the time: 4 bytes seconds, 4 a counter. */
  private static final Pattern TOKEN = Pattern.compile("82([0-9A-F]{8})([0-9A-F]{8})[0-9A-F]*");

  /** The beginning of a cluster time. */
  static ChangePosition at(BsonTimestamp time) {
    return new ChangePosition(time, "");
  }

  /**
   * Behind the event of a resume token, or where a token without an event says.
   *
   * @throws IllegalArgumentException where it is none that MongoDB gives
   */
  static ChangePosition behind(BsonDocument resumeToken) {
    String digits = resumeToken.getString("_data").getValue().toUpperCase(Locale.ROOT);
    Matcher parts = TOKEN.matcher(digits);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a resume token: " + resumeToken.toJson());
    }
    return new ChangePosition(
        new BsonTimestamp(
            Integer.parseUnsignedInt(parts.group(1), 16),
            Integer.parseUnsignedInt(parts.group(2), 16)),
        digits);
  }

  /**
   * Reads {@link #text}, a cluster time alone, or the digits of a resume token alone.
   *
   * @throws IllegalArgumentException where the text is none of them
   */
  static ChangePosition parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    if (TOKEN.matcher(upper).matches()) {
      return behind(new BsonDocument("_data", new BsonString(upper)));
    }
    Matcher parts = TEXT.matcher(upper);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "not a place in MongoDB's oplog: '%s' (expected seconds:counter, e.g. 1718000000:1, or a resume token's _data)"
              .formatted(text));
    }
    return new ChangePosition(
        new BsonTimestamp(
            Integer.parseUnsignedInt(parts.group(1)), Integer.parseUnsignedInt(parts.group(2))),
        parts.group(3) == null ? "" : parts.group(3));
  }

  /** What {@code startAfter} takes; only where there is a token. */
  BsonDocument resumeToken() {
    return new BsonDocument("_data", new BsonString(token));
  }

  Instant instant() {
    return instant(time);
  }

  static Instant instant(BsonTimestamp time) {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(time.getTime()));
  }

  @Override
  public String text() {
    return token.isEmpty() ? place() : place() + " " + token;
  }

  @Override
  public String place() {
    return Integer.toUnsignedString(time.getTime()) + ":" + Integer.toUnsignedString(time.getInc());
  }

  @Override
  public int compareTo(ChangePosition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place();
  }
}
