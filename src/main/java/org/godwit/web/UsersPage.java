package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.godwit.security.CurrentUser;
import org.godwit.security.InvalidInput;
import org.godwit.security.Role;
import org.godwit.security.Roles;
import org.godwit.security.User;
import org.godwit.security.Users;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Who may log in. */
@Path("/users")
@RolesAllowed(Roles.ADMIN)
final class UsersPage {
  private final Users users;
  private final CurrentUser currentUser;
  private final Toast toast;

  UsersPage(Users users, CurrentUser currentUser, Toast toast) {
    this.users = users;
    this.currentUser = currentUser;
    this.toast = toast;
  }

  @GET
  public TemplateInstance list() {
    return Templates.list(User.byName());
  }

  @GET
  @Path("new")
  public TemplateInstance create() {
    return Templates.create(Form.empty().with("role", Role.ENGINEER.name()), roles());
  }

  @POST
  public Response create(
      @RestForm @Nullable String name, @RestForm @Nullable String fullName, @RestForm Role role) {
    String typedName = Form.text(name);
    Form form = typed(Form.text(fullName), role).with("name", typedName);
    try {
      String password = users.create(typedName, Form.text(fullName), role);
      return Reply.page(Templates.password(typedName.strip(), password, true));
    } catch (InvalidInput e) {
      return Reply.invalid(Templates.create(form.refused(e), roles()));
    }
  }

  @GET
  @Path("{id:\\d+}")
  public TemplateInstance edit(@RestPath long id) {
    User user = users.get(id);
    return edit(user, typed(user.fullName, user.role));
  }

  @POST
  @Path("{id:\\d+}")
  public Response change(
      @RestPath long id, @RestForm @Nullable String fullName, @RestForm Role role) {
    try {
      users.change(id, Form.text(fullName), role);
    } catch (InvalidInput e) {
      return Reply.invalid(edit(users.get(id), typed(Form.text(fullName), role).refused(e)));
    }
    toast.next("User %s is saved.".formatted(users.get(id).name));
    return Reply.to("/users");
  }

  @POST
  @Path("{id:\\d+}/disabled")
  public Response disable(@RestPath long id, @RestForm boolean disabled) {
    try {
      users.setDisabled(id, disabled);
    } catch (InvalidInput e) {
      User user = users.get(id);
      return Reply.invalid(edit(user, typed(user.fullName, user.role).refused(e)));
    }
    toast.next(
        disabled
            ? "User %s is disabled and logged out.".formatted(users.get(id).name)
            : "User %s may log in again.".formatted(users.get(id).name));
    return Reply.to("/users");
  }

  @POST
  @Path("{id:\\d+}/password")
  public Response resetPassword(@RestPath long id) {
    String password = users.resetPassword(id);
    return Reply.page(Templates.password(users.get(id).name, password, false));
  }

  private TemplateInstance edit(User user, Form form) {
    boolean isMe = user.id == currentUser.get().userId();
    return Templates.edit(user, form, roles(), isMe);
  }

  private static Form typed(String fullName, Role role) {
    return Form.empty().with("fullName", fullName).with("role", role.name());
  }

  private static List<Role> roles() {
    return List.of(Role.values());
  }

  @CheckedTemplate(basePath = "users")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(List<User> users);

    static native TemplateInstance create(Form form, List<Role> roles);

    static native TemplateInstance edit(User user, Form form, List<Role> roles, boolean isMe);

    static native TemplateInstance password(String name, String password, boolean isNew);
  }
}
