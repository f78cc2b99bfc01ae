package org.godwit.task.console.draft;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.project.Access;
import org.godwit.security.InvalidInput;
import org.godwit.security.NotVisible;
import org.godwit.task.console.StoredTask;
import org.godwit.task.console.TaskKind;
import org.godwit.task.console.TaskRequest;
import org.godwit.task.console.Tasks;
import org.godwit.task.settings.TaskSettings;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that are being described. A draft keeps what was typed until the task is created or the
 * draft discarded; only its author sees it.
 */
@ApplicationScoped
public class TaskDrafts {
  private static final int NAME_MAX = 100;

  /** A mapping that selects nothing yet. */
  private static final String NO_RULES = "{\n  \"rules\": []\n}";

  private final Access access;
  private final Endpoints endpoints;
  private final Tasks tasks;
  private final Clock clock;

  TaskDrafts(Access access, Endpoints endpoints, Tasks tasks, Clock clock) {
    this.access = access;
    this.endpoints = endpoints;
    this.tasks = tasks;
    this.clock = clock;
  }

  /** Those of whoever asks for tasks that are not there yet, the latest first. */
  public List<TaskDraft> mine() {
    return TaskDraft.ofUser(access.user().userId()).stream()
        .filter(it -> !it.isChange() && access.roleIn(it.projectId).isPresent())
        .toList();
  }

  /**
   * One of those of whoever asks.
   *
   * @throws NotVisible (404) where they have none of that id
   * @throws org.godwit.security.NotAllowed (403) where they may no longer create tasks
   */
  public TaskDraft get(long id) {
    TaskDraft draft =
        TaskDraft.ofUser(access.user().userId(), id)
            .orElseThrow(
                () ->
                    new NotVisible(
                        "There is no unfinished task %d of yours; it may have been created or discarded."
                            .formatted(id)));
    access.edit(draft.projectId);
    return draft;
  }

  /**
   * Begins a draft.
   *
   * @throws InvalidInput on {@code name}, {@code source}, {@code target}, {@code type}, {@code
   *     startAt}, {@code stopAt}
   */
  @Transactional
  public TaskDraft begin(long projectId, String name, long sourceId, long targetId, TaskKind kind) {
    access.edit(projectId);
    requireEnds(projectId, name, sourceId, targetId);
    TaskKind asked = tasks.possible(kind.as(kind.type()), sourceId, targetId);
    TaskDraft draft = new TaskDraft();
    draft.projectId = projectId;
    draft.userId = access.user().userId();
    draft.changedAt = clock.instant();
    draft.content =
        new TaskDraftContent(
            name.strip(),
            sourceId,
            targetId,
            asked,
            NO_RULES,
            TaskSettings.forNewTask().toJson(),
            false);
    draft.persist();
    return draft;
  }

  /**
   * Begins to change a task, or goes on with the change that whoever asks has begun.
   *
   * @throws InvalidInput on {@code state} while the task runs
   */
  @Transactional
  public TaskDraft beginChange(long taskId) {
    StoredTask task = tasks.editIdle(taskId);
    return TaskDraft.changing(access.user().userId(), taskId).orElseGet(() -> changing(task));
  }

  private TaskDraft changing(StoredTask task) {
    TaskDraft draft = new TaskDraft();
    draft.projectId = task.projectId;
    draft.userId = access.user().userId();
    draft.taskId = task.id;
    draft.taskVersion = task.version;
    draft.changedAt = clock.instant();
    draft.content =
        new TaskDraftContent(
            task.name,
            task.sourceEndpointId,
            task.targetEndpointId,
            task.kind(),
            task.mapping,
            task.settings,
            false);
    draft.persist();
    return draft;
  }

