package org.godwit.engine.mysql;

import java.util.List;
import java.util.Map;

/**
 * For how long a server keeps its binary log.
 *
 * @param seconds after which it may purge a file that it writes no longer; 0 for never
 * @param setting that says so
 */
record BinlogRetention(long seconds, String setting) {
  private static final String SECONDS = "binlog_expire_logs_seconds";
  private static final String DAYS = "expire_logs_days";
  private static final String PURGE = "binlog_expire_logs_auto_purge";

  /** The settings that tell; no server has all of them. */
  static final List<String> SETTINGS = List.of(SECONDS, DAYS, PURGE);

  /** By what the server has of them. */
  static BinlogRetention of(Map<String, String> settings) {
    String purges = settings.getOrDefault(PURGE, "ON");
    if (!purges.equalsIgnoreCase("ON") && !purges.equals("1")) {
      return new BinlogRetention(0, PURGE);
    }
    long seconds = Long.parseLong(settings.getOrDefault(SECONDS, "0"));
    if (seconds > 0) {
      return new BinlogRetention(seconds, SECONDS);
    }
    double days = Double.parseDouble(settings.getOrDefault(DAYS, "0"));
    return new BinlogRetention(
        (long) (days * 86_400), days > 0 || !settings.containsKey(SECONDS) ? DAYS : SECONDS);
  }
}
