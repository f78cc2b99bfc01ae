package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.godwit.project.Project;
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
class EndpointWizardIT {
  @Inject Crew crew;
  @Inject DataSource store;

  @TestHTTPResource("/")
  URI console;

  private User owner;
  private Project project;
  private Browser browser;

  @BeforeEach
  void logIn() {
    owner = crew.user(Role.ENGINEER);
    project = crew.project(owner);
    browser = crew.at(console, owner);
  }

  @Test
  void anEndpointIsDescribedTestedAndSavedStepByStep() throws SQLException {
    TestDatabase shop = Servers.mariaDb().newDatabase();
    shop.execute("CREATE TABLE orders (id int PRIMARY KEY)", "INSERT INTO orders VALUES (1)");

    String draft = begin("mariadb");
    Page connection = browser.get(draft + "/connection");
    assertThat(connection.one("#field-port").attr("value")).isEqualTo("3306");
    Page kept = browser.submit(connection, form(draft, "/connection"), typed(shop, "Shop"));
    assertThat(kept.leadsTo()).isEqualTo(draft + "/settings");

    Page settings = browser.get(draft + "/settings");
    assertThat(settings.text()).contains("Connect timeout");
    Page chosen = browser.submit(settings, form(draft, "/settings"), Map.of());
    assertThat(chosen.leadsTo()).isEqualTo(draft + "/test");

    Page untested = browser.get(draft + "/test");
    assertThat(untested.text()).contains("Save without a test");
    browser.submit(untested, form(draft, "/test"), Map.of("use", "SOURCE"));
    Page tested = browser.settled(draft + "/test");
    assertThat(tested.one("#test-result").text())
        .contains("Works", "MariaDB", "Latency", "SELECT", "Passed");

    Page saved = browser.submit(tested, form(draft, "/save"), Map.of());
    Page endpoint = browser.get(saved.leadsTo());
    assertThat(endpoint.one("h1").text()).isEqualTo("Shop");
    assertThat(endpoint.one("#test-result").text()).contains("11.4");
    assertThat(browser.get(draft + "/test").status()).isEqualTo(404);
    assertThat(browser.get("/projects/" + project.id).text()).contains("Shop", "MariaDB");
  }

  @Test
  void aDraftCanBeLeftAndTakenUpAgain() throws SQLException {
    TestDatabase shop = Servers.mariaDb().newDatabase();
    String draft = begin("mariadb");
    post(draft, typed(shop, "Left alone"));
    assertThat(browser.get("/endpoints").text()).contains("Not saved yet", "Left alone");

    Browser later = crew.at(console, owner);
    Page connection = later.get(draft + "/connection");
    assertThat(connection.one("#field-host").attr("value")).isEqualTo(shop.host());
    assertThat(connection.one("#field-password").attr("value")).isEmpty();
    assertThat(connection.one("#field-password").attr("placeholder")).isEqualTo("unchanged");
    later.submit(later.get(draft + "/test"), form(draft, "/test"), Map.of("use", "SOURCE"));
    assertThat(later.settled(draft + "/test").text()).contains("Passed");

    User colleague = crew.user(Role.ENGINEER);
    assertThat(crew.at(console, colleague).get(draft + "/connection").status()).isEqualTo(404);
  }

