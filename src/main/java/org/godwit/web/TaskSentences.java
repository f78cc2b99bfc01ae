package org.godwit.web;

import jakarta.enterprise.context.ApplicationScoped;
import org.godwit.endpoint.Endpoints;
import org.godwit.task.console.draft.TableTree;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDraftContent;
import org.godwit.task.settings.TaskSettings;

/** Says in plain words what a draft's task will do. */
@ApplicationScoped
public class TaskSentences {
  private final Endpoints endpoints;
  private final TableTree tree;

  TaskSentences(Endpoints endpoints, TableTree tree) {
    this.endpoints = endpoints;
    this.tree = tree;
  }

  String of(TaskDraft draft) {
    TaskDraftContent content = draft.content;
    TaskSettings settings = TaskSettings.parse(content.settings());
    TableTree.Size size = tree.selected(content.sourceId(), DraftMapping.of(draft).mapping());
    String target = endpoints.see(content.targetId()).name;
    return "Task %s moves %s (about %s, %s) from %s to %s. %s %s %s Changes that are made in the source after the load has begun are not followed."
        .formatted(
            content.name(),
            TaskFormats.counted(size.tables(), "table"),
            TaskFormats.counted(size.rows(), "row"),
            Formats.bytes(size.bytes()),
            endpoints.see(content.sourceId()).name,
            target,
            preparation(settings, target),
            errors(settings),
            settings.enableValidation()
                ? "After the load both servers are asked for every row again, and the two sides are compared."
                : "The two sides are not compared after the load: validation is off.");
  }

  private static String preparation(TaskSettings settings, String target) {
    return switch (settings.tablePreparation()) {
      case DROP_AND_CREATE ->
          "Tables of these names that exist on %s are dropped with their rows, and made anew."
              .formatted(target);
      case TRUNCATE_BEFORE_LOAD ->
          "Tables of these names that exist on %s are emptied first; missing ones are made."
              .formatted(target);
      case DO_NOTHING ->
          "Tables of these names that exist on %s keep their rows; missing ones are made."
              .formatted(target);
    };
  }

  private static String errors(TaskSettings settings) {
    String data =
        switch (settings.errors().data()) {
          case IGNORE_RECORD -> "is left out and counted";
          case LOG_ERROR -> "goes to the exceptions table";
          case SUSPEND_TABLE -> "suspends its table";
          case STOP_TASK -> "stops the task";
        };
    return "Up to %d segments are loaded at once; a row that the target refuses %s."
        .formatted(settings.maxFullLoadSubTasks(), data);
  }
}
