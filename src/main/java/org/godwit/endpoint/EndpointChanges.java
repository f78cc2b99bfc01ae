package org.godwit.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.engine.Engines;
import org.godwit.engine.Password;
import org.godwit.security.Audit;
import org.godwit.security.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Makes, changes and deletes endpoints. */
@ApplicationScoped
public class EndpointChanges {
  private final Endpoints endpoints;
  private final Engines engines;
  private final EndpointUses uses;
  private final Audit audit;
  private final Clock clock;

  EndpointChanges(
      Endpoints endpoints, Engines engines, EndpointUses uses, Audit audit, Clock clock) {
    this.endpoints = endpoints;
    this.engines = engines;
    this.uses = uses;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes an endpoint.
   *
   * @throws InvalidInput on {@code name}, {@code engine}, {@code host}, {@code port}, {@code
   *     database}, {@code user}, {@code caCertificate}, {@code setting-…}
   */
  @Transactional
  public Endpoint create(long projectId, EndpointDescription typed, Password password) {
    endpoints.requireEngineer(projectId);
    EndpointDescription description = checked(projectId, typed, null);
    Endpoint endpoint = new Endpoint();
    endpoint.projectId = projectId;
    endpoint.password = endpoints.seal(password);
    endpoint.createdAt = clock.instant();
    fill(endpoint, description);
    endpoint.persist();
    audit.record(
        EndpointFacts.audited("endpoint.create", endpoint),
        Map.of(),
        EndpointFacts.withPassword(EndpointFacts.of(endpoint)));
    return endpoint;
  }

  /**
   * Changes an endpoint. What was found by its last test and its list of tables is forgotten where
   * it leads elsewhere.
   *
   * @param password empty to keep the stored one, which only the same user at the same server gets
   * @throws InvalidInput as {@link #create}, and on {@code password}
   */
  @Transactional
  public Endpoint change(long id, EndpointDescription typed, Optional<Password> password) {
    Endpoint endpoint = endpoints.edit(id);
    EndpointDescription before = endpoint.description();
    EndpointDescription description = checked(endpoint.projectId, typed, id);
    if (password.isEmpty() && !endpoint.password.isEmpty()) {
      requireSameLogin(description, before.login());
    }
    Map<String, Object> factsBefore = EndpointFacts.of(endpoint);
    fill(endpoint, description);
    password.ifPresent(it -> endpoint.password = endpoints.seal(it));
    if (password.isPresent() || !description.withName("").equals(before.withName(""))) {
      endpoint.lastTest = null;
    }
    if (!description.config(Password.NONE).place().equals(before.config(Password.NONE).place())) {
      EndpointTable.deleteOf(id);
      endpoint.tablesReadAt = null;
    }
    Map<String, Object> facts = EndpointFacts.of(endpoint);
    audit.record(
        EndpointFacts.audited("endpoint.change", endpoint),
        password.isPresent() ? EndpointFacts.withPassword(factsBefore) : factsBefore,
        password.isPresent() ? EndpointFacts.withPassword(facts) : facts);
    return endpoint;
  }

  /**
   * Deletes an endpoint; its database is not touched.
   *
   * @throws InvalidInput on {@code form} while something uses it, and where its name is not typed
   */
  @Transactional
  public void delete(long id, String typedName) {
    Endpoint endpoint = endpoints.edit(id);
    List<EndpointUse.Used> used = uses.of(id);
    if (!used.isEmpty()) {
      throw new InvalidInput(
          "form",
          "%s can't be deleted: it is used by %s. Delete that first, or give it another endpoint."
              .formatted(
                  endpoint.name,
                  used.stream()
                      .map(it -> it.kind() + " " + it.name())
                      .collect(Collectors.joining(", "))));
    }
    if (!endpoint.name.equals(typedName.strip())) {
      throw new InvalidInput(
          "form",
          "It is not deleted: type the endpoint's name exactly, %s.".formatted(endpoint.name));
    }
    audit.record(
        EndpointFacts.audited("endpoint.delete", endpoint), EndpointFacts.of(endpoint), Map.of());
    endpoint.delete();
  }

  /** Keeps what a test found, unless the endpoint was changed since the test began. */
  @Transactional
  void keepTest(long id, Instant changedAt, TestResult result) {
    Endpoint.<Endpoint>findByIdOptional(id)
        .filter(it -> it.changedAt.equals(changedAt))
        .ifPresent(it -> it.lastTest = result);
  }

  /**
   * The password was told for one login; somebody who may change an endpoint, but never learnt its
   * password, must not have it sent to a server of theirs.
   */
  static void requireSameLogin(EndpointDescription description, String login) {
    if (!description.login().equals(login)) {
      throw new InvalidInput(
          "password",
          "Type the password again: the stored one was given for %s and is sent nowhere else."
              .formatted(login));
    }
  }

  /** The description as it would be stored. */
  EndpointDescription checked(long projectId, EndpointDescription typed, @Nullable Long id) {
    EndpointDescription description =
        engines
            .find(typed.engine())
            .map(it -> new DescriptionCheck(it.descriptor()).require(typed))
            .orElseThrow(() -> new InvalidInput("engine", "Choose an engine from the list."));
    Endpoint.named(projectId, description.name())
        .filter(it -> !it.id.equals(id))
        .ifPresent(
            it -> {
              throw new InvalidInput(
                  "name", "The project has an endpoint named %s already.".formatted(it.name));
            });
    return description;
  }

  private void fill(Endpoint endpoint, EndpointDescription description) {
    endpoint.name = description.name();
    endpoint.engine = description.engine();
    endpoint.host = description.host();
    endpoint.port = description.port();
    endpoint.databaseName = description.database();
    endpoint.userName = description.user();
    endpoint.tlsMode = description.tls().mode();
    endpoint.caCertificate = description.tls().caCertificatePem();
    endpoint.settings = description.settings();
    endpoint.changedAt = clock.instant();
  }
}
