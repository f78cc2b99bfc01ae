package org.godwit.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.godwit.security.Tokens;

/**
 * Logs a request in by its cookie, renews the cookie while in use, and sends strangers to log in.
 */
@Singleton
final class SessionAuthentication implements HttpAuthenticationMechanism {
  private static final int FOUND = 302;
  private static final int UNAUTHORIZED = 401;

  private final SessionCookie cookie;
  private final ClientAddress clientAddress;

  SessionAuthentication(SessionCookie cookie, ClientAddress clientAddress) {
    this.cookie = cookie;
    this.clientAddress = clientAddress;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager providers) {
    Optional<Tokens.Claim> claim = cookie.read(request);
    if (claim.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    Tokens.Claim known = claim.get();
    return providers
        .authenticate(new SessionRequest(known.session(), clientAddress.of(request)))
        .invoke(() -> renew(request, known))
        .onFailure(AuthenticationFailedException.class)
        .recoverWithNull();
  }

  private void renew(RoutingContext request, Tokens.Claim claim) {
    if (claim.isDueForRenewal() && !request.response().headWritten()) {
      cookie.set(request, claim.session());
    }
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    ChallengeData challenge;
    if (request.request().getHeader("HX-Request") != null) {
      challenge = new ChallengeData(UNAUTHORIZED, "HX-Redirect", login(shownPath(request)));
    } else if (request.request().method().equals(HttpMethod.GET)) {
      challenge = new ChallengeData(FOUND, "Location", login(request.request().uri()));
    } else {
      challenge = new ChallengeData(FOUND, "Location", login("/"));
    }
    return Uni.createFrom().item(challenge);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(SessionRequest.class);
  }

  // htmx says which page its fragment is on; that page, not the fragment, is where to come back.
  private static String shownPath(RoutingContext request) {
    String url = request.request().getHeader("HX-Current-URL");
    if (url == null) {
      return "/";
    }
    int host = url.indexOf("://");
    int path = host < 0 ? -1 : url.indexOf('/', host + 3);
    return path < 0 ? "/" : url.substring(path);
  }

  private static String login(String next) {
    return next.equals("/")
        ? "/login"
        : "/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
  }
}
