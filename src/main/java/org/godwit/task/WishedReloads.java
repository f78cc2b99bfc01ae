package org.godwit.task;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.TaskPlan;

/**
 * The tables that people wish to be loaded again while the task runs, as one attempt takes them.
 */
record WishedReloads(RunContext context, List<TableWish> wishes) {
  /** Those that are wished now. */
  static WishedReloads of(RunContext context) {
    return new WishedReloads(context, context.tables().open(TableWish.Deed.RELOAD));
  }

  /** Their tables beside others. */
  Set<TableName> and(Set<TableName> others) {
    Set<TableName> all = new HashSet<>(others);
    wishes.forEach(wish -> all.add(wish.table()));
    return all;
  }

  /** The control schema knows of them from here on, also where this process dies. */
  void taken() {
    context.tables().done(wishes);
  }

  /**
   * Says what becomes of them, which only a plan tells: what the source has no longer isn't loaded.
   *
   * @return the plan
   */
  TaskPlan told(TaskPlan plan, MigrationType type) {
    Set<TableName> planned =
        plan.tables().stream().map(LoadTable::name).collect(Collectors.toSet());
    String again =
        type.loads()
            ? "its rows are loaded again: %s asked for it"
            : "its changes are followed again: %s asked for it";
    for (TableWish wish : wishes) {
      if (planned.contains(wish.table())) {
        context.log().info(LogComponent.TABLES_MANAGER, wish.table(), again.formatted(wish.by()));
      } else {
        String why =
            plan.refused()
                .getOrDefault(
                    wish.table(),
                    "the source has no table of that name any more that the rules select. The target's table stays");
        context
            .log()
            .warning(
                LogComponent.TABLES_MANAGER,
                wish.table(),
                "%s asked for its reload, and it is not begun again: %s".formatted(wish.by(), why));
      }
    }
    return plan;
  }
}
