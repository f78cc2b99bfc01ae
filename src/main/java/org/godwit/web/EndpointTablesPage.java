package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.godwit.catalog.TableKind;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.EndpointTables;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.EngineException;
import org.godwit.project.Access;
import org.godwit.project.ProjectRole;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the database behind an endpoint contains, as it was when last looked at. */
@Path("/endpoints/{id:\\d+}/tables")
@Authenticated
final class EndpointTablesPage {
  private final Endpoints endpoints;
  private final EndpointTables tables;
  private final Access access;
  private final Htmx htmx;
  private final Toast toast;

  EndpointTablesPage(
      Endpoints endpoints, EndpointTables tables, Access access, Htmx htmx, Toast toast) {
    this.endpoints = endpoints;
    this.tables = tables;
    this.access = access;
    this.htmx = htmx;
    this.toast = toast;
  }

  @GET
  public TemplateInstance list(
      @RestPath long id,
      @RestQuery @Nullable String schema,
      @RestQuery @Nullable String search,
      @RestQuery @Nullable Integer page) {
    Form form = Form.empty().with("schema", Form.text(schema)).with("search", Form.text(search));
    if (htmx.wantsFragment()) {
      return Templates.found(found(id, form, page));
    }
    return template(id, form, page);
  }

  /** How far the listing is, or what it found. */
  @GET
  @Path("refresh")
  public Response refreshed(@RestPath long id) {
    return htmx.wantsFragment()
        ? Reply.page(card(id))
        : Reply.to("/endpoints/%d/tables".formatted(id));
  }

  @POST
  @Path("refresh")
  public Response refresh(@RestPath long id) {
    try {
      tables.begin(id);
    } catch (EngineException e) {
      toast.next(e.sentence());
    }
    return Reply.to("/endpoints/%d/tables".formatted(id));
  }

  private TemplateInstance template(long id, Form form, @Nullable Integer page) {
    Asking asking = Asking.of(tables.last(id));
    Endpoint endpoint = endpoints.see(id);
    boolean mayEdit = access.may(endpoint.projectId, ProjectRole.ENGINEER);
    return Templates.tables(
        endpoint, form, tables.schemas(id), found(id, form, page), mayEdit, asking);
  }

  private TemplateInstance card(long id) {
    // Asked first: what a listing that ended meanwhile has stored must be in what is read after it.
    Asking asking = Asking.of(tables.last(id));
    Form form = Form.empty();
    Endpoint endpoint = endpoints.see(id);
    boolean mayEdit = access.may(endpoint.projectId, ProjectRole.ENGINEER);
    return Templates.tablelist(
        endpoint, form, tables.schemas(id), found(id, form, null), mayEdit, asking);
  }

  private Found found(long id, Form form, @Nullable Integer page) {
    EndpointTables.Listed listed =
        tables.list(id, form.value("schema"), form.value("search"), page == null ? 1 : page);
    String base =
        "/endpoints/%d/tables?schema=%s&search=%s&page="
            .formatted(id, encoded(form.value("schema")), encoded(form.value("search")));
    return new Found(
        listed,
        listed.page() > 1 ? base + (listed.page() - 1) : "",
        listed.page() < listed.pages() ? base + (listed.page() + 1) : "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * A page of tables and where the pager leads.
   *
   * @param listed the tables
   * @param before empty on the first page
   * @param after empty on the last
   */
  record Found(EndpointTables.Listed listed, String before, String after) {
    /** The number of the first table on the page, from 1. */
    public long first() {
      return (listed.page() - 1L) * EndpointTables.PAGE_ROWS + 1;
    }

    /** The number of the last. */
    public long last() {
      return first() + listed.tables().size() - 1;
    }

    /** The word for a table's kind. */
    public String kind(TableKind kind) {
      return switch (kind) {
        case TABLE -> "Table";
        case PARTITIONED -> "Partitioned table";
        case VIEW -> "View";
      };
    }
  }

  @CheckedTemplate(basePath = "endpoints")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance tables(
        Endpoint endpoint,
        Form form,
        List<EndpointTables.SchemaCount> schemas,
        Found found,
        boolean mayEdit,
        Asking asking);

    static native TemplateInstance tablelist(
        Endpoint endpoint,
        Form form,
        List<EndpointTables.SchemaCount> schemas,
        Found found,
        boolean mayEdit,
        Asking asking);

    static native TemplateInstance found(Found found);
  }
}
