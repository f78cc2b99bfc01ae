package org.godwit.task.console;

import java.util.Arrays;
import java.util.List;
import org.godwit.task.LogLevel;

/** What may happen to a task. */
public enum EventKind {
  CREATED(Category.CREATION, LogLevel.INFO, "DMS-EVENT-0074"),
  CHANGED(Category.CONFIGURATION_CHANGE, LogLevel.INFO, "DMS-EVENT-0080"),
  DELETED(Category.DELETION, LogLevel.INFO, "DMS-EVENT-0073"),
  STARTED(Category.STATE_CHANGE, LogLevel.INFO, "DMS-EVENT-0069"),
  RELOAD_ASKED(Category.STATE_CHANGE, LogLevel.INFO, "DMS-EVENT-0081"),
  SUSPENSION_ASKED(Category.STATE_CHANGE, LogLevel.INFO, ""),
  /** The source's changes are applied from now on. */
  FOLLOWING(Category.STATE_CHANGE, LogLevel.INFO, ""),
  STOP_ASKED(Category.STATE_CHANGE, LogLevel.INFO, ""),
  STOPPED(Category.STATE_CHANGE, LogLevel.INFO, "DMS-EVENT-0079"),
  /** Stopped, and not all is as a person would wish it. */
  STOPPED_WITH_LOSSES(Category.STATE_CHANGE, LogLevel.WARNING, "DMS-EVENT-0079"),
  CONSENT_MISSING(Category.STATE_CHANGE, LogLevel.WARNING, ""),
  FAILED(Category.FAILURE, LogLevel.ERROR, "DMS-EVENT-0078"),
  /** A server is away, and is tried again. */
  WAITING(Category.FAILURE, LogLevel.WARNING, ""),
  /** The console that ran it is taken for dead. */
  TAKEN_OVER(Category.FAILURE, LogLevel.WARNING, ""),
  /** It was to go on by itself, and can't. */
  NOT_RESUMED(Category.FAILURE, LogLevel.ERROR, ""),
  TABLE_PARKED(Category.TABLES, LogLevel.ERROR, ""),
  TABLE_RELOADED(Category.TABLES, LogLevel.INFO, ""),
  TABLE_ALTERED(Category.TABLES, LogLevel.INFO, ""),
  /** The first change of a table since its load that the target, or a policy, has refused. */
  CHANGES_REJECTED(Category.TABLES, LogLevel.WARNING, ""),
  /** A table has come to a task that follows its source already. */
  TABLE_TAKEN(Category.TABLES, LogLevel.INFO, ""),
  /** Its changes are followed no longer. */
  TABLE_LEFT(Category.TABLES, LogLevel.WARNING, ""),
  LOG_PRESSING(Category.SOURCE_LOG, LogLevel.WARNING, ""),
  LOG_EASED(Category.SOURCE_LOG, LogLevel.INFO, ""),
  /** What is written on the source does not come to the target. */
  CANARY_LATE(Category.FAILURE, LogLevel.WARNING, ""),
  CANARY_SEEN(Category.FAILURE, LogLevel.INFO, "");

  /** What a person looks for: DMS's categories, and two that it lacks. */
  public enum Category {
    STATE_CHANGE("State change"),
    FAILURE("Failure"),
    CONFIGURATION_CHANGE("Configuration change"),
    CREATION("Creation"),
    DELETION("Deletion"),
    TABLES("Tables"),
    SOURCE_LOG("Log of the source");

    private final String words;

    Category(String words) {
      this.words = words;
    }

    /** For pages. */
    public String words() {
      return words;
    }
  }

  private final Category category;
  private final LogLevel severity;
  private final String dmsId;

  EventKind(Category category, LogLevel severity, String dmsId) {
    this.category = category;
    this.severity = severity;
    this.dmsId = dmsId;
  }

  /** What a person looks for it by. */
  public Category category() {
    return category;
  }

  /** How much it matters. */
  public LogLevel severity() {
    return severity;
  }

  /** DMS's number of the same event, empty where it has none. */
  public String dmsId() {
    return dmsId;
  }

  /** All kinds, in order. */
  static List<EventKind> all() {
    return Arrays.asList(values());
  }
}
