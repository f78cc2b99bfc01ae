package org.godwit.conversion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.godwit.conversion.ConversionHolds.Work;
import org.godwit.conversion.StoredApplication.State;
import org.godwit.convert.Stage;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.project.Access;
import org.godwit.security.Audit;
import org.godwit.security.Audited;
import org.godwit.security.InvalidInput;
import org.jboss.logging.Logger;

/** Runs objects of conversions on targets. */
@ApplicationScoped
public class Applications {
  private static final Logger LOG = Logger.getLogger(Applications.class);

  private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);
  private static final int BATCH = 500;

  private final Conversions conversions;
  private final ObjectTree tree;
  private final Endpoints endpoints;
  private final Engines engines;
  private final ConversionHolds holds;
  private final Access access;
  private final Audit audit;
  private final Clock clock;
  private final Map<Long, TargetRun> runs = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Applications(
      Conversions conversions,
      ObjectTree tree,
      Endpoints endpoints,
      Engines engines,
      ConversionHolds holds,
      Access access,
      Audit audit,
      Clock clock) {
    this.conversions = conversions;
    this.tree = tree;
    this.endpoints = endpoints;
    this.engines = engines;
    this.holds = holds;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What is run.
   *
   * @param filter which objects, where none were ticked
   * @param ids of objects that were ticked
   * @param isDry whether all of it is taken back at the end
   * @param keepsRest whether what the target takes stays although it refuses something else
   */
  public record Request(
      long endpointId,
      Phase phase,
      ObjectTree.Filter filter,
      Set<Long> ids,
      boolean isDry,
      boolean keepsRest) {}

  /** Endpoints of the conversion's project that it can be applied to. */
  public List<Endpoint> targets(StoredConversion conversion) {
    return endpoints.of(conversion.projectId).stream()
        .filter(it -> engines.named(it.engine).statementRenderer().isPresent())
        .toList();
  }

  /** What would be run, where it can be. */
  public record Prepared(
      StoredConversion conversion, Endpoint endpoint, Request request, ScriptPlan plan) {}

  /**
   * Looks whether that can be run.
   *
   * @throws InvalidInput on {@code endpoint}, {@code form}
   */
  public Prepared prepare(long conversionId, Request request) {
    StoredConversion conversion = conversions.edit(conversionId);
    Endpoint endpoint =
        targets(conversion).stream()
            .filter(it -> it.id == request.endpointId())
            .findFirst()
            .orElseThrow(() -> new InvalidInput("endpoint", "Choose the target."));
    ScriptPlan plan = tree.plan(conversionId, request.filter(), request.ids(), request.phase());
    if (plan.steps().isEmpty()) {
      throw new InvalidInput("form", "Nothing of these objects is run in that phase.");
    }
    plan.refusal()
        .ifPresent(
            sentence -> {
              throw new InvalidInput("form", sentence);
            });
    return new Prepared(conversion, endpoint, request, plan);
  }

  /**
   * Begins; the application itself tells how far it is.
   *
   * @return its id
   * @throws InvalidInput as {@link #prepare}, and on {@code form} while it is converted or applied
   */
  public long begin(Prepared prepared) {
    EndpointConfig config;
    try {
      config = endpoints.config(prepared.endpoint());
    } catch (EngineException e) {
      throw new InvalidInput("endpoint", e.sentence());
    }
    long id = QuarkusTransaction.requiringNew().call(() -> keep(prepared));
    start(id, engines.named(prepared.endpoint().engine), config, prepared);
    return id;
  }

  /**
   * Asks one that goes on to end; it does within seconds, on whichever console it is.
   *
   * @throws InvalidInput on {@code form} where it has ended
   */
  @Transactional
  public void stop(long conversionId, long id) {
    StoredConversion conversion = conversions.edit(conversionId);
    if (StoredApplication.update(
            "stopAskedBy = ?1 where id = ?2 and conversionId = ?3 and state = ?4",
            access.user().name(),
            id,
            conversionId,
            State.RUNNING)
        == 0) {
      throw new InvalidInput("form", "It has ended already.");
    }
    audit.record(
        Audited.in(
            conversion.projectId,
            "conversion.apply.stop",
            "conversion",
            conversion.id,
            conversion.name),
        Map.of(),
        Map.of());
  }

  /** Ends what persons want to end, wherever they have said so. */
  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void stopAsked() {
    if (runs.isEmpty()) {
      return;
    }
    QuarkusTransaction.requiringNew()
        .call(
            () ->
                StoredApplication.<StoredApplication>list(
                    "id in (?1) and stopAskedBy <> ''", runs.keySet()))
        .forEach(
            it -> {
              TargetRun run = runs.get(it.id);
              if (run != null) {
                run.stop(it.stopAskedBy);
              }
            });
  }

  private long keep(Prepared prepared) {
    StoredConversion conversion = conversions.idle(prepared.conversion().id, "form");
    Endpoint endpoint = prepared.endpoint();
    Request request = prepared.request();
    ScriptPlan plan = prepared.plan();
    StoredApplication application = new StoredApplication();
    application.conversionId = conversion.id;
    application.target = endpoint.name;
    application.phase = request.phase();
    application.isDry = request.isDry();
    application.keepsRest = request.keepsRest();
    application.state = State.RUNNING;
    application.objectCount = plan.objects();
    application.startedBy = access.user().name();
    application.startedAt = clock.instant();
    application.persist();
    holds.take(Work.APPLICATION, application.id);
    audit.record(
        Audited.in(
            conversion.projectId,
            request.isDry() ? "conversion.apply.dry" : "conversion.apply",
            "conversion",
            conversion.id,
            conversion.name),
        Map.of(),
        Map.of(
            "target", endpoint.name,
            "phase", request.phase().name(),
            "objects", plan.objects()));
    return application.id;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the application itself holds what came of it
  private void start(long id, Engine engine, EndpointConfig config, Prepared prepared) {
    ScriptPlan plan = prepared.plan();
    boolean isDry = prepared.request().isDry();
    boolean keepsRest = prepared.request().keepsRest();
    holds.begin(Work.APPLICATION, id);
    threads.submit(() -> run(id, engine, config, plan, isDry, keepsRest));
  }

  private void run(
      long id,
      Engine engine,
      EndpointConfig config,
      ScriptPlan plan,
      boolean isDry,
      boolean keepsRest) {
    try {
      TargetRun run = new TargetRun(engine, config, done -> progress(id, done));
      runs.put(id, run);
      keepEnd(id, result(id, run, plan, isDry, keepsRest));
    } finally {
      runs.remove(id);
      holds.end(Work.APPLICATION, id);
    }
  }

  private static TargetRun.Result result(
      long id, TargetRun run, ScriptPlan plan, boolean isDry, boolean keepsRest) {
    try {
      return run.of(plan, isDry, keepsRest);
    } catch (EngineException e) {
      return failed(e.sentence() + " Nothing was applied.");
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "application %d broke", id);
      return failed("The console made a mistake; its log says more. Nothing was applied.");
    }
  }

  private static TargetRun.Result failed(String sentence) {
    return new TargetRun.Result(State.FAILED, sentence, List.of(), List.of());
  }

  /** Who looks at it may miss that; what is run on the target doesn't depend on it. */
  private static void progress(long id, int done) {
    try {
      QuarkusTransaction.requiringNew()
          .run(() -> StoredApplication.update("doneCount = ?1 where id = ?2", done, id));
    } catch (RuntimeException e) {
      LOG.warnf("how far application %d is can't be kept at the moment: %s", id, e.getMessage());
    }
  }

  /**
   * Kept whoever holds it meanwhile: what came of it on the target is so. Where the store can't
   * take it, it is offered again until this console ends.
   */
  private void keepEnd(long id, TargetRun.Result result) {
    while (true) {
      try {
        mark(id, result.applied());
        QuarkusTransaction.requiringNew().run(() -> end(id, result));
        return;
      } catch (RuntimeException e) {
        LOG.errorf(
            e,
            "the end of application %d can't be kept in the store, and is tried again: %s",
            id,
            result.sentence());
      }
      try {
        Thread.sleep(AGAIN_AFTER);
      } catch (InterruptedException _) {
        LOG.errorf(
            "the console ends, and nobody kept of application %d: %s", id, result.sentence());
        return;
      }
    }
  }

  private void end(long id, TargetRun.Result result) {
    StoredApplication.<StoredApplication>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .ifPresent(
            it -> {
              it.state = result.state();
              it.summary = result.sentence();
              it.refusals = result.refusals();
              it.refused = result.refusals().size();
              it.endedAt = clock.instant();
              it.doneCount = result.state() == State.DONE ? it.objectCount : it.doneCount;
            });
  }

  /** Says of objects what of them is on the target. */
  private void mark(long id, List<ScriptPlan.Step> applied) {
    Map<Long, Map<Stage, String>> marks = new TreeMap<>();
    for (ScriptPlan.Step step : applied) {
      marks
          .computeIfAbsent(step.objectId(), _ -> new EnumMap<>(Stage.class))
          .put(step.stage(), Applied.mark(step.sql()));
    }
    List<Long> ids = List.copyOf(marks.keySet());
    for (int from = 0; from < ids.size(); from += BATCH) {
      List<Long> some = ids.subList(from, Math.min(ids.size(), from + BATCH));
      QuarkusTransaction.requiringNew().run(() -> markSome(id, some, marks));
    }
  }

  private void markSome(long id, List<Long> objects, Map<Long, Map<Stage, String>> marks) {
    StoredApplication application = StoredApplication.findById(id);
    if (application == null) {
      return; // deleted with its project
    }
    StoredObject.<StoredObject>find("id in (?1) order by id", objects)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .stream()
        .forEach(
            it ->
                it.applied(
                    application.target, marks.getOrDefault(it.id, Map.of()), clock.instant()));
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
