package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.godwit.endpoint.Endpoint;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.json.JsonProblem;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.TableMapping;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.project.ProjectPart;
import org.godwit.project.ProjectRole;
import org.godwit.security.Audit;
import org.godwit.security.Audited;
import org.godwit.security.InvalidInput;
import org.godwit.security.NotVisible;
import org.godwit.task.TaskState;
import org.godwit.task.settings.SettingsException;
import org.godwit.task.settings.TaskSettings;

/** Makes, changes and deletes tasks. */
@ApplicationScoped
public class Tasks implements ProjectPart {
  private static final int NAME_MAX = 100;
  private static final String VALIDATION_NOT_BUILT =
      "Validation beside ongoing replication is not built yet: set EnableValidation to false.";

  private final Access access;
  private final Engines engines;
  private final Audit audit;
  private final TaskEvents events;
  private final Clock clock;

  Tasks(Access access, Engines engines, Audit audit, TaskEvents events, Clock clock) {
    this.access = access;
    this.engines = engines;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /** The tasks that whoever asks may see, by name. */
  public List<StoredTask> all() {
    return StoredTask.of(access.projects().stream().map(project -> project.id).toList());
  }

  /** The tasks of a project, by name. */
  public List<StoredTask> of(Project project) {
    return StoredTask.of(List.of(project.id));
  }

  /**
   * The task, for reading.
   *
   * @throws NotVisible (404) where it does not exist or they are no member of its project
   */
  public StoredTask see(long taskId) {
    StoredTask task = found(taskId);
    access.see(task.projectId);
    return task;
  }

  /**
   * The task, for changing and running it.
   *
   * @throws NotVisible (404) where it does not exist or they are no member of its project
   * @throws org.godwit.security.NotAllowed (403) for viewers
   */
  public StoredTask edit(long taskId) {
    StoredTask task = see(taskId);
    access.edit(task.projectId);
    return task;
  }

  /**
   * The task, for changing what it does.
   *
   * @throws InvalidInput on {@code state} while it runs
   */
  public StoredTask editIdle(long taskId) {
    StoredTask task = edit(taskId);
    requireIdle(task, "changed");
    return task;
  }

  /** Whether whoever asks may change and run the task. */
  public boolean mayEdit(StoredTask task) {
    return access.may(task.projectId, ProjectRole.ENGINEER);
  }

  private static StoredTask found(long taskId) {
    return StoredTask.<StoredTask>findByIdOptional(taskId)
        .orElseThrow(
            () ->
                new NotVisible(
                    "There is no task %d, or you are not a member of its project."
                        .formatted(taskId)));
  }

  /**
   * Makes a task, ready to be started.
   *
   * @throws InvalidInput on {@code name}, {@code source}, {@code target}, {@code type}, {@code
   *     startAt}, {@code stopAt}, {@code mapping}, {@code settings}
   */
  @Transactional
  public StoredTask create(TaskRequest request) {
    access.edit(request.projectId());
    StoredTask task = new StoredTask();
    task.projectId = request.projectId();
    task.phase = "";
    task.failure = "";
    task.createdAt = clock.instant();
    task.state = TaskState.READY;
    task.stateSince = task.createdAt;
    fill(task, request);
    task.controlName = controlName(task.name);
    task.persist();
    audit.record(audited("task.create", task), Map.of(), facts(task));
    events.add(task, EventKind.CREATED, "Created.");
    return task;
  }

  /** Readable on the target, and shared with no other task of any console. */
  private static String controlName(String name) {
    String readable = name.length() <= 80 ? name : name.substring(0, 80);
    return readable + " " + UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Changes a task that is not running; source, target and type stay.
   *
   * @param version of the task that was changed
   * @param kind the positions between which changes are applied
   * @throws InvalidInput as {@link #create}, on {@code state}, and on {@code form} where somebody
   *     has changed the task since that version
   */
  @Transactional
  public StoredTask change(
      long taskId, long version, String name, TaskKind kind, String mapping, String settings) {
    StoredTask task = editIdle(taskId);
    task.lock();
    requireIdle(task, "changed");
    if (task.version != version) {
      throw new InvalidInput(
          "form",
          "Task %s was changed by somebody else since you began; saving now would undo that. Note down what you want to keep, discard your change, and begin again from the task as it is."
              .formatted(task.name));
    }
    task.version++;
    Map<String, Object> before = facts(task);
    fill(
        task,
        new TaskRequest(
            task.projectId,
            name,
            task.sourceEndpointId,
            task.targetEndpointId,
            kind.as(task.type),
            mapping,
            settings));
    Map<String, Object> after = facts(task);
    audit.record(audited("task.change", task), before, after);
    events.add(task, EventKind.CHANGED, changed(before, after));
    return task;
  }

  /**
   * Changes how much a task asks of its source, for its next run.
   *
   * @return the limits
   * @throws InvalidInput on {@code rowsPerSecond} and {@code connections}
   */
  @Transactional
  TaskSettings limit(long taskId, String rowsPerSecond, String connections) {
    StoredTask task = edit(taskId);
    task.lock();
    TaskSettings before = TaskSettings.parse(task.settings);
    Map<String, String> problems = new LinkedHashMap<>();
    TaskSettings after = before;
    try {
      after = after.withLimits(rowsPerSecond.strip(), null);
    } catch (SettingsException e) {
      problems.put("rowsPerSecond", String.join(" ", e.problems()));
    }
    try {
      after = after.withLimits(null, connections.strip());
    } catch (SettingsException e) {
      problems.put("connections", String.join(" ", e.problems()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    task.settings = after.toJson();
    task.version++;
    audit.record(audited("task.limit", task), limits(before), limits(after));
    events.add(
        task,
        EventKind.CHANGED,
        "The limits of the source's load were changed: rows each second %s, readers at once %s."
            .formatted(
                limit(after.maxRowsPerSecond(), "unlimited"),
                limit(after.readerConnectionsSet(), "two for each processor")));
    return after;
  }

  private static Map<String, Object> limits(TaskSettings settings) {
    return Map.of(
        "rowsPerSecond", settings.maxRowsPerSecond(),
        "connections", settings.readerConnectionsSet());
  }

  /**
   * Deletes a task that is not running. Rows on the target and the control schema stay.
   *
   * @throws InvalidInput on {@code typed} where the name is not typed, and on {@code state}
   */
  @Transactional
  public void delete(long taskId, String typedName) {
    StoredTask task = requireNamed(taskId, typedName);
    // Another console may have begun it since; from here on nobody can.
    task.lock();
    requireIdle(task, "deleted");
    audit.record(audited("task.delete", task), facts(task), Map.of());
    events.add(task, EventKind.DELETED, "Deleted. Rows on the target stay.");
    task.delete();
  }

  /**
   * The task, where it may be deleted.
   *
   * @throws InvalidInput as {@link #delete}
   */
  public StoredTask requireNamed(long taskId, String typedName) {
    StoredTask task = edit(taskId);
    requireIdle(task, "deleted");
    if (!task.name.equals(typedName.strip())) {
      throw new InvalidInput("typed", "Type the task's name exactly: " + task.name);
    }
    return task;
  }

  @Override
  public void requireIdle(long projectId) {
    for (StoredTask task : StoredTask.of(List.of(projectId))) {
      task.lock();
      if (task.state.isActive()) {
        throw new InvalidInput(
            "typed",
            "Task %s is running; stop it before the project is deleted.".formatted(task.name));
      }
    }
  }

  private static void requireIdle(StoredTask task, String what) {
    if (task.state.isActive()) {
      throw new InvalidInput(
          "state", "Task %s is running; stop it before it is %s.".formatted(task.name, what));
    }
  }

  private void fill(StoredTask task, TaskRequest request) {
    Map<String, String> problems = new LinkedHashMap<>();
    String name = request.name().strip();
    if (name.isEmpty() || name.length() > NAME_MAX) {
      problems.put("name", "Use 1 to %d characters.".formatted(NAME_MAX));
    } else if (StoredTask.named(request.projectId(), name)
        .filter(other -> !other.id.equals(task.id))
        .isPresent()) {
      problems.put("name", "Another task of this project has this name already.");
    }
    checkEndpoint(problems, "source", request.projectId(), request.sourceEndpointId());
    checkEndpoint(problems, "target", request.projectId(), request.targetEndpointId());
    if (request.sourceEndpointId() == request.targetEndpointId()) {
      problems.putIfAbsent("target", "Source and target must be different endpoints.");
    }
    checkDocuments(problems, request);
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    TaskKind kind =
        possible(request.kind(), request.sourceEndpointId(), request.targetEndpointId());
    task.name = name;
    task.type = kind.type();
    task.startPosition = kind.startAt();
    task.stopPosition = kind.stopAt();
    task.sourceEndpointId = request.sourceEndpointId();
    task.targetEndpointId = request.targetEndpointId();
    task.mapping = request.mapping();
    task.settings = request.settings();
  }

  /**
   * Lets pass only what the engines of two endpoints can do.
   *
   * @return as {@link TaskKind#requirePossible}
   * @throws InvalidInput likewise
   */
  public TaskKind possible(TaskKind kind, long sourceId, long targetId) {
    return kind.requirePossible(engineOf(sourceId), engineOf(targetId));
  }

  private Engine engineOf(long endpointId) {
    return engines.named(Endpoint.<Endpoint>findById(endpointId).engine);
  }

  private static void checkEndpoint(
      Map<String, String> problems, String field, long projectId, long endpointId) {
    if (Endpoint.<Endpoint>findByIdOptional(endpointId)
        .filter(endpoint -> endpoint.projectId == projectId)
        .isEmpty()) {
      problems.put(field, "Choose an endpoint of this project.");
    }
  }

  private static void checkDocuments(Map<String, String> problems, TaskRequest request) {
    try {
      if (TableMapping.parse(request.mapping()).selectionRules().isEmpty()) {
        problems.put("mapping", "Add at least one selection rule that includes tables.");
      }
    } catch (MappingException | JsonProblem e) {
      problems.put("mapping", String.valueOf(e.getMessage()));
    }
    try {
      TaskSettings settings = TaskSettings.parse(request.settings());
      if (request.kind().type().follows() && settings.enableValidation()) {
        problems.put("settings", VALIDATION_NOT_BUILT);
      }
    } catch (SettingsException | JsonProblem e) {
      problems.put("settings", String.valueOf(e.getMessage()));
    }
  }

  private static String limit(int count, String none) {
    return count == 0 ? none : "%,d".formatted(count);
  }

  /** What of a task was changed, as a sentence; the audit has the values. */
  private static String changed(Map<String, Object> before, Map<String, Object> after) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("name", "name");
    words.put("mapping", "table mapping");
    words.put("settings", "settings");
    words.put("startPosition", "start position");
    words.put("stopPosition", "stop position");
    words.keySet().removeIf(field -> Objects.equals(before.get(field), after.get(field)));
    return words.isEmpty()
        ? "Saved without a change."
        : "Changed: %s. It holds from the next start on."
            .formatted(String.join(", ", words.values()));
  }

  static Audited audited(String action, StoredTask task) {
    return Audited.in(task.projectId, action, "task", task.id, task.name);
  }

  private static Map<String, Object> facts(StoredTask task) {
    return Map.of(
        "name", task.name,
        "source", task.sourceEndpointId,
        "target", task.targetEndpointId,
        "type", task.type.id(),
        "startPosition", task.startPosition,
        "stopPosition", task.stopPosition,
        "mapping", task.mapping,
        "settings", task.settings);
  }
}
