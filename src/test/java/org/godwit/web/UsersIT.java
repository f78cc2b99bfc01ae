package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class UsersIT {
  @Inject Crew crew;

  @TestHTTPResource("/")
  URI console;

  private Browser admin;

  @BeforeEach
  void logInAsAdmin() {
    admin = crew.at(console, crew.user(Role.ADMIN));
  }

  @Test
  void aNewUserComesInWithThePasswordThatWasShownOnce() {
    Page made = create("Greta.Olsen", "ENGINEER");
    String password = made.one("#password").text();
    assertThat(password).hasSize(20);

    Browser browser = new Browser(console);
    assertThat(browser.logIn("greta.olsen", password).status()).isEqualTo(303);
    assertThat(browser.get("/").leadsTo()).isEqualTo("/password");

    for (String path : new String[] {"/users", "/audit", "/settings"}) {
      assertThat(admin.get(path).body()).doesNotContain(password).doesNotContain("$2a$");
    }
  }

  @Test
  void aNameIsTakenWhateverItsCase() {
    User user = crew.user(Role.VIEWER);
    Page refused = create(user.name.toUpperCase(java.util.Locale.ROOT), "VIEWER");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#help-name").text()).contains("already");
    assertThat(refused.one("input[name=role][checked]").attr("value")).isEqualTo("VIEWER");
  }

  @Test
  void anotherRoleActsAtOnce() {
    User user = crew.user(Role.ENGINEER);
    Browser browser = crew.at(console, user);
    assertThat(browser.get("/projects/new").status()).isEqualTo(200);

    String path = "/users/" + user.id;
    Page saved = admin.submit(admin.get(path), formTo(path), Map.of("role", "VIEWER"));
    assertThat(saved.leadsTo()).isEqualTo("/users");
    assertThat(browser.get("/projects/new").leadsTo()).startsWith("/login");
    assertThat(crew.at(console, user).get("/projects/new").status()).isEqualTo(403);
  }

  @Test
  void aDisabledUserIsOutAtOnceAndStaysOutUntilEnabled() {
    User user = crew.user(Role.ENGINEER);
    Browser browser = crew.at(console, user);
    String path = "/users/" + user.id;
    admin.submit(admin.get(path), formTo(path + "/disabled"), Map.of());

    assertThat(browser.get("/").leadsTo()).isEqualTo("/login");
    assertThat(browser.logIn(user.name, Crew.PASSWORD).status()).isEqualTo(422);

    admin.submit(admin.get(path), formTo(path + "/disabled"), Map.of());
    assertThat(browser.logIn(user.name, Crew.PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void aResetPasswordReplacesTheOldOneAndEndsTheSessions() {
    User user = crew.user(Role.ENGINEER);
    Browser browser = crew.at(console, user);
    String path = "/users/" + user.id;
    Page reset = admin.submit(admin.get(path), formTo(path + "/password"), Map.of());

    assertThat(browser.get("/").leadsTo()).isEqualTo("/login");
    assertThat(browser.logIn(user.name, Crew.PASSWORD).status()).isEqualTo(422);
    assertThat(browser.logIn(user.name, reset.one("#password").text()).status()).isEqualTo(303);
  }

  @Test
  void anAdminCannotDisableThemselves() {
    User me = crew.user(Role.ADMIN);
    Browser browser = crew.at(console, me);
    Page refused = browser.postAnyway("/users/" + me.id + "/disabled", Map.of("disabled", "true"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("You can't disable yourself");
    assertThat(browser.get("/users").status()).isEqualTo(200);
  }

  @Test
  void everyChangeIsInTheAuditWithWhoWhatBeforeAndAfter() {
    User user = crew.user(Role.ENGINEER);
    String path = "/users/" + user.id;
    admin.submit(admin.get(path), formTo(path), Map.of("role", "VIEWER"));
    admin.submit(admin.get(path), formTo(path + "/password"), Map.of());

    Page audit = admin.get("/audit?text=" + user.name);
    assertThat(audit.dom().select("tbody tr td:nth-child(3)").eachText())
        .containsExactly("user.reset-password", "user.change");
    assertThat(audit.dom().select("tbody tr").get(1).text()).contains("role engineer → viewer");
    assertThat(audit.dom().select("tbody tr").getFirst().text())
        .contains("password •••••• → ••••••");
  }

  @Test
  void theAuditAnswersHtmxWithTheTableAlone() {
    Page fragment = admin.htmx("/audit?kind=user", "/audit");
    assertThat(fragment.body()).doesNotContain("<html");
    assertThat(fragment.one("#audit-entries").parent().tagName()).isEqualTo("body");
    assertThat(admin.get("/audit?text=%25%27nothing").text()).contains("Nothing found");
  }

  private Page create(String name, String role) {
    return admin.submit(
        admin.get("/users/new"), formTo("/users"), Map.of("name", name, "role", role));
  }

  private static String formTo(String path) {
    return "form[action=" + path + "]";
  }
}
