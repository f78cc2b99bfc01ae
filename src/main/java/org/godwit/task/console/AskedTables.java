package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.security.Audit;
import org.godwit.security.CurrentUser;
import org.godwit.security.InvalidInput;
import org.godwit.task.TableWish;
import org.godwit.task.TableWishes;
import org.godwit.task.TaskState;

/**
 * What people ask of single tables while their task runs. It goes through the store, for the run
 * may be another console's, and stays there until a run has done it: the one that lasts, or where
 * that ends before it could, the next.
 */
@ApplicationScoped
public class AskedTables {
  private final CurrentUser currentUser;
  private final Audit audit;
  private final TaskTurns turns;
  private final Clock clock;

  AskedTables(CurrentUser currentUser, Audit audit, TaskTurns turns, Clock clock) {
    this.currentUser = currentUser;
    this.audit = audit;
    this.turns = turns;
    this.clock = clock;
  }

  /**
   * Asks the run of a task that follows changes; what was asked of a table before is replaced.
   *
   * @return whether it has a run
   * @throws InvalidInput on {@code state} where the run takes no such wish
   */
  @Transactional
  boolean ask(long taskId, Set<TableName> tables, TableWish.Deed deed) {
    StoredTask task = StoredTask.locked(taskId);
    if (task == null || !task.state.isActive()) {
      return false;
    }
    if (task.state == TaskState.STOPPING) {
      throw new InvalidInput(
          "state", "Task %s is stopping; ask again when it has stopped.".formatted(task.name));
    }
    if (!task.type.follows()) {
      throw new InvalidInput(
          "state", "Task %s is running; ask again when it has ended.".formatted(task.name));
    }
    for (TableName table : tables) {
      StoredTableWish.delete(
          "taskId = ?1 and sourceSchema = ?2 and sourceTable = ?3",
          taskId,
          table.schema(),
          table.table());
      StoredTableWish wish = new StoredTableWish();
      wish.taskId = taskId;
      wish.sourceSchema = table.schema();
      wish.sourceTable = table.table();
      wish.deed = deed;
      wish.askedBy = currentUser.get().shownName();
      wish.askedAt = clock.instant();
      wish.persist();
    }
    turns.tablesAsked(task, deed, tables);
    audit.record(
        Tasks.audited(
            switch (deed) {
              case RELOAD -> RunCause.RELOAD.action();
              case SUSPEND -> "task.suspend_tables";
            },
            task),
        Map.of(),
        Map.of("tables", TaskTurns.named(tables)));
    return true;
  }

  /** What was asked of a task's tables and is not done, in that order. */
  @Transactional
  public List<StoredTableWish> of(long taskId) {
    return StoredTableWish.list("taskId = ?1 order by id", taskId);
  }

  /** Gives a run what was asked, and forgets what it has done. */
  @Transactional
  void exchange(long taskId, TableWishes ofRun) {
    Set<Long> done = ofRun.done();
    List<TableWish> left = new ArrayList<>();
    for (StoredTableWish wish : of(taskId)) {
      if (done.contains(wish.id)) {
        wish.delete();
      } else {
        left.add(new TableWish(wish.id, wish.table(), wish.deed, wish.askedBy));
      }
    }
    ofRun.offer(left);
  }
}
