package org.godwit.web;

import io.quarkus.qute.TemplateExtension;
import java.util.List;
import org.godwit.project.ProjectRole;

/** The roles to choose from, for templates: {@code projectRole:roles}. */
@TemplateExtension(namespace = "projectRole")
final class ProjectRoles {
  private ProjectRoles() {}

  static List<ProjectRole> roles() {
    return List.of(ProjectRole.values());
  }
}
