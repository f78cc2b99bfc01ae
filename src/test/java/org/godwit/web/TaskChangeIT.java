package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.Page;
import org.godwit.testing.Servers;
import org.godwit.testing.TaskRows;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class TaskChangeIT {
  private static final String RULES =
      """
      {"rules": [
        {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
         "object-locator": {"schema-name": "SHOP", "table-name": "%"}},
        {"rule-type": "selection", "rule-id": "2", "rule-name": "2", "rule-action": "exclude",
         "object-locator": {"schema-name": "SHOP", "table-name": "old"}},
        {"rule-type": "transformation", "rule-id": "3", "rule-name": "3", "rule-action": "rename",
         "rule-target": "column", "value": "remark",
         "object-locator": {"schema-name": "SHOP", "table-name": "orders", "column-name": "note"}}]}""";

  private static final String DROPPING =
      "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
  private static final String VALIDATING =
      DROPPING.replaceFirst(".$", ", \"ValidationSettings\": {\"EnableValidation\": true}}");

  @Inject Crew crew;
  @Inject TaskRows rows;
  @Inject DataSource store;

  @TestHTTPResource("/")
  URI console;

  private Browser browser;
  private Browser colleague;
  private TestDatabase shop;
  private String task;

  @BeforeEach
  void makeATask() throws SQLException {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    browser = crew.at(console, owner);
    User other = crew.user(Role.ENGINEER);
    crew.join(project, other, ProjectRole.ENGINEER);
    colleague = crew.at(console, other);
    shop = Servers.mariaDb().newDatabase();
    shop.execute(
        "CREATE TABLE orders (id int PRIMARY KEY, note varchar(40))",
        "INSERT INTO orders VALUES (1, 'first')",
        "CREATE TABLE old (id int PRIMARY KEY)",
        "CREATE TABLE same (id int PRIMARY KEY)");
    TestDatabase target = Servers.postgres().newDatabase();
    task = "/tasks/" + rows.ready(project, "Whole shop", shop, target, DROPPING);
  }

  private void run() {
    assertThat(browser.postAnyway(task + "/run", Map.of()).status()).isEqualTo(303);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> browser.get(task).shows("#restart"));
  }

  private String beginChange() {
    Page begun = browser.submit(browser.get(task + "/mapping"), "form[action$=/edit]", Map.of());
    assertThat(begun.status()).as(begun.text()).isEqualTo(303);
    return begun.leadsTo().replace("/tables", "");
  }

  @Test
  void aChangeIsMadeInTheWizardsViewsAndSaysWhatItMeans() throws SQLException {
    run();
    shop.execute("CREATE TABLE fresh (id int PRIMARY KEY)");
    String draft = beginChange();
    assertThat(browser.get(draft + "/rules").text()).contains("Move every table of schema");
    browser.submit(
        browser.get(draft + "/json"),
        "form[action$=/json]",
        Map.of("mapping", RULES.replace("SHOP", shop.name())));
    browser.submit(
        browser.get(draft + "/settings"),
        "form[action$=/settings/json]",
        Map.of("settings", VALIDATING));
    assertThat(browser.get(draft + "/summary").leadsTo()).isEqualTo(draft + "/changed");

    Page means = browser.get(draft + "/changed");
    assertThat(means.one(".g-means").text())
        .contains("1 table new: " + shop.name() + ".fresh.")
        .contains("1 table changed: " + shop.name() + ".orders.")
        .contains("1 table no longer moved: " + shop.name() + ".old.");
    assertThat(means.text()).contains("ValidationSettings.EnableValidation");
    assertThat(means.text()).doesNotContain(".same");

    browser.submit(browser.get(draft + "/preview/plan"), "form.g-read", Map.of("read", "true"));
    Page saved = browser.submit(means, "form[action$=/changed]", Map.of("then", "reload"));
    assertThat(saved.leadsTo()).isEqualTo(task + "/reload?table=" + shop.name() + ".orders");
    Page reload = browser.get(saved.leadsTo());
    browser.submit(reload, "form[action$=/reload]", Map.of("typed", "Whole shop"));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> assertThat(browser.get(task).one("#task-head").text()).contains("Validated"));
    assertThat(browser.get(task + "/tables").text()).contains(".fresh").doesNotContain(".old");
    assertThat(browser.get(task + "/table?schema=" + shop.name() + "&table=orders").text())
        .contains("note varchar(40) remark character varying(40) rule 3");
  }

  @Test
  void aRunWhoseEndTheStoreCannotTakeIsEndedWhenItCan() throws SQLException {
    try (Connection connection = store.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create function refuse() returns trigger language plpgsql as"
              + " 'begin raise exception ''disk full'' using errcode = ''53100''; end'");
      statement.execute(
          "create trigger refuse before update on task for each row"
              + " when (new.state = 'STOPPED') execute function refuse()");
      try {
        assertThat(browser.postAnyway(task + "/run", Map.of()).status()).isEqualTo(303);
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> browser.get(task + "/log").text().contains("loaded 1 rows into"));
        assertThat(browser.get(task).shows("#stop")).isTrue();
      } finally {
        statement.execute("drop function refuse() cascade");
      }
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> browser.get(task).shows("#restart"));
  }

  @Test
  void limitsOfTheSourcesLoadAreChangedWhileTheTaskRuns() throws SQLException {
    shop.execute("INSERT INTO orders SELECT seq, 'more' FROM seq_2_to_4000");
    assertThat(limit("10", "1").leadsTo()).isEqualTo(task);
    assertThat(browser.postAnyway(task + "/run", Map.of()).status()).isEqualTo(303);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> browser.get(task).text().contains("Full load"));

    Page refused = limit("many", "50");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#field-rowsPerSecond").val()).isEqualTo("many");
    assertThat(refused.one("#help-rowsPerSecond").text()).contains("MaxRowsPerSecond");
    assertThat(refused.one("#help-connections").text()).contains("ReaderConnections", "49");

    assertThat(limit("0", "0").leadsTo()).isEqualTo(task);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> browser.get(task).shows("#restart"));
    assertThat(browser.get(task + "/log").text())
        .contains("limits of the source's load were changed");
    assertThat(browser.get(task + "/tables").text()).contains("4,000");
    assertThat(browser.get(task + "/settings").text()).contains("MaxRowsPerSecond");
  }

  private Page limit(String rowsPerSecond, String connections) {
    return browser.submit(
        browser.get(task),
        "#limits",
        Map.of("rowsPerSecond", rowsPerSecond, "connections", connections));
  }

  @Test
  void theSecondOfTwoWhoChangeATaskIsRefused() {
    String mine = beginChange();
    String theirs =
        colleague
            .submit(colleague.get(task + "/mapping"), "form[action$=/edit]", Map.of())
            .leadsTo()
            .replace("/tables", "");
    assertThat(theirs).isNotEqualTo(mine);
    assertThat(renamed(colleague, theirs, "Their shop").leadsTo()).isEqualTo(task);

    Page refused = renamed(browser, mine, "My shop");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("Task Their shop was changed by somebody else");
    assertThat(browser.get(task).text()).contains("Their shop").doesNotContain("My shop");
    assertThat(browser.get(mine + "/changed").text()).contains("My shop");

    browser.submit(browser.get(mine + "/rules"), "form[action$=/discard]", Map.of());
    assertThat(renamed(browser, beginChange(), "My shop").leadsTo()).isEqualTo(task);
  }

  private static Page renamed(Browser by, String draft, String name) {
    by.submit(by.get(draft), "form[action='%s']".formatted(draft), Map.of("name", name));
    by.submit(by.get(draft + "/preview/plan"), "form.g-read", Map.of("read", "true"));
    return by.submit(by.get(draft + "/changed"), "form[action$=/changed]", Map.of());
  }

  @Test
  void aChangeIsKeptUntilItIsSavedOrDiscarded() {
    String draft = beginChange();
    browser.submit(
        browser.get(draft), "form[action='%s']".formatted(draft), Map.of("name", "Half a shop"));
    assertThat(beginChange()).isEqualTo(draft);
    assertThat(browser.get(task).text()).contains("Whole shop");
    assertThat(browser.get("/tasks/new").text()).doesNotContain("Half a shop");
    assertThat(browser.get(draft + "/changed").text())
        .contains("The task has not run yet")
        .contains("Half a shop from now on");
    Page left = browser.submit(browser.get(draft + "/rules"), "form[action$=/discard]", Map.of());
    assertThat(left.leadsTo()).isEqualTo(task);
    assertThat(browser.get(task).text()).contains("Whole shop");
  }
}
