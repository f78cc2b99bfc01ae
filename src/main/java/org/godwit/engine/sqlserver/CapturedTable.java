package org.godwit.engine.sqlserver;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;
import org.godwit.engine.SourceTable;

/**
 * The change table of a followed table. It is asked for the columns as the load asks for the
 * table's own.
 *
 * @param instance that fills it
 * @param ordinals of the columns that it captures, by name
 */
record CapturedTable(SourceTable wanted, String instance, Map<String, Integer> ordinals) {
  /** Before the table's own columns stand commit, change, operation and time. */
  static final int OWN_COLUMNS = 4;

  private static final SqlServerDialect DIALECT = new SqlServerDialect();

  CapturedTable {
    ordinals = Map.copyOf(ordinals);
  }

  TableName name() {
    return wanted.table().name();
  }

  /** Columns that are wanted and not captured. */
  List<String> missing() {
    return wanted.columns().stream()
        .map(Column::name)
        .filter(name -> !ordinals.containsKey(name))
        .toList();
  }

  /** Whether a row may be so large that each is asked for by itself. */
  boolean hasLargeRows() {
    return wanted.columns().stream()
        .anyMatch(it -> CapturedRow.Logged.of(it) != CapturedRow.Logged.ALWAYS);
  }

  private String place() {
    return "cdc." + DIALECT.quote(instance + "_CT");
  }

  /** A row where any change was committed from one place to the other, both included. */
  String hasChanges(LogSequenceNumber from, LogSequenceNumber to, int number) {
    return "SELECT N'%d' WHERE EXISTS (SELECT 1 FROM %s AS c WHERE %s)"
        .formatted(number, place(), between(from, to));
  }

  /**
   * The changes of those transactions. {@code __$command_id} is the order within one; {@code
   * __$seqval} is not ("cdc.&lt;capture_instance&gt;_CT").
   */
  String changes(LogSequenceNumber from, LogSequenceNumber to) {
    return "SELECT c.[__$start_lsn], c.[__$seqval], c.[__$operation], m.tran_end_time, %s FROM %s AS c LEFT JOIN cdc.lsn_time_mapping AS m ON m.start_lsn = c.[__$start_lsn] WHERE %s ORDER BY c.[__$start_lsn], c.[__$command_id], c.[__$seqval], c.[__$operation]"
        .formatted(
            wanted.columns().stream().map(this::selected).collect(Collectors.joining(", ")),
            place(),
            between(from, to));
  }

  private String selected(Column column) {
    String value = SqlServerType.of(column).selected("c." + DIALECT.quote(column.name()), column);
    return CapturedRow.Logged.of(column) == CapturedRow.Logged.ALWAYS
        ? value
        : "sys.fn_cdc_is_bit_set(%d, c.[__$update_mask]), %s"
            .formatted(ordinals.get(column.name()), value);
  }

  private static String between(LogSequenceNumber from, LogSequenceNumber to) {
    return "c.[__$start_lsn] >= %s AND c.[__$start_lsn] <= %s"
        .formatted(from.literal(), to.literal());
  }
}
