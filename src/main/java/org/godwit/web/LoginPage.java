package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.godwit.security.CurrentUser;
import org.godwit.security.Login;
import org.godwit.security.Sessions;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** In and out. */
@Path("/")
@PermitAll
final class LoginPage {
  private static final int TOO_MANY = 429;

  private final Login login;
  private final Sessions sessions;
  private final CurrentUser currentUser;
  private final SessionCookie cookie;
  private final ClientAddress clientAddress;
  private final Clock clock;

  LoginPage(
      Login login,
      Sessions sessions,
      CurrentUser currentUser,
      SessionCookie cookie,
      ClientAddress clientAddress,
      Clock clock) {
    this.login = login;
    this.sessions = sessions;
    this.currentUser = currentUser;
    this.cookie = cookie;
    this.clientAddress = clientAddress;
    this.clock = clock;
  }

  @GET
  @Path("login")
  public Response form(@RestQuery @Nullable String next) {
    if (currentUser.optional().isPresent()) {
      return Reply.to(local(next));
    }
    return Reply.page(Templates.login(Form.empty().with("next", local(next))));
  }

  @POST
  @Path("login")
  public Response logIn(
      @RestForm @Nullable String name,
      @RestForm @Nullable String password,
      @RestForm @Nullable String next,
      RoutingContext request) {
    String who = name == null ? "" : name;
    Form form = Form.empty().with("name", who).with("next", local(next));
    String address = clientAddress.of(request);
    return switch (login.attempt(who, password == null ? "" : password, address)) {
      case Login.Outcome.In(var session) -> {
        cookie.set(request, session);
        yield Reply.to(local(next));
      }
      case Login.Outcome.Wrong _ ->
          Reply.invalid(Templates.login(form.refused("form", "Name or password is wrong.")));
      case Login.Outcome.TooMany(var until) ->
          Reply.status(TOO_MANY, Templates.login(form.refused("form", tooMany(until))));
    };
  }

  @POST
  @Path("logout")
  public Response logOut(RoutingContext request) {
    currentUser.optional().ifPresent(it -> sessions.end(it.session()));
    cookie.clear(request);
    return Reply.to("/login");
  }

  private String tooMany(Instant until) {
    long minutes =
        Math.max(1, Duration.between(clock.instant(), until).plusSeconds(59).toMinutes());
    return "Too many failed logins. Try again in %d min, or ask an admin to reset the password."
        .formatted(minutes);
  }

  /** Only a path of ours: a link must not send somebody elsewhere after login. */
  static String local(@Nullable String next) {
    if (next == null) {
      return "/";
    }
    boolean isOurs =
        next.startsWith("/")
            && !next.startsWith("//")
            && next.chars().noneMatch(it -> it == '\\' || it <= ' ')
            && !next.startsWith("/login")
            && !next.startsWith("/logout");
    return isOurs ? next : "/";
  }

  @CheckedTemplate(basePath = "login")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance login(Form form);
  }
}
