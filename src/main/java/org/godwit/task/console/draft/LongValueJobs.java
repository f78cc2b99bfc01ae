package org.godwit.task.console.draft;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.godwit.endpoint.BackgroundJob;
import org.godwit.endpoint.BackgroundJobs;
import org.godwit.endpoint.DatabaseCalls;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.project.Access;
import org.godwit.task.plan.LengthLimit;
import org.godwit.task.plan.TaskPlan;
import org.godwit.task.settings.TaskSettings;

/** Counts in the background what a draft's task would cut or reject as too long. */
@ApplicationScoped
public class LongValueJobs {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Access access;
  private final Endpoints endpoints;
  private final Engines engines;
  private final DatabaseCalls calls;
  private final BackgroundJobs jobs;
  private final Clock clock;

  LongValueJobs(
      Access access,
      Endpoints endpoints,
      Engines engines,
      DatabaseCalls calls,
      BackgroundJobs jobs,
      Clock clock) {
    this.access = access;
    this.endpoints = endpoints;
    this.engines = engines;
    this.calls = calls;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * The count for the draft as it is now; begun when it is first asked for.
   *
   * @return empty where no column's values can be too long
   * @throws EngineException where too much is asked at once
   */
  public Optional<BackgroundJob<LongValueCounts>> of(TaskDraft draft, TaskPlan plan) {
    var key =
        new BackgroundJobs.Key<>(
            access.user().session(),
            "draft/%d/%s/long-values".formatted(draft.id, draft.changedAt),
            LongValueCounts.class);
    Optional<BackgroundJob<LongValueCounts>> known = jobs.find(key);
    if (known.isPresent()) {
      return known;
    }
    List<LongValues.Measured> tables = measured(draft, plan);
    return tables.isEmpty() ? Optional.empty() : Optional.of(begin(key, draft, tables));
  }

  private static List<LongValues.Measured> measured(TaskDraft draft, TaskPlan plan) {
    long lob = TaskSettings.parse(draft.content.settings()).lobBytesMax();
    return plan.tables().stream()
        .map(
            table ->
                new LongValues.Measured(
                    table, LengthLimit.of(table, table.mapped().lobBytesMax(lob))))
        .filter(table -> !table.limits().isEmpty())
        .toList();
  }

  private BackgroundJob<LongValueCounts> begin(
      BackgroundJobs.Key<LongValueCounts> key, TaskDraft draft, List<LongValues.Measured> tables) {
    EndpointConfig config = endpoints.config(endpoints.edit(draft.content.sourceId()));
    LongValues values = new LongValues(engines.named(config.engine()), config, clock);
    String doing = "Counting values that are too long";
    return jobs.start(
        key, doing, job -> calls.ask(config, doing, LIMIT, () -> values.count(tables, job::doing)));
  }
}
