package org.godwit.task.console.draft;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.TableName;
import org.godwit.endpoint.DatabaseCalls;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.mapping.TableMapping;
import org.godwit.task.MigrationType;
import org.godwit.task.cdc.CanarySettings;
import org.godwit.task.cdc.Followable;
import org.godwit.task.control.ControlSchema;
import org.godwit.task.load.LoadTable;
import org.godwit.task.load.RowPreview;
import org.godwit.task.plan.PlannedTable;
import org.godwit.task.plan.TaskPlan;
import org.godwit.task.plan.TaskPlanner;
import org.godwit.task.settings.TaskSettings;

/**
 * What a draft's task would do: both catalogs read, the mapping applied. The last few plans are
 * kept, so that neither paging through one nor the wizard's later steps read a catalog again.
 */
@ApplicationScoped
public class TaskPreviews {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration RIGHTS_LIMIT = Duration.ofSeconds(20);
  private static final int KEPT_MAX = 4;

  /** Of all plans together, but for the last; bounds the memory that they take. */
  private static final int KEPT_TABLES_MAX = 5000;

  private static final int SAMPLE_ROWS = 10;

  private final Endpoints endpoints;
  private final Engines engines;
  private final DatabaseCalls calls;
  private final Clock clock;
  private final Map<Long, Kept> kept = new LinkedHashMap<>();

  TaskPreviews(Endpoints endpoints, Engines engines, DatabaseCalls calls, Clock clock) {
    this.endpoints = endpoints;
    this.engines = engines;
    this.calls = calls;
    this.clock = clock;
  }

  /** What a plan depends on, beside the databases themselves. */
  private record Basis(
      long sourceId, long targetId, MigrationType type, String mapping, TaskPlanner.Wishes wishes) {
    static Basis of(TaskDraft draft) {
      TaskDraftContent content = draft.content;
      return new Basis(
          content.sourceId(),
          content.targetId(),
          content.kind().type(),
          content.mapping(),
          TaskPreviews.wishes(TaskSettings.parse(content.settings())));
    }
  }

  private record Kept(Basis basis, TaskPlan plan) {}

  /**
   * The plan of a draft as it is now.
   *
   * @throws EngineException where a database does not answer
   * @throws org.godwit.mapping.MappingException where the mapping can't be read
   */
  public TaskPlan of(TaskDraft draft) {
    return known(draft).orElseGet(() -> read(draft));
  }

  /** Lets both catalogs be read again when the plan is asked for next. */
  public void forget(TaskDraft draft) {
    synchronized (kept) {
      kept.remove(draft.id);
    }
  }

  private Optional<TaskPlan> known(TaskDraft draft) {
    Basis basis = Basis.of(draft);
    synchronized (kept) {
      return Optional.ofNullable(kept.get(draft.id))
          .filter(it -> it.basis().equals(basis))
          .map(Kept::plan);
    }
  }

  private TaskPlan read(TaskDraft draft) {
    TaskDraftContent content = draft.content;
    Basis basis = Basis.of(draft);
    EndpointConfig source = endpoints.config(endpoints.edit(content.sourceId()));
    EndpointConfig target = endpoints.config(endpoints.edit(content.targetId()));
    Engine from = engines.named(source.engine());
    Engine to = engines.named(target.engine());
    TaskPlanner planner =
        new TaskPlanner(from, to, TableMapping.parse(basis.mapping()), basis.wishes(), clock);
    TaskPlan plan =
        calls.ask(
            source,
            "Reading both catalogs",
            LIMIT,
            () -> {
              try (Connection reading = from.connect(source);
                  Connection writing = to.connect(target)) {
                TaskPlan whole = planner.plan(reading, writing);
                TaskPlan planned =
                    basis.type().follows()
                        ? followed(draft, whole, from, to, reading, writing)
                        : whole;
                return planned.with(planner.losses(planned, writing));
              } catch (SQLException e) {
                throw from.explain(e, "reading the catalog", source);
              }
            });
    keep(draft.id, new Kept(basis, plan));
    return plan;
  }

  private static TaskPlan followed(
      TaskDraft draft,
      TaskPlan whole,
      Engine from,
      Engine to,
      Connection reading,
      Connection writing)
      throws SQLException {
    Followable followable =
        new Followable(from, to.changeTarget().orElseThrow(), draft.content.kind().type().loads());
    TaskPlan planned = followable.of(whole, reading, writing);
    return draft.isChange() ? planned : planned.with(followable.obstacles(planned, reading));
  }

  /**
   * Whether the source's user may set it up for the draft's tables and canary, asked now; nothing
   * where the task follows no changes, or is there already.
   *
   * @throws EngineException where a database does not answer
   */
  public List<Check> rights(TaskDraft draft) {
    TaskDraftContent content = draft.content;
    if (!content.kind().type().follows() || draft.isChange()) {
      return List.of();
    }
    TaskPlan plan = of(draft);
    Optional<String> canary =
        TaskSettings.parse(content.settings()).canary().map(CanarySettings::schema);
    EndpointConfig source = endpoints.config(endpoints.edit(content.sourceId()));
    Engine from = engines.named(source.engine());
    Engine to = engines.named(endpoints.config(endpoints.edit(content.targetId())).engine());
    Followable followable =
        new Followable(from, to.changeTarget().orElseThrow(), content.kind().type().loads());
    return calls.ask(
        source,
        "Looking at the user's rights",
        RIGHTS_LIMIT,
        () -> {
          try (Connection reading = from.connect(source)) {
            return followable.rights(plan, canary, reading);
          } catch (SQLException e) {
            throw from.explain(e, "looking at the user's rights", source);
          }
        });
  }

  private void keep(long draftId, Kept last) {
    synchronized (kept) {
      kept.remove(draftId);
      kept.put(draftId, last);
      while (kept.size() > 1 && (kept.size() > KEPT_MAX || tablesKept() > KEPT_TABLES_MAX)) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
  }

  private int tablesKept() {
    return kept.values().stream().mapToInt(it -> it.plan().tables().size()).sum();
  }

  private static TaskPlanner.Wishes wishes(TaskSettings settings) {
    String control = settings.controlSchema();
    return new TaskPlanner.Wishes(
        settings.targetSchema(),
        settings.tablePreparation(),
        settings.valuePolicy(),
        control.isEmpty() ? ControlSchema.DEFAULT_NAME : control,
        settings.supportLobs());
  }

  /**
   * Some rows of a table of the plan, as the source has them and as they would arrive.
   *
   * @throws EngineException where the database does not answer
   */
  public List<RowPreview.Sample> sample(TaskDraft draft, LoadTable table) {
    Endpoint endpoint = endpoints.edit(draft.content.sourceId());
    EndpointConfig config = endpoints.config(endpoint);
    Engine engine = engines.named(config.engine());
    RowPreview sample = new RowPreview(engine, config);
    return calls.ask(config, "Reading sample rows", LIMIT, () -> sample.read(table, SAMPLE_ROWS));
  }

  /**
   * What the draft's change means for the tables of a task that has run.
   *
   * @throws EngineException where a database does not answer
   */
  public TaskChange change(TaskDraft draft, Map<TableName, PlannedTable> before) {
    return TaskChange.between(before, of(draft));
  }

  /** The table of a plan with that source name. */
  public static Optional<LoadTable> find(TaskPlan plan, TableName name) {
    return plan.tables().stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
