package org.godwit.security;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who asks. */
@Singleton
public final class CurrentUser {
  private final SecurityIdentity identity;

  CurrentUser(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** Empty where nobody is logged in, and where no request is under way. */
  public Optional<SignedIn> optional() {
    if (!Arc.container().requestContext().isActive() || identity.isAnonymous()) {
      return Optional.empty();
    }
    return Optional.ofNullable(identity.getAttribute(SignedIn.ATTRIBUTE));
  }

  /**
   * The person.
   *
   * @throws NotAllowed where nobody is logged in
   */
  public SignedIn get() {
    return optional()
        .orElseThrow(() -> new NotAllowed("Nobody is logged in. Log in and try again."));
  }

  /**
   * Lets pass only who has the role or a higher one.
   *
   * @throws NotAllowed for everybody else
   */
  public void require(Role role) {
    if (!get().role().includes(role)) {
      throw new NotAllowed(
          "This needs the role %s; yours is %s. Ask an admin to change it."
              .formatted(role.word(), get().role().word()));
    }
  }

  /** The address the request came from; empty where there is no request. */
  public String address() {
    return optional().isEmpty() ? "" : addressOfRequest();
  }

  private String addressOfRequest() {
    String address = identity.getAttribute(SignedIn.ADDRESS);
    return address == null ? "" : address;
  }
}
