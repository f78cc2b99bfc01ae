package org.godwit.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** What htmx says of a request. */
@RequestScoped
public final class Htmx {
  private final RoutingContext request;

  Htmx(RoutingContext request) {
    this.request = request;
  }

  /** Whether a fragment is wanted; going back in the history wants the whole page. */
  public boolean wantsFragment() {
    var headers = request.request();
    return headers.getHeader("HX-Request") != null
        && headers.getHeader("HX-History-Restore-Request") == null
        && headers.getHeader("HX-Boosted") == null;
  }
}
