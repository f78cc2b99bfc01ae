package org.godwit.web;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.godwit.security.Roles;

/** Lets a monitoring system read the metrics, and nothing else, by {@code GODWIT_METRICS_TOKEN}. */
@Singleton
final class MetricsAuthentication implements HttpAuthenticationMechanism {
  private static final String PATH = "/q/metrics";
  private static final int ABOVE_COOKIES = DEFAULT_PRIORITY + 1;

  private final Optional<String> token;

  MetricsAuthentication(@ConfigProperty(name = "GODWIT_METRICS_TOKEN") Optional<String> token) {
    this.token = token.filter(it -> !it.isBlank());
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager providers) {
    String shown = request.request().getHeader("Authorization");
    if (token.isEmpty() || shown == null || !PATH.equals(request.normalizedPath())) {
      return Uni.createFrom().nullItem();
    }
    byte[] expected = ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8);
    // Compared in constant time: how far they agree must not show.
    if (!MessageDigest.isEqual(expected, shown.getBytes(StandardCharsets.UTF_8))) {
      return Uni.createFrom().nullItem();
    }
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("metrics"))
                .addRole(Roles.METRICS)
                .build());
  }

  /** None: a stranger is asked to log in like everywhere. */
  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom().nullItem();
  }

  @Override
  public int getPriority() {
    return ABOVE_COOKIES;
  }
}
