package org.godwit.task.cdc;

import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.task.LogComponent;
import org.godwit.task.TableWish;
import org.godwit.task.TableWish.Deed;
import org.godwit.task.TableWishes;
import org.godwit.task.TaskLog;

/** Does what people wish of single tables while changes are applied, between two transactions. */
final class WishedTables {
  private final TableWishes wishes;
  private final AppliedChanges applied;
  private final Cascades cascades;
  private final TaskLog log;

  WishedTables(TableWishes wishes, AppliedChanges applied, Cascades cascades, TaskLog log) {
    this.wishes = wishes;
    this.applied = applied;
    this.cascades = cascades;
    this.log = log;
  }

  /**
   * Suspends the tables that are to be suspended, behind all that was given.
   *
   * @param isLoading whether tables are loaded beside the changes, which another reload would undo:
   *     it has to wait
   * @throws PlanAnew where some are to be loaded again; what is whole is committed then
   */
  void heed(boolean isLoading) {
    if (wishes.open().isEmpty() || applied.isInTransaction()) {
      return;
    }
    List<TableWish> suspended = wishes.open(Deed.SUSPEND);
    boolean isReload = !isLoading && !wishes.open(Deed.RELOAD).isEmpty();
    if (!suspended.isEmpty() || isReload) {
      applied.commit();
    }
    for (TableWish wish : suspended) {
      suspend(wish.table(), wish.by());
      wishes.done(List.of(wish));
    }
    if (isReload) {
      throw new PlanAnew("tables are to be loaded again");
    }
  }

  private void suspend(TableName table, String by) {
    if (applied.table(table) == null) {
      log.info(
          LogComponent.TABLES_MANAGER,
          table,
          "it is not suspended for %s: its changes are not followed".formatted(by));
    } else if (!applied.parked().suspend(table, by, cascades.below(table))) {
      log.warning(
          LogComponent.TABLES_MANAGER,
          table,
          "it is not suspended for %s: no other table is followed; stop the task instead"
              .formatted(by));
    }
  }
}
