package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.KeptLog;
import org.godwit.engine.ShortQuery;

/** What change tables keep for a task. The clean-up goes by the age of a transaction. */
final class KeptChanges {
  static final String JOBS = "EXEC sys.sp_cdc_help_jobs";

  /** Since when the oldest transaction that the task has yet to see has been kept. */
  static final String AGE =
      "SELECT CONVERT(nvarchar(20), DATEDIFF_BIG(second, MIN(tran_end_time), GETDATE()))"
          + " FROM cdc.lsn_time_mapping WHERE tran_id <> 0x00 AND start_lsn >= %s";

  static final String BYTES =
      "SELECT CONVERT(nvarchar(20), COALESCE(SUM(p.used_page_count), 0) * 8192)"
          + " FROM sys.dm_db_partition_stats p JOIN cdc.change_tables t ON t.object_id = p.object_id"
          + " WHERE t.capture_instance LIKE %s ESCAPE N'!'";

  private static final int JOB_TYPE = 1;
  private static final int RETENTION = 7;

  private KeptChanges() {}

  /** The minutes that the clean-up leaves, empty where there is no clean-up. */
  static Optional<Duration> retention(Connection connection) throws SQLException {
    for (List<String> job : ShortQuery.rows(connection, JOBS, RETENTION + 1)) {
      if (job.get(JOB_TYPE).equals("cleanup") && !job.get(RETENTION).isEmpty()) {
        return Optional.of(Duration.ofMinutes(Long.parseLong(job.get(RETENTION))));
      }
    }
    return Optional.empty();
  }

  /** Empty where no capture instance is the stream's. */
  static Optional<KeptLog> of(Connection connection, String stream, LogSequenceNumber from)
      throws SQLException {
    if (new CaptureSetup(connection).instances(stream).isEmpty()) {
      return Optional.empty();
    }
    String age = ShortQuery.value(connection, AGE.formatted(from.literal()));
    String instances = new SqlServerDialect().literal(stream.replace("_", "!_") + "!_%");
    return Optional.of(
        new KeptLog(
            "the change tables of " + stream,
            "",
            "the retention of the clean-up job (sys.sp_cdc_change_job)",
            Long.parseLong(ShortQuery.value(connection, BYTES.formatted(instances))),
            null,
            age.isEmpty() ? Duration.ZERO : Duration.ofSeconds(Math.max(0, Long.parseLong(age))),
            retention(connection).orElse(null)));
  }
}
