package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.godwit.project.Project;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.Page;
import org.godwit.testing.TaskRows;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class SearchIT {
  @Inject Crew crew;
  @Inject TaskRows rows;

  @TestHTTPResource("/")
  URI console;

  @Test
  void tasksTablesEndpointsAndProjectsAreFoundByTheirNames() {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    long task = rows.finished(project, "Nightly 100%");
    rows.completed(task, 60);
    Browser browser = crew.at(console, owner);

    assertThat(browser.get("/search?text=nightly").text()).contains("Nightly 100%");
    assertThat(browser.get("/search?text=100%25").text()).contains("Nightly 100%");
    assertThat(browser.get("/search?text=" + project.name.replace(" ", "+")).text())
        .contains("Projects 1");
    assertThat(browser.get("/search?text=mariadb").text()).contains("Endpoints");

    Page tables = browser.get("/search?text=table_000");
    assertThat(tables.dom().select("main tbody tr")).hasSize(50);
    assertThat(tables.text()).contains("The first 50");
    assertThat(tables.dom().select("main tbody a").first().attr("href"))
        .isEqualTo("/tasks/" + task + "/table?schema=shop&table=table_00001");
    Page suggested = browser.htmx("/search?text=table_000", "/");
    assertThat(suggested.body()).doesNotContain("<html");
    assertThat(suggested.dom().select("#search-hits a[href*=/table]")).hasSize(5);
  }

  @Test
  void whatOneMayNotSeeIsNotFound() {
    Project project = crew.project(crew.user(Role.ENGINEER));
    rows.completed(rows.finished(project, "Hidden task"), 3);
    Browser outsider = crew.at(console, crew.user(Role.ENGINEER));
    for (String text : new String[] {"Hidden", "table_0", "mariadb", "Project"}) {
      Page page = outsider.get("/search?text=" + text);
      assertThat(page.text()).as(text).contains("Nothing found");
      assertThat(page.text()).as(text).doesNotContain("Hidden task", "shop.table_00001");
    }
  }

  @Test
  void whatWasTypedIsTextAndNothingElse() {
    Browser browser = crew.at(console, crew.user(Role.ENGINEER));
    Page page = browser.get("/search?text=%3Cscript%3Ealert(1)%3C/script%3E");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("<script>alert");
  }
}
