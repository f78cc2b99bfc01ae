package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.godwit.json.LenientJson;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.security.Role;
import org.godwit.security.User;
import org.godwit.testing.Browser;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.Page;
import org.godwit.testing.TaskRows;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class TaskPagesIT {
  private static final List<String> TABS =
      List.of("", "/tables", "/mapping", "/settings", "/log", "/validation");

  private static final String GREEN = ".g-badge-good, .g-progress-good";

  @Inject Crew crew;
  @Inject TaskRows rows;

  @TestHTTPResource("/")
  URI console;

  private User owner;
  private Project project;
  private long task;
  private Browser browser;

  @BeforeEach
  void finishATask() {
    owner = crew.user(Role.ENGINEER);
    project = crew.project(owner);
    task = rows.finished(project, "Whole shop");
    browser = crew.at(console, owner);
  }

  @Test
  void everyTabOfATaskOpens() {
    rows.completed(task, 3);
    for (String tab : TABS) {
      Page page = browser.get("/tasks/" + task + tab);
      assertThat(page.status()).as(tab).isEqualTo(200);
      assertThat(page.one("#task-head").text()).contains("Load complete");
      assertThat(page.dom().select(".g-tabs [aria-current]")).hasSize(1);
    }
  }

  @Test
  void everyTabOfATaskThatNeverRanSaysWhatWillBeThere() {
    for (String tab : TABS) {
      Page page = browser.get("/tasks/" + task + tab);
      assertThat(page.status()).as(tab).isEqualTo(200);
    }
    assertThat(browser.get("/tasks/" + task + "/tables").text()).contains("No tables yet");
  }

  @Test
  void fragmentsArePartsOfAPage() {
    rows.completed(task, 3);
    for (String path : List.of("", "/head", "/tables", "/log", "/log/lines?after=0")) {
      String address = "/tasks/" + task + path;
      Page fragment = browser.htmx(address, "/tasks/" + task);
      assertThat(fragment.status()).as(path).isEqualTo(200);
      assertThat(fragment.body()).as(path).doesNotContain("<html").contains("data-live");
    }
    assertThat(browser.htmx("/tasks", "/tasks").body()).doesNotContain("<html");
    assertThat(browser.htmx("/", "/").body()).doesNotContain("<html").contains("id=\"board\"");
  }

  @Test
  void aTaskOfTenThousandTablesShowsFiftyOfThem() {
    rows.completed(task, 10_000);
    String path = "/tasks/" + task;
    Page tables = browser.get(path + "/tables");
    assertThat(tables.text()).contains("10,000");
    assertThat(tables.dom().select("#task-tables tbody tr")).hasSize(50);
    assertThat(tables.body().length()).isLessThan(200_000);
    for (String tab : TABS) {
      assertThat(browser.get(path + tab).body().length()).as(tab).isLessThan(200_000);
    }
    assertThat(browser.get("/tasks").body().length()).isLessThan(200_000);
  }

  @Test
  void whereAFilterChoosesRowsTheTotalIsCalledUnknown() {
    rows.filtered(task);
    for (String page : List.of("/tasks/" + task, "/tasks/" + task + "/tables", "/tasks")) {
      assertThat(browser.get(page).text())
          .as(page)
          .contains("total unknown")
          .doesNotContain("of about -1");
    }
  }

  @Test
  void aViewerSeesNoControlAndIsRefused() {
    rows.completed(task, 1);
    User viewer = crew.user(Role.ENGINEER);
    crew.join(project, viewer, ProjectRole.VIEWER);
    Browser reading = crew.at(console, viewer);
    String path = "/tasks/" + task;

    assertThat(reading.get("/tasks").shows("main form[method=post], main a[href=/tasks/new]"))
        .isFalse();
    for (String tab : TABS) {
      Page page = reading.get(path + tab);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.shows("main form[method=post], main a[href$=/restart], #reload"))
          .as(tab)
          .isFalse();
    }
    for (String action :
        List.of(
            "/run",
            "/stop",
            "/restart",
            "/reload",
            "/suspend",
            "/same-data",
            "/acknowledge",
            "/limits",
            "/sequences",
            "/set-up",
            "/delete")) {
      assertThat(reading.postAnyway(path + action, Map.of("typed", "Whole shop")).status())
          .as(action)
          .isEqualTo(403);
    }
  }

  @Test
  void anOutsiderCannotTellATaskFromNone() {
    Browser outsider = crew.at(console, crew.user(Role.ENGINEER));
    for (String tab : TABS) {
      assertThat(outsider.get("/tasks/" + task + tab).status()).as(tab).isEqualTo(404);
    }
    assertThat(outsider.get("/tasks/" + task + "/tables.csv").status()).isEqualTo(404);
    assertThat(outsider.postAnyway("/tasks/" + task + "/run", Map.of()).status()).isEqualTo(404);
    assertThat(outsider.get("/tasks").text()).doesNotContain("Whole shop");
  }

  @Test
  @Trap(45)
  void tenThousandTablesArePagedOnTheServer() {
    rows.completed(task, 10_000);
    String path = "/tasks/" + task + "/tables";
    browser.get(path);
    long begun = System.nanoTime();
    Page page = browser.get(path + "?sort=rows&desc=1&page=3");
    System.out.printf(
        "10,000 tables, page 3 by rows: %d ms%n", (System.nanoTime() - begun) / 1_000_000);

    assertThat(page.dom().select("#task-tables tbody tr")).hasSize(50);
    assertThat(page.dom().select("#task-tables tbody tr").first().text())
        .contains("shop.table_09900");
    assertThat(page.one("#task-tables .g-pager").text()).contains("101–150 of 10,000");
    Page found = browser.htmx(path + "?text=table_0777", path);
    assertThat(found.dom().select("tbody tr")).hasSize(10);
    assertThat(browser.get(path + "?text=100%25").text()).contains("No table fits");
  }

  @Test
  void statisticsGoIntoOtherPrograms() {
    rows.lossy(task);
    String csv = browser.get("/tasks/" + task + "/tables.csv").body();
    assertThat(csv.lines().toList()).hasSize(2);
    assertThat(csv).contains("shop,table_00001,shop,table_00001,Table completed,1,1000,2,5");
    assertThat(csv).contains("\"'=cmd, \"\"quoted\"\"\",missing");

    JsonNode json =
        LenientJson.object(browser.get("/tasks/" + task + "/tables.json").body(), "statistics");
    JsonNode table = json.path("TableStatistics").path(0);
    assertThat(table.path("TableState").asText()).isEqualTo("Table completed");
    assertThat(table.path("FullLoadErrorRows").asLong()).isEqualTo(2);
    assertThat(table.path("Acknowledgement").asText()).isEqualTo("missing");
    assertThat(json.path("Acknowledgement").asText()).isEqualTo("missing");
    assertThat(json.path("AlteredValues").asLong()).isEqualTo(5);

    browser.submit(browser.get("/tasks/" + task), "form[action$=/acknowledge]", Map.of());
    JsonNode after =
        LenientJson.object(browser.get("/tasks/" + task + "/tables.json").body(), "statistics");
    assertThat(after.path("Acknowledgement").asText()).isEqualTo("given");
    assertThat(after.path("AcknowledgedBy").asText()).isEqualTo(owner.shownName());
    assertThat(after.path("AcknowledgedAt").asText()).isNotEmpty();
    assertThat(browser.get("/tasks/" + task + "/tables.csv").body()).contains(",given");
  }

  @Test
  void nothingIsGreenWhileNobodyHasSeenWhatWasAltered() {
    rows.completed(task, 1);
    long other = rows.finished(project, "With losses");
    rows.lossy(other);
    List.of(task, other).forEach(rows::validated);
    List<String> places =
        List.of(
            "",
            "/tables",
            "/validation",
            "/validation?all=1",
            "/table?schema=shop&table=table_00001");
    for (String place : places) {
      assertThat(browser.get("/tasks/" + other + place).shows(GREEN)).as(place).isFalse();
    }
    assertThat(browser.htmx("/tasks/" + other + "/head", "/tasks/" + other).shows(GREEN)).isFalse();
    assertThat(browser.get("/tasks/" + other + "/validation").text())
        .contains("Validated, not as it was: 1", "Every table passed, not all as they were");

    browser.submit(browser.get("/tasks/" + other), "form[action$=/acknowledge]", Map.of());
    for (long seen : List.of(task, other)) {
      for (String place : places) {
        assertThat(browser.get("/tasks/" + seen + place).shows(GREEN)).as(place).isTrue();
      }
      assertThat(browser.get("/tasks/" + seen + "/validation").text()).contains("Validated: 1");
    }
  }

  @Test
  void theDashboardSaysWhatNeedsMeAndWhereTheRemedyIs() {
    long failed = rows.failed(project, "Orders", "The disk of the target is full. Free space.");
    rows.lossy(task);
    Page page = browser.get("/");

    assertThat(page.text()).contains("The disk of the target is full. Free space.");
    assertThat(page.text()).contains("5 values altered and 2 rows rejected by policy");
    assertThat(page.shows("a[href=/tasks/" + failed + "]")).isTrue();
    assertThat(page.shows("a[href=/tasks/" + task + "#altered]")).isTrue();
    assertThat(browser.get("/projects/" + project.id).text()).contains("What needs you");
  }

  @Test
  void anAcknowledgedAlterationNeedsNobody() {
    rows.lossy(task);
    Page page = browser.get("/tasks/" + task);
    browser.submit(page, "form[action$=/acknowledge]", Map.of());

    assertThat(browser.get("/tasks/" + task).text()).contains("Acknowledged");
    assertThat(browser.get("/").text()).doesNotContain("rejected by policy");
  }

  @Test
  void aRestartThatDropsTablesAsksForTheName() {
    rows.completed(task, 4);
    String path = "/tasks/" + task + "/restart";
    Page page = browser.get(path);
    assertThat(page.text()).contains("Drops 4 tables on").contains("10 rows");

    Page refused = browser.submit(page, "form[action$=/restart]", Map.of("typed", "shop"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#help-typed").text()).contains("Whole shop");
  }

  @Test
  void anotherSourceIsGoneOnWithOnlyByConsent() {
    long moved = rows.ofAnotherSource(project, "Moved", "was loaded from db1, is now db2");
    Page page = browser.get("/tasks/" + moved);
    assertThat(page.one("#same-data").attr("href")).isEqualTo("/tasks/" + moved + "/same-data");
    Page question = browser.get("/tasks/" + moved + "/same-data");
    assertThat(question.text()).contains("db1", "db2", "hold the same data");
    browser.submit(question, "form[action$=/same-data]", Map.of());
    assertThat(browser.get("/tasks/" + moved).shows("#same-data")).isFalse();

    assertThat(browser.get("/tasks/" + task).shows("#same-data")).isFalse();
    assertThat(browser.get("/tasks/" + task + "/same-data").leadsTo()).isEqualTo("/tasks/" + task);
  }

  @Test
  void selectedTablesAreNamedBeforeTheyAreReloaded() {
    rows.completed(task, 4);
    Page page = browser.get("/tasks/" + task + "/reload?table=shop.table_00002&table=shop.none");
    assertThat(page.text()).contains("Drops 1 table on").contains("shop.table_00002");
    Page refused = browser.submit(page, "form[action$=/reload]", Map.of("typed", "no"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.one("#help-typed").text()).contains("Type the task's name exactly");
    assertThat(refused.one("#field-typed").attr("value")).isEqualTo("no");
  }

  @Test
  void limitsAreOfferedWhileThereIsSomethingToRead() {
    assertThat(browser.get("/tasks/" + task).dom().select("#limits")).hasSize(1);
    long done = rows.finished(project, "Nothing left");
    rows.completed(done, 2);
    assertThat(browser.get("/tasks/" + done).dom().select("#limits")).isEmpty();
  }

  @Test
  void differingCellsStandSideBySide() {
    rows.completed(task, 1);
    rows.difference(task, "table_00001", "Crème", "CrÃ¨me");
    Page page = browser.get("/tasks/" + task + "/validation?schema=shop&table=table_00001");
    assertThat(page.one(".g-cell-source").text()).isEqualTo("Crème");
    assertThat(page.one(".g-cell-target").text()).isEqualTo("CrÃ¨me");
  }

  @Test
  void theLogIsFilteredAndDownloaded() {
    rows.line(task, "INFO", "segment 1 committed");
    rows.line(task, "ERROR", "the disk is full");
    String path = "/tasks/" + task + "/log";
    assertThat(browser.get(path + "?level=error").dom().select(".g-log li:not(.g-log-end)"))
        .hasSize(1);
    assertThat(browser.get(path + "?text=SEGMENT").text()).contains("segment 1 committed");
    assertThat(browser.get("/tasks/" + task + "/log.txt?level=debug").body().lines()).hasSize(2);
  }

  @Test
  void aDownloadThatFailsDoesNotEndLikeAWholeFile() {
    long unreadable = rows.finished(project, "Unreadable at once");
    rows.unreadableLine(unreadable);
    assertThat(browser.get("/tasks/" + unreadable + "/log.txt").status()).isEqualTo(500);
    rows.lines(task, 20_000);
    rows.unreadableLine(task);
    assertThatThrownBy(() -> browser.get("/tasks/" + task + "/log.txt"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void deletingATaskAsksForItsName() {
    Page page = browser.get("/tasks/" + task + "/delete");
    assertThat(browser.submit(page, "form[action$=/delete]", Map.of("typed", "x")).status())
        .isEqualTo(422);
    Page gone = browser.submit(page, "form[action$=/delete]", Map.of("typed", "Whole shop"));
    assertThat(gone.leadsTo()).isEqualTo("/projects/" + project.id + "/tasks");
    assertThat(browser.get(gone.leadsTo()).status()).isEqualTo(200);
    assertThat(browser.get(gone.leadsTo() + "?sort=name&text=shop").status()).isEqualTo(200);
    assertThat(browser.get("/tasks/" + task).status()).isEqualTo(404);
  }

  @Test
  void aProjectWithARunningTaskIsNotDeleted() {
    Map<String, String> typed = Map.of("typed", project.name);
    rows.running(task);
    Page edit = browser.get("/projects/" + project.id + "/edit");
    Page refused = browser.submit(edit, "form[action$=/delete]", typed);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("Task Whole shop is running; stop it before");
    assertThat(browser.get("/tasks/" + task).status()).isEqualTo(200);
  }
}
