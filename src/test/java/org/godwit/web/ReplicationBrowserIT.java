package org.godwit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.godwit.project.Project;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Chromium;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.ConsoleWindow;
import org.godwit.testing.Crew;
import org.godwit.testing.Servers;
import org.godwit.testing.TaskRows;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A task that follows changes, in a real browser and by the keyboard alone. */
@Tag("slow")
@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class ReplicationBrowserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TABS_MAX = 100;

  @Inject Crew crew;
  @Inject TaskRows rows;
  @Inject DataSource store;

  @TestHTTPResource("/")
  URI console;

  @Test
  void tablesAreReloadedAndSuspendedByTheKeyboardWhileTheTaskRuns() throws SQLException {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, name varchar(40))",
        "INSERT INTO item VALUES (1, 'one')",
        "CREATE TABLE note (id int PRIMARY KEY)");
    TestDatabase target = Servers.postgres().newDatabase();
    long task =
        rows.ready(
            project,
            "Followed",
            source,
            target,
            """
            {"FullLoadSettings": {"TargetTablePrepMode": "DROP_AND_CREATE"},
             "ErrorBehavior": {"ApplyErrorUpdatePolicy": "SUSPEND_TABLE"}}""");
    follow(task);
    try (Chromium chromium = Chromium.start()) {
      ConsoleWindow window = chromium.open(console);
      window.logIn(owner.name, Crew.PASSWORD);
      assertThat(window.page().locator("h1")).hasText("Dashboard");
      window.go("/tasks/" + task);
      pressEnterOn(window, "#start");
      assertThat(window.page().locator("#task-head")).containsText("Replication ongoing", soon());
      target.execute("DELETE FROM %s.item".formatted(source.name()));
      source.execute("UPDATE item SET name = 'nowhere'");
      assertThat(window.page().locator("#reload-parked")).isVisible(visibleSoon());
      window.picture("task-parked");
      window.go("/tasks/%d/exceptions?schema=%s&table=item".formatted(task, source.name()));
      window.page().locator("section:has(#excepted) summary").first().click();
      assertThat(window.page().locator("section:has(#excepted)")).containsText("shall be");
      window.picture("task-kept-change");
      window.go("/tasks/" + task);

      pressEnterOn(window, "#reload-parked");
      assertThat(window.page().locator("#meanwhile")).containsText("The task goes on");
      window.picture("task-reload-while-running");
      reachByTab(window, "[name=typed]");
      window.page().keyboard().type("Followed");
      window.page().keyboard().press("Enter");
      Locator item = window.page().locator("#task-tables tr", having("item"));
      assertThat(item).containsText("Table completed", soon());
      assertThat(window.page().locator("#task-head")).containsText("Replication ongoing", soon());

      Locator box = window.page().locator("[name=table][value$='.note']");
      box.focus();
      window.page().keyboard().press("Space");
      pressEnterOn(window, "#suspend-selected");
      assertThat(window.page().locator("h1")).hasText("Suspend tables");
      window.picture("task-suspend");
      reachByTab(window, "main form button");
      window.page().keyboard().press("Enter");
      assertThat(window.page().locator("#task-tables tr", having("note")))
          .containsText("it was suspended by", soon());
      window.picture("task-suspended");
      window.go("/tasks/" + task);
      pressEnterOn(window, "#stop");
      assertThat(window.page().locator("#start")).isVisible(visibleSoon());
      window.assertNoErrors();
    }
  }

  private void follow(long task) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update task set type = 'FULL_LOAD_AND_CDC' where id = ?")) {
      update.setLong(1, task);
      update.executeUpdate();
    }
  }

  private static void pressEnterOn(ConsoleWindow window, String selector) {
    reachByTab(window, selector);
    window.page().keyboard().press("Enter");
  }

  /** As who has no mouse comes there, from wherever the focus is. */
  private static void reachByTab(ConsoleWindow window, String selector) {
    for (int tab = 0; tab < TABS_MAX; tab++) {
      Object isThere =
          window.page().evaluate("selector => document.activeElement.matches(selector)", selector);
      if (Boolean.TRUE.equals(isThere)) {
        return;
      }
      window.page().keyboard().press("Tab");
    }
    throw new AssertionError(selector + " is not reached by the keyboard");
  }

  private static Page.LocatorOptions having(String words) {
    return new Page.LocatorOptions().setHasText(words);
  }

  private static LocatorAssertions.ContainsTextOptions soon() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout((double) PATIENCE.toMillis());
  }

  private static LocatorAssertions.IsVisibleOptions visibleSoon() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout((double) PATIENCE.toMillis());
  }
}
