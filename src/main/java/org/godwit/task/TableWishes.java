package org.godwit.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What people wish of single tables while a run lasts. Who has the wishes offers them again and
 * again, for as long as the run hasn't said that they are done; each is done once.
 */
public final class TableWishes {
  /** Of a whole run: an offer may be older than what was done since. */
  private final Set<Long> done = new HashSet<>();

  private volatile List<TableWish> open = List.of();

  /** Makes these the open ones, but for those that are done. */
  public synchronized void offer(Collection<TableWish> wishes) {
    open = wishes.stream().filter(wish -> !done.contains(wish.id())).toList();
  }

  /** Those that are not done, in the order in which they were offered. */
  public List<TableWish> open() {
    return open;
  }

  /** Those of them that are of that kind. */
  public List<TableWish> open(TableWish.Deed deed) {
    return open.stream().filter(wish -> wish.deed() == deed).toList();
  }

  /** They are done, durably. */
  public synchronized void done(Collection<TableWish> wishes) {
    wishes.forEach(wish -> done.add(wish.id()));
    List<TableWish> left = new ArrayList<>(open);
    left.removeAll(wishes);
    open = List.copyOf(left);
  }

  /** The ids of all that are done. */
  public synchronized Set<Long> done() {
    return Set.copyOf(done);
  }
}
