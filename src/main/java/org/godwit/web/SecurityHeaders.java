package org.godwit.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells browsers what our pages never do, so that injected text can't do it either. */
@Singleton
final class SecurityHeaders {
  private static final int BEFORE_ALL = 1000;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  void on(@Observes Filters filters) {
    filters.register(SecurityHeaders::add, BEFORE_ALL);
  }

  private static void add(RoutingContext request) {
    request.addHeadersEndHandler(
        _ -> {
          MultiMap headers = request.response().headers();
          headers.set("Content-Security-Policy", POLICY);
          headers.set("X-Frame-Options", "DENY");
          headers.set("X-Content-Type-Options", "nosniff");
          headers.set("Referrer-Policy", "same-origin");
          headers.set("Cross-Origin-Opener-Policy", "same-origin");
          headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
          if (!headers.contains("Cache-Control")) {
            // A page of one user must not come back from a cache for the next.
            headers.set("Cache-Control", "no-store");
          }
          if (SessionCookie.isSecure(request)) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
          }
        });
    request.next();
  }
}
