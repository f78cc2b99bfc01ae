package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
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
class AccessIT {
  @Inject Crew crew;

  @TestHTTPResource("/")
  URI console;

  private User owner;
  private Project project;
  private String path;

  @BeforeEach
  void makeAProject() {
    owner = crew.user(Role.ENGINEER);
    project = crew.project(owner);
    path = "/projects/" + project.id;
  }

  @Test
  void anOutsiderCannotTellAProjectFromNone() {
    Browser outsider = crew.at(console, crew.user(Role.ENGINEER));
    Page foreign = outsider.get(path);
    Page none = outsider.get("/projects/999999");

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(none.status()).isEqualTo(404);
    assertThat(foreign.one("#error").text())
        .isEqualTo(none.one("#error").text().replace("999999", String.valueOf(project.id)));
    assertThat(outsider.postAnyway(path + "/delete", Map.of("typed", project.name)).status())
        .isEqualTo(404);
    assertThat(
            outsider.postAnyway(path + "/members", Map.of("user", "x", "role", "OWNER")).status())
        .isEqualTo(404);
    assertThat(outsider.get("/projects").text()).doesNotContain(project.name);
    assertThat(outsider.get("/").text()).doesNotContain(project.name);
  }

  @Test
  void aMemberWhoReadsSeesNoControlAndIsRefused() {
    for (ProjectRole role : List.of(ProjectRole.VIEWER, ProjectRole.ENGINEER)) {
      User user = crew.user(Role.ENGINEER);
      crew.join(project, user, role);
      Browser browser = crew.at(console, user);

      assertThat(browser.get(path).shows("main a[href$=/edit], main form, main button")).isFalse();
      assertThat(browser.get(path + "/members").shows("main form, main button")).isFalse();
      assertThat(browser.get(path + "/edit").status()).isEqualTo(403);
      assertThat(browser.postAnyway(path, Map.of("name", "Mine")).status()).isEqualTo(403);
      Map<String, String> promotion = Map.of("user", user.name, "role", "OWNER");
      Page refused = browser.postAnyway(path + "/members", promotion);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.one("#error").text()).contains("needs the role owner");
    }
  }

  @Test
  void aViewerOfTheConsoleOnlyReadsWhateverTheProjectSays() {
    User viewer = crew.user(Role.VIEWER);
    crew.join(project, viewer, ProjectRole.OWNER);
    Browser browser = crew.at(console, viewer);

    assertThat(browser.get(path).status()).isEqualTo(200);
    assertThat(browser.get(path).shows("main a[href$=/edit]")).isFalse();
    assertThat(browser.postAnyway(path, Map.of("name", "Mine")).status()).isEqualTo(403);
    assertThat(browser.get("/projects").shows("a[href=/projects/new]")).isFalse();
    assertThat(browser.get("/projects/new").status()).isEqualTo(403);
    assertThat(browser.postAnyway("/projects", Map.of("name", "Mine")).status()).isEqualTo(403);
  }

  @Test
  void onlyAdminsSeeAndReachUsersAuditAndSettings() {
    Browser engineer = crew.at(console, owner);
    Browser admin = crew.at(console, crew.user(Role.ADMIN));
    for (String page : List.of("/users", "/audit", "/settings")) {
      assertThat(engineer.get("/").shows("#navigation a[href=" + page + "]")).isFalse();
      assertThat(engineer.get(page).status()).isEqualTo(403);
      assertThat(admin.get("/").shows("#navigation a[href=" + page + "]")).isTrue();
      assertThat(admin.get(page).status()).isEqualTo(200);
    }
    Map<String, String> promotion = Map.of("fullName", "", "role", "ADMIN");
    assertThat(engineer.postAnyway("/users/" + owner.id, promotion).status()).isEqualTo(403);
  }

  @Test
  void anAdminOwnsEveryProject() {
    Browser admin = crew.at(console, crew.user(Role.ADMIN));
    assertThat(admin.get(path + "/edit").status()).isEqualTo(200);
  }

  @Test
  void aMemberTakenOutSeesNothingFromThenOn() {
    User engineer = crew.user(Role.ENGINEER);
    crew.join(project, engineer, ProjectRole.ENGINEER);
    Browser browser = crew.at(console, engineer);
    assertThat(browser.get(path).status()).isEqualTo(200);

    Browser own = crew.at(console, owner);
    own.submit(own.get(path + "/members"), "form[action$=/" + engineer.id + "/remove]", Map.of());
    assertThat(browser.get(path).status()).isEqualTo(404);
  }

  @Test
  void aProjectKeepsAnOwner() {
    Browser own = crew.at(console, owner);
    Page refused = own.postAnyway(path + "/members/" + owner.id, Map.of("role", "VIEWER"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("A project needs an owner");
    assertThat(own.get(path + "/members").status()).isEqualTo(200);
  }

  @Test
  void deletingAProjectAsksForItsName() {
    Browser own = crew.at(console, owner);
    Page edit = own.get(path + "/edit");
    Page refused = own.submit(edit, "form[action$=/delete]", Map.of("typed", "something"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#help-typed").text()).contains(project.name);
    assertThat(own.get(path).status()).isEqualTo(200);

    Page done = own.submit(edit, "form[action$=/delete]", Map.of("typed", project.name));
    assertThat(done.leadsTo()).isEqualTo("/projects");
    assertThat(own.get("/projects").one("#toasts").text()).contains("is deleted");
    assertThat(own.get(path).status()).isEqualTo(404);
  }
}
