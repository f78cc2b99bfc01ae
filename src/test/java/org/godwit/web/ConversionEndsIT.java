package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import org.godwit.project.Project;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.DictionaryFixture;
import org.godwit.testing.Page;
import org.godwit.testing.Servers;
import org.godwit.testing.TaskRows;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** What a conversion is made from, and which server it is written for. */
@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class ConversionEndsIT {
  @Inject Crew crew;
  @Inject TaskRows rows;

  @TestHTTPResource("/")
  URI console;

  @Test
  void whatIsNoScriptIsSaidAtItsField() {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    Browser browser = crew.at(console, owner);
    Page form = browser.get("/projects/" + project.id + "/conversions/new");
    Page refused = browser.submit(form, "main form", Map.of("name", "Empty"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("Choose files, or paste statements.");
    Page unknown =
        browser.submit(
            form, "main form", Map.of("name", "E", "pasted", "select 1;", "encoding", "nothing"));
    assertThat(unknown.text()).contains("There is no encoding of that name");
  }

  @Test
  void whatSqlPlusExtractedIsAConversionToo() {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    Browser browser = crew.at(console, owner);
    String pages = "/projects/" + project.id + "/conversions";
    assertThat(browser.get(pages + "/extraction").text()).contains("sqlplus -S");
    Page script = browser.get(pages + "/extract.sql?schemas=hr,sh");
    assertThat(script.body()).contains("IN ('HR', 'SH')", "GODWIT EXTRACTION 1");
    Page wrong = browser.get(pages + "/extract.sql?schemas=hr%20sh");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("Name schemas with commas between them");

    String extracted = DictionaryFixture.spooled();
    Page form = browser.get(pages + "/new");
    Page cut =
        browser.submit(
            form, "main form", Map.of("name", "Shop", "pasted", extracted.substring(0, 4000)));
    assertThat(cut.status()).isEqualTo(422);
    assertThat(cut.text()).contains("ends in the middle");
    Page made = browser.submit(form, "main form", Map.of("name", "Shop", "pasted", extracted));
    Page page = browser.settled(made.leadsTo());
    assertThat(page.text()).contains("Compiled");
    assertThat(browser.get(made.leadsTo() + "/report").text()).contains("job SHOP.NIGHTLY");
    assertThat(browser.get(made.leadsTo() + "/scripts").text()).contains("pasted.sql/SHOP.sql");
  }

  @Test
  void anEndpointThatCannotBeReadSaysWhy() {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    long endpoint = rows.endpoint(project, "oracle");
    long other = rows.endpoint(project, "sqlserver");
    Browser browser = crew.at(console, owner);
    Page form = browser.get("/projects/" + project.id + "/conversions/new");
    assertThat(form.dom().select("select[name=from] option").eachAttr("value"))
        .containsExactly("oracle", "mysql", "mariadb", "postgres", Long.toString(endpoint));
    Page refused =
        browser.submit(
            form,
            "main form",
            Map.of("name", "Live", "from", Long.toString(endpoint), "schemas", "a b"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("Name schemas with commas between them");
    Page foreign =
        browser.submit(form, "main form", Map.of("name", "Live", "from", Long.toString(other)));
    assertThat(foreign.text()).contains("Choose scripts, or an endpoint of the project.");
    Page begun =
        browser.submit(
            form,
            "main form",
            Map.of("name", "Live", "from", Long.toString(endpoint), "schemas", "hr"));
    assertThat(begun.status()).isEqualTo(303);
    assertThat(browser.settled(begun.leadsTo()).text()).contains("127.0.0.1:1");
    assertThat(browser.get(begun.leadsTo() + "/scripts").text())
        .contains("read from the data dictionary of an endpoint");
  }

  @Test
  void anEndpointOfMariaDbIsReadAndConverted() throws SQLException {
    TestDatabase shop = Servers.mariaDb().newDatabase();
    shop.execute(
        "CREATE TABLE `Order` (Id int NOT NULL AUTO_INCREMENT PRIMARY KEY, state enum('new','sent'))",
        "CREATE VIEW sent AS SELECT id FROM `Order` WHERE state = 'sent'");
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    long endpoint = rows.endpoint(project, "mariadb", shop);
    Browser browser = crew.at(console, owner);
    Page form = browser.get("/projects/" + project.id + "/conversions/new");
    Page begun =
        browser.submit(form, "main form", Map.of("name", "Shop", "from", Long.toString(endpoint)));
    assertThat(begun.status()).isEqualTo(303);
    Page page = browser.settled(begun.leadsTo());
    assertThat(page.text()).contains("MariaDB → PostgreSQL", "Compiled 2");
    assertThat(browser.get(begun.leadsTo() + "/report").text()).contains("MariaDB");
    assertThat(browser.get(begun.leadsTo() + "/scripts").text()).contains(shop.name() + ".sql");
  }

  @Test
  void scriptsOfEachEngineAreRead() {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    Browser browser = crew.at(console, owner);
    Map<String, String> scripts =
        Map.of(
            "mysql", "CREATE TABLE `Order` (Id int AUTO_INCREMENT PRIMARY KEY);",
            "mariadb", "CREATE TABLE `Order` (Id int AUTO_INCREMENT PRIMARY KEY);",
            "postgres",
                "\\restrict x\nCREATE TABLE \"Order\" (id serial PRIMARY KEY);\nCOPY \"Order\" (id) FROM stdin;\n1\n\\.\n",
            "oracle", "CREATE TABLE shop.\"Order\" (id NUMBER(9) PRIMARY KEY);");
    Map<String, String> words =
        Map.of(
            "mysql", "MySQL", "mariadb", "MariaDB", "postgres", "PostgreSQL", "oracle", "Oracle");
    scripts.forEach(
        (engine, script) -> {
          Page form = browser.get("/projects/" + project.id + "/conversions/new");
          Page begun =
              browser.submit(
                  form, "main form", Map.of("name", engine, "from", engine, "pasted", script));
          assertThat(begun.status()).as(engine).isEqualTo(303);
          assertThat(browser.settled(begun.leadsTo()).text())
              .contains(words.get(engine) + " → PostgreSQL", "Compiled 1");
        });
  }

  @Test
  void anEndpointOfPostgresIsReadAndConverted() throws SQLException {
    TestDatabase shop = Servers.postgres().newDatabase();
    shop.execute(
        "CREATE TABLE \"Order\" (id serial PRIMARY KEY, state text)",
        "CREATE VIEW sent AS SELECT id FROM \"Order\" WHERE state = 'sent'");
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    long endpoint = rows.endpoint(project, "postgres", shop);
    Browser browser = crew.at(console, owner);
    Page form = browser.get("/projects/" + project.id + "/conversions/new");
    Page begun =
        browser.submit(form, "main form", Map.of("name", "Shop", "from", Long.toString(endpoint)));
    assertThat(begun.status()).isEqualTo(303);
    Page page = browser.settled(begun.leadsTo());
    assertThat(page.text()).contains("PostgreSQL → PostgreSQL", "Compiled 3");
  }

  @Test
  void theVersionThatIsWrittenForAndTheServerThatTriesItAreChosen() throws SQLException {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    long endpoint = rows.endpoint(project, "postgres", Servers.postgres().newDatabase());
    Browser browser = crew.at(console, owner);
    String script =
        """
        create table hr.done (id number(9) primary key, n number(9));
        create procedure hr.sum_up is
        begin
          merge into hr.done d using (select 1 id, 2 n from dual) s on (d.id = s.id)
          when not matched then insert (id, n) values (s.id, s.n);
        end;
        /
        """;
    Page form = browser.get("/projects/" + project.id + "/conversions/new");
    Page refused =
        browser.submit(form, "main form", Map.of("name", "HR", "pasted", script, "target", "on-0"));
    assertThat(refused.one("#help-target").text()).contains("or a PostgreSQL endpoint");
    Page made =
        browser.submit(form, "main form", Map.of("name", "HR", "pasted", script, "target", "14"));
    String path = made.leadsTo();
    Page old = browser.settled(path);
    assertThat(old.text())
        .contains("Written for PostgreSQL 14, tried on Godwit's own 17.", "Compiled 2");
    assertThat(procedure(browser, path)).doesNotContainIgnoringCase("merge into");

    Page scripts = browser.get(path + "/scripts");
    assertThat(scripts.one("#target option[selected]").attr("value")).isEqualTo("14");
    Page again =
        browser.submit(scripts, "form[action$=/scripts]", Map.of("target", "on-" + endpoint));
    Page there = browser.settled(again.leadsTo());
    assertThat(there.text()).contains("Written for and tried on PostgreSQL 1", "Compiled 2");
    assertThat(procedure(browser, path)).containsIgnoringCase("merge into");
  }

  private static String procedure(Browser browser, String path) {
    Page leaves = browser.htmx(path + "/of?schema=hr&kind=procedure", path);
    Page object = browser.get(leaves.dom().select("a").attr("href"));
    return object.one("[data-code=target]").text();
  }
}
