package org.godwit.web;

import java.time.Instant;
import org.godwit.csv.Csv;
import org.godwit.task.Acknowledgement;
import org.godwit.task.console.TableRow;
import org.jspecify.annotations.Nullable;

/** Table statistics as RFC 4180 has it. */
final class TableCsv {
  static final String HEAD =
      "source_schema,source_table,target_schema,target_table,state,rows,rows_estimate,rejected,"
          + "altered,altered_details,bytes,started_at,ended_at,validation_state,validation_failed,message,acknowledgement,"
          + "applied_inserts,applied_updates,applied_deletes,applied_truncates,applied_ddls,rejected_changes\r\n";

  private TableCsv() {}

  static void write(TableRow row, Acknowledgement acknowledgement, StringBuilder to) {
    to.append(
            Csv.line(
                row.source().schema(),
                row.source().table(),
                row.target().schema(),
                row.target().table(),
                row.state().words(),
                row.load().rows(),
                row.load().isEstimated() ? row.load().rowsEstimate() : "",
                row.load().rejected(),
                row.load().altered(),
                row.alteredDetails(),
                row.load().bytes(),
                text(row.load().startedAt()),
                text(row.load().endedAt()),
                row.validation().state().words(),
                row.validation().failed(),
                row.message().replace('\n', ' '),
                acknowledgement.words(),
                row.changes().inserts(),
                row.changes().updates(),
                row.changes().deletes(),
                row.changes().truncates(),
                row.changes().alterations(),
                row.changes().rejected()))
        .append("\r\n");
  }

  private static String text(@Nullable Instant at) {
    return at == null ? "" : at.toString();
  }
}
