package org.godwit.engine.oracle;

import org.godwit.engine.Change;
import org.godwit.engine.ChangeRow;
import org.jspecify.annotations.Nullable;

/** Steps of a stream in words. */
final class RedoSteps {
  private RedoSteps() {}

  /** A step; of rows the first three columns. */
  static String said(@Nullable Change step) {
    return switch (step) {
      case null -> "nothing";
      case Change.Begin _ -> "begin";
      case Change.Commit _ -> "commit";
      case Change.Insert(var table, var after) -> "insert " + table.table() + said(after);
      case Change.Update(var table, var before, var after) ->
          "update %s%s to%s"
              .formatted(table.table(), before == null ? "" : said(before), said(after));
      case Change.Delete(var table, var before) -> "delete " + table.table() + said(before);
      case Change.Truncate(var tables) -> "truncate " + tables;
      case Change.Redefined(var table, var deed, var statement) ->
          "%s %s %s".formatted(table.table(), deed, statement);
      case Change.Unreadable(var table, var why) -> "unreadable %s: %s".formatted(table, why);
      case Change.Idle _ -> "idle";
    };
  }

  private static String said(ChangeRow row) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      words
          .append(i == 0 ? " " : ",")
          .append(row.isAbsent(i) ? "absent" : row.isNull(i) ? "NULL" : row.text(i).utf8());
    }
    return words.toString();
  }
}
