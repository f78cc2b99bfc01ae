package org.godwit.web;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import java.util.UUID;

/** A request that showed a good token for a session. */
final class SessionRequest extends BaseAuthenticationRequest {
  private final UUID session;
  private final String address;

  SessionRequest(UUID session, String address) {
    this.session = session;
    this.address = address;
  }

  UUID session() {
    return session;
  }

  String address() {
    return address;
  }
}
