package org.godwit.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.godwit.security.Tokens;

/** The cookie that carries the token: out of reach of scripts, same site, secure under TLS. */
@Singleton
final class SessionCookie {
  private static final String NAME = "godwit_session";

  private final Tokens tokens;

  SessionCookie(Tokens tokens) {
    this.tokens = tokens;
  }

  /** What the request's cookie says; empty where there is none or it is not good. */
  Optional<Tokens.Claim> read(RoutingContext request) {
    Cookie cookie = request.request().getCookie(NAME);
    return cookie == null ? Optional.empty() : tokens.read(cookie.getValue());
  }

  void set(RoutingContext request, UUID session) {
    request.response().addCookie(cookie(request, tokens.issue(session)));
  }

  void clear(RoutingContext request) {
    request.response().addCookie(cookie(request, "").setMaxAge(0));
  }

  private static Cookie cookie(RoutingContext request, String value) {
    return Cookie.cookie(NAME, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setSecure(isSecure(request));
  }

  /** Whether the browser speaks TLS to us, or to the proxy that we were told to believe. */
  static boolean isSecure(RoutingContext request) {
    return request.request().isSSL() || "https".equals(request.request().scheme());
  }
}
