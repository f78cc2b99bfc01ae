package org.godwit.task.console;

import java.util.List;
import org.godwit.task.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * Which events to list; always the latest first.
 *
 * @param taskId of that task alone, null for every task
 * @param text part of the task's name or the sentence; empty for all
 * @param category of that category, null for every one
 * @param severity that grave or graver
 * @param page from 0
 */
public record EventFilter(
    @Nullable Long taskId,
    String text,
    EventKind.@Nullable Category category,
    LogLevel severity,
    int page) {

  /** Whether it leaves anything out that a person could see on the same page. */
  public boolean isNarrow() {
    return !text.isBlank() || category != null || severity != LogLevel.INFO;
  }

  List<EventKind> kinds() {
    return EventKind.all().stream()
        .filter(kind -> category == null || kind.category() == category)
        .filter(kind -> kind.severity().compareTo(severity) <= 0)
        .toList();
  }
}
