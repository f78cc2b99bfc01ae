package org.godwit.task.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.godwit.engine.ControlWords;
import org.godwit.engine.Dialect;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.LoadTarget;

/**
 * The tables of the control schema. Their SQL keeps to what every target engine understands; where
 * engines differ, a word in braces stands for the engine's own.
 *
 * @param dialect of the target
 * @param words of the target
 * @param schema that holds the tables
 */
public record ControlSchema(Dialect dialect, ControlWords words, String schema) {
  /** Where no other name is set. */
  public static final String DEFAULT_NAME = "godwit_control";

  /**
   * On a target of that engine.
   *
   * @throws EngineException where the engine can't be loaded into
   */
  public static ControlSchema of(Engine engine, String schema) {
    ControlWords words =
        engine
            .loadTarget()
            .map(LoadTarget::controlWords)
            .orElseThrow(
                () ->
                    new EngineException(
                        Failure.UNSUPPORTED,
                        engine.descriptor().displayName() + " can't be a target"));
    return new ControlSchema(engine.dialect(), words, schema);
  }

  static final int MESSAGE_LENGTH_MAX = 4000;

  private static final List<String> TABLES =
      List.of(
          """
          task (
            task {name} PRIMARY KEY,
            epoch bigint NOT NULL,
            owner varchar(255) NOT NULL,
            claimed_at {moment} NOT NULL,
            source_place varchar(600) DEFAULT '' NOT NULL,
            source_server varchar(255) DEFAULT '' NOT NULL)
          """,
          """
          load_table (
            task {name} NOT NULL,
            source_schema {name} NOT NULL,
            source_table {name} NOT NULL,
            target_schema {name} NOT NULL,
            target_table {name} NOT NULL,
            phase varchar(20) NOT NULL,
            reloads integer NOT NULL,
            segments integer NOT NULL,
            layout varchar(255) DEFAULT '' NOT NULL,
            started_at {moment},
            loaded_at {moment},
            completed_at {moment},
            error varchar(4000) NOT NULL,
            PRIMARY KEY (task, source_schema, source_table))
          """,
          """
          load_segment (
            task {name} NOT NULL,
            source_schema {name} NOT NULL,
            source_table {name} NOT NULL,
            number integer NOT NULL,
            source_partition varchar(512) NOT NULL,
            key_columns {text} NOT NULL,
            key_from {text} NOT NULL,
            key_to {text} NOT NULL,
            rows_estimate bigint NOT NULL,
            is_done boolean NOT NULL,
            rows_loaded bigint NOT NULL,
            rows_rejected bigint NOT NULL,
            bytes_read bigint NOT NULL,
            position varchar(512) NOT NULL,
            snapshot_at {moment},
            done_at {moment},
            PRIMARY KEY (task, source_schema, source_table, number))
          """,
          """
          load_statement (
            task {name} NOT NULL,
            source_schema {name} NOT NULL,
            source_table {name} NOT NULL,
            number integer NOT NULL,
            phase varchar(30) NOT NULL,
            object varchar(512) NOT NULL,
            statement {text} NOT NULL,
            is_optional boolean NOT NULL,
            is_done boolean NOT NULL,
            error varchar(4000) NOT NULL,
            PRIMARY KEY (task, source_schema, source_table, number))
          """,
          """
          altered_value (
            task {name} NOT NULL,
            source_schema {name} NOT NULL,
            source_table {name} NOT NULL,
            segment integer NOT NULL,
            column_name {name} NOT NULL,
            change_kind varchar(40) NOT NULL,
            value_count bigint NOT NULL,
            PRIMARY KEY (task, source_schema, source_table, segment, column_name, change_kind))
          """,
          """
          full_load_exception (
            task {name} NOT NULL,
            source_schema {name} NOT NULL,
            source_table {name} NOT NULL,
            segment integer NOT NULL,
            error_time {moment} NOT NULL,
            row_key varchar(4000) NOT NULL,
            statement varchar(4000) NOT NULL,
            error varchar(4000) NOT NULL{index})
          """,
          """
          change_stream (
            task {name} PRIMARY KEY,
            stream_name varchar(63) NOT NULL,
            log_position {text} NOT NULL,
            committed_at {moment},
            applied_at {moment},
            cached_stop {text},
            adds_tables boolean)
          """,
          """
          change_table (
            task {name} NOT NULL,
            source_schema {name} NOT NULL,
            source_table {name} NOT NULL,
            inserts bigint NOT NULL,
            updates bigint NOT NULL,
            deletes bigint NOT NULL,
            truncates bigint NOT NULL,
            source_id varchar(64) DEFAULT '' NOT NULL,
            parked varchar(4000) DEFAULT '' NOT NULL,
            source_definition {text},
            alterations bigint DEFAULT 0 NOT NULL,
            lane_columns {text},
            applied_to {text},
            rejected bigint DEFAULT 0 NOT NULL,
            parked_at {moment},
            is_followed boolean DEFAULT true NOT NULL,
            PRIMARY KEY (task, source_schema, source_table))
          """,
          """
          load_form (
            task {name} NOT NULL,
            source_schema {name} NOT NULL,
            source_table {name} NOT NULL,
            source_form {text} NOT NULL,
            PRIMARY KEY (task, source_schema, source_table))
          """,
          """
          change_lane (
            task {name} NOT NULL,
            lane integer NOT NULL,
            lanes integer NOT NULL,
            log_position {text} NOT NULL,
            sums {text} NOT NULL,
            PRIMARY KEY (task, lane))
          """,
          """
          apply_exception (
            task {name} NOT NULL,
            source_schema {name} NOT NULL,
            source_table {name} NOT NULL,
            error_time {moment} NOT NULL,
            row_key varchar(4000) NOT NULL,
            statement varchar(4000) NOT NULL,
            row_values {text} NOT NULL,
            error varchar(4000) NOT NULL{index})
          """);

