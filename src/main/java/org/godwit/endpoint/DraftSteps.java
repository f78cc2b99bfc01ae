package org.godwit.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EndpointUrl;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.security.InvalidInput;

/** The steps in which a draft is filled. Each keeps what was typed, once it can be accepted. */
@ApplicationScoped
public class DraftSteps {
  private final EndpointDrafts drafts;
  private final Endpoints endpoints;
  private final EndpointChanges changes;
  private final Engines engines;
  private final Clock clock;

  DraftSteps(
      EndpointDrafts drafts,
      Endpoints endpoints,
      EndpointChanges changes,
      Engines engines,
      Clock clock) {
    this.drafts = drafts;
    this.endpoints = endpoints;
    this.changes = changes;
    this.engines = engines;
    this.clock = clock;
  }

  /**
   * Takes another engine; its port follows where it was the usual one.
   *
   * @throws InvalidInput on {@code engine}, also where a stored endpoint is changed
   */
  @Transactional
  public void chooseEngine(long id, String engineId) {
    EndpointDraft draft = drafts.get(id);
    EngineDescriptor engine = drafts.engine(engineId);
    if (engine.id().equals(draft.content.engine())) {
      return;
    }
    requireNew(draft, "engine");
    EndpointDescription old = draft.content;
    boolean hadUsualPort = old.port() == drafts.engine(old.engine()).defaultPort();
    changeTo(
        draft,
        new EndpointDescription(
            old.name(),
            engine.id(),
            old.host(),
            hadUsualPort ? engine.defaultPort() : old.port(),
            old.database(),
            old.user(),
            old.tls(),
            Map.of()));
  }

  /**
   * Fills the connection from a pasted URL. A name and TLS that the URL doesn't speak of stay.
   *
   * @return names of parameters of the URL that were not used
   * @throws InvalidInput on {@code url}
   */
  @Transactional
  public List<String> fill(long id, EndpointDescription typed, String url) {
    EndpointDraft draft = drafts.get(id);
    EndpointUrl.Pasted pasted = parsed(url, draft.content.engine());
    EndpointConfig found = pasted.endpoint();
    if (!found.engine().equals(draft.content.engine())) {
      requireNew(draft, "url");
    }
    Tls tls = pasted.saysTls() ? found.tls() : typed.tls();
    changeTo(
        draft,
        new EndpointDescription(
            typed.name(),
            found.engine(),
            found.host(),
            found.port(),
            found.database(),
            found.user().isEmpty() ? typed.user() : found.user(),
            new Tls(tls.mode(), typed.tls().caCertificatePem()),
            found.settings()));
    setPassword(draft, found.password());
    return pasted.ignored();
  }

  private EndpointUrl.Pasted parsed(String url, String engine) {
    // The engine that was chosen first: of its URLs an error gives the example.
    List<EngineDescriptor> descriptors =
        engines.all().stream()
            .map(Engine::descriptor)
            .sorted(Comparator.comparing(it -> !it.id().equals(engine)))
            .toList();
    try {
      return EndpointUrl.parsePasted(url.strip(), descriptors);
    } catch (EngineException e) {
      String sentence = e.sentence();
      throw new InvalidInput(
          "url", Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".");
    }
  }

  private static void requireNew(EndpointDraft draft, String field) {
    if (draft.endpointId != null) {
      throw new InvalidInput(
          field,
          "The engine of a stored endpoint stays as it is; create another endpoint for that one.");
    }
  }

  /** Keeps a password that was typed, whatever else is wrong with the form; empty keeps the old. */
  @Transactional
  public void keepPassword(long id, String typed) {
    setPassword(drafts.get(id), new Password(typed));
  }

  private void setPassword(EndpointDraft draft, Password password) {
    if (!password.reveal().isEmpty()) {
      draft.password = endpoints.seal(password);
      draft.passwordOf = "";
      draft.test = null;
      draft.changedAt = clock.instant();
    }
  }

  /**
   * Keeps name, place, login and TLS; the settings stay.
   *
   * @throws InvalidInput as {@link EndpointChanges#create}, and on {@code password}
   */
  @Transactional
  public void describe(long id, EndpointDescription typed) {
    EndpointDraft draft = drafts.get(id);
    EndpointDescription whole =
        typed.withEngine(draft.content.engine()).withSettings(draft.content.settings());
    EndpointDescription description = changes.checked(draft.projectId, whole, draft.endpointId);
    draft.requirePasswordFits(description);
    changeTo(draft, description);
  }

  /**
   * Keeps the engine's settings.
   *
   * @throws InvalidInput on {@code setting-…}
   */
  @Transactional
  public void choose(long id, Map<String, String> settings) {
    EndpointDraft draft = drafts.get(id);
    changeTo(
        draft,
        changes.checked(draft.projectId, draft.content.withSettings(settings), draft.endpointId));
  }

  private void changeTo(EndpointDraft draft, EndpointDescription description) {
    if (!description.withName("").equals(draft.content.withName(""))) {
      draft.test = null;
    }
    draft.content = description;
    draft.changedAt = clock.instant();
  }
}
