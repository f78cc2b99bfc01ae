package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.godwit.security.CurrentUser;
import org.godwit.security.InvalidInput;
import org.godwit.security.NotAllowed;
import org.godwit.security.NotVisible;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a person sees when something can't be done: what, where, what to do; details to copy. */
@Singleton
final class ErrorPages {
  private static final Logger LOG = Logger.getLogger(ErrorPages.class);
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int BROKEN = 500;

  private final CurrentUser currentUser;
  private final Clock clock;

  ErrorPages(CurrentUser currentUser, Clock clock) {
    this.currentUser = currentUser;
    this.clock = clock;
  }

  @ServerExceptionMapper
  Response notVisible(NotVisible e, RoutingContext request) {
    return answer(NOT_FOUND, "Not found", e.sentence(), request);
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException e, RoutingContext request) {
    return answer(NOT_FOUND, "Not found", "There is no page at this address.", request);
  }

  @ServerExceptionMapper
  Response notAllowed(NotAllowed e, RoutingContext request) {
    return answer(FORBIDDEN, "Not allowed", e.sentence(), request);
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e, RoutingContext request) {
    String role = currentUser.optional().map(it -> it.role().word()).orElse("none");
    return answer(
        FORBIDDEN,
        "Not allowed",
        "Your role is %s; this needs a higher one. Ask an admin to change it.".formatted(role),
        request);
  }

  /** An action without a form of its own to come back into; a toast, or a page of its own. */
  @ServerExceptionMapper
  Response invalid(InvalidInput e, RoutingContext request) {
    return answer(Reply.UNPROCESSABLE, "Not done", e.sentence(), request);
  }

  @ServerExceptionMapper
  Response other(WebApplicationException e, RoutingContext request) {
    int status = e.getResponse().getStatus();
    if (status < 400) {
      return e.getResponse();
    }
    return answer(status, "Not done", "The request was refused: " + e.getMessage() + ".", request);
  }

  @ServerExceptionMapper
  Response broken(Throwable e, RoutingContext request) {
    String number = UUID.randomUUID().toString();
    LOG.errorf(e, "%s %s failed (error %s)", request.request().method(), path(request), number);
    return answer(
        BROKEN,
        "Something broke",
        """
        The console made a mistake; nothing was half done. Try again; if it stays, \
        look for error %s in the log or send the details to who looks after the console."""
            .formatted(number),
        request);
  }

  private Response answer(int status, String title, String sentence, RoutingContext request) {
    if (request.request().getHeader("HX-Request") != null) {
      return Response.status(status).header("HX-Trigger", toast(sentence)).build();
    }
    Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String where = request.request().method() + " " + path(request);
    return Reply.status(status, Templates.error(status, title, sentence, where, at));
  }

  /** The header that lets toast.js show the sentence. */
  static String toast(String sentence) {
    StringBuilder json = new StringBuilder("{\"toast\":{\"bad\":true,\"text\":\"");
    for (int i = 0; i < sentence.length(); i++) {
      char c = sentence.charAt(i);
      // A header is ASCII; JSON can say everything else by number.
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append("\"}}").toString();
  }

  // Without the query: what somebody searched for is not the log's business.
  private static String path(RoutingContext request) {
    return String.valueOf(request.request().path());
  }

  @CheckedTemplate(basePath = "errors")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance error(
        int status, String title, String sentence, String where, Instant at);
  }
}
