package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.godwit.project.Project;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.Crew;
import org.godwit.testing.Page;
import org.godwit.testing.Servers;
import org.godwit.testing.TaskRows;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A console, somebody at it, and a task that follows a source; and what its pages show. */
abstract class FollowedTaskPages {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Crew crew;
  @Inject TaskRows rows;

  @TestHTTPResource("/")
  URI console;

  Project project;
  Browser browser;
  TestDatabase target;
  String task = "";
  long from;

  @BeforeEach
  void comeIn() throws SQLException {
    User owner = crew.user(Role.ENGINEER);
    project = crew.project(owner);
    browser = crew.at(console, owner);
    target = Servers.postgres().newDatabase();
  }

  @AfterEach
  void stopWhatRuns() {
    if (!task.isEmpty() && browser.get(task).shows("form[action$=/stop]")) {
      stop();
    }
  }

  void assertChecked(String draft, String check) {
    browser.submit(browser.get(draft + "/checks"), "#checks", Map.of());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(browser.get(draft + "/checks").text()).contains(check + " "));
  }

  Page begin(long source, long from, Map<String, String> kind) {
    Map<String, String> typed = new HashMap<>(kind);
    typed.putAll(Map.of("name", "Followed", "source", "" + source, "target", "" + from));
    return browser.submit(
        browser.get("/tasks/new?project=" + project.id), "form[action=/tasks/new]", typed);
  }

  void choose(String draft, String schema) {
    browser.postAnyway(
        draft + "/tables", Map.of("schema", schema, "table", "", "text", "", "on", "true"));
  }

  /** As a person does, from the first step to Create and start. */
  void create(TestDatabase source, String engine, String schema, Map<String, String> kind) {
    from = rows.endpoint(project, engine, source);
    Page begun = begin(from, rows.endpoint(project, "postgres", target), kind);
    assertThat(begun.status()).as(begun.text()).isEqualTo(303);
    String draft = begun.leadsTo().replace("/tables", "");
    choose(draft, schema);
    readPlan(draft);
    Page created =
        browser.submit(
            browser.get(draft + "/summary"), "form[action$=/summary]", Map.of("start", "true"));
    assertThat(created.status()).as(created.text()).isEqualTo(303);
    task = created.leadsTo();
  }

  /** Says that its warnings were read, where it has any. */
  void readPlan(String draft) {
    Page plan = browser.get(draft + "/preview/plan");
    if (plan.shows("form.g-read")) {
      browser.submit(plan, "form.g-read", Map.of("read", "true"));
    }
  }

  String edit() {
    Page begun =
        browser.submit(
            browser.get(task + "/settings"), "form[action$=/edit]", Map.of("step", "settings"));
    return begun.leadsTo().replace("/settings", "");
  }

  void stop() {
    browser.submit(browser.get(task), "form[action$=/stop]", Map.of());
    awaitPage("", page -> assertThat(page.shows("#start")).isTrue());
  }

  void awaitHead(String word) {
    awaitPage("", page -> assertThat(page.one("#task-head").text()).contains(word));
  }

  void awaitPage(String tab, ThrowingConsumer<Page> is) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> is.accept(browser.get(task + tab)));
  }

  static ThrowingConsumer<Page> shows(String text) {
    return page -> assertThat(page.text()).contains(text);
  }

  static String row(Page page, String table) {
    return page.dom().select("#task-tables tbody tr").stream()
        .map(it -> it.text() + " ")
        .filter(it -> it.contains(table))
        .findFirst()
        .orElse("");
  }

  void assertSame(TestDatabase source, String ofTarget, String ofSource) throws SQLException {
    assertThat(query(target, ofTarget.formatted(source.name())))
        .containsExactlyInAnyOrderElementsOf(query(source, ofSource));
  }

  void assertSame(TestDatabase source, String sql) throws SQLException {
    assertThat(query(target, sql)).containsExactlyInAnyOrderElementsOf(query(source, sql));
  }

  static List<String> slots(TestDatabase source) throws SQLException {
    return query(
        source, "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()");
  }

  /** As it stands in a dump. */
  static String dumped(String position) {
    int colon = position.indexOf(':');
    return "-- MariaDB dump\r\n-- CHANGE MASTER TO MASTER_LOG_FILE='%s', MASTER_LOG_POS=%s;\r\n"
        .formatted(position.substring(0, colon), position.substring(colon + 1));
  }

  static String position(TestDatabase source) throws SQLException {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW MASTER STATUS")) {
      row.next();
      return row.getString(1) + ":" + row.getLong(2);
    }
  }

  static List<String> query(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(row.getString(1));
      }
      return rows;
    }
  }
}
