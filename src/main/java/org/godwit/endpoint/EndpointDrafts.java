package org.godwit.endpoint;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Password;
import org.godwit.engine.Use;
import org.godwit.security.InvalidInput;
import org.godwit.security.NotVisible;

/**
 * Endpoints that are being described step by step. A draft keeps what was typed until it is saved
 * or discarded, so that it can be left and taken up again; only its author sees it.
 */
@ApplicationScoped
public class EndpointDrafts {
  private static final Duration KEPT = Duration.ofDays(30);

  private final Endpoints endpoints;
  private final EndpointChanges changes;
  private final EndpointTests tests;
  private final BackgroundJobs jobs;
  private final Engines engines;
  private final Clock clock;

  EndpointDrafts(
      Endpoints endpoints,
      EndpointChanges changes,
      EndpointTests tests,
      BackgroundJobs jobs,
      Engines engines,
      Clock clock) {
    this.endpoints = endpoints;
    this.changes = changes;
    this.tests = tests;
    this.jobs = jobs;
    this.engines = engines;
    this.clock = clock;
  }

  /** Those of whoever asks, the latest first. */
  public List<EndpointDraft> mine() {
    return EndpointDraft.ofUser(endpoints.userId());
  }

  /**
   * One of those of whoever asks.
   *
   * @throws NotVisible (404) where they have none of that id
   */
  public EndpointDraft get(long id) {
    return EndpointDraft.ofUser(endpoints.userId(), id)
        .orElseThrow(
            () ->
                new NotVisible(
                    "There is no unfinished endpoint %d of yours; it may have been saved or discarded."
                        .formatted(id)));
  }

  /** As {@link #get}, as it is in the store now, whatever the request has read before. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public EndpointDraft getAgain(long id) {
    return get(id);
  }

  /** Begins a new endpoint. */
  @Transactional
  public EndpointDraft begin(long projectId, String engineId) {
    endpoints.requireEngineer(projectId);
    EngineDescriptor engine = engine(engineId);
    EndpointDraft.deleteOlderThan(clock.instant().minus(KEPT));
    EndpointDescription blank = EndpointDescription.blank(engine.id(), engine.defaultPort());
    return persisted(projectId, blank, Optional.empty());
  }

  /** Begins to change an endpoint; what was begun before on the same one is thrown away. */
  @Transactional
  public EndpointDraft beginChange(long endpointId) {
    Endpoint endpoint = endpoints.edit(endpointId);
    EndpointDraft.deleteOf(endpoints.userId(), endpointId);
    EndpointDraft draft =
        persisted(endpoint.projectId, endpoint.description(), Optional.of(endpoint));
    draft.endpointId = endpointId;
    draft.test = endpoint.lastTest;
    return draft;
  }

  /** Begins a new endpoint as a copy of another, its password with it. */
  @Transactional
  public EndpointDraft beginCopy(long endpointId) {
    Endpoint endpoint = endpoints.edit(endpointId);
    EndpointDescription copy =
        endpoint.description().withName(freeName(endpoint.projectId, endpoint.name));
    return persisted(endpoint.projectId, copy, Optional.of(endpoint));
  }

  private static String freeName(long projectId, String name) {
    String copy = name + " copy";
    for (int number = 2; Endpoint.named(projectId, copy).isPresent(); number++) {
      copy = name + " copy " + number;
    }
    return copy;
  }

  private EndpointDraft persisted(
      long projectId, EndpointDescription content, Optional<Endpoint> passwordFrom) {
    EndpointDraft draft = new EndpointDraft();
    draft.userId = endpoints.userId();
    draft.projectId = projectId;
    draft.content = content;
    draft.password = passwordFrom.map(it -> it.password).orElse("");
    draft.passwordOf =
        passwordFrom
            .filter(it -> !it.password.isEmpty())
            .map(it -> it.description().login())
            .orElse("");
    draft.startedAt = clock.instant();
    draft.changedAt = draft.startedAt;
    draft.persist();
    return draft;
  }

  /**
   * Begins to test the connection as it stands in the draft, unless that is under way; what is
   * found is kept with the draft.
   *
   * @throws InvalidInput on {@code password} where it was meant for another login
   * @throws EngineException where whoever asks is testing too much already
   */
  @Transactional(Transactional.TxType.NEVER)
  public void test(long id, Use use) {
    EndpointDraft draft = get(id);
    endpoints.requireEngineer(draft.projectId);
    draft.requirePasswordFits(draft.content);
    Instant changedAt = draft.changedAt;
    tests.begin(
        key(draft), draft.content, draft.password, use, found -> keepTest(id, changedAt, found));
  }

  /** The test of the draft as it is now that is under way. */
  public Optional<BackgroundJob<TestResult>> running(EndpointDraft draft) {
    return jobs.find(key(draft)).filter(BackgroundJob::isRunning);
  }

  private BackgroundJobs.Key<TestResult> key(EndpointDraft draft) {
    return new BackgroundJobs.Key<>(
        endpoints.session(),
        "endpoint-draft/%d/%s/test".formatted(draft.id, draft.changedAt),
        TestResult.class);
  }

  /** Runs outside of the request that began the test. */
  private static void keepTest(long id, Instant changedAt, TestResult result) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                EndpointDraft.<EndpointDraft>findByIdOptional(id)
                    .filter(it -> it.changedAt.equals(changedAt))
                    .ifPresent(it -> it.test = result));
  }

  /**
   * Makes or changes the endpoint, with what its last test found, and ends the draft.
   *
   * @throws InvalidInput as {@link EndpointChanges#change}, and on {@code form} where somebody else
   *     changed the endpoint meanwhile
   */
  @Transactional
  public Endpoint save(long id) {
    EndpointDraft draft = get(id);
    draft.requirePasswordFits(draft.content);
    Endpoint saved = draft.endpointId == null ? created(draft) : changed(draft, draft.endpointId);
    saved.lastTest = draft.test;
    draft.delete();
    return saved;
  }

  private Endpoint created(EndpointDraft draft) {
    return changes.create(
        draft.projectId, draft.content, endpoints.open(draft.password, draft.content.name()));
  }

  private Endpoint changed(EndpointDraft draft, long endpointId) {
    Endpoint endpoint = endpoints.edit(endpointId);
    if (endpoint.changedAt.isAfter(draft.startedAt)) {
      throw new InvalidInput(
          "form",
          "%s was changed since you began. Discard your changes, look at it, and begin again."
              .formatted(endpoint.name));
    }
    Optional<Password> password =
        draft.passwordOf.isEmpty() && draft.hasPassword()
            ? Optional.of(endpoints.open(draft.password, endpoint.name))
            : Optional.empty();
    return changes.change(endpointId, draft.content, password);
  }

  /** Throws the draft away; a stored endpoint stays as it is. */
  @Transactional
  public void discard(long id) {
    get(id).delete();
  }

  /** The engine, where there is one of that id. */
  EngineDescriptor engine(String id) {
    return engines
        .find(id)
        .map(Engine::descriptor)
        .orElseThrow(() -> new InvalidInput("engine", "Choose an engine from the list."));
  }
}
