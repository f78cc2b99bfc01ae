package org.godwit.task.settings;

import static org.godwit.task.settings.SettingKey.bool;
import static org.godwit.task.settings.SettingKey.choice;
import static org.godwit.task.settings.SettingKey.text;
import static org.godwit.task.settings.SettingKey.whole;

import java.util.List;
import org.godwit.task.settings.SettingKind.Whole;

/** Godwit's own keys, which DMS doesn't know. */
final class GodwitKeys {
  private static final String GROUP = "GodwitSettings";
  private static final String OWN = "DMS has no such key.";

  static final SettingKey ZERO_DATE_POLICY =
      choice(
              GROUP,
              "ZeroDatePolicy",
              "What becomes of zero and impossible dates: the row is a data error, or NULL is"
                  + " stored and counted.",
              "ERROR",
              "NULL")
          .differs(OWN);
  static final SettingKey NUL_CHARACTER_POLICY =
      choice(
              GROUP,
              "NulCharacterPolicy",
              "What becomes of the character U+0000 in text, which PostgreSQL can't store: the row"
                  + " is a data error, or the character is removed and counted.",
              "ERROR",
              "REMOVE")
          .differs(OWN);
  static final SettingKey TRUNCATION_POLICY =
      choice(
              GROUP,
              "TruncationPolicy",
              "What becomes of text and bytes that are longer than their column takes: the row falls"
                  + " under DataTruncationErrorPolicy, or the value is cut and counted.",
              "ERROR",
              "CUT")
          .differs(OWN);
  static final SettingKey STRICT =
      bool(
              GROUP,
              "Strict",
              false,
              "Whether validation, and the exit code of godwit run, fail where a value was altered on"
                  + " the way.")
          .differs(OWN);
  static final SettingKey READER_CONNECTIONS =
      whole(
              GROUP,
              "ReaderConnections",
              new Whole(0, 49),
              0,
              "Connections that read the source, 0 for two for each processor that Godwit has;"
                  + " MaxFullLoadSubTasks bounds the load beside it. While the task runs fewer can read, and as many again as it"
                  + " began with.")
          .differs(OWN);
  static final SettingKey MAX_ROWS_PER_SECOND =
      whole(
              GROUP,
              "MaxRowsPerSecond",
              new Whole(0, 100_000_000),
              0,
              "Rows that all readers together take from the source each second, 0 for no limit; it can"
                  + " be changed while the task runs.")
          .differs(OWN);
  static final SettingKey MEMORY_LIMIT_MB =
      whole(
              GROUP,
              "MemoryLimitMb",
              new Whole(0, 1_048_576),
              0,
              "MB that rows may take in memory together, 0 for a third of the heap.")
          .differs(OWN);
  static final SettingKey SEGMENT_MB =
      whole(
              GROUP,
              "SegmentMb",
              new Whole(1, 1_048_576),
              64,
              "How many MB of rows a segment of a large table should have.")
          .differs(OWN);

  static final SettingKey INDEX_MEMORY_MB =
      whole(
              GROUP,
              "IndexMemoryMb",
              new Whole(0, 1_048_576),
              0,
              "MB of a PostgreSQL target's memory that keys and indexes may be built with together,"
                  + " shared out to MaxFullLoadSubTasks sessions as maintenance_work_mem, to none less"
                  + " than the server's own; 0 for what sorts fastest: 64 MB a session, and more where"
                  + " the largest table is over 8 GB, together no more than its shared_buffers.")
          .differs(OWN);
  static final SettingKey INDEX_PARALLEL_WORKERS =
      whole(
              GROUP,
              "IndexParallelWorkers",
              new Whole(0, 1024),
              0,
              "Processes of a PostgreSQL target that may build one index together, its"
                  + " max_parallel_maintenance_workers; 0 for the server's own.")
          .differs(OWN);

  static final SettingKey CANARY_SCHEMA =
      text(
              GROUP,
              "CanarySchema",
              "A schema of the source in which a task that follows changes has a table of its own, of one"
                  + " row. It writes that row every CanaryInterval seconds and looks on the target for when"
                  + " it arrives. Empty for no canary.")
          .differs(OWN);
  static final SettingKey CANARY_INTERVAL =
      whole(
              GROUP,
              "CanaryInterval",
              new Whole(1, 3600),
              5,
              "Seconds from one arrival of the canary to the next time it is written.")
          .differs(OWN);
  static final SettingKey CANARY_ALARM =
      whole(
              GROUP,
              "CanaryAlarm",
              new Whole(1, 86_400),
              60,
              "Seconds after which a canary that has not arrived is late, which is warned of.")
          .differs(OWN);
  static final SettingKey SOURCE_LOG_ALARM =
      whole(
              GROUP,
              "SourceLogAlarm",
              new Whole(0, 1_000_000_000),
              10_000,
              "MB of its log (1,000,000 bytes) that the source of a task that follows changes keeps for it, from which on"
                  + " is warned where nothing but the server's disk bounds that, as on PostgreSQL without"
                  + " max_slot_wal_keep_size; 0 for no warning. Where the server has a bound, 80 % of that"
                  + " is warned of.")
          .differs(OWN);

  static final List<SettingKey> ALL =
      List.of(
          ZERO_DATE_POLICY,
          NUL_CHARACTER_POLICY,
          TRUNCATION_POLICY,
          STRICT,
          READER_CONNECTIONS,
          MAX_ROWS_PER_SECOND,
          MEMORY_LIMIT_MB,
          SEGMENT_MB,
          INDEX_MEMORY_MB,
          INDEX_PARALLEL_WORKERS,
          CANARY_SCHEMA,
          CANARY_INTERVAL,
          CANARY_ALARM,
          SOURCE_LOG_ALARM);

  private GodwitKeys() {}
}
