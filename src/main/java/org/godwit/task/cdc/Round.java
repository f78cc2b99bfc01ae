package org.godwit.task.cdc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.godwit.catalog.TableName;
import org.godwit.engine.Position;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.control.ChangeSums;
import org.jspecify.annotations.Nullable;

/**
 * Changes of whole transactions that wait, in the source's order, to be divided among lanes. Where
 * a change belongs to two lanes these go together for as long as the round lasts.
 */
final class Round {
  private final int[] groups;
  private final List<KeptChange> changes = new ArrayList<>();
  private final Map<Integer, ChangeSums> sums = new HashMap<>();
  private final Set<Crossing> crossings = new HashSet<>();
  private long bytes;
  private @Nullable Position position;
  private @Nullable Instant firstCommit;
  private @Nullable Instant lastCommit;
  private long since = System.nanoTime();

  /** Two lanes that a change belongs to. */
  private record Crossing(int one, int other) {}

  /**
   * What one lane, or several that go together, have of a round.
   *
   * @param lanes their numbers
   * @param changes in the source's order
   * @param sums what they come to
   */
  record Part(SortedSet<Integer> lanes, List<KeptChange> changes, ChangeSums sums) {}

  /** An empty one. */
  Round(int lanes) {
    groups = new int[lanes];
    for (int i = 0; i < lanes; i++) {
      groups[i] = i;
    }
  }

  void add(KeptChange change) {
    changes.add(change);
    bytes += change.bytes();
  }

  /** A change belongs to both lanes. */
  void cross(int one, int other) {
    if (one != other) {
      crossings.add(new Crossing(one, other));
      groups[group(one)] = group(other);
    }
  }

  private int group(int lane) {
    int at = lane;
    while (groups[at] != at) {
      at = groups[at];
    }
    return at;
  }

  /** What a change of the lane came to. */
  void count(int lane, TableName table, ChangeCounts counts, List<AlteredValues> altered) {
    if (!counts.equals(ChangeCounts.NONE) || !altered.isEmpty()) {
      ChangeSums of = sums.computeIfAbsent(lane, _ -> new ChangeSums());
      of.add(table, counts);
      of.add(table, altered);
    }
  }

  /**
   * Adds a transaction.
   *
   * @param next behind it
   * @param committedAt when the source committed it
   */
  void add(Round transaction, Position next, Instant committedAt) {
    if (changes.isEmpty()) {
      since = System.nanoTime();
    }
    if (firstCommit == null) {
      firstCommit = committedAt;
    }
    lastCommit = committedAt;
    position = next;
    changes.addAll(transaction.changes);
    bytes += transaction.bytes;
    transaction.sums.forEach(
        (lane, more) -> sums.computeIfAbsent(lane, _ -> new ChangeSums()).add(more));
    transaction.crossings.forEach(crossing -> cross(crossing.one(), crossing.other()));
  }

  /** Nothing was committed between its last transaction and there. */
  void reach(Position next) {
    position = next;
  }

  /** Whether nothing of it has to be applied or counted. */
  boolean isEmpty() {
    return changes.isEmpty() && sums.isEmpty();
  }

  int changeCount() {
    return changes.size();
  }

  long bytes() {
    return bytes;
  }

  boolean isOlderThan(Duration age) {
    return !isEmpty() && System.nanoTime() - since > age.toNanos();
  }

  /** Behind its last transaction. */
  Position position() {
    Position at = position;
    if (at == null) {
      throw new IllegalStateException("the round has no whole transaction");
    }
    return at;
  }

  /** When the source committed the first of its transactions; null where it has none. */
  @Nullable Instant firstCommit() {
    return firstCommit;
  }

  /** When the source committed the last of its transactions; null where it has none. */
  @Nullable Instant lastCommit() {
    return lastCommit;
  }

  /** Its changes in the source's order. */
  List<KeptChange> changes() {
    return changes;
  }

  /** What all of it comes to. */
  ChangeSums sums() {
    ChangeSums all = new ChangeSums();
    sums.values().forEach(all::add);
    return all;
  }

  /** Divides it; lanes without changes have no part. */
  Collection<Part> parts() {
    Map<Integer, Part> parts = new TreeMap<>();
    for (KeptChange change : changes) {
      Part part = part(parts, change.lane());
      part.changes().add(change);
    }
    sums.forEach((lane, of) -> part(parts, lane).sums().add(of));
    crossings.forEach(
        crossing -> {
          var _ = part(parts, crossing.one());
          var _ = part(parts, crossing.other());
        });
    return parts.values();
  }

  private Part part(Map<Integer, Part> parts, int lane) {
    Part part =
        parts.computeIfAbsent(
            group(lane), _ -> new Part(new TreeSet<>(), new ArrayList<>(), new ChangeSums()));
    part.lanes().add(lane);
    return part;
  }
}
