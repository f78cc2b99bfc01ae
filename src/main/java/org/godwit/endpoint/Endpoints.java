package org.godwit.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Password;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.security.NotAllowed;
import org.godwit.security.NotVisible;
import org.godwit.security.SecretUnreadable;
import org.godwit.security.Secrets;

/** Finds endpoints for those who may see them, and opens their passwords for those who connect. */
@ApplicationScoped
public class Endpoints {
  private static final String PURPOSE = "endpoint.password";

  private final Access access;
  private final Secrets secrets;

  Endpoints(Access access, Secrets secrets) {
    this.access = access;
    this.secrets = secrets;
  }

  /** Those of a project, by name. */
  public List<Endpoint> of(long projectId) {
    return Endpoint.of(List.of(access.see(projectId).id));
  }

  /** All that whoever asks may see, by name. */
  public List<Endpoint> visible() {
    return Endpoint.of(access.projects().stream().map((Project it) -> it.id).toList());
  }

  /**
   * The endpoint, for reading.
   *
   * @throws NotVisible (404) where it does not exist or they are no member of its project
   */
  public Endpoint see(long id) {
    return Endpoint.<Endpoint>findByIdOptional(id)
        .filter(it -> access.roleIn(it.projectId).isPresent())
        .orElseThrow(
            () ->
                new NotVisible(
                    "There is no endpoint %d, or you are not a member of its project."
                        .formatted(id)));
  }

  /**
   * The endpoint, for changing it and for connecting to its database.
   *
   * @throws NotVisible (404) where it does not exist or they are no member of its project
   * @throws NotAllowed (403) for its project's viewers
   */
  public Endpoint edit(long id) {
    Endpoint endpoint = see(id);
    access.edit(endpoint.projectId);
    return endpoint;
  }

  /**
   * All that is needed to connect, the password in the clear. Asks nobody's leave: it is for those
   * who run what was allowed before.
   *
   * @throws EngineException of {@link Failure#CONFIGURATION} where the password can't be opened
   */
  public EndpointConfig config(Endpoint endpoint) {
    return endpoint.description().config(open(endpoint.password, endpoint.name));
  }

  /** Lets pass only who may change what the project owns. */
  void requireEngineer(long projectId) {
    access.edit(projectId);
  }

  /** The login session of whoever asks. */
  UUID session() {
    return access.user().session();
  }

  /** Whoever asks. */
  long userId() {
    return access.user().userId();
  }

  /** The text to store. */
  public String seal(Password password) {
    return password.reveal().isEmpty() ? "" : secrets.seal(password.reveal(), PURPOSE);
  }

  /** The other way round. */
  Password open(String sealed, String name) {
    if (sealed.isEmpty()) {
      return Password.NONE;
    }
    try {
      return new Password(secrets.open(sealed, PURPOSE));
    } catch (SecretUnreadable e) {
      throw new EngineException(
          Failure.CONFIGURATION,
          """
          The password of endpoint %s was sealed with another secret key than this console's. \
          Edit the endpoint and type the password again."""
              .formatted(name),
          e);
    }
  }
}
