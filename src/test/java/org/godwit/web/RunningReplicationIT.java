package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Map;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Page;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** What is asked of a task while it follows its source. */
@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class RunningReplicationIT extends FollowedTaskPages {
  @Test
  void sequencesAreSetWhileTheTaskRunsAndWhenItHasStopped() throws SQLException {
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute(
        "CREATE TABLE item (id int AUTO_INCREMENT PRIMARY KEY, v int)",
        "INSERT INTO item (v) VALUES (1)");
    create(source, "mariadb", source.name(), Map.of("type", "full-load-and-cdc"));
    awaitHead("Replication ongoing");
    source.execute("INSERT INTO item VALUES (70, 2)");
    awaitPage("/tables", page -> assertThat(row(page, "item")).contains(" 1 1 0 0 0 0 "));
    String sequence = source.name() + ".item_id_seq";
    assertThat(setSequences()).contains("1 of them set now: " + sequence + " 71.");
    String insert = "INSERT INTO %s.item (v) VALUES (0) RETURNING id".formatted(source.name());
    assertThat(query(target, insert)).containsExactly("71");
    assertThat(browser.get(task + "/log").text()).contains(sequence + " 71");

    source.execute("INSERT INTO item VALUES (90, 3)");
    awaitPage("/tables", page -> assertThat(row(page, "item")).contains(" 1 2 0 0 0 0 "));
    stop();
    assertThat(query(target, insert)).containsExactly("91");
    assertThat(setSequences()).contains("Sequences: 1 of the target's").doesNotContain("set now");
    assertThat(query(target, insert)).containsExactly("92");
  }

  private String setSequences() {
    browser.submit(browser.get(task), "form[action$=/sequences]", Map.of());
    return browser.get(task).one("#toasts").text();
  }

  @Test
  void tablesAreSuspendedAndReloadedWhileTheTaskRuns() throws SQLException {
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, name varchar(40))",
        "INSERT INTO item VALUES (1, 'one'), (2, 'two')",
        "CREATE TABLE note (id int PRIMARY KEY)",
        "CREATE TABLE other (id int PRIMARY KEY)");
    create(source, "mariadb", source.name(), Map.of("type", "full-load-and-cdc"));
    awaitHead("Replication ongoing");
    target.execute("DELETE FROM %s.item WHERE id = 1".formatted(source.name()));
    source.execute("UPDATE item SET name = 'nowhere' WHERE id = 1");
    awaitPage("", page -> assertThat(page.shows("#reload-parked")).isTrue());

    Page reload = browser.get(browser.get(task).one("#reload-parked").attr("href"));
    assertThat(reload.one("#meanwhile").text()).contains("The task goes on");
    assertThat(reload.one(".g-sentences").text()).contains("item").doesNotContain("note");
    Page refused = browser.submit(reload, "form[action$=/reload]", Map.of("typed", "no"));
    assertThat(refused.status()).isEqualTo(422);
    browser.submit(reload, "form[action$=/reload]", Map.of("typed", "Followed"));
    awaitPage("", page -> assertThat(page.shows("#parked, #asked")).isFalse());
    awaitHead("Replication ongoing");
    assertSame(source, "SELECT id || name FROM %s.item", "SELECT concat(id, name) FROM item");

    String note = "?table=%s.note".formatted(source.name());
    Page suspend = browser.get(task + "/suspend" + note);
    assertThat(suspend.one(".g-sentences").text()).contains("note");
    browser.submit(suspend, "form[action$=/suspend]", Map.of());
    awaitPage("/tables", page -> assertThat(row(page, "note")).contains("it was suspended by"));
    source.execute("INSERT INTO note VALUES (7)", "INSERT INTO other VALUES (1)");
    awaitPage("/tables", page -> assertThat(row(page, "other")).contains(" 0 1 0 0 0 0 "));
    assertThat(query(target, "SELECT id FROM %s.note".formatted(source.name()))).isEmpty();
    String all = "/suspend?table=%1$s.item&table=%1$s.other".formatted(source.name());
    assertThat(browser.get(task + all).leadsTo()).endsWith("/tables"); // none would be left
    assertThat(browser.get(task + "/tables").shows("#suspend-selected[form=reload]")).isTrue();
    String page = "/table?schema=%s&table=note".formatted(source.name());
    assertThat(browser.get(task + page).shows("#suspend")).isTrue();
    browser.submit(
        browser.get(browser.get(task + page).one("#reload-table").attr("href")),
        "form[action$=/reload]",
        Map.of("typed", "Followed"));
    awaitPage("/tables", it -> assertThat(row(it, "note")).contains("Table completed"));
    awaitHead("Replication ongoing");
    assertThat(query(target, "SELECT id FROM %s.note".formatted(source.name())))
        .containsExactly("7");
    assertThat(browser.get(task + "/events").text())
        .contains(source.name() + ".item loaded again.");

    String healthy = "/table?schema=%s&table=other".formatted(source.name());
    browser.submit(
        browser.get(browser.get(task + healthy).one("#reload-table").attr("href")),
        "form[action$=/reload]",
        Map.of("typed", "Followed"));
    awaitPage(
        "/events",
        it -> assertThat(it.text()).containsOnlyOnce(source.name() + ".other loaded again."));
    awaitHead("Replication ongoing");
    source.execute("INSERT INTO other VALUES (2)");
    awaitPage("/tables", it -> assertThat(row(it, "other")).contains(" 1 2 0 0 0 0 "));
    assertThat(browser.get(task + "/events").text())
        .containsOnlyOnce(source.name() + ".other loaded again.")
        .containsOnlyOnce("Started.")
        .contains("To be loaded again while the task runs: " + source.name() + ".item.")
        .contains("To be suspended: " + source.name() + ".note.")
        .doesNotContain("Stopped")
        .doesNotContain("Resumed");
  }

  @Test
  void aPasswordThatChangesUnderATaskIsSaidAndTheNewOneGoesOn() throws SQLException {
    TestDatabase source = Servers.mariaDb().newDatabase();
    String user = "rotated_" + source.name();
    source.execute(
        "CREATE TABLE item (id int PRIMARY KEY)",
        "CREATE USER %s IDENTIFIED BY 'first'".formatted(user),
        "GRANT ALL ON *.* TO " + user);
    create(source.as(user, "first"), "mariadb", source.name(), Map.of("type", "full-load-and-cdc"));
    awaitHead("Replication ongoing");
    source.execute("INSERT INTO item VALUES (1)");
    awaitPage("/tables", page -> assertThat(row(page, "item")).contains(" 0 1 0 0 0 0 "));
    source.execute(
        "ALTER USER %s IDENTIFIED BY 'second'".formatted(user),
        "KILL USER " + user,
        "INSERT INTO item VALUES (2)");
    awaitHead("Login refused");
    assertThat(browser.get(task).one("#failure").text())
        .contains("Access denied for user '" + user, "Check the password of user");
    Page again = browser.submit(browser.get(task), "form[action$=/run]", Map.of());
    assertThat(again.status()).isEqualTo(303);
    awaitHead("Login refused");

    String draft =
        browser
            .submit(browser.get("/endpoints/" + from), "form[action$=/edit]", Map.of())
            .leadsTo()
            .replace("/connection", "");
    browser.submit(
        browser.get(draft + "/connection"),
        "main form[action$=/connection]",
        Map.of("password", "second"));
    browser.submit(browser.get(draft + "/test"), "form[action$=/save]", Map.of());
    browser.submit(browser.get(task), "form[action$=/run]", Map.of());
    awaitPage("/tables", page -> assertThat(row(page, "item")).contains(" 0 2 0 0 0 0 "));
    assertThat(query(target, "SELECT id FROM %s.item ORDER BY id".formatted(source.name())))
        .containsExactly("1", "2");
  }
}
