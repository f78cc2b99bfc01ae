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
class TaskExceptionsIT {
  private static final String SETTINGS =
      """
      {"FullLoadSettings": {"TargetTablePrepMode": "DROP_AND_CREATE"},
       "ErrorBehavior": {"DataErrorPolicy": "LOG_ERROR"}}""";

  @Inject Crew crew;
  @Inject TaskRows rows;

  @TestHTTPResource("/")
  URI console;

  private Project project;
  private Browser browser;
  private TestDatabase shop;
  private TestDatabase target;
  private String task;

  @BeforeEach
  void runATaskThatLeavesThingsBehind() throws SQLException {
    User owner = crew.user(Role.ENGINEER);
    project = crew.project(owner);
    browser = crew.at(console, owner);
    shop = Servers.mariaDb().newDatabase();
    target = Servers.postgres().newDatabase();
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET sql_mode = ''");
      statement.execute("CREATE TABLE customer (id int PRIMARY KEY, name varchar(40), seen date)");
      statement.execute(
          "CREATE TABLE orders (id int PRIMARY KEY, customer int,"
              + " CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customer (id))");
      statement.execute("INSERT INTO customer VALUES (1, 'Ann', '2026-01-01')");
      statement.execute("INSERT INTO customer SELECT seq, NULL, 0 FROM seq_2_to_26");
      statement.execute("INSERT INTO orders VALUES (1, 1), (2, 26)");
    }
    task = "/tasks/" + rows.ready(project, "Whole shop", shop, target, SETTINGS);
    assertThat(browser.postAnyway(task + "/run", Map.of()).status()).isEqualTo(303);
    awaitEnd();
  }

  private void awaitEnd() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> browser.get(task).shows("#restart"));
  }

  private String of(String page, String table) {
    return "%s/%s?schema=%s&table=%s".formatted(task, page, shop.name(), table);
  }

  @Test
  void rejectedRowsAreShownWithTheirValuesAndKept() {
    assertThat(browser.get(of("table", "customer")).one("#exceptions").attr("hx-get"))
        .contains("/exceptions");
    Page first = browser.htmx(of("exceptions", "customer"), task);
    assertThat(first.body()).doesNotContain("<html");
    assertThat(first.dom().select("#rejected .g-count").text()).isEqualTo("25");
    assertThat(first.dom().select("tbody tr")).hasSize(20);
    assertThat(first.dom().select("tbody tr").first().text())
        .contains("id=2")
        .contains("name NULL")
        .contains("seen 0000-00-00")
        .contains("a zero date");
    Page second = browser.get(of("exceptions", "customer") + "&page=2");
    assertThat(second.dom().select("main tbody tr")).hasSize(5);

    String csv = browser.get(of("exceptions/rows.csv", "customer")).body();
    assertThat(csv.lines()).hasSize(26).element(1).asString().contains(",1,id=2,");
    String file = browser.get(of("exceptions/rows.jsonl", "customer")).body();
    assertThat(file.lines()).hasSize(25).element(0).asString().contains("\"seen\":\"0000-00-00\"");
  }

  @Test
  void aReloadBeginsTheFileOfRejectedRowsAnew() throws SQLException {
    shop.execute("DELETE FROM customer WHERE id BETWEEN 3 AND 25");
    String key = shop.name() + ".customer";
    Page reload = browser.get(task + "/reload?table=" + key);
    browser.submit(reload, "form[action$=/reload]", Map.of("typed", "Whole shop"));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(browser.get(of("exceptions/rows.csv", "customer")).body().lines())
                    .hasSize(3));
    awaitEnd();
    assertThat(browser.get(of("exceptions/rows.jsonl", "customer")).body().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("id=2"));
  }

  @Test
  void aRefusedStatementIsShownAndTriedAgainByAResume() throws SQLException {
    Page refused = browser.get(of("exceptions", "orders"));
    assertThat(refused.text())
        .contains("of_customer")
        .contains("VALIDATE CONSTRAINT")
        .contains("is not present in table");

    target.execute(
        "INSERT INTO \"%s\".customer SELECT i, NULL, NULL FROM generate_series(2, 26) i"
            .formatted(shop.name()));
    assertThat(browser.submit(refused, "main form[action$=/run]", Map.of()).status())
        .isEqualTo(303);
    awaitEnd();
    assertThat(browser.get(of("exceptions", "orders")).text()).contains("Nothing was left behind");
    assertThat(browser.get(of("table", "orders")).shows("#message, #exceptions")).isFalse();
  }

  @Test
  void columnsAreShownWithTheirTypesOnBothSides() {
    assertThat(browser.get(of("table", "customer")).one("[aria-labelledby=columns]").text())
        .contains("name varchar(40) name character varying(40)")
        .contains("seen date seen date");
  }

  @Test
  void aViewerReadsThemAndCanTryNothing() {
    User viewer = crew.user(Role.VIEWER);
    crew.join(project, viewer, ProjectRole.VIEWER);
    Browser reading = crew.at(console, viewer);
    Page page = reading.get(of("exceptions", "orders"));
    assertThat(page.text()).contains("of_customer");
    assertThat(page.shows("main form")).isFalse();

    Browser outsider = crew.at(console, crew.user(Role.ENGINEER));
    for (String path :
        new String[] {"exceptions", "exceptions/rows.csv", "exceptions/rows.jsonl"}) {
      assertThat(outsider.get(of(path, "customer")).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void whatWasRejectedIsAcknowledgedByNameAndOnlyAtRest() {
    assertThat(browser.get(task).one("#task-head .g-badge").text()).isEqualTo("Rows rejected");
    browser.submit(browser.get(task), "form[action$=/acknowledge]", Map.of());
    Page after = browser.get(task);
    assertThat(after.one("#task-head .g-badge").text()).isEqualTo("Load complete");
    assertThat(after.text()).contains("Acknowledged by engineer");
  }
}
