package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.godwit.security.AuditFilter;
import org.godwit.security.AuditTrail;
import org.godwit.security.Roles;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who did what. */
@Path("/audit")
@RolesAllowed(Roles.ADMIN)
final class AuditPage {
  private final AuditTrail trail;
  private final Htmx htmx;

  AuditPage(AuditTrail trail, Htmx htmx) {
    this.trail = trail;
    this.htmx = htmx;
  }

  @GET
  public TemplateInstance list(
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String kind,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable Integer page) {
    Form form =
        Form.empty()
            .with("text", orEmpty(text))
            .with("kind", orEmpty(kind))
            .with("from", orEmpty(from))
            .with("to", orEmpty(to));
    AuditTrail.Page found = trail.read(filter(form), page == null ? 0 : page - 1);
    Links links = Links.of(form, found);
    return htmx.wantsFragment()
        ? Templates.list$entries(found, links)
        : Templates.list(form, trail.kinds(), found, links);
  }

  private static AuditFilter filter(Form form) {
    return new AuditFilter(
        form.value("text"),
        form.value("kind"),
        day(form.value("from")).orElse(null),
        day(form.value("to")).map(it -> it.plusSeconds(86_400)).orElse(null));
  }

  // A link that somebody cut short still opens the page; what is no date does not narrow.
  private static Optional<Instant> day(String text) {
    try {
      return text.isBlank()
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /**
   * Where the pager leads.
   *
   * @param newer empty on the first page
   * @param older empty on the last
   */
  record Links(String newer, String older) {
    static Links of(Form form, AuditTrail.Page found) {
      return new Links(
          found.page() > 0 ? link(form, found.page()) : "",
          found.page() < found.last() ? link(form, found.page() + 2) : "");
    }

    private static String link(Form form, int page) {
      StringBuilder link = new StringBuilder("/audit?page=").append(page);
      for (String field : List.of("text", "kind", "from", "to")) {
        if (!form.value(field).isEmpty()) {
          link.append('&').append(field).append('=');
          link.append(URLEncoder.encode(form.value(field), StandardCharsets.UTF_8));
        }
      }
      return link.toString();
    }
  }

  @CheckedTemplate(basePath = "audit")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(
        Form form, List<String> kinds, AuditTrail.Page found, Links links);

    static native TemplateInstance list$entries(AuditTrail.Page found, Links links);
  }
}
