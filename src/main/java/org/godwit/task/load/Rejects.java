package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.Column;
import org.godwit.codec.ValueError;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.LogComponent;
import org.godwit.task.control.ExceptionLedger;
import org.godwit.task.control.RejectedRow;
import org.jspecify.annotations.Nullable;

/** The rows of one segment that the target can't take: policy, exceptions table, reject file. */
final class Rejects {
  private final LoadContext context;
  private final LoadTable table;
  private final int segment;
  private final RejectFile file;
  private final List<RejectedRow> rows = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private long count;

  Rejects(LoadContext context, LoadTable table, int segment, RejectFile file) {
    this.context = context;
    this.table = table;
    this.segment = segment;
    this.file = file;
  }

  /** The columns that a source row gives, in its order. */
  List<Column> sourceColumns() {
    return table.source().columns();
  }

  /** Rows that were rejected so far. */
  long count() {
    return count;
  }

  /** Rows that are kept in memory until {@link #store}. */
  int waiting() {
    return rows.size();
  }

  /**
   * Takes a row out of the load.
   *
   * @throws TableError or EngineException as the policy wants it
   */
  void add(Map<String, @Nullable String> values, ValueError.Kind kind, String error) {
    String key = keyOf(values);
    switch (policy(kind)) {
      case IGNORE_RECORD -> {}
      case LOG_ERROR ->
          context
              .log()
              .warning(
                  LogComponent.TARGET_LOAD, table.name(), "row " + key + " was rejected: " + error);
      case SUSPEND_TABLE ->
          throw new TableError("row " + key + " can't be loaded: " + error + remedy(kind, "table"));
      case STOP_TASK ->
          throw new EngineException(
              Failure.STOPPED_BY_POLICY,
              "row %s of %s can't be loaded: %s%s"
                  .formatted(key, table.name(), error, remedy(kind, "task")));
    }
    count++;
    RejectedRow row =
        new RejectedRow(
            context.clock().instant(), segment, key, "load into " + table.target().name(), error);
    rows.add(row);
    lines.add(RejectFile.line(row, values));
  }

  /** What the next rejected row leads to; after too many of the table, what they lead to. */
  private ErrorPolicy policy(ValueError.Kind kind) {
    LoadSettings.Errors errors = context.settings().errors();
    long rejected = context.progress().of(table.name()).statistics().rejected() + count;
    boolean tooMany = errors.dataEscalationCount() > 0 && rejected >= errors.dataEscalationCount();
    if (tooMany) {
      return errors.dataEscalation();
    }
    return switch (kind) {
      case VALUE -> errors.data();
      case TRUNCATION -> errors.truncation();
      case MASKING -> errors.masking();
    };
  }

  private static String remedy(ValueError.Kind kind, String what) {
    String key =
        switch (kind) {
          case VALUE -> "DataErrorPolicy";
          case TRUNCATION -> "DataTruncationErrorPolicy";
          case MASKING -> "DataMaskingErrorPolicy";
        };
    return "; the data error policy stops the "
        + what
        + ": correct the row on the source, or set "
        + key
        + " to LOG_ERROR";
  }

  /** Writes what waits; call it in the transaction that holds the segment's rows. */
  void store(Connection connection) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    new ExceptionLedger(context.claim()).reject(connection, table.name(), rows);
    file.append(lines);
    rows.clear();
    lines.clear();
  }

  private String keyOf(Map<String, @Nullable String> values) {
    List<String> key = table.source().table().keyColumns();
    if (key.isEmpty()) {
      return SourceValues.key(values);
    }
    Map<String, @Nullable String> identifying = new LinkedHashMap<>(values);
    identifying.keySet().retainAll(key);
    return SourceValues.key(identifying);
  }
}
