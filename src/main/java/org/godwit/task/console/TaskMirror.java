package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.godwit.catalog.TableName;
import org.godwit.task.CanarySight;
import org.godwit.task.LogLine;
import org.godwit.task.RateMeter;
import org.godwit.task.SourceLog;
import org.godwit.task.TableNews;
import org.godwit.task.TableState;
import org.godwit.task.TableStatistics;
import org.godwit.task.TaskProgress;
import org.godwit.task.plan.PlannedTable;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's figures into the store, in bulk: the pages read nothing else. What it writes
 * decides nothing; the control schema on the target does.
 */
@ApplicationScoped
public class TaskMirror {
  private static final String UPSERT_TABLE =
      """
      INSERT INTO task_table (task_id, source_schema, source_table, target_schema, target_table,
        state, rows_estimate, row_count, rejected, altered, altered_values, byte_count, segments,
        segments_done, started_at, ended_at, message, validation_state, validation_rows,
        validation_failed, validation_altered, validation_details, inserts, updates, deletes,
        truncates, alterations, changes_rejected, failed_at, updated_at, parked)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (task_id, source_schema, source_table) DO UPDATE SET
        target_schema = excluded.target_schema, target_table = excluded.target_table,
        state = excluded.state, rows_estimate = excluded.rows_estimate,
        row_count = excluded.row_count, rejected = excluded.rejected, altered = excluded.altered,
        altered_values = excluded.altered_values, byte_count = excluded.byte_count,
        segments = excluded.segments, segments_done = excluded.segments_done,
        started_at = excluded.started_at, ended_at = excluded.ended_at,
        message = excluded.message, validation_state = excluded.validation_state,
        validation_rows = excluded.validation_rows,
        validation_failed = excluded.validation_failed,
        validation_altered = excluded.validation_altered,
        validation_details = excluded.validation_details, inserts = excluded.inserts,
        updates = excluded.updates, deletes = excluded.deletes, truncates = excluded.truncates,
        alterations = excluded.alterations, changes_rejected = excluded.changes_rejected,
        failed_at = excluded.failed_at,
        updated_at = excluded.updated_at,
        parked = excluded.parked or task_table.parked and excluded.state <> 'COMPLETED',
        reload_asked_at = case when excluded.state = 'COMPLETED'
            and excluded.started_at >= task_table.reload_asked_at then null
          else task_table.reload_asked_at end
      """;

  private static final String UPSERT_SOURCE_LOG =
      """
      INSERT INTO task_source_log (task_id, stream, holder, state, setting, bytes, bytes_max, age_ms,
        age_max_ms, alarm_bytes, left_ms, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (task_id) DO UPDATE SET
        stream = excluded.stream, holder = excluded.holder, state = excluded.state, setting = excluded.setting,
        bytes = excluded.bytes, bytes_max = excluded.bytes_max, age_ms = excluded.age_ms,
        age_max_ms = excluded.age_max_ms, alarm_bytes = excluded.alarm_bytes, left_ms = excluded.left_ms, at = excluded.at
      """;

  private static final String UPSERT_CANARY =
      """
      INSERT INTO task_canary (task_id, source_schema, source_table, written_at, on_its_way, late, took_ms,
        seen_at, trouble)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (task_id) DO UPDATE SET
        source_schema = excluded.source_schema, source_table = excluded.source_table,
        written_at = excluded.written_at, on_its_way = excluded.on_its_way, late = excluded.late,
        took_ms = excluded.took_ms, seen_at = excluded.seen_at, trouble = excluded.trouble
      """;

  private final DataSource store;
  private final DifferenceMirror differences;
  private final TablePlans plans;
  private final TableTurns turns;
  private final Canaries canaries;

  TaskMirror(
      DataSource store,
      DifferenceMirror differences,
      TablePlans plans,
      TableTurns turns,
      Canaries canaries) {
    this.store = store;
    this.differences = differences;
    this.plans = plans;
    this.turns = turns;
    this.canaries = canaries;
  }

  /** The tables that changed since the last look. */
  @Transactional
  void tables(long taskId, Collection<TableStatistics> changed, Instant at) {
    turns.tables(taskId, changed);
    batch(
        UPSERT_TABLE,
        changed,
        (table, row) ->
            bind(
                row,
                taskId,
                table.source().schema(),
                table.source().table(),
                table.target().schema(),
                table.target().table(),
                table.state().name(),
                table.rowsEstimate(),
                table.rows(),
                table.rejected(),
                table.alteredTotal(),
                AlteredJson.write(table.altered()),
                table.bytes(),
                table.segments(),
                table.segmentsDone(),
                table.startedAt(),
                table.endedAt(),
                table.message(),
                table.validation().state().name(),
                table.validation().rows(),
                table.validation().failed(),
                table.validation().altered(),
                table.validation().details(),
                table.changes().inserts(),
                table.changes().updates(),
                table.changes().deletes(),
                table.changes().truncates(),
                table.changes().alterations(),
                table.changes().rejected(),
                table.failedAt(),
                at,
                table.state() == TableState.ERROR));
    differences.write(taskId, changed);
  }

  /** What a run has done about tables by itself. */
  @Transactional
  void news(long taskId, Collection<TableNews> news) {
    turns.news(taskId, news);
  }

  /** What becomes of tables. */
  void plans(long taskId, Map<TableName, PlannedTable> planned) {
    plans.write(taskId, planned);
  }

