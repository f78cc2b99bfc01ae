package org.godwit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Chromium;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.ConsoleWindow;
import org.godwit.testing.Crew;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class ConsoleBrowserIT {
  private static final Duration RUN_LIMIT = Duration.ofMinutes(2);
  private static final int ROWS = 40_000;

  /** A port of this machine that nobody listens on; 1 is reserved. */
  private static final int NOBODY = 1;

  /** Before these rows the target waits until the test has seen the page; a row is a kilobyte. */
  private static final int[] GATES = {1, 20_000};

  /** Notes every row number that a page shows; a reload would begin a new list. */
  private static final String NOTE_ROW_NUMBERS =
      """
      window.rowNumbers = [];
      document.addEventListener('htmx:afterSettle', () => {
        const shown = document.querySelector('#task-head .g-figures-line dd')?.firstChild?.data;
        if (shown && shown !== rowNumbers.at(-1)) rowNumbers.push(shown);
      });""";

  @Inject Crew crew;

  @TestHTTPResource("/")
  URI console;

  @Test
  void aPersonMovesADatabaseFromTheFirstLoginToValidatedRows() throws SQLException {
    TestDatabase shop = fullShop();
    TestDatabase target = gatedTarget(shop);
    User newcomer = crew.newcomer(Role.ENGINEER);
    try (Chromium chromium = Chromium.start();
        Connection gates = target.connect()) {
      ask(gates, "SELECT pg_advisory_lock(%d), pg_advisory_lock(%d)".formatted(GATES[0], GATES[1]));
      ConsoleWindow window = chromium.open(console);
      comeIn(window, newcomer);
      String project = createProject(window);
      createEndpoint(window, project, "mariadb", "Shop on db1", shop);
      createEndpoint(window, project, "postgres", "Shop on db2", target);
      describeOneThatNobodyAnswersFor(
          window,
          project,
          "oracle",
          "jdbc:oracle:thin:ann/\"s@c/ret\"@tcps://127.0.0.1:%d/SHOPPDB".formatted(NOBODY),
          "lsnrctl status");
      describeOneThatNobodyAnswersFor(
          window,
          project,
          "sqlserver",
          "jdbc:sqlserver://127.0.0.1:%d;databaseName=shop;user=ann;password={s;c}"
              .formatted(NOBODY),
          "TCP/IP is enabled");
      createTask(window, project, shop);
      watchItToItsEnd(window, gates);
      window.assertNoErrors();

      look(chromium.open(console), Long.parseLong(project), window.path());
    }
  }

  private static TestDatabase fullShop() throws SQLException {
    // The server has other schemas too, and their names come first.
    Servers.mariaDb().newDatabase().execute("CREATE TABLE elsewhere (id int PRIMARY KEY)");
    TestDatabase shop = Servers.mariaDb().newDatabase();
    shop.execute(
        "CREATE TABLE orders (id int PRIMARY KEY, customer varchar(80) NOT NULL,"
            + " total decimal(10,2), note text, placed datetime(6))",
        "INSERT INTO orders SELECT seq, concat('Customer ', seq), seq / 7, repeat('Crème ', 150),"
            + " '2026-01-01' + INTERVAL seq SECOND FROM seq_1_to_"
            + ROWS,
        "CREATE TABLE items (id int PRIMARY KEY, name varchar(40), added date)",
        "INSERT INTO items VALUES (1, 'Candle', '2026-01-01'), (2, NULL, NULL)");
    return shop;
  }

  /** A target whose table lets rows in only as far as the gates are open. */
  private static TestDatabase gatedTarget(TestDatabase shop) throws SQLException {
    TestDatabase target = Servers.postgres().newDatabase();
    String table = "\"%s\".orders".formatted(shop.name());
    target.execute(
        "CREATE SCHEMA \"%s\"".formatted(shop.name()),
        "CREATE TABLE "
            + table
            + " (id integer PRIMARY KEY, customer varchar(80) NOT NULL, total numeric(10,2),"
            + " note text, placed timestamp)",
        "CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " IF NEW.id IN (%d, %d) THEN".formatted(GATES[0], GATES[1])
            + " PERFORM pg_advisory_xact_lock_shared(NEW.id); END IF; RETURN NEW; END $$",
        "CREATE TRIGGER gate BEFORE INSERT ON " + table + " FOR EACH ROW EXECUTE FUNCTION gate()",
        "ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER gate");
    return target;
  }

  private static void ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void comeIn(ConsoleWindow window, User newcomer) {
    window.go("/login");
    window.picture("login");
    window.logIn(newcomer.name, Crew.PASSWORD);
    assertThat(window.page().getByText("works only once")).isVisible();
    window.picture("password");
    window.type("current", Crew.PASSWORD);
    window.type("password", "another horse battery");
    window.type("repeated", "another horse battery");
    window.press("Change password");
    heading(window, "Dashboard");
    window.picture("dashboard-empty");
  }

  private static String createProject(ConsoleWindow window) {
    window.press("Create project");
    window.type("name", "Webshop " + ProcessHandle.current().pid());
    window.type("description", "From MariaDB on db1 to PostgreSQL on db2.");
    window.press("Create project");
    assertThat(window.page().getByText("Your role")).isVisible();
    window.picture("project");
    return window.path().replaceAll("\\D", "");
  }

  private static void createEndpoint(
      ConsoleWindow window, String project, String engine, String name, TestDatabase database) {
    window.go("/endpoints/new?project=" + project);
    window.picture("endpoint-1-engine");
    window.page().locator("button[name=engine][value=%s]".formatted(engine)).click();
    window.type("name", name);
    window.type("host", database.host());
    window.type("port", String.valueOf(database.port()));
    window.type("database", database.name());
    window.type("user", database.user());
    window.type("password", database.password());
    window.page().locator("[name=tls]").selectOption("NONE");
    window.picture("endpoint-2-connection-" + engine);
    window.press("Next: settings");
    assertThat(window.page().getByText("Next: test")).isVisible();
    window.picture("endpoint-3-settings-" + engine);
    window.press("Next: test");
    window.press("Test connection");
    assertThat(window.page().locator("#test-result")).containsText("Works");
    window.picture("endpoint-4-test-" + engine);
    window.press("Save endpoint");
    heading(window, name);
    window.picture("endpoint-" + engine);
  }

  private static void describeOneThatNobodyAnswersFor(
      ConsoleWindow window, String project, String engine, String url, String remedy) {
    window.go("/endpoints/new?project=" + project);
    window.page().locator("button[name=engine][value=%s]".formatted(engine)).click();
    window.type("url", url);
    window.press("Fill in");
    assertThat(window.page().locator("[name=user]")).hasValue("ann");
    window.type("name", "Legacy " + engine);
    window.picture("endpoint-2-connection-" + engine);
    window.press("Next: settings");
    assertThat(window.page().getByText("Next: test")).isVisible();
    window.picture("endpoint-3-settings-" + engine);
    window.press("Next: test");
    window.press("Test connection");
    assertThat(window.page().locator("#test-result"))
        .containsText("127.0.0.1:" + NOBODY, answered());
    assertThat(window.page().locator("#test-result")).containsText(remedy);
    window.picture("endpoint-4-test-" + engine);
    window.press("Discard");
  }

  private static LocatorAssertions.ContainsTextOptions answered() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout((double) RUN_LIMIT.toMillis());
  }

  private static void createTask(ConsoleWindow window, String project, TestDatabase shop) {
    window.go("/tasks/new?project=" + project);
    window.type("name", "Whole shop");
    choose(window, "source", "Shop on db1");
    choose(window, "target", "Shop on db2");
    window.picture("task-1-ends");
    window.press("Continue");
    Locator schema = window.page().getByLabel("All tables of " + shop.name());
    assertThat(schema).isVisible();
    window.page().waitForLoadState();
    openWhileTheAnswerIsOnItsWay(window, shop.name());
    schema.check();
    assertThat(window.page().getByText("2 tables selected")).isVisible();
    assertThat(schema).isChecked();
    assertThat(window.page().getByText("orders")).isVisible();
    window.picture("task-2-tables");
    window.press("Rules");
    writeRules(window, shop);
    window.picture("task-2-rules");
    window.press("JSON");
    assertThat(window.page().locator("#mapping"))
        .hasValue(Pattern.compile("\"where\": \"id < 90000\"[^}]*}.*TRIM.*", Pattern.DOTALL));
    window.picture("task-2-json");
    window.go(window.path().replace("json", "preview"));
    assertThat(window.page().getByText("What becomes of 2 tables")).isVisible();
    window.picture("task-3-preview");
    Locator read = window.page().locator("input[type=checkbox][name=read]");
    if (read.count() > 0) {
      read.check();
    }
    window.press("Continue");
    window.page().getByLabel("Enable validation").selectOption("true");
    window.picture("task-4-settings");
    window.press("Continue");
    assertThat(window.page().getByText("Test again")).isVisible();
    window.picture("task-5-checks");
    window.press("Continue");
    assertThat(window.page().locator(".g-summary")).containsText("2 tables");
    window.picture("task-6-summary");
  }

  /** As a click does that comes before what the page was asked for by the one before it. */
  private static void openWhileTheAnswerIsOnItsWay(ConsoleWindow window, String schema) {
    window
        .page()
        .evaluate(
            """
            schema => document.addEventListener('htmx:beforeSend', () => {
              document.querySelector(`[data-schema="${schema}"] ~ details`).open = true;
            }, { once: true })""",
            schema);
  }

  /** A condition that is mended after it was added, and a column that is compared otherwise. */
  private static void writeRules(ConsoleWindow window, TestDatabase shop) {
    Locator reading = window.page().locator("#rule-reading");
    window.page().locator("#rule-what").selectOption("validation/override-validation-function");
    window.page().locator("#rule-schema-name").fill(shop.name());
    window.page().locator("#rule-table-name").fill("orders");
    window.page().locator("#rule-column-name").fill("note");
    assertThat(window.page().locator("#rule-where")).isHidden();
    window.page().locator("#rule-source-function").fill("TRIM(${column-name})");
    window.page().locator("#rule-target-function").fill("trim(${column-name})");
    assertThat(reading).containsText("Compare column note of %s.orders".formatted(shop.name()));
    assertThat(reading).containsText("For 1 table of the source");
    window.picture("task-2-rule-validation");
    window.press("Add rule");
    window.page().getByRole(AriaRole.LINK, named("Change rule 1")).click();
    assertThat(window.page().locator("#rule-table-name")).hasValue("%");
    window.page().locator("#rule-where").fill("id <");
    window.page().locator("#rule-where").pressSequentially(" 90000");
    assertThat(reading).containsText("only rows where id < 90000");
    window.press("Change rule");
    window.page().getByRole(AriaRole.LINK, named("Change rule 2")).click();
    assertThat(window.page().locator("#rule-source-function")).hasValue("TRIM(${column-name})");
    window.picture("task-2-rule-change");
    window.press("Leave it as it is");
  }

  private static Page.GetByRoleOptions named(String words) {
    return new Page.GetByRoleOptions().setName(words);
  }

  private static void choose(ConsoleWindow window, String side, String endpoint) {
    window.page().locator("label:has(input[name=%s])".formatted(side), within(endpoint)).check();
  }

  private static void watchItToItsEnd(ConsoleWindow window, Connection gates) throws SQLException {
    window.page().addInitScript(NOTE_ROW_NUMBERS);
    window.press("Create and start");
    Locator head = window.page().locator("#task-head");
    assertThat(head).containsText("rows/s");
    awaitRows(window, 1);
    window.shoot("task-running");
    ask(gates, "SELECT pg_advisory_unlock(%d)".formatted(GATES[0]));
    awaitRows(window, GATES[1]);
    ask(gates, "SELECT pg_advisory_unlock(%d)".formatted(GATES[1]));
    assertThat(head).containsText("Validated", answered());
    assertThat(head).containsText("40,002");
    List<?> shown = (List<?>) window.page().evaluate("window.rowNumbers");
    System.out.println("row numbers seen without a reload: " + shown);
    assertThat(shown).hasSizeGreaterThan(1);
    window.picture("task-overview");
    String task = window.path();
    for (String tab : List.of("tables", "mapping", "settings", "log", "validation", "restart")) {
      window.go(task + "/" + tab);
      window.picture("task-" + tab);
    }
    for (String page : List.of("tasks", "endpoints", "projects")) {
      window.go("/" + page);
      window.picture(page);
    }
    window.go("/");
    window.picture("dashboard");
    window.go(task);
  }

  /** Waits until the page has shown that many rows by itself. */
  private static void awaitRows(ConsoleWindow window, int rows) {
    window
        .page()
        .waitForFunction(
            "rows => rowNumbers.some(shown => Number(shown.replaceAll(',', '')) >= rows)",
            rows,
            new Page.WaitForFunctionOptions().setTimeout((double) RUN_LIMIT.toMillis()));
  }

  /** Somebody who may only read sees no control, and is refused what no page offers. */
  private void look(ConsoleWindow window, long project, String task) {
    User viewer = crew.user(Role.VIEWER);
    crew.join(
        QuarkusTransaction.requiringNew().call(() -> Project.findById(project)),
        viewer,
        ProjectRole.VIEWER);
    window.logIn(viewer.name, Crew.PASSWORD);
    heading(window, "Dashboard");
    window.go(task);
    assertThat(window.page().locator("#task-head")).containsText("Validated");
    assertThat(
            window
                .page()
                .locator(
                    "main form[method=post], #start, #stop, #restart, main form[action$='/edit']"))
        .hasCount(0);
    window.picture("viewer-task");
    for (String action : List.of("/run", "/stop", "/restart", "/edit")) {
      assertThat(window.postAnyway(task + action)).as(action).isEqualTo(403);
    }
    window.assertNoErrors();
  }

  private static void heading(ConsoleWindow window, String words) {
    assertThat(window.page().locator("h1")).hasText(words);
  }

  private static Page.LocatorOptions within(String words) {
    return new Page.LocatorOptions().setHasText(words);
  }
}
