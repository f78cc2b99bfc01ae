package org.godwit.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.godwit.security.CurrentUser;
import org.godwit.security.InvalidInput;
import org.godwit.security.Passwords;
import org.godwit.security.Users;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** One's own password. */
@Path("/password")
@Authenticated
final class PasswordPage {
  private final Users users;
  private final CurrentUser currentUser;
  private final Toast toast;

  PasswordPage(Users users, CurrentUser currentUser, Toast toast) {
    this.users = users;
    this.currentUser = currentUser;
    this.toast = toast;
  }

  @GET
  public TemplateInstance form() {
    return template(Form.empty());
  }

  @POST
  public Response change(
      @RestForm @Nullable String current,
      @RestForm @Nullable String password,
      @RestForm @Nullable String repeated) {
    try {
      users.changeOwnPassword(Form.text(current), Form.text(password), Form.text(repeated));
    } catch (InvalidInput e) {
      return Reply.invalid(template(Form.empty().refused(e)));
    }
    toast.next("Your password is changed; your other sessions have ended.");
    return Reply.to("/");
  }

  private TemplateInstance template(Form form) {
    return Templates.password(
        form, currentUser.get().mustChangePassword(), Passwords.LENGTH_MIN, Passwords.BYTES_MAX);
  }

  @CheckedTemplate(basePath = "login")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance password(
        Form form, boolean isFirst, int lengthMin, int bytesMax);
  }
}
