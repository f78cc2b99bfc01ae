package org.godwit.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EngineException;
import org.godwit.mapping.TableMapping;
import org.godwit.task.cdc.ApplySettings;
import org.godwit.task.cdc.LogTime;
import org.godwit.task.console.TaskKind;
import org.godwit.task.console.draft.TableTree;
import org.godwit.task.console.draft.TaskDraft;
import org.godwit.task.console.draft.TaskDraftContent;
import org.godwit.task.console.draft.TaskPreviews;
import org.godwit.task.plan.TaskPlan;
import org.godwit.task.settings.TaskSettings;

/** Says in plain words what a draft's task will do. */
@ApplicationScoped
public class TaskSentences {
  private static final int NAMED_MAX = 5;

  private final Endpoints endpoints;
  private final TableTree tree;
  private final TaskPreviews previews;

  TaskSentences(Endpoints endpoints, TableTree tree, TaskPreviews previews) {
    this.endpoints = endpoints;
    this.tree = tree;
    this.previews = previews;
  }

  String of(TaskDraft draft) {
    TaskDraftContent content = draft.content;
    TaskSettings settings = TaskSettings.parse(content.settings());
    Moved moved = moved(draft);
    String target = endpoints.see(content.targetId()).name;
    String source = endpoints.see(content.sourceId()).name;
    String what = TaskFormats.counted(moved.size().tables(), "table");
    if (!content.kind().type().loads()) {
      return "Task %s applies the changes of %s from %s to %s.%s Their rows are not loaded: both sides must hold the same ones where changes begin. %s"
          .formatted(
              content.name(),
              what,
              source,
              target,
              moved.left(),
              changes(content.kind(), settings, source));
    }
    return "Task %s moves %s (%s, %s) from %s to %s.%s %s %s %s"
        .formatted(
            content.name(),
            what,
            TaskFormats.guessedRows(moved.size().rows()),
            Formats.bytes(moved.size().bytes()),
            source,
            target,
            moved.left(),
            preparation(settings, target),
            errors(settings),
            content.kind().type().follows()
                ? "Changes that are made in the source after the load has begun are applied behind it. "
                    + changes(content.kind(), settings, source)
                : validation(settings)
                    + " Changes that are made in the source after the load has begun are not followed.");
  }

  /**
   * What is moved.
   *
   * @param size of that
   * @param left says what is selected and not moved, behind another sentence; empty for nothing
   */
  private record Moved(TableTree.Size size, String left) {}

  /** By the preview, without what it left out; by the selection alone where none can be had. */
  private Moved moved(TaskDraft draft) {
    TableMapping mapping = DraftMapping.of(draft).mapping();
    long source = draft.content.sourceId();
    try {
      TaskPlan plan = previews.of(draft);
      Set<TableName> refused = plan.refused().keySet();
      TableTree.Size size = tree.selected(source, mapping, refused);
      return new Moved(
          new TableTree.Size(plan.tables().size(), size.rows(), size.bytes()), left(refused));
    } catch (EngineException e) {
      return new Moved(
          tree.selected(source, mapping, Set.of()),
          " How many of them can be moved isn't known: " + e.sentence());
    }
  }

  private static String left(Set<TableName> refused) {
    if (refused.isEmpty()) {
      return "";
    }
    String names =
        refused.stream()
            .limit(NAMED_MAX)
            .map(TableName::toString)
            .collect(Collectors.joining(", "));
    return " %s more %s selected and left out, for the reasons in the preview: %s%s."
        .formatted(
            Formats.grouped(refused.size()),
            refused.size() == 1 ? "is" : "are",
            names,
            refused.size() > NAMED_MAX ? " and others" : "");
  }

  private static String validation(TaskSettings settings) {
    return settings.enableValidation()
        ? "After the load both servers are asked for every row again, and the two sides are compared."
        : "The two sides are not compared after the load: validation is off.";
  }

  private static String changes(TaskKind kind, TaskSettings settings, String source) {
    String start =
        kind.startAt().isEmpty() ? "" : "Changes begin at %s. ".formatted(kind.startAt());
    String stops = kind.type().loads() ? stops(settings.cachedStops()) : "";
    return start
        + stops
        + (stops.isEmpty() ? "They" : "From there on they")
        + end(kind.stopAt())
        + "Where %s has to be changed for that, the first start lists how and does nothing before somebody consents."
            .formatted(source);
  }

  private static String stops(ApplySettings.CachedStops stops) {
    if (stops.isBeforeCached()) {
      return "The task stops when its tables are loaded%s; a resume applies what has changed. "
          .formatted(
              stops.isBehindCached() ? ", and again when what changed meanwhile is applied" : "");
    }
    return stops.isBehindCached()
        ? "The task stops when what changed while its tables were loaded is applied; a resume goes on behind that. "
        : "";
  }

  private static String end(String stopAt) {
    Optional<LogTime> time = LogTime.of(stopAt);
    if (time.isPresent()) {
      return time.get().isOfServer()
          ? " are followed until it is %s. ".formatted(time.get().at())
          : " are followed as far as they were committed before %s. ".formatted(time.get().at());
    }
    return stopAt.isEmpty()
        ? " are followed until somebody stops the task. "
        : " are followed up to %s, exclusive. ".formatted(stopAt);
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
