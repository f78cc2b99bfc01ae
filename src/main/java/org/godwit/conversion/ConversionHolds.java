package org.godwit.conversion;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.godwit.store.StoreSight;
import org.godwit.store.ThisConsole;

/**
 * To which of several consoles a conversion under way belongs, or its application to a target. What
 * a console leaves unfinished is said to have failed: what had made it end, such as too little
 * memory, would be met by the next console too.
 */
@ApplicationScoped
class ConversionHolds {
  // A row that is locked is being written by who holds it: nobody waits for it here.
  private static final String ABANDONED =
      """
      select id from %s
      where state = ?1 and (owned_until is null or owned_until < clock_timestamp())
      for no key update skip locked
      """;
  private static final String END_CONVERSIONS =
      """
      update conversion set state = 'FAILED', owner = ?2, doing = '',
        failure = 'The console was stopped meanwhile. Convert again.'
      where id in (%s)
      """
          .formatted(ABANDONED.formatted(Work.CONVERSION.table));
  private static final String END_APPLICATIONS =
      """
      update conversion_application set state = 'FAILED', owner = ?2, ended_at = clock_timestamp(),
        summary = case
          when is_dry then 'The console was stopped meanwhile. Nothing stays on the target.'
          when keeps_rest then 'The console was stopped meanwhile. Look on the target: either what it takes of it is there, or nothing. A console that only stood still may finish it yet.'
          else 'The console was stopped meanwhile. Look on the target: either all of it is there, or nothing. A console that only stood still may finish it yet.'
        end
      where id in (%s)
      """
          .formatted(ABANDONED.formatted(Work.APPLICATION.table));

  /** What a console does with a conversion. */
  enum Work {
    CONVERSION("conversion", ConversionState.CONVERTING.name()),
    APPLICATION("conversion_application", StoredApplication.State.RUNNING.name());

    private final String table;
    private final String state;

    Work(String table, String state) {
      this.table = table;
      this.state = state;
    }
  }

  private final EntityManager store;
  private final ThisConsole console;
  private final StoreSight sight;

  /** What threads of this process work on; the store may say more, which nobody will end. */
  private final Map<Work, Set<Long>> underWay = new EnumMap<>(Work.class);

  /** Whether the process is about to end, and the store with it. */
  private volatile boolean ends;

  ConversionHolds(EntityManager store, ThisConsole console) {
    this.store = store;
    this.console = console;
    this.sight = console.sight();
    for (Work work : Work.values()) {
      underWay.put(work, ConcurrentHashMap.newKeySet());
    }
  }

  /** A thread of this process is about to work on it: its hold is renewed until {@link #end}. */
  void begin(Work work, long id) {
    underWay.getOrDefault(work, Set.of()).add(id);
  }

  /** Nothing of this process works on it any more, whether the store knows that or not. */
  void end(Work work, long id) {
    underWay.getOrDefault(work, Set.of()).remove(id);
  }

  /** It is this console's from now on. Call it in the transaction that begins it. */
  void take(Work work, long id) {
    store.flush();
    store
        .createNativeQuery(
            "update %s set owner = ?1, owned_until = ?2 where id = ?3".formatted(work.table))
        .setParameter(1, console.name())
        .setParameter(2, console.heldUntil())
        .setParameter(3, id)
        .executeUpdate();
  }

  /**
   * Whether it is still there and this console's; it stays so until the transaction ends that this
   * is called in.
   */
  boolean keeps(Work work, long id) {
    return !store
        .createNativeQuery(
            "select id from %s where owner = ?1 and id = ?2 for no key update"
                .formatted(work.table),
            Long.class)
        .setParameter(1, console.name())
        .setParameter(2, id)
        .getResultList()
        .isEmpty();
  }

  /**
   * Renews what this console works on, and ends what nobody holds any more: also its own, where not
   * even the failure could be kept.
   */
  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @Transactional
  void renew() {
    if (ends) {
      return;
    }
    for (Work work : Work.values()) {
      store
          .createNativeQuery(
              """
              update %1$s set owned_until = ?1 where id in (
                select id from %1$s where state = ?2 and owner = ?3 and id = any(?4)
                for no key update skip locked)
              """
                  .formatted(work.table))
          .setParameter(1, console.heldUntil())
          .setParameter(2, work.state)
          .setParameter(3, console.name())
          .setParameter(4, underWay.getOrDefault(work, Set.of()).toArray(Long[]::new))
          .executeUpdate();
    }
    if (sight.seen()) {
      end(Work.CONVERSION, END_CONVERSIONS);
      end(Work.APPLICATION, END_APPLICATIONS);
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    ends = true;
  }

  private void end(Work work, String sql) {
    store
        .createNativeQuery(sql)
        .setParameter(1, work.state)
        .setParameter(2, console.name())
        .executeUpdate();
  }
}
