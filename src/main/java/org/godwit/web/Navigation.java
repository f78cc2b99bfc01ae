package org.godwit.web;

import java.util.List;
import org.godwit.security.Role;

/**
 * The left side of the frame. A page that exists has a line here; one that does not has none.
 *
 * @param section what a template gives as {@code section} to be marked as current
 * @param label the word shown
 * @param path where it leads
 * @param icon a name from Tabler's icons
 * @param role who sees it
 * @param isBelowLine whether it stands with what looks after the console itself
 */
public record Navigation(
    String section, String label, String path, String icon, Role role, boolean isBelowLine) {
  private static final List<Navigation> ALL =
      List.of(
          new Navigation("dashboard", "Dashboard", "/", "layout-dashboard", Role.VIEWER, false),
          new Navigation("projects", "Projects", "/projects", "folders", Role.VIEWER, false),
          new Navigation("tasks", "Tasks", "/tasks", "arrows-right-left", Role.VIEWER, false),
          new Navigation("endpoints", "Endpoints", "/endpoints", "database", Role.VIEWER, false),
          new Navigation("events", "Events", "/events", "timeline-event", Role.VIEWER, false),
          new Navigation("users", "Users", "/users", "users", Role.ADMIN, true),
          new Navigation("audit", "Audit", "/audit", "list-search", Role.ADMIN, true),
          new Navigation("settings", "Settings", "/settings", "settings", Role.ADMIN, true));

  /** What somebody with the role sees. */
  static List<Navigation> of(Role role) {
    return ALL.stream().filter(it -> role.includes(it.role())).toList();
  }
}
