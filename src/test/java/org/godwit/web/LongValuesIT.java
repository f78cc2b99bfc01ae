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

/** What an imported mapping and imported settings would cut is counted before the task exists. */
@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class LongValuesIT {
  private static final String SHORTER_NOTE =
      """
      , {"rule-type": "transformation", "rule-id": 2, "rule-name": "2", "rule-target": "column",
      "rule-action": "change-data-type", "object-locator": {"schema-name": "%1$s",
      "table-name": "orders", "column-name": "note"}, "data-type": {"type": "string", "length": 5}},
      {"rule-type": "table-settings", "rule-id": 3, "rule-name": "3", "object-locator":
      {"schema-name": "%1$s", "table-name": "scans"}, "lob-settings": {"mode": "limited",
      "bulk-max-size": 2}}""";
  private static final String LIMITED =
      """
      {"TargetMetadata": {"FullLobMode": false, "LimitedSizeLobMode": true, "LobMaxSize": 1}}""";

  @Inject Crew crew;
  @Inject TaskRows rows;

  @TestHTTPResource("/")
  URI console;

  private Project project;
  private Browser browser;

  @BeforeEach
  void logIn() {
    User owner = crew.user(Role.ENGINEER);
    project = crew.project(owner);
    browser = crew.at(console, owner);
  }

  @Test
  void valuesOverTheLimitsAreCountedInMariaDb() throws SQLException {
    TestDatabase shop = Servers.mariaDb().newDatabase();
    shop.execute(
        "CREATE TABLE orders (id int PRIMARY KEY, note varchar(40) CHARACTER SET latin1, body text)",
        "CREATE TABLE scans (id int PRIMARY KEY, picture longblob)",
        "INSERT INTO orders VALUES (1, 'short', REPEAT('é', 512)), (2, 'sechse', REPEAT('😀', 257)),"
            + " (3, 'déjà vu encore', REPEAT('x', 1024)), (4, NULL, NULL)",
        "INSERT INTO scans VALUES (1, REPEAT('x', 2048)), (2, REPEAT('x', 2049))");
    Page counted = counted(draft(shop, "mariadb", shop.name(), SHORTER_NOTE));
    assertThat(counted.text())
        .contains("2 values are longer than the 5 characters that")
        .contains("the longest has 14 characters")
        .contains("1 value is cut to 1,024 bytes (limited LOB mode); the longest has 1,028 bytes")
        .contains("1 value is cut to 2,048 bytes (limited LOB mode); the longest has 2,049 bytes")
        .contains(shop.name() + ".orders.note")
        .contains(shop.name() + ".orders.body")
        .contains(shop.name() + ".scans.picture");
  }

  @Test
  void valuesOverTheLimitsAreCountedInPostgres() throws SQLException {
    TestDatabase shop = Servers.postgres().newDatabase();
    shop.execute(
        "CREATE TABLE orders (id int PRIMARY KEY, note varchar(40), body text, facts jsonb)",
        "CREATE TABLE scans (id int PRIMARY KEY, picture bytea)",
        "INSERT INTO orders VALUES (1, 'déjàv', repeat('é', 512), '{}'),"
            + " (2, 'sechse', repeat('😀', 257), jsonb_build_object('a', repeat('b', 1100)))",
        "INSERT INTO scans VALUES (1, convert_to(repeat('x', 5000), 'UTF8'))");
    Page counted = counted(draft(shop, "postgres", "public", SHORTER_NOTE));
    assertThat(counted.text())
        .contains("1 value is longer than the 5 characters that")
        .contains("the longest has 6 characters")
        .contains("1 value is cut to 1,024 bytes (limited LOB mode); the longest has 1,028 bytes")
        .contains("1 value is longer than the 1,024 bytes that jsonb takes")
        .contains("1 value is cut to 2,048 bytes (limited LOB mode); the longest has 5,000 bytes");
  }

  @Test
  void aTableThatDoesNotAnswerIsSaidToBeNotCounted() throws SQLException {
    TestDatabase shop = Servers.mariaDb().newDatabase();
    shop.execute(
        "CREATE TABLE a_locked (id int PRIMARY KEY, body text)",
        "CREATE TABLE b_free (id int PRIMARY KEY, body text)",
        "INSERT INTO b_free VALUES (1, REPEAT('x', 2000))");
    String draft = draft(shop, "mariadb", shop.name(), "");
    try (Connection other = shop.connect();
        Statement statement = other.createStatement()) {
      statement.execute("LOCK TABLES a_locked WRITE");
      Page begun = browser.get(draft + "/preview/plan");
      assertThat(begun.one("#long-values").text()).contains("Counting values that are too long");
      assertThat(counted(draft).text())
          .contains("the table was given up after 5 s")
          .contains("1 value is cut to 1,024 bytes");
    }
  }

  @Test
  void aTableWhoseValuesAllFitIsSaidToBeCounted() throws SQLException {
    TestDatabase shop = Servers.mariaDb().newDatabase();
    shop.execute("CREATE TABLE orders (id int PRIMARY KEY, body text)");
    assertThat(counted(draft(shop, "mariadb", shop.name(), "")).text())
        .contains("Counted in 1 table: no value is too long.");
  }

  private String draft(TestDatabase shop, String engine, String schema, String moreRules)
      throws SQLException {
    Page begun =
        browser.submit(
            browser.get("/tasks/new?project=" + project.id),
            "form[action=/tasks/new]",
            Map.of(
                "name",
                "Shop",
                "source",
                "" + rows.endpoint(project, engine, shop),
                "target",
                "" + rows.endpoint(project, "postgres", Servers.postgres().newDatabase())));
    String draft = begun.leadsTo().replace("/tables", "");
    String mapping =
        """
        {"rules": [{"rule-type": "selection", "rule-id": 1, "rule-name": "1", "rule-action": "include",
        "object-locator": {"schema-name": "%1$s", "table-name": "%%"}}%2$s]}"""
            .formatted(schema, moreRules.formatted(schema));
    Page kept =
        browser.submit(
            browser.get(draft + "/json"), "form[action$=/json]", Map.of("mapping", mapping));
    assertThat(kept.status()).as(kept.text()).isEqualTo(303);
    Page set =
        browser.submit(
            browser.get(draft + "/settings"),
            "form[action$=/settings/json]",
            Map.of("settings", LIMITED));
    assertThat(set.status()).as(set.text()).isEqualTo(303);
    return draft;
  }

  private Page counted(String draft) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> browser.htmx(draft + "/preview/long-values", draft + "/preview"),
            page -> !page.one("#long-values").hasAttr("hx-get"));
  }
}
