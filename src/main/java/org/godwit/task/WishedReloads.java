package org.godwit.task;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.TableName;

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
  void taken(MigrationType type) {
    context.tables().done(wishes);
    String how =
        type.loads()
            ? "its rows are loaded again: %s asked for it"
            : "its changes are followed again: %s asked for it";
    for (TableWish wish : wishes) {
      context.log().info(LogComponent.TABLES_MANAGER, wish.table(), how.formatted(wish.by()));
    }
  }
}
