package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.godwit.project.ProjectRole;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Page;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class TaskReplicationIT extends FollowedTaskPages {
  @Inject DataSource store;

  @Test
  void aPostgresIsFollowedFromTheWizardToItsDeletion() throws SQLException {
    TestDatabase source = Servers.postgres().newDatabase();
    source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.item (id int PRIMARY KEY, name text)",
        "INSERT INTO shop.item SELECT i, 'n' || i FROM generate_series(1, 100) i",
        "CREATE TABLE shop.note (id int PRIMARY KEY)",
        "INSERT INTO shop.note VALUES (1), (2)");
    create(source, "postgres", "shop", Map.of("type", "full-load-and-cdc"));
    awaitHead("Needs consent");
    assertThat(slots(source)).isEmpty();
    assertThat(browser.get("/").text()).contains("Needs consent");

    Page setup = browser.get(browser.get(task).one("#consent").attr("href"));
    assertThat(setup.one("#setup-sql").text())
        .contains("CREATE PUBLICATION \"godwit_")
        .contains("pg_create_logical_replication_slot");
    browser.submit(setup, "form[action$=/set-up]", Map.of());
    awaitHead("Replication ongoing");
    assertThat(slots(source)).hasSize(1);
    assertThat(browser.get(task).shows("#limits, #restart")).isFalse();

    source.execute(
        "INSERT INTO shop.item VALUES (101, 'new'), (102, 'new'), (103, 'new')",
        "UPDATE shop.item SET name = 'changed' WHERE id < 3",
        "DELETE FROM shop.item WHERE id = 50",
        "TRUNCATE shop.note");
    awaitPage("/tables", page -> assertThat(row(page, "shop.item")).contains(" 100 3 2 1 0 0 "));
    awaitPage("/tables", page -> assertThat(row(page, "shop.note")).contains(" 2 0 0 0 1 0 "));
    assertSame(source, "SELECT t::text FROM shop.item t");
    awaitPage("", page -> assertThat(page.one("#task-head").text()).contains("applied 7"));
    Page overview = browser.get(task);
    assertThat(overview.one("#task-head").text()).contains("Target latency").contains("2 of 2");
    assertThat(overview.one("#checkpoint").text()).matches("[0-9A-F]+/[0-9A-F]+");
    awaitPage("", page -> assertThat(page.shows(".g-curve path[d*=L]")).isTrue());
    awaitPage("?span=day", page -> assertThat(page.shows(".g-curve path[d*=h1]")).isTrue());
    assertThat(browser.get(task + "?span=day").one(".g-switch [aria-current]").text())
        .isEqualTo("Last day");
    awaitPage("", page -> assertThat(page.one("#kept-log").text()).contains("replication slot"));
    assertThat(browser.get(task).one("#kept-log").text())
        .contains("Nothing bounds it but the server's disk", "From 10.0 GB on it is warned of");
    requireLeftBehindAlone(source);
    awaitMetric("godwit_task_changes", 7, 7);
    awaitMetric("godwit_task_rows", 102, 102);
    awaitMetric("godwit_task_latency_seconds", 0, 60);
    awaitMetric("godwit_task_source_latency_seconds", 0, 60);
    awaitMetric("godwit_task_source_log_bytes", 1, 1e9);
    assertThat(browser.get(task + "/tables.csv").body()).contains(",3,2,1,0,0,0\r\n");
    assertThat(browser.get("/tasks").text()).contains("7 changes");

    stop();
    assertThat(browser.get("/").text()).contains("Not replicating");
    requireAlarmBySize();
    requireToldWhatAStopIsFor();
    source.execute("INSERT INTO shop.item VALUES (104, 'while it stood still')");
    browser.submit(browser.get(task), "form[action$=/run]", Map.of());
    awaitPage("/tables", page -> assertThat(row(page, "shop.item")).contains(" 100 4 2 1 0 0 "));
    assertSame(source, "SELECT t::text FROM shop.item t");
    awaitMetric("godwit_task_changes", 8, 8);
    awaitMetric("godwit_task_rows", 0, 0);
    stop();
    await().atMost(PATIENCE).until(() -> metric(metrics(), "godwit_task_changes").isEmpty());

    Page delete = browser.get(task + "/delete");
    assertThat(browser.htmx(task + "/delete/source", task + "/delete").text())
        .contains("pg_drop_replication_slot")
        .contains("DROP PUBLICATION");
    Page refused = browser.submit(delete, "form[action$=/delete]", Map.of("typed", "no"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(slots(source)).hasSize(1);
    browser.submit(delete, "form[action$=/delete]", Map.of("typed", "Followed"));
    assertThat(browser.get(task).status()).isEqualTo(404);
    assertThat(slots(source)).isEmpty();
    assertThat(query(source, "SELECT pubname FROM pg_publication")).isEmpty();
    task = "";
  }

  private void requireToldWhatAStopIsFor() throws SQLException {
    assertThat(browser.get(task).shows("#stopped")).isFalse();
    store("update task set stop_reason = 'STOPPED_AFTER_CACHED_EVENTS' where id = ");
    assertThat(browser.get(task).one("#stopped").text())
        .contains("indexes, foreign keys, triggers", "Then resume");
  }

  /** Does it to the task behind the console's back. */
  private void store(String sql) throws SQLException {
    try (Connection connection = store.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql + task.replaceAll(".*/", ""));
    }
  }

  private void requireAlarmBySize() throws SQLException {
    assertThat(browser.get("/").text()).doesNotContain("Log is large");
    store("update task_source_log set alarm_bytes = 1 where task_id = ");
    assertThat(browser.get(task).one("#kept-log").text()).contains(" Large ");
    assertThat(browser.get("/").text()).contains("Log is large");
  }

  /** As a monitoring system reads it. */
  private void awaitMetric(String name, double least, double most) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              String figures = metrics();
              List<Double> found = metric(figures, name);
              assertThat(found).as(name + " of " + task + " in " + figures).hasSize(1);
              assertThat(found.getFirst()).as(name).isBetween(least, most);
            });
  }

  private String metrics() {
    String all = crew.at(console, crew.user(Role.ADMIN)).get("/q/metrics").body();
    return all.lines()
        .filter(line -> line.startsWith("godwit_task"))
        .collect(Collectors.joining("\n"));
  }

  private List<Double> metric(String figures, String name) {
    String id = task.replaceAll(".*/", "");
    return figures
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains("task=\"" + id + "\""))
        .map(line -> Double.valueOf(line.replaceAll(".* ", "")))
        .toList();
  }

  /** What a task of this store owns is not listed, what another's may be is. */
  private void requireLeftBehindAlone(TestDatabase source) throws SQLException {
    source.execute(
        "CREATE PUBLICATION godwit_gone_0123abcd",
        "SELECT pg_create_logical_replication_slot('godwit_gone_0123abcd', 'pgoutput')",
        "CREATE TABLE public.canary_godwit_gone_0123abcd (id int PRIMARY KEY)",
        "CREATE TABLE public.canary_godwit_went_0123abcd (id int PRIMARY KEY)");
    long endpoint = rows.endpoint(project, "postgres", source);
    String page = "/endpoints/" + endpoint + "/left-behind";
    assertThat(browser.get("/endpoints/" + endpoint).shows("nav a[href=" + page + "]")).isTrue();
    Page found = browser.htmx(page + "/found", page);
    assertThat(found.one("tbody").text()).startsWith("godwit_gone_0123abcd Not read");
    assertThat(found.one("#left-sql").text())
        .contains("SELECT pg_drop_replication_slot('godwit_gone_0123abcd');")
        .contains("DROP PUBLICATION \"godwit_gone_0123abcd\";")
        .contains("DROP TABLE \"public\".\"canary_godwit_gone_0123abcd\";")
        .contains("DROP TABLE \"public\".\"canary_godwit_went_0123abcd\";");
    assertThat(found.one("tbody tr:last-child").text())
        .contains("godwit_went_0123abcd", "canary's table public.canary_godwit_went_0123abcd")
        .endsWith("none");
    User viewer = crew.user(Role.ENGINEER);
    crew.join(project, viewer, ProjectRole.VIEWER);
    assertThat(crew.at(console, viewer).get(page + "/found").status()).isEqualTo(403);
    source.execute(
        "DROP PUBLICATION godwit_gone_0123abcd",
        "SELECT pg_drop_replication_slot('godwit_gone_0123abcd')",
        "DROP TABLE public.canary_godwit_gone_0123abcd, public.canary_godwit_went_0123abcd");
    assertThat(browser.htmx(page + "/found", page).text()).contains("nothing of the kind");
  }

  @Test
  void aMariaDbIsFollowedAndATableThatCannotBeIsParkedUntilAResume() throws SQLException {
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, name varchar(40), words bigint DEFAULT uuid_short())",
        "INSERT INTO item (id, name) VALUES (1, 'one'), (2, 'two')",
        "CREATE TABLE note (id int PRIMARY KEY, body text)",
        "INSERT INTO note VALUES (1, 'a')",
        "CREATE TABLE day (id int PRIMARY KEY, d date)");
    create(source, "mariadb", source.name(), Map.of("type", "full-load-and-cdc"));
    awaitHead("Replication ongoing");
    source.execute(
        "INSERT INTO item (id, name) VALUES (3, 'three')", "ALTER TABLE note ADD COLUMN more int");
    source.execute("UPDATE note SET more = 7");
    awaitPage("/table?schema=%s&table=note".formatted(source.name()), shows("Updates 1"));

    source.execute("SET sql_mode = ''", "INSERT INTO day VALUES (1, '0000-00-00')");
    awaitPage("/table?schema=%s&table=day".formatted(source.name()), shows("Rejected 1, with"));
    awaitPage("/tables?state=lossy", page -> assertThat(row(page, "day")).contains(" 0 1 0 "));
    awaitPage("", shows("Rejected 1 change"));
    assertThat(browser.get("/").text()).doesNotContain("Not acknowledged");
    assertThat(browser.get(task + "/events").text())
        .contains("day may no longer be as on the source: changes were rejected");

    target.execute("DELETE FROM %s.item WHERE id = 1".formatted(source.name()));
    source.execute("UPDATE item SET name = 'nowhere' WHERE id = 1", "DELETE FROM note");
    awaitPage("", page -> assertThat(page.one("section:has(#parked)").text()).contains("item"));
    assertThat(browser.get(task).one("section:has(#parked) [data-label=Why]").text())
        .matches(
            "(?i)changes of \\S+item are no longer applied: .* words: the default .* has no form .*");
    awaitPage("/tables", page -> assertThat(row(page, "note")).contains(" 1 0 1 1 0 1 "));
    assertThat(browser.get("/").text()).contains("1 table parked");
    assertThat(browser.get(task + "/table?schema=" + source.name() + "&table=item").text())
        .contains("no longer applied");
    assertThat(
            browser
                .get(task + "/exceptions?schema=" + source.name() + "&table=item")
                .one("section:has(#excepted)")
                .text())
        .contains("UPDATE id=1 The row that has id 1 shall be id 1 name nowhere");

    stop();
    assertThat(browser.get("/").text()).contains("2 changes rejected by policy");
    browser.submit(browser.get(task), "form[action$=/run]", Map.of());
    awaitPage("/tables", page -> assertThat(row(page, "item")).contains("Table completed"));
    assertThat(query(target, "SELECT name FROM %s.item ORDER BY id".formatted(source.name())))
        .containsExactly("nowhere", "two", "three");
    assertThat(browser.get(task).shows("#parked")).isFalse();
  }

  @Test
  void changesAloneBeginAndEndAtPositions() throws SQLException {
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute("CREATE TABLE item (id int PRIMARY KEY)", "INSERT INTO item VALUES (1)");
    target.execute(
        "CREATE SCHEMA " + source.name(),
        "CREATE TABLE %s.item (id int PRIMARY KEY)".formatted(source.name()),
        "INSERT INTO %s.item VALUES (1)".formatted(source.name()));
    String start = position(source);
    source.execute("INSERT INTO item VALUES (2)");
    String stop = position(source);
    source.execute("INSERT INTO item VALUES (3)");
    create(
        source,
        "mariadb",
        source.name(),
        Map.of("type", "cdc", "startAt", dumped(start), "stopAt", stop));
    awaitHead("Stopped at position");
    assertThat(browser.get(task).text()).contains("Start position " + start);
    assertThat(query(target, "SELECT id FROM %s.item ORDER BY id".formatted(source.name())))
        .containsExactly("1", "2");
    assertThat(browser.get(task).text()).contains("Rows are not loaded");
    assertThat(row(browser.get(task + "/tables"), "item")).contains("Table completed – 1 0 0 0 0 ");
    assertThat(browser.get(task + "/table?schema=" + source.name() + "&table=item").text())
        .contains("This task loads no rows.")
        .doesNotContain("0 of 0 committed");

    String draft = edit();
    Page change = browser.get(draft);
    assertThat(change.one("[name=stopAt]").attr("value")).isEqualTo(stop);
    browser.submit(change, "form[action=" + draft + "]", Map.of("stopAt", ""));
    readPlan(draft);
    Page changed = browser.get(draft + "/changed");
    assertThat(changed.text()).contains("until somebody stops the task");
    browser.submit(changed, "form[action$=/changed]", Map.of("then", "save"));
    browser.submit(browser.get(task), "form[action$=/run]", Map.of());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(query(target, "SELECT id FROM %s.item".formatted(source.name())))
                    .contains("3"));
  }

  @Test
  void whatCannotBeFollowedIsRefusedAtItsField() throws SQLException {
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute(
        "CREATE TABLE item (id int PRIMARY KEY)",
        "CREATE TABLE other (id int PRIMARY KEY) ENGINE = MyISAM");
    long mariaDb = rows.endpoint(project, "mariadb", source);
    long oracle = rows.endpoint(project, "oracle");
    long postgres = rows.endpoint(project, "postgres", target);
    Page refused = begin(oracle, postgres, Map.of("type", "cdc", "startAt", "0x12"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#help-startAt").text()).contains("no system change number");
    assertThat(refused.one("[name=type][checked]").attr("value")).isEqualTo("cdc");
    Page over =
        begin(
            mariaDb,
            postgres,
            Map.of("type", "cdc", "startAt", "b.000002:9", "stopAt", "b.000002:4"));
    assertThat(over.one("#help-stopAt").text()).contains("none would be applied");
    Page nonsense = begin(mariaDb, postgres, Map.of("type", "cdc", "startAt", "yesterday"));
    assertThat(nonsense.one("#help-startAt").text()).contains("yesterday");
    assertThat(nonsense.one("#positions").hasAttr("open")).isTrue();

    long another = rows.endpoint(project, "postgres", Servers.postgres().newDatabase());
    Page untimed =
        begin(another, postgres, Map.of("type", "cdc", "startAt", "2026-03-08 12:12:12"));
    assertThat(untimed.one("#help-startAt").text()).contains("can't begin at a time");

    String draft =
        begin(mariaDb, postgres, Map.of("type", "full-load-and-cdc"))
            .leadsTo()
            .replace("/tables", "");
    Page settings = browser.get(draft + "/settings");
    assertThat(settings.text()).contains("Batch apply enabled").doesNotContain("Enable validation");
    choose(draft, source.name());
    assertChecked(draft, "mariadb-check-binlog-format");
    assertThat(browser.get(draft + "/preview/plan").one("[data-label='Rows, about']").text())
        .isEqualTo("not known");
    requireSummaryOfWhatIsMoved(draft, settings, source.name() + ".other");
    String valid = "{\"ValidationSettings\": {\"EnableValidation\": true}}";
    browser.submit(settings, "form[action$=/settings/json]", Map.of("settings", valid));
    readPlan(draft);
    Page unbuilt =
        browser.submit(
            browser.get(draft + "/summary"), "form[action$=/summary]", Map.of("start", "false"));
    assertThat(unbuilt.text()).contains("Validation beside ongoing replication is not built yet");
  }

  private void requireSummaryOfWhatIsMoved(String draft, Page settings, String refused) {
    String typed =
        """
        {"FullLoadSettings": {"StopTaskCachedChangesApplied": true},
         "GodwitSettings": {"CanarySchema": "nowhere"}}""";
    browser.submit(settings, "form[action$=/settings/json]", Map.of("settings", typed));
    assertThat(browser.get(draft + "/summary").one(".g-summary").text())
        .contains("moves 1 table ", "1 more is selected and left out", refused)
        .contains("The task stops when what changed while its tables were loaded is applied")
        .contains("From there on they are followed until somebody stops");
    assertThat(browser.get(draft + "/checks").text())
        .contains("mariadb-check-canary-privileges", "CREATE DATABASE IF NOT EXISTS `nowhere`")
        .contains("Tested ");
  }

  @Test
  void aViewerSeesTheFiguresAndConsentsToNothing() throws SQLException {
    TestDatabase source = Servers.postgres().newDatabase();
    source.execute("CREATE SCHEMA shop", "CREATE TABLE shop.item (id int PRIMARY KEY)");
    create(source, "postgres", "shop", Map.of("type", "full-load-and-cdc"));
    awaitHead("Needs consent");
    User viewer = crew.user(Role.ENGINEER);
    crew.join(project, viewer, ProjectRole.VIEWER);
    Browser reading = crew.at(console, viewer);
    assertThat(reading.get(task).shows("#failure")).isTrue();
    assertThat(reading.get(task).shows("#consent")).isFalse();
    assertThat(reading.get(task + "/set-up").status()).isEqualTo(403);
    assertThat(reading.postAnyway(task + "/set-up", Map.of()).status()).isEqualTo(403);
    assertThat(reading.get(task + "/delete/source").status()).isEqualTo(403);
    assertThat(slots(source)).isEmpty();
  }
}
