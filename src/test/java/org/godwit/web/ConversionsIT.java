package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.security.Role;
import org.godwit.security.Secrets;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.Page;
import org.godwit.testing.Servers;
import org.godwit.testing.TaskRows;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** From scripts to an applied schema on the pages of a conversion. */
@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class ConversionsIT {
  private static final String SCRIPT =
      """
      create table hr.t (id number(9) primary key, name varchar2(30));
      create table hr.u (id number(9) primary key, t_id number(9) references hr.t);
      create or replace function hr.f return number is
        n number;
      begin
        select count(*) into n from hr.nowhere;
        return n;
      end;
      /
      create user clerk identified by "Geheim1";
      alter user clerk identified by "Geheim2";
      create database link far connect to clerk identified by "Geheim3" using 'far';
      """;

  private static final String UNITS =
      """
      create or replace package hr.payroll as
        function rate(p number) return number;
      end;
      /
      create or replace package body hr.payroll as
        function rate(p number) return number is begin return p * 2; end;
      end;
      /
      create or replace type hr.square as object (side number, member function area return number);
      /
      create or replace type body hr.square as
        member function area return number is begin return self.side * self.side; end;
      end;
      /
      """;

  @Inject Crew crew;
  @Inject TaskRows rows;
  @Inject Secrets secrets;
  @Inject EntityManager store;

  @TestHTTPResource("/")
  URI console;

  @Test
  void aSchemaIsConvertedEditedAndApplied() throws SQLException {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    TestDatabase target = Servers.postgres().newDatabase();
    rows.endpoint(project, "postgres", target);
    Browser browser = crew.at(console, owner);

    String path = converted(browser, project);
    Page page = browser.settled(path);
    assertThat(page.text()).contains("Compiled 2", "Not converted 1");
    Page leaves = browser.htmx(path + "/of?schema=hr&kind=function", path);
    String object = leaves.dom().select("a").attr("href");
    Page function = browser.get(object);
    assertThat(function.text()).contains("function hr.f");
    assertThat(function.dom().select("[data-code=source]").text()).contains("hr.nowhere");
    assertThat(function.dom().select("[data-links]").attr("data-links")).matches("(\\d+:\\d+ ?)+");
    assertThat(browser.get(path + "?text=hr.f").dom().select("#conversion-tree summary"))
        .hasSize(1);
    assertThat(browser.get(path + "?changed=edited").text()).contains("No object fits this filter");

    Page edit = browser.get(function.dom().select("a[href$=/edit]").first().attr("href"));
    String text = edit.one("textarea[name=text]").wholeText().replace("nowhere", "t");
    Page torn = browser.submit(edit, "form.g-object", Map.of("text", text + "commit;\n"));
    assertThat(torn.status()).isEqualTo(422);
    assertThat(torn.text()).contains("COMMIT begins or ends a transaction");
    Page saved = browser.submit(edit, "form.g-object", Map.of("text", text));
    Page tried = browser.settled(saved.leadsTo());
    assertThat(tried.text()).contains("The scratch database takes it", "Edited 1");

    Page late = browser.submit(edit, "form.g-object", Map.of("text", text + "-- mine\n"));
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.text()).contains("It has changed since you began, by " + owner.name);
    assertThat(late.one("textarea[name=text]").wholeText()).contains("-- mine");
    Page once = browser.submit(late, "form.g-object", Map.of("text", text + "-- mine\n"));
    assertThat(browser.settled(once.leadsTo()).text()).contains("1 earlier text");

    Page again = browser.submit(browser.get(path + "/scripts"), "form[action$=/scripts]", Map.of());
    assertThat(browser.settled(again.leadsTo()).text()).contains("Edited 1");

    Page made = browser.htmx(path + "/of?side=target&schema=hr&kind=table", path);
    assertThat(made.text()).contains("Not applied yet");
    String first = made.dom().select("[name=pick]").first().attr("value");
    String second = made.dom().select("[name=pick]").last().attr("value");
    assertThat(browser.get(path + "/apply?pick=" + first).text()).contains("table hr.t");
    assertThat(browser.get(path + "/apply?pick=%s&pick=%s".formatted(first, second)).text())
        .contains("the 2 objects that were ticked");
    Page one = browser.submit(browser.get(path + "/apply?pick=" + first), "main form", Map.of());
    assertThat(browser.settled(one.leadsTo()).text())
        .contains("Dry run: the target takes 1 of 1 objects", "table hr.t");

    apply(browser, path, Map.of());
    assertThat(browser.settled(path + "/apply").text())
        .contains("Dry run: the target takes 4 of 4 objects");
    assertThat(tables(target)).isZero();
    assertThat(browser.get(path + "/apply?ticked=true").leadsTo()).isEqualTo(path);
    applyForGood(browser, path, Map.of("dry", "", "phase", "before-load"));
    assertThat(browser.settled(path + "/apply").text()).contains("3 of 3 objects are applied");
    assertThat(tables(target)).isEqualTo(2);
    assertThat(browser.get(path).text()).contains("Applied 2", "Applied in part 1");
    applyForGood(browser, path, Map.of("dry", "", "phase", "after-load"));
    assertThat(browser.settled(path + "/apply").text()).contains("2 of 2 objects are applied");
    assertThat(browser.get(path).text()).contains("Applied 4").doesNotContain("in part 1");
    comparesItWith(target, browser, path);
    Page changed = browser.get(function.dom().select("a[href$=/edit]").first().attr("href"));
    browser.submit(changed, "form.g-object", Map.of("text", text));
    assertThat(browser.settled(object).text()).contains("Changed since they were applied 1");
    applyForGood(browser, path, Map.of("dry", ""));
    assertThat(browser.settled(path + "/apply").text())
        .contains("Nothing is applied: the target refuses 2 of 4 objects", "already exists");
    assertThat(browser.htmx(path + "/of?side=target&schema=hr&kind=table", path).text())
        .contains("Applied");
    assertThat(browser.get(path + "/report").text())
        .contains("storage and code objects, all accounted for");
    assertThat(browser.get(path + "/report/_Summary.csv").body()).contains("Total,5,");
    showsNoSecret(browser, path);

    replaceScripts(path, SCRIPT.substring(0, SCRIPT.indexOf("create or replace")));
    browser.submit(browser.get(path + "/scripts"), "form[action$=/scripts]", Map.of());
    assertThat(browser.settled(path).text()).contains("Not in the scripts 1", "Edited 1");
    Page gone = browser.get(object);
    assertThat(gone.text()).contains("No script makes it any more");
    assertThat(browser.submit(gone, "form[action$=/revert]", Map.of()).leadsTo()).isEqualTo(path);
    assertThat(browser.get(object).status()).isEqualTo(404);

    Page scripts = browser.get(path + "/scripts");
    Page kept = browser.submit(scripts, "form.g-danger", Map.of("typed", "H"));
    assertThat(kept.status()).isEqualTo(422);
    assertThat(kept.text()).contains("Type the conversion's name exactly: HR");
    assertThat(browser.submit(scripts, "form.g-danger", Map.of("typed", "HR")).status())
        .isEqualTo(303);
    assertThat(browser.get(path).status()).isEqualTo(404);
  }

  @Test
  void aTeamCountsItsOwnHours() {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    Browser browser = crew.at(console, owner);
    Page form = browser.get("/projects/%d/edit".formatted(project.id));
    Page refused =
        browser.submit(form, "form:not(.g-danger)[action^=/projects]", Map.of("rates", "easy = 1"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("there is no rate easy");
    assertThat(
            browser
                .submit(
                    form,
                    "form:not(.g-danger)[action^=/projects]",
                    Map.of("rates", "simple = 77\nmedium = 77\ncomplex = 77"))
                .status())
        .isEqualTo(303);
    String path = converted(browser, project);
    browser.settled(path);
    // Each of the three that a person must look at is of one complexity or another.
    assertThat(browser.get(path + "/report").dom().select("td").eachText()).contains("231");
  }

  @Test
  void aViewerReadsAndOthersFindNothing() {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    String path = converted(crew.at(console, owner), project);
    User viewer = crew.user(Role.ENGINEER);
    crew.join(project, viewer, ProjectRole.VIEWER);
    Browser reading = crew.at(console, viewer);
    Page seen = reading.settled(path);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.dom().select("a[href*=/apply]")).isEmpty();
    assertThat(reading.get(path + "/apply").status()).isEqualTo(403);
    assertThat(reading.get(path + "/drift/last").status()).isEqualTo(403);
    String object = reading.htmx(path + "/of?schema=hr&kind=function", path).body();
    String id = object.replaceAll("(?s).*object=(\\d+).*", "$1");
    for (String write :
        new String[] {
          "/delete",
          "/apply",
          "/drift",
          "/objects/" + id + "/edit",
          "/objects/" + id + "/revert",
          "/objects/" + id + "/try"
        }) {
      assertThat(reading.postAnyway(path + write, Map.of()).status()).as(write).isEqualTo(403);
    }
    Browser outsider = crew.at(console, crew.user(Role.ENGINEER));
    for (String page : new String[] {"", "/report", "/report/.json", "/scripts.zip", "/scripts"}) {
      assertThat(outsider.get(path + page).status()).as(page).isEqualTo(404);
    }
  }

  private static String converted(Browser browser, Project project) {
    return converted(browser, project, SCRIPT);
  }

  private static String converted(Browser browser, Project project, String script) {
    Page form = browser.get("/projects/" + project.id + "/conversions/new");
    Page made = browser.submit(form, "main form", Map.of("name", "HR", "pasted", script));
    assertThat(made.status()).isEqualTo(303);
    return made.leadsTo();
  }

  private void replaceScripts(String path, String text) {
    String sealed = secrets.seal(text, "conversion.script");
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                assertThat(
                        store
                            .createNativeQuery(
                                "update conversion_script set body = ?1 where conversion_id = ?2")
                            .setParameter(1, sealed)
                            .setParameter(2, Long.valueOf(path.replaceAll("\\D", "")))
                            .executeUpdate())
                    .isEqualTo(1));
  }

  private static void showsNoSecret(Browser browser, String path) {
    for (String kind : new String[] {"schema-user", "database-link"}) {
      Page leaves = browser.htmx(path + "/of?schema=&kind=" + kind, path);
      Page object = browser.get(leaves.dom().select("a").attr("href"));
      assertThat(object.text()).contains("Not shown: statements of this kind");
      assertThat(object.body()).doesNotContain("Geheim");
    }
    for (String file : new String[] {".json", ".csv", "_Action_Items_Summary.csv"}) {
      assertThat(browser.get(path + "/report/" + file).body()).as(file).doesNotContain("Geheim");
    }
  }

  private static void apply(Browser browser, String path, Map<String, String> typed) {
    Page form = browser.get(path + "/apply");
    assertThat(browser.submit(form, "main form", typed).status()).isEqualTo(303);
  }

  private static void applyForGood(Browser browser, String path, Map<String, String> typed) {
    Page sure = browser.submit(browser.get(path + "/apply"), "main form", typed);
    assertThat(sure.text()).contains("on postgres", "Either all of it stays, or nothing");
    assertThat(browser.submit(sure, "main form", Map.of()).status()).isEqualTo(303);
  }

  private static void comparesItWith(TestDatabase target, Browser browser, String path)
      throws SQLException {
    assertThat(drift(browser, path)).contains("No difference from", "are the same");
    target.execute(
        "ALTER TABLE hr.t ADD COLUMN note text",
        "ALTER TABLE hr.u DROP CONSTRAINT u_t_id_fkey",
        "CREATE VIEW hr.v AS SELECT id FROM hr.t");
    assertThat(drift(browser, path))
        .contains(
            "3 differences from",
            "1 missing there, 1 other there, 1 only there",
            "table hr.t Differs",
            "note text",
            "constraint hr.u.u_t_id_fkey Missing",
            "view hr.v Only there");
    target.execute(
        "ALTER TABLE hr.t DROP COLUMN note",
        "ALTER TABLE hr.u ADD FOREIGN KEY (t_id) REFERENCES hr.t (id)",
        "DROP VIEW hr.v");
    assertThat(drift(browser, path)).contains("No difference from");
  }

  /** They stand in schemas of their own, which the conversion's objects don't name. */
  @Test
  void aPackageAndMethodsAreComparedToo() throws SQLException {
    User owner = crew.user(Role.ENGINEER);
    Project project = crew.project(owner);
    TestDatabase target = Servers.postgres().newDatabase();
    rows.endpoint(project, "postgres", target);
    Browser browser = crew.at(console, owner);
    String path = converted(browser, project, UNITS);
    browser.settled(path);
    assertThat(drift(browser, path))
        .contains(
            "function payroll.rate(p numeric) Missing", "function square.area(self hr.square)");
    applyForGood(browser, path, Map.of("dry", ""));
    assertThat(browser.settled(path + "/apply").text()).contains("4 of 4 objects are applied");
    assertThat(drift(browser, path)).contains("No difference from");
    target.execute(
        "CREATE OR REPLACE FUNCTION payroll.rate(p numeric) RETURNS numeric LANGUAGE sql AS 'SELECT 1'",
        "DROP FUNCTION square.area(hr.square)",
        "CREATE FUNCTION square.side(hr.square) RETURNS numeric LANGUAGE sql AS 'SELECT 1'");
    assertThat(drift(browser, path))
        .contains(
            "3 differences from",
            "function payroll.rate(p numeric) Differs",
            "function square.area(self hr.square) Missing",
            "function square.side(hr.square) Only there");
  }

  private static String drift(Browser browser, String path) {
    Page form = browser.get(path + "/drift");
    assertThat(browser.submit(form, "main form", Map.of()).status()).isEqualTo(303);
    return browser.settled(path + "/drift").text();
  }

  private static int tables(TestDatabase target) throws SQLException {
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'hr'")) {
      row.next();
      return row.getInt(1);
    }
  }
}
