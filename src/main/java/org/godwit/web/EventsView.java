package org.godwit.web;

import java.util.List;
import org.godwit.task.LogLevel;
import org.godwit.task.console.EventFilter;
import org.godwit.task.console.EventKind;
import org.godwit.task.console.EventList;
import org.godwit.task.console.Page;
import org.godwit.task.console.TaskEvents;
import org.godwit.task.console.TaskFilter;
import org.jspecify.annotations.Nullable;

/**
 * Events on a page.
 *
 * @param page where we are
 * @param filter what was asked for
 * @param address as links write it
 */
public record EventsView(Page<EventList.Event> page, EventFilter filter, Address address) {
  /** What an address asks for; what is no word of ours doesn't narrow. */
  static EventFilter filter(
      @Nullable Long taskId,
      @Nullable String text,
      @Nullable String category,
      @Nullable String severity,
      @Nullable Integer page) {
    return new EventFilter(
        taskId,
        Form.text(text),
        TaskFilter.parse(Form.text(category), EventKind.Category.class).orElse(null),
        TaskFilter.parse(Form.text(severity), LogLevel.class).orElse(LogLevel.INFO),
        page == null ? 0 : page - 1);
  }

  static EventsView of(Page<EventList.Event> page, EventFilter filter, String path) {
    EventKind.Category category = filter.category();
    LogLevel severity = filter.severity();
    Address address =
        Address.of(path)
            .with("text", filter.text())
            .with("category", category == null ? "" : TaskFilter.word(category))
            .with("severity", severity == LogLevel.INFO ? "" : TaskFilter.word(severity))
            .page(Math.max(0, filter.page()));
    return new EventsView(page, filter, address);
  }

  /** Whether the task is named beside each. */
  public boolean withTask() {
    return filter.taskId() == null;
  }

  /** What to choose from. */
  public List<EventKind.Category> categories() {
    return List.of(EventKind.Category.values());
  }

  /** What to choose from, the least grave first. */
  public List<LogLevel> severities() {
    return List.of(LogLevel.INFO, LogLevel.WARNING, LogLevel.ERROR);
  }

  /** How long events are kept. */
  public long daysKept() {
    return TaskEvents.KEPT.toDays();
  }

  /** How many are kept in all. */
  public int mostKept() {
    return TaskEvents.KEPT_MAX;
  }
}
