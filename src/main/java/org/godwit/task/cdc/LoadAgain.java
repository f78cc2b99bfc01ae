package org.godwit.task.cdc;

import java.sql.Connection;
import org.godwit.catalog.TableName;
import org.godwit.task.LogComponent;
import org.godwit.task.TableNews;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.LoadPhase;
import org.godwit.task.control.TableRecord;
import org.godwit.task.load.LoadContext;
import org.godwit.task.load.TablePreparation;

/**
 * Puts tables back to their load when another has taken their place, so that the next look at what
 * is to be done loads them; the others stay where they are.
 */
final class LoadAgain {
  private LoadAgain() {}

  /**
   * Puts the table back, where the task has loaded it and makes its target's table anew then. One
   * that a task that loads has not loaded yet is only forgotten as the one that was followed.
   *
   * @param loads whether the task loads rows
   * @param connection to the target, in no transaction
   * @param why a sentence without its full stop
   * @return whether it did; where not, somebody has to look at the table
   */
  static boolean take(
      LoadContext context, Connection connection, boolean loads, TableName table, String why) {
    boolean isOfPair = !context.claim().mark().isEmpty(); // somebody else writes the rows, too
    if (isOfPair || context.settings().preparation() != TablePreparation.DROP_AND_CREATE) {
      return false;
    }
    boolean isTaken =
        context.compute(
            connection,
            "putting " + table + " back to its load",
            it -> {
              LoadLedger ledger = new LoadLedger(context.claim());
              LoadPhase phase =
                  ledger.tables(it).stream()
                      .filter(record -> record.source().equals(table))
                      .map(TableRecord::phase)
                      .findFirst()
                      .orElse(LoadPhase.PLANNED);
              boolean isLoaded = phase == LoadPhase.LOADED || phase == LoadPhase.COMPLETED;
              if (isLoaded) {
                ledger.resetTable(it, table);
              }
              boolean isToLoad = isLoaded || (loads && phase == LoadPhase.PLANNED);
              if (isToLoad) {
                new ChangeLedger(context.claim()).forget(it, table);
              }
              return isToLoad;
            });
    if (isTaken) {
      String sentence = "its rows are loaded again: " + why;
      context.log().warning(LogComponent.TABLES_MANAGER, table, sentence);
      context.progress().tell(TableNews.Kind.LOADED_AGAIN, table, sentence);
    }
    return isTaken;
  }
}