  /**
   * Changes the task as the draft says, and forgets the draft.
   *
   * @throws InvalidInput as {@link Tasks#change}
   */
  @Transactional
  public StoredTask save(long id) {
    TaskDraft draft = get(id);
    TaskDraftContent content = draft.content;
    StoredTask task =
        tasks.change(
            Objects.requireNonNull(draft.taskId, "a draft of a new task"),
            draft.taskVersion,
            content.name(),
            content.kind(),
            content.mapping(),
            content.settings());
    draft.delete();
    return task;
  }

  /**
   * Changes name, ends and kind; a task that is there keeps its ends and its type.
   *
   * @throws InvalidInput as {@link #begin}
   */
  @Transactional
  public void ends(long id, String name, long sourceId, long targetId, TaskKind kind) {
    TaskDraft draft = get(id);
    TaskDraftContent was = draft.content;
    if (draft.isChange()) {
      requireName(draft.projectId, name, draft.taskId);
      TaskKind kept = tasks.possible(kind.as(was.kind().type()), was.sourceId(), was.targetId());
      change(id, content -> content.withName(name.strip(), kept));
      return;
    }
    requireEnds(draft.projectId, name, sourceId, targetId);
    TaskKind asked = tasks.possible(kind.as(kind.type()), sourceId, targetId);
    change(id, content -> content.withEnds(name.strip(), sourceId, targetId, asked));
  }

  private static void requireName(long projectId, String name, @Nullable Long taskId) {
    problemWithName(projectId, name, taskId)
        .ifPresent(
            it -> {
              throw new InvalidInput("name", it);
            });
  }

  private static Optional<String> problemWithName(
      long projectId, String name, @Nullable Long taskId) {
    if (name.isBlank() || name.strip().length() > NAME_MAX) {
      return Optional.of("Use 1 to %d characters.".formatted(NAME_MAX));
    }
    boolean isTaken =
        StoredTask.of(List.of(projectId)).stream()
            .anyMatch(it -> !it.id.equals(taskId) && it.name.equalsIgnoreCase(name.strip()));
    return isTaken
        ? Optional.of("Another task of this project has this name already.")
        : Optional.empty();
  }

  private void requireEnds(long projectId, String name, long sourceId, long targetId) {
    Map<String, String> problems = new LinkedHashMap<>();
    problemWithName(projectId, name, null).ifPresent(it -> problems.put("name", it));
    List<Long> known = endpoints.of(projectId).stream().map((Endpoint it) -> it.id).toList();
    if (!known.contains(sourceId)) {
      problems.put("source", "Choose where rows come from.");
    }
    if (!known.contains(targetId)) {
      problems.put("target", "Choose where rows go.");
    } else if (sourceId == targetId) {
      problems.put("target", "Source and target must be different endpoints.");
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  /** Keeps a mapping as it was typed, even one that is no JSON yet. */
  @Transactional
  public void mapping(long id, String typed) {
    change(id, content -> content.withMapping(typed));
  }

  /** Keeps settings that were read well. */
  @Transactional
  public void settings(long id, TaskSettings settings) {
    change(id, content -> content.withSettings(settings.toJson()));
  }

  /** The preview's warnings were read. */
  @Transactional
  public void acknowledge(long id, boolean isRead) {
    change(id, content -> content.withAcknowledged(isRead));
  }

  private void change(long id, UnaryOperator<TaskDraftContent> to) {
    TaskDraft draft = get(id);
    draft.content = to.apply(draft.content);
    draft.changedAt = clock.instant();
  }

  /** Forgets the draft. */
  @Transactional
  public void discard(long id) {
    get(id).delete();
  }

  /**
   * Makes the task and forgets the draft.
   *
   * @throws InvalidInput as {@link Tasks#create}
   */
  @Transactional
  public StoredTask create(long id) {
    TaskDraft draft = get(id);
    TaskDraftContent content = draft.content;
    StoredTask task =
        tasks.create(
            new TaskRequest(
                draft.projectId,
                content.name(),
                content.sourceId(),
                content.targetId(),
                content.kind(),
                content.mapping(),
                content.settings()));
    draft.delete();
    return task;
  }
}
