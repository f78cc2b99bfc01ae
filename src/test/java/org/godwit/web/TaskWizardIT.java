package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class TaskWizardIT {
  @Inject Crew crew;
  @Inject TaskRows rows;

  @TestHTTPResource("/")
  URI console;

  private Project project;
  private Browser browser;
  private TestDatabase shop;
  private String draft;

  @BeforeEach
  void chooseSourceAndTarget() throws SQLException {
    User owner = crew.user(Role.ENGINEER);
    project = crew.project(owner);
    browser = crew.at(console, owner);
    shop = Servers.mariaDb().newDatabase();
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id int PRIMARY KEY, note varchar(40))");
      statement.execute("INSERT INTO orders VALUES (1, 'first'), (2, NULL)");
      statement.execute("CREATE TABLE Items (id int PRIMARY KEY)");
      statement.execute("CREATE TABLE items_old (id int PRIMARY KEY)");
    }
    long source = rows.endpoint(project, "mariadb", shop);
    long target = rows.endpoint(project, "postgres", Servers.postgres().newDatabase());
    Page begun =
        browser.submit(
            browser.get("/tasks/new?project=" + project.id),
            "form[action=/tasks/new]",
            Map.of("name", "Shop", "source", "" + source, "target", "" + target));
    assertThat(begun.status()).as(begun.text()).isEqualTo(303);
    draft = begun.leadsTo().replace("/tables", "");
  }

  private Page tick(String table, boolean isOn) {
    Map<String, String> choice =
        Map.of("schema", shop.name(), "table", table, "text", "", "on", "" + isOn);
    return browser.postAnyway(draft + "/tables", choice);
  }

  @Test
  void aTaskIsDescribedStepByStepAndCreated() {
    assertThat(browser.get(draft + "/tables").text()).contains("Nothing is selected yet");
    assertThat(tick("", true).text()).contains("3 tables selected");
    assertThat(tick("items_old", false).text()).contains("2 tables selected");
    assertThat(browser.get(draft + "/rules").text()).contains("Move every table of schema");
    assertThat(browser.get(draft + "/json").one("#mapping").text()).contains("items[_]old");

    Page plan = browser.htmx(draft + "/preview/plan", draft + "/preview");
    assertThat(plan.body()).doesNotContain("<html");
    assertThat(plan.text()).contains(shop.name() + ".orders").contains("is made");
    String table = draft + "/preview/table?schema=" + shop.name() + "&table=orders";
    assertThat(browser.get(table).text())
        .contains("varchar(40)")
        .contains("The same rows as they would arrive")
        .contains("first")
        .contains("NULL");

    assertThat(browser.post(draft + "/preview", Map.of()).status()).isEqualTo(400);
    browser.submit(plan, "form.g-read", Map.of("read", "true"));
    Page settings = browser.get(draft + "/settings");
    assertThat(settings.text()).contains("Target table prep mode");
    assertThat(browser.submit(settings, "#settings-form", Map.of()).leadsTo())
        .isEqualTo(draft + "/checks");
    browser.submit(browser.get(draft + "/checks"), "#checks", Map.of());
    Page tested = browser.settled(draft + "/checks");
    assertThat(tested.text())
        .contains("Source: mariadb")
        .contains("Target: postgres")
        .contains("Tested ");

    Page summary = browser.get(draft + "/summary");
    assertThat(summary.one(".g-summary").text()).contains("Task Shop moves 2 tables");
    Page created = browser.submit(summary, "form[action$=/summary]", Map.of("start", "false"));
    assertThat(created.status()).as(created.text()).isEqualTo(303);
    assertThat(browser.get(created.leadsTo()).one("#task-head").text()).contains("Ready");
    assertThat(browser.get(draft + "/tables").status()).isEqualTo(404);
  }

  @Test
  void aTaskThatIsCreatedAndStartedLoadsItsRows() {
    tick("orders", true);
    Page plan = browser.get(draft + "/preview/plan");
    browser.submit(plan, "form.g-read", Map.of("read", "true"));
    String valid = "{\"ValidationSettings\": {\"EnableValidation\": true}}";
    browser.submit(
        browser.get(draft + "/settings"),
        "form[action$=/settings/json]",
        Map.of("settings", valid));
    browser.submit(browser.get(draft + "/preview/plan"), "form.g-read", Map.of("read", "true"));
    Page created =
        browser.submit(
            browser.get(draft + "/summary"), "form[action$=/summary]", Map.of("start", "true"));
    assertThat(created.status()).as(created.text()).isEqualTo(303);

    String task = created.leadsTo();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(browser.get(task).one("#task-head").text()).contains("Validated"));
    Page tables = browser.get(task + "/tables");
    assertThat(tables.one("#task-tables tbody tr").text())
        .contains("Table completed")
        .contains("2");
    assertThat(browser.get(task).text()).contains("Read at 1 point in time");
    assertThat(browser.get(task + "/log").dom().select(".g-log li").size()).isGreaterThan(1);
    assertThat(browser.get("/").text()).contains("Recently ended");
  }

  @Test
  void jsonThatCannotBeReadIsKeptAsItWasTyped() {
    Page refused =
        browser.submit(
            browser.get(draft + "/json"),
            "form[action$=/json]",
            Map.of("mapping", "{\"rules\": ["));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#problems").text()).contains("Line 1");
    assertThat(browser.get(draft + "/json").one("#mapping").text()).isEqualTo("{\"rules\": [");
    assertThat(browser.get(draft + "/tables").leadsTo()).isEqualTo(draft + "/json");
    assertThat(browser.get("/tasks/new?project=" + project.id).text()).contains("Shop");
  }

  @Test
  void anUnknownActionNamesRuleAndKey() {
    String mapping =
        """
        {"rules": [{"rule-type": "selection", "rule-id": "7", "rule-name": "7", "rule-action": "move",
        "object-locator": {"schema-name": "%", "table-name": "%"}}]}""";
    Page refused =
        browser.submit(
            browser.get(draft + "/json"), "form[action$=/json]", Map.of("mapping", mapping));
    assertThat(refused.one("#problems").text()).contains("Rule 7").contains("rule-action");
  }

  @Test
  void aTaskWhoseTablesAllBecomeOneIsBlocked() {
    String mapping =
        """
        {"rules": [{"rule-type": "selection", "rule-id": 1, "rule-name": "1", "rule-action": "include",
        "object-locator": {"schema-name": "%s", "table-name": "%%"}}, {"rule-type": "transformation",
        "rule-id": 2, "rule-name": "2", "rule-target": "table", "rule-action": "rename", "value": "one",
        "object-locator": {"schema-name": "%s", "table-name": "%%"}},]}"""
            .formatted(shop.name(), shop.name());
    browser.submit(browser.get(draft + "/json"), "form[action$=/json]", Map.of("mapping", mapping));
    Page plan = browser.get(draft + "/preview/plan");
    assertThat(plan.text()).contains("to mend before the task can be created");
    assertThat(plan.shows("button:contains(Continue)")).isFalse();

    Page refused =
        browser.submit(
            browser.get(draft + "/summary"), "form[action$=/summary]", Map.of("start", "false"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("mend them before the task is saved");
  }

  @Test
  void manyWarningsComeInPages() throws SQLException {
    String checks =
        IntStream.rangeClosed(1, 60)
            .mapToObj("CONSTRAINT k%1$d CHECK (soundex(note) <> 'x%1$d')"::formatted)
            .collect(Collectors.joining(", "));
    shop.execute("CREATE TABLE guarded (id int PRIMARY KEY, note varchar(40), " + checks + ")");
    tick("guarded", true);
    browser.postAnyway(draft + "/tables/refresh", Map.of());
    tick("guarded", true);
    Page first = browser.get(draft + "/preview/plan");
    assertThat(first.text()).contains("1–50 of 60").contains("I have read the 60 warnings above");
    Page next = browser.get(draft + "/preview/plan?warnings=2");
    assertThat(next.text()).contains("51–60 of 60").contains("I have read the 60 warnings above");
    assertThat(first.one("a[href$='warnings=2']").text()).contains("Next");
    assertThat(next.text()).doesNotContain("x1'");
  }

  @Test
  void aPlanIsKeptForTheLaterStepsAndReadAnewWhenItsPageIsOpened() throws SQLException {
    tick("orders", true);
    String plan = draft + "/preview/plan";
    browser.submit(browser.get(plan), "form.g-read", Map.of("read", "true"));
    shop.execute("ALTER TABLE orders ADD COLUMN added int");
    browser.submit(browser.get(draft + "/settings"), "#settings-form", Map.of());
    String table = draft + "/preview/table?schema=" + shop.name() + "&table=orders";
    assertThat(browser.get(table).text()).doesNotContain("added");
    browser.get(draft + "/preview");
    assertThat(browser.get(table).text()).contains("added");
  }

  @Test
  void thePreviewOfATableShowsMasksAndValidationRules() {
    String mapping =
        """
        {"rules": [
          {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
           "object-locator": {"schema-name": "%1$s", "table-name": "orders"}},
          {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-target": "column",
           "rule-action": "data-masking-digits-mask", "value": "#",
           "object-locator": {"schema-name": "%1$s", "table-name": "orders", "column-name": "note"}},
          {"rule-type": "validation", "rule-id": "3", "rule-name": "3", "rule-target": "column",
           "rule-action": "override-validation-function",
           "source-function": "upper(${column-name})", "target-function": "upper(${column-name})",
           "object-locator": {"schema-name": "%1$s", "table-name": "orders", "column-name": "note"}}]}"""
            .formatted(shop.name());
    browser.submit(browser.get(draft + "/json"), "form[action$=/json]", Map.of("mapping", mapping));
    Page table = browser.get(draft + "/preview/table?schema=" + shop.name() + "&table=orders");
    assertThat(table.text())
        .contains("note varchar(40) note character varying(40) rule 2, compared as rule 3 says")
        .doesNotContain("left out")
        .doesNotContain("computed");
    assertThat(table.dom().select("section:has(#arrives) td .text-secondary").eachText())
        .containsExactly("NULL");
  }

  @Test
  void aLongMappingIsShownByPages() {
    String rules =
        IntStream.rangeClosed(1, 250)
            .mapToObj(
                """
                {"rule-type": "selection", "rule-id": %1$d, "rule-name": "%1$d", "rule-action": "include",
                "object-locator": {"schema-name": "archive", "table-name": "day_%1$d"}}"""
                    ::formatted)
            .collect(Collectors.joining(","));
    Map<String, String> mapping = Map.of("mapping", "{\"rules\": [" + rules + "]}");
    browser.submit(browser.get(draft + "/json"), "form[action$=/json]", mapping);

    Page last = browser.get(draft + "/rules?page=3");
    assertThat(last.dom().select("tbody td:first-child").eachText()).hasSize(50).contains("201");
    assertThat(last.text()).contains("201–250 of 250");
    assertThat(browser.get(draft + "/rules?change=120").text()).contains("101–200 of 250");

    String delete = "form[action$=/rules/150/delete]";
    Page deleted = browser.submit(browser.get(draft + "/rules?page=2"), delete, Map.of());
    assertThat(browser.get(deleted.leadsTo()).text())
        .contains("101–200 of 249")
        .contains("Rule 150 is deleted");
  }

  @Test
  void aTickDoesNotOverruleARuleThatAPersonWrote() {
    tick("", true);
    Map<String, String> rule = Map.of("field", "what", "value", "selection/exclude");
    assertThat(browser.postAnyway(draft + "/rules", rule).status()).isEqualTo(422);
    String mapping =
        """
        {"rules": [{"rule-type": "selection", "rule-id": 4, "rule-name": "4", "rule-action": "exclude",
        "object-locator": {"schema-name": "%", "table-name": "items%"}}]}""";
    browser.submit(browser.get(draft + "/json"), "form[action$=/json]", Map.of("mapping", mapping));
    assertThat(tick("items_old", true).text()).contains("Rule 4 leaves out");
  }

  @Test
  void unknownSettingsAreKeptAndListed() {
    Page read =
        browser.submit(
            browser.get(draft + "/settings"),
            "form[action$=/settings/json]",
            Map.of(
                "settings",
                "{\"Foo\": {\"Bar\": 1}, \"FullLoadSettings\": {\"MaxFullLoadSubTasks\": \"3\"},}"));
    assertThat(read.status()).isEqualTo(303);
    Page settings = browser.get(draft + "/settings");
    assertThat(settings.one("#unacted").text()).contains("Foo is unknown");
    Page wrong =
        browser.submit(
            settings,
            "form[action$=/settings/json]",
            Map.of("settings", "{\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": 500}}"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.one("#help-document").text()).contains("MaxFullLoadSubTasks");
  }

  @Test
  void nobodyElseSeesADraft() {
    assertThat(crew.at(console, crew.user(Role.ADMIN)).get(draft + "/tables").status())
        .isEqualTo(404);
  }
}