  @Test
  void errorsStandAtTheirFieldsAndWhatWasTypedIsKept() {
    String draft = begin("postgres");
    Page refused =
        post(
            draft,
            Map.of("name", "Shop", "host", "db1:5432", "port", "many", "user", "", "tls", "NONE"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#help-host").text()).contains("without port");
    assertThat(refused.one("#help-port").text()).contains("1 to 65535");
    assertThat(refused.one("#help-user").text()).isNotEmpty();
    assertThat(refused.one("#help-database").text()).contains("connects to one database");
    assertThat(refused.one("#field-host").attr("value")).isEqualTo("db1:5432");
    assertThat(refused.one("#field-port").attr("value")).isEqualTo("many");
  }

  @Test
  void aPastedUrlFillsTheForm() {
    String draft = begin("mariadb");
    Page filled =
        browser.postAnyway(
            draft + "/connection/url",
            Map.of(
                "name",
                "Shop",
                "url",
                "jdbc:postgresql://db1.example/shop?user=ann&password=hunter2&ssl=true&x=y"));
    assertThat(filled.leadsTo()).isEqualTo(draft + "/connection");
    Page connection = browser.get(draft + "/connection");
    assertThat(connection.one("#toasts").text()).contains("PostgreSQL", "Not used: x");
    assertThat(connection.one("#field-name").attr("value")).isEqualTo("Shop");
    assertThat(connection.one("#field-host").attr("value")).isEqualTo("db1.example");
    assertThat(connection.one("#field-port").attr("value")).isEqualTo("5432");
    assertThat(connection.one("#field-database").attr("value")).isEqualTo("shop");
    assertThat(connection.one("#field-user").attr("value")).isEqualTo("ann");
    assertThat(connection.one("#field-tls option[selected]").attr("value")).isEqualTo("REQUIRE");
    assertThat(connection.body()).doesNotContain("hunter2");
  }

  @Test
  void whatIsNoUrlIsRefusedAtItsFieldWithoutShowingIt() {
    String draft = begin("mariadb");
    Page refused =
        browser.postAnyway(draft + "/connection/url", Map.of("url", "db2://ann:hunter2@db1/shop"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#help-url").text()).contains("No engine is meant by db2");
    assertThat(refused.body()).doesNotContain("hunter2");
  }

  @Test
  void aWrongPasswordIsSaidWithPlaceAndRemedy() throws SQLException {
    TestDatabase shop = Servers.postgres().newDatabase();
    Map<String, String> typed = typed(shop, "Wrong");
    typed.put("password", "hunter2");
    String message = messageOfTest("postgres", typed);
    assertThat(message).contains(shop.host() + ":" + shop.port(), "password", shop.user());
    assertThat(message).doesNotContain("hunter2");
  }

  @Test
  void anUnknownHostIsSaidWithItsName() throws SQLException {
    Map<String, String> typed = typed(Servers.mariaDb().newDatabase(), "Nowhere");
    typed.put("host", "nowhere.invalid");
    assertThat(messageOfTest("mariadb", typed)).contains("nowhere.invalid", "Check the host name");
  }

  @Test
  void aPortThatNobodyListensOnIsSaid() throws Exception {
    Map<String, String> typed = typed(Servers.mariaDb().newDatabase(), "Closed");
    try (ServerSocket free = new ServerSocket(0)) {
      typed.put("port", String.valueOf(free.getLocalPort()));
    }
    assertThat(messageOfTest("mariadb", typed)).contains("Check host and port");
  }

  @Test
  void aTestGoesOnWhileThePageLooksHowFarItIs() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Map<String, String> typed = typed(Servers.mariaDb().newDatabase(), "Silent");
      typed.put("host", "127.0.0.1");
      typed.put("port", String.valueOf(silent.getLocalPort()));
      String draft = begin("mariadb");
      post(draft, typed);
      Page untested = browser.get(draft + "/test");
      browser.submit(untested, form(draft, "/test"), Map.of("use", "SOURCE"));
      silent.setSoTimeout(10_000);
      try (Socket asked = silent.accept()) {
        Page testing = browser.get(draft + "/test");
        assertThat(testing.text())
            .contains("Asking 127.0.0.1:" + silent.getLocalPort(), "Look again")
            .doesNotContain("Test connection", "Save");
        Page progress = browser.htmx(draft + "/test", draft + "/test");
        assertThat(progress.body()).doesNotContain("<html").doesNotContain(typed.get("password"));

        assertThat(browser.submit(untested, form(draft, "/test"), Map.of()).status())
            .isEqualTo(303);
        silent.setSoTimeout(1_000);
        assertThatThrownBy(silent::accept).isInstanceOf(SocketTimeoutException.class);
        assertThat(crew.at(console, owner).get(draft + "/test").text())
            .doesNotContain("Asking 127.0.0.1");
        assertThat(asked.isConnected()).isTrue();
      }
      assertThat(browser.settled(draft + "/test").one("#test-result").text())
          .contains("No connection.");
      assertThat(browser.get(draft + "/connection").one("#field-port").attr("value"))
          .isEqualTo(String.valueOf(silent.getLocalPort()));
    }
  }

  @Test
  void aServerWithoutTlsIsSaid() throws SQLException {
    Map<String, String> typed = typed(Servers.postgres().newDatabase(), "Plain");
    typed.put("tls", "VERIFY_FULL");
    assertThat(messageOfTest("postgres", typed))
        .contains("does not support SSL", "Check the TLS mode");
  }

  @Test
  void aMissingPrivilegeComesWithTheStatementThatGrantsIt() throws SQLException {
    TestDatabase shop = Servers.mariaDb().newDatabase();
    shop.execute("CREATE TABLE t (id int)", "CREATE USER poor_user IDENTIFIED BY 'poor'");
    Map<String, String> typed = typed(shop, "Poor");
    typed.putAll(Map.of("user", "poor_user", "password", "poor", "database", ""));
    String draft = begin("mariadb");
    post(draft, typed);
    Page test = tested(draft);
    assertThat(test.one("#test-result").text()).contains("something is missing", "Failed");
    assertThat(test.dom().select("#test-result pre").text()).contains("GRANT SELECT");
    assertThat(test.shows("#test-result [data-copy^=fix-]")).isTrue();
    assertThat(test.text()).contains("Save although the test failed");
  }

  @Test
  void aPasswordIsSealedInTheStoreAndOnNoPage() throws SQLException {
    TestDatabase shop = Servers.postgres().newDatabase();
    Map<String, String> typed = typed(shop, "Sealed");
    typed.put("password", "s3cr3t-of-shop");
    String draft = begin("postgres");
    post(draft, typed);
    assertThat(stored("endpoint_draft")).doesNotContain("s3cr3t-of-shop");
    Page saved = browser.submit(browser.get(draft + "/test"), form(draft, "/save"), Map.of());
    assertThat(stored("endpoint")).contains("v1:").doesNotContain("s3cr3t-of-shop");
    assertThat(stored("audit_entry")).contains("endpoint.create").doesNotContain("s3cr3t-of-shop");

    String sealed = text("select password from endpoint where name = 'Sealed'");
    Browser admin = crew.at(console, crew.user(Role.ADMIN));
    for (String path : new String[] {saved.leadsTo(), "/endpoints", "/audit?text=Sealed"}) {
      assertThat(admin.get(path).body()).doesNotContain("s3cr3t-of-shop").doesNotContain(sealed);
    }
  }

  private String begin(String engine) {
    Page begun =
        browser.submit(
            browser.get("/endpoints/new?project=" + project.id),
            "form[action=/endpoints/new]",
            Map.of("engine", engine));
    assertThat(begun.leadsTo()).endsWith("/connection");
    return begun.leadsTo().replace("/connection", "");
  }

  private Page post(String draft, Map<String, String> typed) {
    return browser.submit(browser.get(draft + "/connection"), form(draft, "/connection"), typed);
  }

  private Page tested(String draft) {
    browser.submit(browser.get(draft + "/test"), form(draft, "/test"), Map.of("use", "SOURCE"));
    return browser.settled(draft + "/test");
  }

  private String messageOfTest(String engine, Map<String, String> typed) {
    String draft = begin(engine);
    assertThat(post(draft, typed).status()).isEqualTo(303);
    Page test = tested(draft);
    assertThat(test.one("#test-result").text()).contains("No connection.");
    return test.one("#test-message").text();
  }

  private static Map<String, String> typed(TestDatabase database, String name) {
    Map<String, String> typed = new HashMap<>();
    typed.put("name", name);
    typed.put("host", database.host());
    typed.put("port", String.valueOf(database.port()));
    typed.put("database", database.name());
    typed.put("user", database.user());
    typed.put("password", database.password());
    typed.put("tls", "NONE");
    return typed;
  }

  private static String form(String draft, String step) {
    return "main form[action=" + draft + step + "]";
  }

  private String stored(String table) throws SQLException {
    return text("select coalesce(string_agg(t::text, '\n'), '') from " + table + " t");
  }

  private String text(String query) throws SQLException {
    try (var connection = store.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
