package org.godwit.task.settings;

import static org.godwit.task.settings.SettingKey.bool;
import static org.godwit.task.settings.SettingKey.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** What the task's log holds. */
final class LoggingKeys {
  private static final String GROUP = "Logging";

  /** In the order of DMS's own document. */
  static final List<String> COMPONENTS =
      List.of(
          "TRANSFORMATION",
          "SOURCE_UNLOAD",
          "IO",
          "TARGET_LOAD",
          "PERFORMANCE",
          "SOURCE_CAPTURE",
          "SORTER",
          "REST_SERVER",
          "VALIDATOR_EXT",
          "TARGET_APPLY",
          "TASK_MANAGER",
          "TABLES_MANAGER",
          "METADATA_MANAGER",
          "FILE_FACTORY",
          "COMMON",
          "ADDONS",
          "DATA_STRUCTURE",
          "COMMUNICATION",
          "FILE_TRANSFER",
          "DATA_RESYNC");

  static final String DEFAULT = "LOGGER_SEVERITY_DEFAULT";

  static final List<String> SEVERITIES =
      List.of(
          "LOGGER_SEVERITY_ERROR",
          "LOGGER_SEVERITY_WARNING",
          "LOGGER_SEVERITY_INFO",
          DEFAULT,
          "LOGGER_SEVERITY_DEBUG",
          "LOGGER_SEVERITY_DETAILED_DEBUG");

  static final SettingKey LOG_COMPONENTS =
      new SettingKey(
          GROUP,
          "LogComponents",
          new SettingKind.LogLevels(),
          defaultLevels(),
          "How much each part of the task writes to its log.",
          SettingKey.Status.ACTED_ON,
          "DEFAULT means INFO; DETAILED_DEBUG is the same as DEBUG. Components that Godwit doesn't"
              + " have are kept.");

  static final List<SettingKey> ALL =
      List.of(
          bool(GROUP, "EnableLogging", false, "Whether the task writes a log.")
              .notNeeded("Every task has a log."),
          bool(GROUP, "EnableLogContext", false, "Writes table names beside log lines.")
              .notNeeded("Log lines always name their table."),
          LOG_COMPONENTS,
          document(GROUP, "CloudWatchLogGroup", "Where AWS keeps the log.")
              .notNeeded("It means something on AWS only; the log is on the task's page."),
          document(GROUP, "CloudWatchLogStream", "Where AWS keeps the log.")
              .notNeeded("It means something on AWS only; the log is on the task's page."));

  private LoggingKeys() {}

  private static ArrayNode defaultLevels() {
    ArrayNode levels = JsonNodeFactory.instance.arrayNode();
    COMPONENTS.stream()
        .filter(id -> !id.equals("DATA_RESYNC"))
        .forEach(id -> levels.addObject().put("Id", id).put("Severity", DEFAULT));
    return levels;
  }
}
