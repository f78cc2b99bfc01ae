package org.godwit.task.console;

import java.time.Duration;

/** How far back the charts of changes look, and from what they are drawn. */
public enum ChangeSpan {
  /** From the figures of each second. */
  HOUR("Last hour", Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofHours(2), "task_sample"),

  /** From the figures of each minute, which outlive those of its seconds. */
  DAY("Last day", Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofHours(26), "task_minute");

  private final String words;
  private final Duration length;
  private final Duration grain;
  private final Duration kept;
  private final String table;

  ChangeSpan(String words, Duration length, Duration grain, Duration kept, String table) {
    this.words = words;
    this.length = length;
    this.grain = grain;
    this.kept = kept;
    this.table = table;
  }

  /** For pages. */
  public String words() {
    return words;
  }

  /** How far back it looks. */
  public Duration length() {
    return length;
  }

  /** How fine its figures are. */
  public Duration grain() {
    return grain;
  }

  /** How long they are kept. */
  Duration kept() {
    return kept;
  }

  /** The store's table that has them. */
  String table() {
    return table;
  }
}
