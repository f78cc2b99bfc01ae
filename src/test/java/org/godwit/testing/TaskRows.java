package org.godwit.testing;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.godwit.project.Project;
import org.godwit.security.Secrets;

/** Endpoints and tasks in the store of a console under test, as runs leave them there. */
@Singleton
public final class TaskRows {
  private static final String ENDPOINT =
      """
      insert into endpoint (project_id, name, engine, host, port, database_name, user_name,
        password, tls_mode, ca_certificate, settings, created_at, changed_at, tables_read_at)
      values (?, ?, ?, '127.0.0.1', 1, 'shop', 'godwit', '', 'NONE', '', '{}', now(), now(), now())
      returning id""";
  private static final String TASK =
      """
      insert into task (project_id, name, control_name, source_endpoint_id, target_endpoint_id,
        type, mapping, settings, state, stop_reason, failure, created_at, state_since, started_at,
        ended_at)
      values (?, ?, gen_random_uuid()::text, ?, ?, 'FULL_LOAD', ?, ?, ?, ?, ?, now(), now(), now(),
        now())
      returning id""";
  private static final String TABLES =
      """
      insert into task_table
      select ?, 'shop', 'table_' || lpad(i::text, 5, '0'), 'shop', 'table_' || lpad(i::text, 5, '0'),
        ?, 1000, i, ?, ?, i * 100, 1, 1, now(), now(), ?, 'NOT_ENABLED', 0, 0, 0, '', now()
      from generate_series(1, ?) i
      returning 1""";
  private static final String MAPPING =
      """
      {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action":
      "include", "object-locator": {"schema-name": "shop", "table-name": "%"}}]}""";

  private final DataSource store;
  private final Secrets secrets;
  private final AtomicInteger number = new AtomicInteger();

  TaskRows(DataSource store, Secrets secrets) {
    this.store = store;
    this.secrets = secrets;
  }

  /** An endpoint that nothing listens at. */
  public long endpoint(Project project, String engine) {
    return insert(ENDPOINT, project.id, engine + " " + number.incrementAndGet(), engine);
  }

  /** An endpoint at a real database. */
  public long endpoint(Project project, String engine, TestDatabase database) {
    return insert(
        """
        insert into endpoint (project_id, name, engine, host, port, database_name, user_name,
          password, tls_mode, ca_certificate, settings, created_at, changed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, 'NONE', '', '{}', now(), now())
        returning id""",
        project.id,
        engine + " " + number.incrementAndGet(),
        engine,
        database.host(),
        database.port(),
        database.name(),
        database.user(),
        secrets.seal(database.password(), "endpoint.password"));
  }

  /** A table that an endpoint had when its tables were last listed. */
  public void listed(long endpoint, String schema, String table) {
    insert(
        "insert into endpoint_table values (?, ?, ?, 'TABLE', 1000, 100000) returning 1",
        endpoint,
        schema,
        table);
  }

  /** A task whose last run has finished. */
  public long finished(Project project, String name) {
    return task(project, name, "STOPPED", "FULL_LOAD_ONLY_FINISHED", "");
  }

  /** A task whose last run has failed. */
  public long failed(Project project, String name, String failure) {
    return task(project, name, "FAILED", "FATAL_ERROR", failure);
  }

  /** A task that was refused because its source is another one than before. */
  public long ofAnotherSource(Project project, String name, String failure) {
    long task = failed(project, name, failure);
    return insert(
        "update task set failure_kind = 'SOURCE_CHANGED' where id = ? returning id", task);
  }

  /** A task that was never run; it moves every table of the source's database. */
  public long ready(
      Project project, String name, TestDatabase source, TestDatabase target, String settings) {
    return insert(
        """
        insert into task (project_id, name, control_name, source_endpoint_id, target_endpoint_id,
          type, mapping, settings, state, created_at, state_since)
        values (?, ?, gen_random_uuid()::text, ?, ?, 'FULL_LOAD', ?, ?, 'READY', now(), now())
        returning id""",
        project.id,
        name,
        endpoint(project, "mariadb", source),
        endpoint(project, "postgres", target),
        MAPPING.replace("shop", source.name()),
        settings);
  }

  private long task(Project project, String name, String state, String reason, String failure) {
    return insert(
        TASK,
        project.id,
        name,
        endpoint(project, "mariadb"),
        endpoint(project, "postgres"),
        MAPPING,
        "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}",
        state,
        reason,
        failure);
  }

  /** That many completed tables, named {@code shop.table_00001} on; the n-th has n rows. */
  public void completed(long task, int count) {
    insert(TABLES, task, "COMPLETED", 0, 0, "", count);
  }

  /** A table that is loading, of which a filter chooses rows. */
  public void filtered(long task) {
    insert(TABLES, task, "FULL_LOAD", 0, 0, "", 1);
    insert(
        "with done as (update task_table set rows_estimate = -1 where task_id = ? returning 1)"
            + " select count(*) from done",
        task);
  }

  /** A table that was loaded with losses. */
  public void lossy(long task) {
    insert(TABLES, task, "COMPLETED", 2, 5, "=cmd, \"quoted\"", 1);
  }

  /** Validation found every table of the task equal. */
  public void validated(long task) {
    insert(
        "with done as (update task_table set validation_state = 'VALIDATED' where task_id = ?"
            + " returning 1) select count(*) from done",
        task);
  }

  /** The task runs, by what the store says. */
  public void running(long task) {
    insert("update task set state = 'RUNNING' where id = ? returning id", task);
  }

  /** A line of the log. */
  public void line(long task, String level, String message) {
    insert(
        "insert into task_log (task_id, at, level, component, table_name, message)"
            + " values (?, now(), ?, 'TARGET_LOAD', 'shop.orders', ?) returning id",
        task,
        level,
        message);
  }

  /** That many lines of the log. */
  public void lines(long task, int count) {
    insert(
        "insert into task_log (task_id, at, level, component, table_name, message)"
            + " select ?, now(), 'INFO', 'TARGET_LOAD', 'shop.orders', 'segment ' || i || ' committed'"
            + " from generate_series(1, ?) i returning id",
        task,
        count);
  }

  /** A line that nobody can read: what wrote it is of a kind that there isn't. */
  public void unreadableLine(long task) {
    insert(
        "insert into task_log (task_id, at, level, component, table_name, message)"
            + " values (?, now(), 'INFO', 'NOBODY', '', '') returning id",
        task);
  }

  /** A row that differs in one cell. */
  public void difference(long task, String table, String source, String target) {
    insert(
        "insert into task_difference (task_id, source_schema, source_table, row_key, kind, cells)"
            + " values (?, 'shop', ?, 'id=7', 'RECORD_DIFF', jsonb_build_array(jsonb_build_object("
            + "'column', 'name', 'source', ?::text, 'target', ?::text))) returning id",
        task,
        table,
        source,
        target);
  }

  private long insert(String sql, Object... values) {
    try (Connection connection = store.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
