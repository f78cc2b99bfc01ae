package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.godwit.security.Roles;

/** What is configured, and what runs: the facts that a report of a fault needs. */
@Path("/settings")
@RolesAllowed(Roles.ADMIN)
final class SettingsPage {
  private final StoreFacts store;
  private final Listening listening;
  private final String version;

  SettingsPage(
      StoreFacts store,
      Listening listening,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.store = store;
    this.listening = listening;
    this.version = version;
  }

  @GET
  public TemplateInstance get() {
    return Templates.index(
        version, System.getProperty("java.runtime.version"), store.read(), listening);
  }

  @CheckedTemplate(basePath = "settings")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance index(
        String version, String java, StoreFacts.Facts store, Listening listening);
  }
}
