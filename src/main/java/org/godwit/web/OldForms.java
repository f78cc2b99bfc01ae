package org.godwit.web;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says what to do when a form came without its token; the token's check itself answers nothing. */
@Singleton
final class OldForms {
  private static final int BAD_REQUEST = 400;
  private static final String SENTENCE =
      "This form is too old, or it did not come from this console. Go back, reload the page and "
          + "send it again; nothing was changed.";

  private final Clock clock;

  OldForms(Clock clock) {
    this.clock = clock;
  }

  @ServerResponseFilter
  void explain(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() != BAD_REQUEST
        || response.hasEntity()
        || response.getHeaders().containsKey("HX-Trigger")) {
      return;
    }
    if (request.getHeaderString("HX-Request") != null) {
      response.getHeaders().putSingle("HX-Trigger", ErrorPages.toast(SENTENCE));
      return;
    }
    String where = request.getMethod() + " " + request.getUriInfo().getPath();
    String page =
        ErrorPages.Templates.error(
                BAD_REQUEST,
                "Not done",
                SENTENCE,
                where,
                clock.instant().truncatedTo(ChronoUnit.SECONDS))
            .render();
    response.setEntity(page, new Annotation[0], MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
  }
}
