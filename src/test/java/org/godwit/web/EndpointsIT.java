package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.Page;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class EndpointsIT {
  @Inject Crew crew;
  @Inject TestUse use;
  @Inject Endpoints endpoints;

  @TestHTTPResource("/")
  URI console;

  private Project project;
  private Browser browser;
  private TestDatabase shop;
  private String path;

  @BeforeEach
  void makeAnEndpoint() throws SQLException {
    User owner = crew.user(Role.ENGINEER);
    project = crew.project(owner);
    browser = crew.at(console, owner);
    shop = Servers.mariaDb().newDatabase();
    shop.execute(
        "CREATE TABLE orders (id int PRIMARY KEY)",
        "INSERT INTO orders SELECT seq FROM seq_1_to_500",
        "CREATE TABLE customers (id int PRIMARY KEY)",
        "ANALYZE TABLE orders, customers");
    path = create();
  }

  private String create() {
    Page begun =
        browser.submit(
            browser.get("/endpoints/new?project=" + project.id),
            "form[action=/endpoints/new]",
            Map.of("engine", "mariadb"));
    String draft = begun.leadsTo().replace("/connection", "");
    browser.submit(
        browser.get(draft + "/connection"),
        "main form[action$=/connection]",
        Map.of(
            "name", "Shop",
            "host", shop.host(),
            "port", String.valueOf(shop.port()),
            "database", shop.name(),
            "user", shop.user(),
            "password", shop.password(),
            "tls", "NONE"));
    Page test = browser.get(draft + "/test");
    return browser.submit(test, "form[action$=/save]", Map.of()).leadsTo();
  }

  @Test
  void aViewerSeesNoControlAndIsRefused() {
    User viewer = crew.user(Role.ENGINEER);
    crew.join(project, viewer, ProjectRole.VIEWER);
    Browser theirs = crew.at(console, viewer);
    for (String page : List.of("/endpoints", path, path + "/tables")) {
      Page shown = theirs.get(page);
      assertThat(shown.status()).isEqualTo(200);
      assertThat(shown.text()).contains("Shop");
      assertThat(shown.shows("main form[method=post], main [data-dialog]")).isFalse();
      assertThat(shown.shows("main a[href^='/endpoints/new']")).isFalse();
    }
    for (String action : List.of("/edit", "/copy", "/delete", "/tables/refresh")) {
      assertThat(theirs.postAnyway(path + action, Map.of()).status()).isEqualTo(403);
    }
    assertThat(theirs.postAnyway(path + "/test", Map.of("use", "SOURCE")).status()).isEqualTo(403);
    Map<String, String> begin = Map.of("project", String.valueOf(project.id), "engine", "mariadb");
    assertThat(theirs.postAnyway("/endpoints/new", begin).status()).isEqualTo(403);
  }

  @Test
  void anOutsiderCannotTellAnEndpointFromNone() {
    Browser outsider = crew.at(console, crew.user(Role.ENGINEER));
    assertThat(outsider.get(path).status()).isEqualTo(404);
    assertThat(outsider.get(path + "/tables").status()).isEqualTo(404);
    assertThat(outsider.get("/endpoints?project=" + project.id).status()).isEqualTo(404);
    assertThat(outsider.get("/endpoints").text()).doesNotContain("Shop");
    for (String action : List.of("/edit", "/copy", "/delete", "/tables/refresh")) {
      assertThat(outsider.postAnyway(path + action, Map.of()).status()).isEqualTo(404);
    }
    assertThat(outsider.postAnyway(path + "/test", Map.of("use", "SOURCE")).status())
        .isEqualTo(404);
  }

  @Test
  void anEndpointInUseIsNotDeleted() {
    use.use(id());
    assertThat(browser.get(path).one("#delete").text()).contains("can't be deleted", "nightly");
    assertThat(browser.get("/endpoints").text()).contains("nightly");
    Page refused = browser.postAnyway(path + "/delete", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#error").text()).contains("used by task nightly");

    use.release(id());
    Page asked = browser.get(path);
    assertThat(asked.one("#delete").text()).contains("Delete Shop?", "not touched");
    Page mistyped = browser.submit(asked, "form[action$=/delete]", Map.of("typed", "Shoq"));
    assertThat(mistyped.status()).isEqualTo(422);
    assertThat(mistyped.one("#error").text()).contains("exactly, Shop");
    assertThat(browser.get(path).status()).isEqualTo(200);
    browser.submit(asked, "form[action$=/delete]", Map.of("typed", "Shop"));
    assertThat(browser.get(path).status()).isEqualTo(404);
  }

  @Test
  void theTablesAreListedWithEstimatesAndSearched() {
    assertThat(browser.get(path + "/tables").text()).contains("Not listed yet");
    browser.submit(browser.get(path + "/tables"), "form[action$=/refresh]", Map.of());
    Page listed = browser.settled(path + "/tables");
    assertThat(listed.dom().select("tbody tr").eachText())
        .anyMatch(row -> row.contains(shop.name() + ".orders") && row.contains("500"));
    assertThat(listed.text()).contains("Rows, estimated", "As of");

    Page found = browser.htmx(path + "/tables?search=CUST&schema=" + shop.name(), path);
    assertThat(found.body()).doesNotContain("<html");
    assertThat(found.dom().select("tbody tr").eachText()).hasSize(1);
    assertThat(found.one("tbody tr").text()).contains("customers");
    assertThat(browser.get(path + "/tables?search=%25").text()).contains("No table");
  }

  @Test
  void aListingThatFailsSaysWhyAndKeepsWhatWasThere() throws SQLException {
    browser.submit(browser.get(path + "/tables"), "form[action$=/refresh]", Map.of());
    browser.settled(path + "/tables");
    shop.execute("DROP DATABASE `%s`".formatted(shop.name()));
    browser.submit(browser.get(path + "/tables"), "form[action$=/refresh]", Map.of());
    Page refused = browser.settled(path + "/tables");
    assertThat(refused.one("#error").text()).contains(shop.name());
    assertThat(refused.text()).contains("could not be listed", "orders");
  }

  @Test
  void aChangeKeepsThePasswordForTheSameLoginAndAsksForItElsewhere() {
    String draft =
        browser
            .submit(browser.get(path), "form[action$=/edit]", Map.of())
            .leadsTo()
            .replace("/connection", "");
    Page elsewhere =
        browser.submit(
            browser.get(draft + "/connection"),
            "main form[action$=/connection]",
            Map.of("host", "evil.example"));
    assertThat(elsewhere.status()).isEqualTo(422);
    assertThat(elsewhere.one("#help-password").text())
        .contains("Type the password again", shop.user() + "@" + shop.host());
    Page filled =
        browser.postAnyway(
            draft + "/connection/url",
            Map.of("url", "mariadb://%s@evil.example/x".formatted(shop.user())));
    assertThat(filled.status()).isEqualTo(303);
    assertThat(browser.postAnyway(draft + "/test", Map.of("use", "SOURCE")).text())
        .contains("Type the password again");
    assertThat(browser.postAnyway(draft + "/save", Map.of()).status()).isEqualTo(422);
    browser.postAnyway(draft + "/discard", Map.of());

    draft =
        browser
            .submit(browser.get(path), "form[action$=/edit]", Map.of())
            .leadsTo()
            .replace("/connection", "");
    browser.submit(
        browser.get(draft + "/connection"),
        "main form[action$=/connection]",
        Map.of("name", "Shop 2"));
    browser.submit(browser.get(draft + "/test"), "form[action$=/save]", Map.of());
    assertThat(browser.get(path).one("h1").text()).isEqualTo("Shop 2");
    browser.submit(browser.get(path), "form[action$=/test]", Map.of("use", "SOURCE"));
    assertThat(browser.settled(path).one("#test-result").text()).contains("Works");
  }

  @Test
  void aCloneHasANameOfItsOwnAndThePassword() {
    String draft =
        browser
            .submit(browser.get(path), "form[action$=/copy]", Map.of())
            .leadsTo()
            .replace("/connection", "");
    assertThat(browser.get(draft + "/connection").one("#field-name").attr("value"))
        .isEqualTo("Shop copy");
    browser.submit(browser.get(draft + "/test"), "form[action$=/test]", Map.of("use", "SOURCE"));
    Page tested = browser.settled(draft + "/test");
    assertThat(tested.one("#test-result").text()).contains("Works");
    String copy = browser.submit(tested, "form[action$=/save]", Map.of()).leadsTo();
    assertThat(copy).isNotEqualTo(path);
    assertThat(browser.get("/endpoints").dom().select("tbody tr")).hasSize(2);
  }

  @Test
  void aNameIsTakenInItsProjectWhateverItsCase() {
    String draft =
        browser
            .submit(browser.get(path), "form[action$=/copy]", Map.of())
            .leadsTo()
            .replace("/connection", "");
    Page refused =
        browser.submit(
            browser.get(draft + "/connection"),
            "main form[action$=/connection]",
            Map.of("name", "SHOP"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#help-name").text()).contains("already");
  }

  @Test
  void aRunnerGetsAllThatIsNeededToConnect() {
    var config =
        QuarkusTransaction.requiringNew()
            .call(() -> endpoints.config(Endpoint.<Endpoint>findById(id())));
    assertThat(config.engine()).isEqualTo("mariadb");
    assertThat(config.password().reveal()).isEqualTo(shop.password());
    assertThat(config.place())
        .isEqualTo("mariadb://%s:%d/%s".formatted(shop.host(), shop.port(), shop.name()));
  }

  private long id() {
    return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
  }
}
