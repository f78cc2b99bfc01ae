package org.godwit.task.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.godwit.catalog.TableName;
import org.godwit.engine.KeptLog;
import org.godwit.project.Project;
import org.godwit.security.InvalidInput;
import org.godwit.security.Role;
import org.godwit.task.LogLevel;
import org.godwit.task.SourceLog;
import org.godwit.task.TableNews;
import org.godwit.task.TableState;
import org.godwit.task.TaskProgress;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.TaskRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class TaskEventsIT {
  private static final Instant NOON = Instant.parse("2026-03-08T12:00:00Z");

  @Inject Crew crew;
  @Inject TaskRows rows;
  @Inject TaskMirror mirror;
  @Inject TaskStates states;
  @Inject TaskEvents events;
  @Inject EventList list;
  @Inject SourceLogs logs;
  @Inject TaskList tasks;
  @Inject Clock clock;

  private Project project;
  private long task;

  @BeforeEach
  void makeATask() {
    project = crew.project(crew.user(Role.ENGINEER));
    task = rows.finished(project, "Shop");
  }

  @Test
  void aTableIsParkedOnceAndLoadedAgainOnce() {
    become(TableState.COMPLETED, 2);
    assertThat(told()).isEmpty();
    become(TableState.ERROR, 2);
    become(TableState.BEFORE_LOAD, 2); // a resume
    become(TableState.ERROR, 2); // which parks it again, for nobody has put it right
    assertThat(told()).containsExactly("shop.t1 failed: why", "shop.t0 failed: why");
    become(TableState.FULL_LOAD, 2);
    become(TableState.COMPLETED, 2);
    assertThat(told()).hasSize(4).startsWith("shop.t1 loaded again.", "shop.t0 loaded again.");
    become(TableState.ERROR, 12);
    assertThat(told())
        .hasSize(5)
        .first()
        .isEqualTo("12 tables failed: shop.t0, shop.t1, shop.t10, shop.t11, shop.t2 and 7 more.");
  }

  @Test
  void whatBecameOfTablesByItselfIsToldAndWhatIsGoneIsNotCounted() {
    become(TableState.COMPLETED, 5);
    mirror.news(
        task,
        List.of(
            news(TableNews.Kind.TAKEN, 4, "its changes are followed from now on"),
            news(TableNews.Kind.LOADED_AGAIN, 1, "its rows are loaded again: DROP TABLE"),
            news(TableNews.Kind.LEFT, 0, "dropped with the source's table")));
    assertThat(told())
        .containsExactly(
            "shop.t0: dropped with the source's table.",
            "shop.t1: its rows are loaded again: DROP TABLE.",
            "shop.t4: its changes are followed from now on.");
    become(TableState.ERROR, 1);
    become(TableState.DOES_NOT_EXIST, 1);
    TaskFigures figures = tasks.find(task).orElseThrow().figures();
    assertThat(figures.tables()).isEqualTo(4);
    assertThat(figures.completed()).isEqualTo(4);
    assertThat(figures.failed()).isZero();
    mirror.news(
        task,
        IntStream.range(0, 7).mapToObj(it -> news(TableNews.Kind.TAKEN, it, "followed")).toList());
    assertThat(told().getFirst())
        .isEqualTo(
            "7 tables are followed: shop.t0, shop.t1, shop.t2, shop.t3, shop.t4 and 2 more.");
  }

  private static TableNews news(TableNews.Kind kind, int table, String sentence) {
    return new TableNews(kind, new TableName("shop", "t" + table), sentence);
  }

  @Test
  void theLogOfTheSourceIsToldOfOnceAtItsMarkAndOnceWhenItHasEased() {
    used(0.79);
    assertThat(told()).isEmpty();
    used(0.85);
    used(0.79);
    used(0.81);
    assertThat(told()).hasSize(1).first().asString().contains("has used 85 % of what");
    used(0.5);
    used(0.6);
    assertThat(told()).hasSize(2).first().asString().contains("uses 50 % of what");
  }

  @Test
  void aLogThatNothingBoundsIsToldOfByItsSize() {
    long alarm = 10_000_000_000L;
    unbounded(alarm - 1, alarm);
    assertThat(told()).isEmpty();
    unbounded(alarm, alarm);
    unbounded(alarm - 1, alarm);
    unbounded(2 * alarm, alarm);
    assertThat(told())
        .singleElement()
        .asString()
        .startsWith("slot keeps 10,000 MB of the source's log")
        .contains("(SourceLogAlarm)", "limit sets no limit");
    assertThat(logs.find(task).orElseThrow().isPressing()).isTrue();
    assertThat(tasks.needy(List.of(project.id), 10)).extracting(TaskSummary::id).contains(task);
    unbounded(alarm / 2, alarm);
    assertThat(told()).hasSize(2).first().isEqualTo("slot keeps 5,000 MB of the source's log.");
    unbounded(2 * alarm, 0);
    assertThat(told()).hasSize(2);
  }

  private void unbounded(long bytes, long alarm) {
    KeptLog kept = new KeptLog("slot", "", "limit", bytes, null, Duration.ZERO, null);
    mirror.sourceLog(task, new SourceLog("stream", kept, alarm, null, NOON));
  }

  @Test
  void whatDidNotHappenIsNoEvent() {
    rows.running(task);
    assertThatThrownBy(() -> states.starting(task, RunCause.ASKED, Set.of()))
        .isInstanceOf(InvalidInput.class);
    assertThat(told()).isEmpty();
  }

  @Test
  void eventsAreKeptForAWhileAndNotWithoutNumber() {
    become(TableState.ERROR, 3);
    assertThat(told()).hasSize(3);
    events.forget(Duration.between(NOON, clock.instant()).plusDays(1), 2);
    assertThat(told()).hasSize(2);
    events.forget(Duration.ZERO.minusSeconds(1), 100);
    assertThat(told()).isEmpty();
  }

  private void become(TableState state, int tables) {
    TaskProgress progress = new TaskProgress(clock);
    for (int i = 0; i < tables; i++) {
      TableName name = new TableName("shop", "t" + i);
      progress.add(name, name, 1);
      progress.of(name).become(state, NOON);
      progress.of(name).message(state == TableState.ERROR ? "why" : "");
    }
    mirror.tables(task, progress.statistics(), NOON);
  }

  private void used(double part) {
    KeptLog kept =
        new KeptLog("slot", "", "limit", (long) (part * 1000), 1000L, Duration.ZERO, null);
    mirror.sourceLog(task, new SourceLog("stream", kept, 0, null, NOON));
  }

  private List<String> told() {
    return list
        .read(List.of(project.id), new EventFilter(task, "", null, LogLevel.INFO, 0))
        .rows()
        .stream()
        .map(EventList.Event::message)
        .toList();
  }
}
