package org.godwit.web;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.godwit.security.CurrentUser;
import org.godwit.security.SignedIn;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Who came in with a password for one use can do nothing but choose their own. */
@Singleton
final class PasswordFirst {
  private static final Set<String> OPEN = Set.of("/password", "/logout", "/login");

  private final CurrentUser currentUser;

  PasswordFirst(CurrentUser currentUser) {
    this.currentUser = currentUser;
  }

  @ServerRequestFilter
  Optional<Response> check(ContainerRequestContext request) {
    if (OPEN.contains(request.getUriInfo().getPath())
        || !currentUser.optional().map(SignedIn::mustChangePassword).orElse(false)) {
      return Optional.empty();
    }
    Response.ResponseBuilder answer =
        request.getHeaderString("HX-Request") == null
            ? Response.status(Response.Status.SEE_OTHER).header("Location", "/password")
            : Response.status(Response.Status.FORBIDDEN).header("HX-Redirect", "/password");
    return Optional.of(answer.build());
  }
}
