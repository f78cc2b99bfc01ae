package org.godwit.web;

import jakarta.enterprise.context.ApplicationScoped;
import org.godwit.endpoint.Endpoints;
import org.godwit.task.console.TaskKind;
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
    String source = endpoints.see(content.sourceId()).name;
    String what = TaskFormats.counted(size.tables(), "table");
    if (!content.kind().type().loads()) {
      return "Task %s applies the changes of %s from %s to %s. Their rows are not loaded: both sides must hold the same ones where changes begin. %s"
          .formatted(content.name(), what, source, target, changes(content.kind(), source));
    }
    return "Task %s moves %s (about %s, %s) from %s to %s. %s %s %s"
        .formatted(
            content.name(),
            what,
            TaskFormats.counted(size.rows(), "row"),
            Formats.bytes(size.bytes()),
            source,
            target,
            preparation(settings, target),
            errors(settings),
            content.kind().type().follows()
                ? "Changes that are made in the source after the load has begun are applied behind it. "
                    + changes(content.kind(), source)
                : validation(settings)
                    + " Changes that are made in the source after the load has begun are not followed.");
  }

  private static String validation(TaskSettings settings) {
    return settings.enableValidation()
        ? "After the load both servers are asked for every row again, and the two sides are compared."
        : "The two sides are not compared after the load: validation is off.";
  }

  private static String changes(TaskKind kind, String source) {
    String start =
        kind.startAt().isEmpty() ? "" : "Changes begin at %s. ".formatted(kind.startAt());
    String end =
        kind.stopAt().isEmpty()
            ? "They are followed until somebody stops the task. "
            : "They are followed up to %s, exclusive. ".formatted(kind.stopAt());
    return start
        + end
        + "Where %s has to be changed for that, the first start lists how and does nothing before somebody consents."
            .formatted(source);
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
