package org.godwit.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.godwit.security.Sessions;
import org.godwit.security.SignedIn;

/** Asks the store, on each request, who is behind a session. */
@Singleton
final class SessionIdentityProvider implements IdentityProvider<SessionRequest> {
  private final Sessions sessions;

  SessionIdentityProvider(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Class<SessionRequest> getRequestType() {
    return SessionRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      SessionRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(() -> identity(request));
  }

  private SecurityIdentity identity(SessionRequest request) {
    SignedIn signedIn =
        sessions
            .find(request.session())
            .orElseThrow(() -> new AuthenticationFailedException("the session has ended"));
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(signedIn.name()))
        .addRoles(signedIn.role().words())
        .addAttribute(SignedIn.ATTRIBUTE, signedIn)
        .addAttribute(SignedIn.ADDRESS, request.address())
        .build();
  }
}
