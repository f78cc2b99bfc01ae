package org.godwit.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.security.CurrentUser;
import org.godwit.security.SignedIn;
import org.jspecify.annotations.Nullable;

/** What the frame around every page shows; templates read it as {@code inject:frame}. */
@RequestScoped
@Named("frame")
public final class Frame {
  private static final int SWITCHER_MAX = 12;
  private static final List<String> STYLES =
      List.of(
          "theme",
          "frame",
          "nav",
          "top",
          "search",
          "menu",
          "bare",
          "table",
          "badge",
          "empty",
          "form",
          "notice",
          "toast",
          "dialog",
          "facts",
          "steps",
          "toolbar",
          "tabs",
          "progress",
          "code",
          "endpoint",
          "task",
          "chart",
          "log",
          "cells",
          "tree",
          "conversion",
          "report");
  private static final List<String> SCRIPTS =
      List.of(
          "nav", "menu", "dialog", "toast", "time", "keys", "busy", "copy", "file", "live",
          "search");

  private final CurrentUser currentUser;
  private final Access access;
  private final Toast toast;
  private final RoutingContext request;
  private final String version;

  Frame(
      CurrentUser currentUser,
      Access access,
      Toast toast,
      RoutingContext request,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.currentUser = currentUser;
    this.access = access;
    this.toast = toast;
    this.request = request;
    this.version = version;
  }

  /** Who looks; null on the login page. */
  public @Nullable SignedIn user() {
    return currentUser.optional().orElse(null);
  }

  /** Whether navigation is shown: not before login, nor before the first password is changed. */
  public boolean isOpen() {
    return currentUser.optional().filter(it -> !it.mustChangePassword()).isPresent();
  }

  /** The upper part of the navigation. */
  public List<Navigation> work() {
    return navigation().stream().filter(it -> !it.isBelowLine()).toList();
  }

  /** The part below the line. */
  public List<Navigation> upkeep() {
    return navigation().stream().filter(Navigation::isBelowLine).toList();
  }

  private List<Navigation> navigation() {
    return currentUser.optional().map(it -> Navigation.of(it.role())).orElse(List.of());
  }

  /** The first projects by name, for the switcher; the projects page has them all. */
  public List<Project> projects() {
    return access.projects().stream().limit(SWITCHER_MAX).toList();
  }

  /** What was just done; empty where there is nothing to say. */
  public List<String> toasts() {
    return toast.take().stream().toList();
  }

  /** Our own style sheets, one a component. */
  public List<String> styles() {
    return STYLES;
  }

  /** Our own scripts, one a behaviour. */
  public List<String> scripts() {
    return SCRIPTS;
  }

  /** Where we are, for links that come back. */
  public String path() {
    return request.request().uri();
  }

  /** The console's version; also in the addresses of styles and scripts, so that caches follow. */
  public String version() {
    return version;
  }
}
