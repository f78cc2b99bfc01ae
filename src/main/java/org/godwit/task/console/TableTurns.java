package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.godwit.catalog.TableName;
import org.godwit.engine.KeptLog;
import org.godwit.task.SourceLog;
import org.godwit.task.TableNews;
import org.godwit.task.TableState;
import org.godwit.task.TableStatistics;
import org.godwit.task.cdc.LogWatch;
import org.jspecify.annotations.Nullable;

/**
 * Tells of what happens to a task's tables and to the log of its source, by what the store knew of
 * them until now.
 */
@ApplicationScoped
public class TableTurns {
  private static final List<EventKind> OF_LOG =
      List.of(EventKind.LOG_PRESSING, EventKind.LOG_EASED);

  private final DataSource store;
  private final TaskEvents events;

  TableTurns(DataSource store, TaskEvents events) {
    this.store = store;
    this.events = events;
  }

  /**
   * What the store knows of a table.
   *
   * @param askedAt when a person asked for a reload that is not done, null for nobody
   */
  private record Known(
      boolean isParked, long alterations, long rejected, @Nullable Instant askedAt) {
    static final Known NOTHING = new Known(false, 0, 0, null);

    /** Whether it was parked, or asked to be loaded again, and is loaded now. */
    boolean isReloaded(TableStatistics table) {
      Instant asked = askedAt;
      Instant started = table.startedAt();
      return table.state() == TableState.COMPLETED
          && (isParked || (asked != null && started != null && !started.isBefore(asked)));
    }
  }

  /** Call it before the store knows of these figures, in the same transaction. */
  void tables(long taskId, Collection<TableStatistics> changed) {
    if (changed.isEmpty()) {
      return;
    }
    Map<TableName, Known> known = known(taskId);
    List<TableStatistics> parked = new ArrayList<>();
    List<TableStatistics> loaded = new ArrayList<>();
    List<TableStatistics> altered = new ArrayList<>();
    List<TableStatistics> rejecting = new ArrayList<>();
    for (TableStatistics table : changed) {
      Known before = known.getOrDefault(table.source(), Known.NOTHING);
      if (table.state() == TableState.ERROR && !before.isParked()) {
        parked.add(table);
      } else if (before.isReloaded(table)) {
        loaded.add(table);
      }
      if (table.changes().alterations() > before.alterations()) {
        altered.add(table);
      }
      if (table.changes().rejected() > 0
          && before.rejected() == 0
          && table.state() != TableState.ERROR) { // a table that is parked is told of as such
        rejecting.add(table);
      }
    }
    if (parked.isEmpty() && loaded.isEmpty() && altered.isEmpty() && rejecting.isEmpty()) {
      return;
    }
    StoredTask task = StoredTask.findById(taskId);
    String verb = task.type.follows() ? "parked" : "failed";
    tell(task, EventKind.TABLE_PARKED, parked, verb);
    tell(task, EventKind.TABLE_RELOADED, loaded, "loaded again");
    tell(task, EventKind.TABLE_ALTERED, altered, "altered on the target as on the source");
    tell(
        task,
        EventKind.CHANGES_REJECTED,
        rejecting,
        "may no longer be as on the source: changes were rejected, which its page shows");
  }

  private Map<TableName, Known> known(long taskId) {
    Map<TableName, Known> known = new HashMap<>();
    new StoreQuery()
        .add(
            "select source_schema, source_table, parked, alterations, changes_rejected, reload_asked_at from task_table")
        .add(
            "where task_id = ? and (parked or alterations > 0 or changes_rejected > 0 or reload_asked_at is not null)",
            taskId)
        .rows(
            store,
            row ->
                known.put(
                    new TableName(row.getString("source_schema"), row.getString("source_table")),
                    new Known(
                        row.getBoolean("parked"),
                        row.getLong("alterations"),
                        row.getLong("changes_rejected"),
                        StoreQuery.instant(row, "reload_asked_at"))));
    return known;
  }

  /** What a run has done about tables by itself. */
  void news(long taskId, Collection<TableNews> news) {
    StoredTask task = StoredTask.findById(taskId);
    for (TableNews.Kind kind : TableNews.Kind.values()) {
      List<TableNews> of = news.stream().filter(it -> it.kind() == kind).toList();
      if (of.size() <= 3) {
        of.forEach(
            it -> events.add(task, kindOf(kind), "%s: %s.".formatted(it.table(), it.sentence())));
      } else {
        events.add(
            task,
            kindOf(kind),
            "%,d tables %s: %s."
                .formatted(
                    of.size(),
                    switch (kind) {
                      case TAKEN -> "are followed";
                      case LOADED_AGAIN -> "are loaded again";
                      case LEFT -> "are no longer followed";
                    },
                    TaskTurns.named(of.stream().map(TableNews::table).toList())));
      }
    }
  }

  private static EventKind kindOf(TableNews.Kind kind) {
    return switch (kind) {
      case TAKEN -> EventKind.TABLE_TAKEN;
      case LOADED_AGAIN -> EventKind.TABLE_RELOADED;
      case LEFT -> EventKind.TABLE_LEFT;
    };
  }

  /** One event for each of a few, one for all of many. */
  private void tell(StoredTask task, EventKind kind, List<TableStatistics> tables, String what) {
    if (tables.size() <= 3) {
      for (TableStatistics table : tables) {
        events.add(task, kind, sentence(task, kind, table, what));
      }
    } else {
      events.add(
          task,
          kind,
          "%,d tables %s: %s."
              .formatted(
                  tables.size(),
                  what,
                  TaskTurns.named(tables.stream().map(TableStatistics::source).toList())));
    }
  }

  /** Why changes are no longer applied is a whole sentence, why a load failed is not. */
  private static String sentence(
      StoredTask task, EventKind kind, TableStatistics table, String what) {
    String why = kind == EventKind.TABLE_PARKED ? table.message() : "";
    if (task.type.follows() && !why.isEmpty()) {
      return why.replaceFirst("^changes ", "Changes ");
    }
    return "%s %s%s".formatted(table.source(), what, why.isEmpty() ? "." : ": " + why);
  }

  /** Call it in the transaction in which the store learns of it. */
  void sourceLog(long taskId, SourceLog found) {
    boolean isTold = events.isLatest(taskId, EventKind.LOG_PRESSING, OF_LOG);
    if (found.isPressing() && !isTold) {
      events.add(StoredTask.findById(taskId), EventKind.LOG_PRESSING, LogWatch.warning(found));
    } else if (isTold && found.isEased()) {
      events.add(StoredTask.findById(taskId), EventKind.LOG_EASED, eased(found));
    }
  }

  private static String eased(SourceLog found) {
    KeptLog kept = found.kept();
    return kept.isBounded()
        ? "%s uses %d %% of what %s allows."
            .formatted(kept.holder(), Math.round(kept.used() * 100), kept.setting())
        : String.format(
            Locale.ROOT,
            "%s keeps %,d MB of the source's log.",
            kept.holder(),
            kept.bytes() / 1_000_000);
  }
}
