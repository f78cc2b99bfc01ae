package org.godwit.web;

import java.util.List;
import org.godwit.task.console.EventList;

/**
 * What of some projects' tasks needs a person, runs, and has ended.
 *
 * @param needs the longest waiting first
 * @param running the latest first
 * @param ended the latest first
 * @param events that have happened, the latest first
 * @param path where the board is read again
 */
public record TaskBoard(
    List<Need> needs,
    List<Running> running,
    List<TaskView> ended,
    List<EventList.Event> events,
    String path) {

  /**
   * Something that a person has to look at.
   *
   * @param badge how bad it is
   * @param task whose
   * @param sentence what
   * @param remedy the words of the link
   * @param remedyPath where it leads
   */
  public record Need(
      TaskBadge badge, TaskView task, String sentence, String remedy, String remedyPath) {}

  /**
   * A task that runs.
   *
   * @param view the task
   * @param spark the rates of its run as points of a line, 120 by 24
   */
  public record Running(TaskView view, String spark) {}

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return needs.isEmpty() && running.isEmpty() && ended.isEmpty();
  }

  /** How often the page asks for news. */
  public String every() {
    return running.isEmpty() ? "every 10s, godwit:seen" : "every 1s, godwit:seen";
  }
}
