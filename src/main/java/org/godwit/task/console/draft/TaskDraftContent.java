package org.godwit.task.console.draft;

import org.godwit.task.console.TaskKind;

/**
 * What was typed so far.
 *
 * @param name of the task
 * @param sourceId the endpoint that rows come from
 * @param targetId the endpoint that they go to
 * @param kind what the task does with rows and changes
 * @param mapping table mapping as typed; may be no JSON yet
 * @param settings task settings, DMS's JSON
 * @param acknowledged whether the preview's warnings were read
 */
public record TaskDraftContent(
    String name,
    long sourceId,
    long targetId,
    TaskKind kind,
    String mapping,
    String settings,
    boolean acknowledged) {

  TaskDraftContent withEnds(String newName, long newSource, long newTarget, TaskKind newKind) {
    return new TaskDraftContent(newName, newSource, newTarget, newKind, mapping, settings, false);
  }

  TaskDraftContent withName(String other, TaskKind newKind) {
    return new TaskDraftContent(
        other, sourceId, targetId, newKind, mapping, settings, acknowledged);
  }

  TaskDraftContent withMapping(String json) {
    return new TaskDraftContent(name, sourceId, targetId, kind, json, settings, false);
  }

  TaskDraftContent withSettings(String json) {
    boolean isRead = acknowledged && json.equals(settings);
    return new TaskDraftContent(name, sourceId, targetId, kind, mapping, json, isRead);
  }

  TaskDraftContent withAcknowledged(boolean isRead) {
    return new TaskDraftContent(name, sourceId, targetId, kind, mapping, settings, isRead);
  }
}
