package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.godwit.project.Project;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.Page;
import org.godwit.testing.Servers;
import org.godwit.testing.TaskRows;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class EventsIT {
  @Inject Crew crew;
  @Inject TaskRows rows;

  @TestHTTPResource("/")
  URI console;

  @Test
  void whatHappensToATaskIsToldToItsMembersAloneAndStaysWhenItIsGone() throws SQLException {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    Browser browser = crew.at(console, owner);
    assertThat(browser.get("/events").text()).contains("Nothing has happened yet");
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute("CREATE TABLE item (id int PRIMARY KEY)", "INSERT INTO item VALUES (1)");
    long id = rows.ready(project, "Night move", source, Servers.postgres().newDatabase(), "{}");
    String task = "/tasks/" + id;
    browser.submit(browser.get(task), "form[action$=/run]", Map.of());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> browser.get(task).text().contains("Load complete"));

    assertThat(entries(browser.get("/events")))
        .contains(
            "Night move " + project.name + " The load is complete. State change · DMS-EVENT-0079")
        .contains("Started. State change · DMS-EVENT-0069 · by " + owner.name);
    assertThat(entries(browser.get(task + "/events")))
        .contains("Started.")
        .doesNotContain(project.name);
    assertThat(browser.get("/").one("section:has(#recent)").text())
        .contains("The load is complete.");
    Page none = browser.htmx("/events?category=failure&severity=error", "/events");
    assertThat(none.text()).contains("No event fits").doesNotContain("<html");
    assertThat(entries(browser.get("/events?text=START&category=state-change")))
        .contains("Started.");
    assertThat(entries(browser.get("/events?category=of-no-kind&page=9"))).contains("Started.");

    User stranger = crew.user(Role.ENGINEER);
    crew.project(stranger);
    assertThat(crew.at(console, stranger).get("/events").text())
        .contains("Nothing has happened yet");
    assertThat(crew.at(console, stranger).get(task + "/events").status()).isEqualTo(404);

    browser.submit(
        browser.get(task + "/delete"), "form[action$=/delete]", Map.of("typed", "Night move"));
    Page after = browser.get("/events");
    assertThat(entries(after)).contains("Deletion · DMS-EVENT-0073").contains("Started.");
    assertThat(after.shows("#events tbody a")).isFalse();
  }

  private static String entries(Page page) {
    return page.one("#events tbody").text();
  }
}
