package org.godwit.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.godwit.task.console.TableRow;
import org.jspecify.annotations.Nullable;

/** Table statistics as RFC 4180 has it. */
final class TableCsv {
  static final String HEAD =
      "source_schema,source_table,target_schema,target_table,state,rows,rows_estimate,rejected,"
          + "altered,bytes,started_at,ended_at,validation_state,validation_failed,message\r\n";

  private TableCsv() {}

  static void write(TableRow row, StringBuilder to) {
    to.append(
            line(
                row.source().schema(),
                row.source().table(),
                row.target().schema(),
                row.target().table(),
                row.state().words(),
                row.load().rows(),
                row.load().rowsEstimate(),
                row.load().rejected(),
                row.load().altered(),
                row.load().bytes(),
                text(row.load().startedAt()),
                text(row.load().endedAt()),
                row.validation().state().words(),
                row.validation().failed(),
                row.message()))
        .append("\r\n");
  }

  private static String line(Object... values) {
    return Arrays.stream(values).map(TableCsv::quoted).collect(Collectors.joining(","));
  }

  private static String text(@Nullable Instant at) {
    return at == null ? "" : at.toString();
  }

  private static String quoted(Object value) {
    String text = value.toString();
    // A spreadsheet would run what begins so; the apostrophe makes it text.
    boolean isFormula =
        value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = isFormula ? "'" + text : text;
    return safe.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
