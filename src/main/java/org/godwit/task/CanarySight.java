package org.godwit.task;

import java.time.Duration;
import java.time.Instant;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a task's canary, all by Godwit's own clock.
 *
 * @param table on the source
 * @param writtenAt when it was last written there, before that was committed; null before the first
 *     time of this run
 * @param isOnItsWay whether that was not seen on the target yet
 * @param isLate whether it is on its way for longer than it may
 * @param took how long the last one that was seen was on its way; null before the first
 * @param seenAt when that was seen
 * @param trouble why it can't be written or looked for at the moment, a sentence; empty where it
 *     can
 */
public record CanarySight(
    TableName table,
    @Nullable Instant writtenAt,
    boolean isOnItsWay,
    boolean isLate,
    @Nullable Duration took,
    @Nullable Instant seenAt,
    String trouble) {

  /** One that was not written yet. */
  public static CanarySight of(TableName table) {
    return new CanarySight(table, null, false, false, null, null, "");
  }

  /** It was written then, and is on its way. */
  public CanarySight written(Instant at) {
    return new CanarySight(table, at, true, false, took, seenAt, "");
  }

  /** It has been on its way for too long. */
  public CanarySight late() {
    return new CanarySight(table, writtenAt, true, true, took, seenAt, trouble);
  }

  /** It was seen on the target. */
  public CanarySight seen(Duration way, Instant at) {
    return new CanarySight(table, writtenAt, false, false, way, at, "");
  }

  /** It can't be written or looked for, or can be again where that is empty. */
  public CanarySight troubled(String why) {
    return new CanarySight(table, writtenAt, isOnItsWay, isLate, took, seenAt, why);
  }
}