  /** New lines of the log, in order. */
  void log(long taskId, Collection<LogLine> lines) {
    batch(
        "INSERT INTO task_log (task_id, at, level, component, table_name, message)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        lines,
        (line, row) ->
            bind(
                row,
                taskId,
                line.at(),
                line.level().name(),
                line.component().name(),
                line.table(),
                line.message().replace('\u0000', '\uFFFD')));
  }

  /** How far the task was at a moment. */
  void samples(long taskId, Collection<RateMeter.Sample> samples) {
    batch(
        "INSERT INTO task_sample (task_id, at, row_count, byte_count, change_count, latency_ms,"
            + " source_latency_ms) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        samples,
        (sample, row) ->
            bind(
                row,
                taskId,
                sample.at(),
                sample.rows(),
                sample.bytes(),
                sample.changes(),
                millis(sample.latency()),
                millis(sample.sourceLatency())));
  }

  /** Brings the minutes up to the latest sample; what they were told before stays. */
  void minutes(long taskId) {
    batch(ChangeSeries.TELL_MINUTES, List.of(taskId), (id, row) -> bind(row, id, id, id));
  }

  /** What the source keeps of its log for the task. */
  @Transactional
  void sourceLog(long taskId, SourceLog log) {
    turns.sourceLog(taskId, log);
    batch(
        UPSERT_SOURCE_LOG,
        List.of(log),
        (found, row) ->
            bind(
                row,
                taskId,
                found.stream(),
                found.kept().holder(),
                found.kept().state(),
                found.kept().setting(),
                found.kept().bytes(),
                found.kept().bytesMax(),
                millis(found.kept().age()),
                millis(found.kept().ageMax()),
                found.alarmBytes(),
                millis(found.left()),
                found.at()));
  }

  /** Where the task's canary is. */
  @Transactional
  void canary(long taskId, CanarySight sight) {
    canaries.turn(taskId, sight);
    batch(
        UPSERT_CANARY,
        List.of(sight),
        (found, row) ->
            bind(
                row,
                taskId,
                found.table().schema(),
                found.table().table(),
                found.writtenAt(),
                found.isOnItsWay(),
                found.isLate(),
                millis(found.took()),
                found.seenAt(),
                found.trouble().replace('\u0000', '\uFFFD')));
  }

  /** A run begins, whose canary was not written yet. */
  void forgetCanary(long taskId) {
    batch("DELETE FROM task_canary WHERE task_id = ?", List.of(taskId), (id, row) -> bind(row, id));
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }

  /** Forgets what no chart shows any more: a task may run for months. */
  void forgetOldSamples(long taskId, Instant now) {
    for (ChangeSpan span : ChangeSpan.values()) {
      batch(
          "DELETE FROM " + span.table() + " WHERE task_id = ? AND at < ?",
          List.of(taskId),
          (id, row) -> bind(row, id, now.minus(span.kept())));
    }
  }

  /** The stretches of the run so far. */
  void phases(long taskId, List<TaskProgress.Phase> phases) {
    List<Integer> numbers = IntStream.range(0, phases.size()).boxed().toList();
    batch(
        "INSERT INTO task_phase (task_id, number, name, started_at, ended_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (task_id, number) DO UPDATE SET"
            + " name = excluded.name, started_at = excluded.started_at,"
            + " ended_at = excluded.ended_at",
        numbers,
        (number, row) ->
            bind(
                row,
                taskId,
                number,
                phases.get(number).name(),
                phases.get(number).startedAt(),
                phases.get(number).endedAt()));
  }

  /** Forgets the stretches of the run before. */
  void forgetPhases(long taskId) {
    batch("DELETE FROM task_phase WHERE task_id = ?", List.of(taskId), (id, row) -> bind(row, id));
  }

  /** Forgets tables that the task moves no longer. */
  void keepOnly(long taskId, Collection<TableName> tables) {
    String[] schemas = tables.stream().map(TableName::schema).toArray(String[]::new);
    String[] names = tables.stream().map(TableName::table).toArray(String[]::new);
    for (String table : List.of("task_table", "task_plan", "task_difference")) {
      batch(
          "DELETE FROM "
              + table
              + " WHERE task_id = ? AND (source_schema, source_table) NOT IN"
              + " (SELECT * FROM unnest(?::text[], ?::text[]))",
          List.of(taskId),
          (id, row) -> bind(row, id, schemas, names));
    }
  }

  /** Forgets the figures of earlier runs; the log stays. */
  void clear(long taskId) {
    for (String table :
        List.of(
            "task_table",
            "task_plan",
            "task_sample",
            "task_minute",
            "task_phase",
            "task_difference",
            "task_source_log")) {
      batch(
          "DELETE FROM " + table + " WHERE task_id = ?",
          List.of(taskId),
          (id, row) -> bind(row, id));
    }
  }

  private interface Binder<T> {
    void bind(T item, PreparedStatement row) throws SQLException;
  }

  private <T> void batch(String sql, Collection<T> items, Binder<T> binder) {
    if (items.isEmpty()) {
      return;
    }
    try (Connection connection = store.getConnection();
        Statement wait = connection.createStatement();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      if (!connection.getAutoCommit()) { // alone, the statements lock nothing for long
        wait.execute(StoredTask.WHILE_OTHERS_WAIT);
      }
      for (T item : items) {
        binder.bind(item, statement);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new MirrorFailure(
          "the store can't be written: " + e.getMessage() + "; the task itself goes on", e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
    }
  }
}
