package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.project.Access;
import org.godwit.project.Members;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.security.InvalidInput;
import org.godwit.security.User;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Who belongs to a project. */
@Path("/projects/{id:\\d+}/members")
@Authenticated
final class MembersPage {
  private final Access access;
  private final Members members;
  private final Toast toast;

  MembersPage(Access access, Members members, Toast toast) {
    this.access = access;
    this.members = members;
    this.toast = toast;
  }

  @GET
  public TemplateInstance list(@RestPath long id) {
    return template(id, Form.empty().with("role", ProjectRole.ENGINEER.name()));
  }

  @POST
  public Response add(
      @RestPath long id, @RestForm @Nullable String user, @RestForm ProjectRole role) {
    String name = Form.text(user);
    try {
      members.put(id, name, role);
    } catch (InvalidInput e) {
      Form form = Form.empty().with("user", name).with("role", role.name()).refused(e);
      return Reply.invalid(template(id, form));
    }
    toast.next("%s is a member now.".formatted(name.strip()));
    return Reply.to(path(id));
  }

  @POST
  @Path("{userId:\\d+}")
  public Response change(@RestPath long id, @RestPath long userId, @RestForm ProjectRole role) {
    User user = members.member(id, userId);
    members.put(id, user.name, role);
    toast.next("%s has the role %s now.".formatted(user.shownName(), role.word()));
    return Reply.to(path(id));
  }

  @POST
  @Path("{userId:\\d+}/remove")
  public Response remove(@RestPath long id, @RestPath long userId) {
    User user = members.member(id, userId);
    members.remove(id, userId);
    toast.next("%s is no longer a member.".formatted(user.shownName()));
    // Who took themselves out may not see the project any more.
    return Reply.to(access.roleIn(id).isPresent() ? path(id) : "/projects");
  }

  private TemplateInstance template(long id, Form form) {
    Project project = access.see(id);
    boolean mayOwn = access.may(id, ProjectRole.OWNER);
    List<User> candidates = mayOwn ? members.candidates(id) : List.of();
    return Templates.members(project, members.of(id), candidates, form, mayOwn);
  }

  private static String path(long id) {
    return "/projects/" + id + "/members";
  }

  @CheckedTemplate(basePath = "projects")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance members(
        Project project,
        List<Members.Listed> members,
        List<User> candidates,
        Form form,
        boolean mayOwn);
  }
}
