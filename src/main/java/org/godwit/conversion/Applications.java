package org.godwit.conversion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.godwit.conversion.StoredApplication.Refusal;
import org.godwit.conversion.StoredApplication.State;
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

  private final Conversions conversions;
  private final Endpoints endpoints;
  private final Engines engines;
  private final ConversionHolds holds;
  private final Access access;
  private final Audit audit;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Applications(
      Conversions conversions,
      Endpoints endpoints,
      Engines engines,
      ConversionHolds holds,
      Access access,
      Audit audit,
      Clock clock) {
    this.conversions = conversions;
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
   * @param isDry whether all of it is taken back at the end
   * @param keepsRest whether what the target takes stays although it refuses something else
   */
  public record Request(
      long endpointId, Phase phase, List<StoredObject> objects, boolean isDry, boolean keepsRest) {}

  /** Endpoints of the conversion's project that it can be applied to. */
  public List<Endpoint> targets(StoredConversion conversion) {
    return endpoints.of(conversion.projectId).stream()
        .filter(it -> engines.named(it.engine).statementRenderer().isPresent())
        .toList();
  }

  /**
   * Begins; the application itself tells how far it is.
   *
   * @return its id
   * @throws InvalidInput on {@code endpoint}, {@code form}
   */
  public long begin(long conversionId, Request request) {
    StoredConversion conversion = conversions.edit(conversionId);
    Endpoint endpoint =
        targets(conversion).stream()
            .filter(it -> it.id == request.endpointId())
            .findFirst()
            .orElseThrow(() -> new InvalidInput("endpoint", "Choose the target."));
    if (conversion.isConverting()) {
      throw new InvalidInput("form", "It is being converted; wait for that first.");
    }
    if (StoredApplication.of(conversionId).stream().anyMatch(StoredApplication::isRunning)) {
      throw new InvalidInput("form", "Something of it is being applied; wait for that first.");
    }
    ScriptPlan plan = ScriptPlan.of(request.objects(), request.phase());
    if (plan.steps().isEmpty()) {
      throw new InvalidInput("form", "Nothing of these objects is run in that phase.");
    }
    EndpointConfig config;
    try {
      config = endpoints.config(endpoint);
    } catch (EngineException e) {
      throw new InvalidInput("endpoint", e.sentence());
    }
    long id =
        QuarkusTransaction.requiringNew().call(() -> keep(conversion, endpoint, request, plan));
    start(id, engines.named(endpoint.engine), config, plan, request);
    return id;
  }

  private long keep(
      StoredConversion conversion, Endpoint endpoint, Request request, ScriptPlan plan) {
    StoredApplication application = new StoredApplication();
    application.conversionId = conversion.id;
    application.target = endpoint.name;
    application.phase = request.phase();
    application.isDry = request.isDry();
    application.state = State.RUNNING;
    application.objectCount = plan.objects();
    application.startedBy = access.user().name();
    application.startedAt = clock.instant();
    application.persist();
    holds.take(ConversionHolds.Work.APPLICATION, application.id);
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
  private void start(
      long id, Engine engine, EndpointConfig config, ScriptPlan plan, Request request) {
    threads.submit(() -> run(id, engine, config, plan, request));
  }

  private void run(
      long id, Engine engine, EndpointConfig config, ScriptPlan plan, Request request) {
    try {
      TargetRun run = new TargetRun(engine, config, done -> progress(id, done));
      TargetRun.Result result = run.of(plan, request.isDry(), request.keepsRest());
      end(id, State.DONE, result.sentence(), result.refusals(), result.applied());
    } catch (EngineException e) {
      end(id, State.FAILED, e.sentence(), List.of(), Set.of());
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "application %d broke", id);
      end(
          id,
          State.FAILED,
          "The console made a mistake; its log says more. Nothing was applied.",
          List.of(),
          Set.of());
    }
  }

  private static void progress(long id, int done) {
    QuarkusTransaction.requiringNew()
        .run(() -> StoredApplication.update("doneCount = ?1 where id = ?2", done, id));
  }

  /** Kept whoever holds it meanwhile: what came of it on the target is so. */
  private void end(
      long id, State state, String summary, List<Refusal> refusals, Set<Long> applied) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                StoredApplication.<StoredApplication>findByIdOptional(id)
                    .ifPresent(
                        it -> {
                          it.state = state;
                          it.summary = summary;
                          it.refusals = refusals;
                          it.endedAt = clock.instant();
                          it.doneCount = state == State.DONE ? it.objectCount : it.doneCount;
                          if (!applied.isEmpty()) {
                            StoredObject.update(
                                "appliedTo = ?1, appliedAt = ?2 where id in (?3)",
                                it.target,
                                it.endedAt,
                                applied);
                          }
                        }));
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