  /** Columns that came after the first version: table, name, and the rest of the definition. */
  private static final List<Added> ADDED =
      List.of(
          new Added("task", "source_place", "varchar(600) DEFAULT '' NOT NULL"),
          new Added("task", "source_server", "varchar(255) DEFAULT '' NOT NULL"),
          new Added("load_table", "layout", "varchar(255) DEFAULT '' NOT NULL"),
          new Added("change_table", "source_id", "varchar(64) DEFAULT '' NOT NULL"),
          new Added("change_table", "parked", "varchar(4000) DEFAULT '' NOT NULL"),
          new Added("change_table", "source_definition", "{text}"),
          new Added("change_table", "alterations", "bigint DEFAULT 0 NOT NULL"),
          new Added("change_table", "lane_columns", "{text}"),
          new Added("change_table", "applied_to", "{text}"),
          new Added("change_table", "rejected", "bigint DEFAULT 0 NOT NULL"),
          new Added("change_table", "parked_at", "{moment}"),
          new Added("change_table", "is_followed", "boolean DEFAULT true NOT NULL"),
          new Added("apply_exception", "change_kind", "varchar(10) DEFAULT '' NOT NULL"),
          new Added("apply_exception", "row_before", "{text}"),
          new Added("change_stream", "cached_stop", "{text}"),
          new Added("change_stream", "adds_tables", "boolean"));

  /**
   * Tables without a key of their own. Without an index a DELETE of one task's rows waits on MySQL
   * for what another task has inserted and not committed yet.
   */
  private static final List<String> KEYLESS = List.of("full_load_exception", "apply_exception");

  private record Added(String table, String column, String definition) {}

  /**
   * Makes the schema, its tables and their columns where they are missing, and commits.
   *
   * @throws EngineException where the tables are of a build whose segments this one can't read
   */
  public void create(Connection connection) throws SQLException {
    // A server may ask for the privilege to create also where IF NOT EXISTS finds it there.
    boolean isThere =
        exists(connection, "SELECT 1 FROM information_schema.schemata WHERE schema_name = ?");
    try (Statement statement = connection.createStatement()) {
      if (!isThere) {
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + dialect.quote(schema));
      }
      for (String table : TABLES) {
        String name = table.strip().substring(0, table.strip().indexOf(' '));
        if (!exists(
            connection,
            "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
            name)) {
          statement.execute(
              "CREATE TABLE IF NOT EXISTS "
                  + dialect.quote(schema)
                  + "."
                  + inOwnWords(table).stripTrailing()
                  + words.tableOptions());
        }
      }
      if (!has(statement, "load_segment", "key_columns")) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "the control schema %s was written by an earlier build, whose segments this one can't go on with; drop it and start its tasks anew"
                .formatted(schema));
      }
      for (String table : KEYLESS) {
        index(connection, statement, table);
      }
      for (Added added : ADDED) {
        if (!has(statement, added.table(), added.column())) {
          statement.execute(
              "ALTER TABLE %s ADD COLUMN %s %s"
                  .formatted(table(added.table()), added.column(), inOwnWords(added.definition())));
        }
      }
    }
    connection.commit();
  }

  /** Another task may have made it meanwhile. */
  private void index(Connection connection, Statement statement, String table) throws SQLException {
    if (words.tableIndex().isEmpty() || isIndexed(connection, table)) {
      return;
    }
    try {
      statement.execute(
          "ALTER TABLE %s ADD%s".formatted(table(table), words.tableIndex().substring(1)));
    } catch (SQLException e) {
      if (!isIndexed(connection, table)) {
        throw e;
      }
    }
  }

  private boolean isIndexed(Connection connection, String table) throws SQLException {
    return exists(
        connection,
        "SELECT 1 FROM information_schema.statistics WHERE table_schema = ? AND table_name = ?",
        table);
  }

  private boolean exists(Connection connection, String query, String... table) throws SQLException {
    Object[] names = Stream.concat(Stream.of(schema), Stream.of(table)).toArray();
    return !Sql.query(connection, query, row -> row.getInt(1), names).isEmpty();
  }

  /** A definition with the engine's own words for those in braces. */
  String inOwnWords(String table) {
    return table
        .replace("{name}", words.name())
        .replace("{moment}", words.moment())
        .replace("{text}", words.longText())
        .replace("{index}", words.tableIndex());
  }

  private boolean has(Statement statement, String table, String column) throws SQLException {
    try (ResultSet none =
        statement.executeQuery("SELECT * FROM " + table(table) + " WHERE 1 = 0")) {
      ResultSetMetaData columns = none.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        if (columns.getColumnName(i).equalsIgnoreCase(column)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The table's name as statements write it. */
  String table(String name) {
    return dialect.quote(schema) + "." + name;
  }

  /** The text, cut to what a message column holds. */
  static String message(String text) {
    return text.length() <= MESSAGE_LENGTH_MAX ? text : text.substring(0, MESSAGE_LENGTH_MAX);
  }
}
