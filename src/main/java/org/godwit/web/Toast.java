package org.godwit.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A sentence about what was just done, shown once on the page that follows. Never a secret. */
@RequestScoped
public final class Toast {
  private static final String NAME = "godwit_toast";
  private static final int SECONDS = 30;

  private final RoutingContext request;

  Toast(RoutingContext request) {
    this.request = request;
  }

  /** Shows the sentence on the next page. */
  public void next(String sentence) {
    byte[] bytes = sentence.getBytes(StandardCharsets.UTF_8);
    set(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), SECONDS);
  }

  /** The sentence to show now; it is forgotten by asking. */
  Optional<String> take() {
    Cookie cookie = request.request().getCookie(NAME);
    if (cookie == null || cookie.getValue().isEmpty()) {
      return Optional.empty();
    }
    set("", 0);
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cookie.getValue());
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // Somebody else's cookie of that name; there is nothing to show.
      return Optional.empty();
    }
  }

  private void set(String value, int seconds) {
    request
        .response()
        .addCookie(
            Cookie.cookie(NAME, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setSecure(SessionCookie.isSecure(request))
                .setMaxAge(seconds));
  }
}
