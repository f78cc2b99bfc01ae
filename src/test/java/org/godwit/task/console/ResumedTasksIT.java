package org.godwit.task.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.godwit.project.Project;
import org.godwit.security.Role;
import org.godwit.task.LogLevel;
import org.godwit.task.MigrationType;
import org.godwit.task.TaskProgress;
import org.godwit.task.TaskState;
import org.godwit.testing.ConsoleStore;
import org.godwit.testing.Crew;
import org.godwit.testing.Servers;
import org.godwit.testing.TaskRows;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleStore.class)
class ResumedTasksIT {
  @Inject Crew crew;
  @Inject TaskRows rows;
  @Inject TaskRuns runs;
  @Inject TaskList tasks;
  @Inject TaskPhases phases;
  @Inject EventList events;
  @Inject SourceLogs logs;
  @Inject IdleLogs idle;
  @Inject AskedTables asked;
  @Inject DataSource store;

  @Test
  void aTaskThatFollowsChangesGoesOnWhenTheConsoleStartsAgainAndALoadWaits() throws SQLException {
    Project project = crew.project(crew.user(Role.ENGINEER));
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute("CREATE TABLE item (id int PRIMARY KEY)", "INSERT INTO item VALUES (1)");
    TestDatabase target = Servers.postgres().newDatabase();
    long load = rows.ready(project, "Loaded", source, target, "{}");
    long stopped = rows.ready(project, "Stopped", source, target, "{}");
    long followed = rows.ready(project, "Followed", source, target, "{}");
    set(load, MigrationType.FULL_LOAD, TaskState.RUNNING);
    set(stopped, MigrationType.FULL_LOAD_AND_CDC, TaskState.STOPPING);
    set(followed, MigrationType.FULL_LOAD_AND_CDC, TaskState.RUNNING);

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> tasks.find(followed).orElseThrow().isReplicating());
    assertThat(run(load).state()).isEqualTo(TaskState.FAILED);
    assertThat(run(load).failure()).contains("Resume it");
    assertThat(run(stopped).state()).isEqualTo(TaskState.FAILED);
    runs.runOf(followed).orElseThrow().endByConsole();
    Instant before = Objects.requireNonNull(run(followed).startedAt());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                tasks.find(followed).orElseThrow().isReplicating()
                    && !before.equals(run(followed).startedAt()));
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertOnePhaseIsOpen(followed));
    runs.runOf(followed).orElseThrow().stop().give();
    await().atMost(Duration.ofSeconds(30)).until(() -> run(followed).state() == TaskState.STOPPED);
    runs.goOn();
    assertThat(run(followed).state()).isEqualTo(TaskState.STOPPED);
    Instant looked = logs.find(followed).orElseThrow().at();
    idle.look(looked.plusSeconds(60));
    assertThat(logs.find(followed).orElseThrow().at()).isEqualTo(looked);
    idle.look(looked.plusSeconds(600));
    assertThat(logs.find(followed).orElseThrow().at()).isEqualTo(looked.plusSeconds(600));
    assertThat(kinds(project, followed))
        .containsExactly(
            EventKind.STOPPED,
            EventKind.FOLLOWING,
            EventKind.STARTED,
            EventKind.STOPPED,
            EventKind.FOLLOWING,
            EventKind.STARTED,
            EventKind.TAKEN_OVER);
    assertThat(kinds(project, load)).containsExactly(EventKind.TAKEN_OVER);
  }

  @Test
  void aTaskThatCannotGoOnByItselfSaysWhyOnce() throws SQLException {
    Project project = crew.project(crew.user(Role.ENGINEER));
    long task = rows.failed(project, "Broken", "");
    execute("update task set type = 'CDC', resumes = true, settings = '[' where id = " + task);
    runs.goOn();
    runs.goOn();
    assertThat(kinds(project, task)).containsExactly(EventKind.NOT_RESUMED);
    assertThat(run(task).failure()).contains("can't: ").contains("tried again");
    execute("update task set resumes = false where id = " + task);
  }

  private List<EventKind> kinds(Project project, long task) {
    return events
        .read(List.of(project.id), new EventFilter(task, "", null, LogLevel.INFO, 0))
        .rows()
        .stream()
        .map(EventList.Event::kind)
        .toList();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void aRunBelongsToOneConsoleUntilThatIsTakenForDead() throws SQLException {
    Project project = crew.project(crew.user(Role.ENGINEER));
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute("CREATE TABLE item (id int PRIMARY KEY)", "INSERT INTO item VALUES (1)");
    long task = rows.ready(project, "Shared", source, Servers.postgres().newDatabase(), "{}");
    own(task, "another console", "1 hour");
    set(task, MigrationType.FULL_LOAD_AND_CDC, TaskState.RUNNING);
    runs.goOn();
    assertThat(run(task).state()).isEqualTo(TaskState.RUNNING);
    own(task, "another console", "-1 second");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> tasks.find(task).orElseThrow().isReplicating());

    RunningTask here = runs.runOf(task).orElseThrow();
    own(task, "another console", "1 hour");
    await().atMost(Duration.ofSeconds(30)).until(() -> runs.runOf(task).isEmpty());
    await().atMost(Duration.ofSeconds(30)).until(here.stop()::isGiven);
    assertThat(run(task).state()).isEqualTo(TaskState.RUNNING);
    own(task, "another console", "-1 second");
    await().atMost(Duration.ofSeconds(30)).until(() -> runs.runOf(task).isPresent());
    RunningTask again = runs.runOf(task).orElseThrow();
    delete(task); // as another console does
    await().atMost(Duration.ofSeconds(30)).until(() -> runs.runOf(task).isEmpty());
    await().atMost(Duration.ofSeconds(30)).until(again.stop()::isGiven);
  }

  /** As one that is paused while it writes to the store, or whose machine is gone. */
  @Test
  void aConsoleThatStandsStillWithTheTasksRowLockedIsReplaced() throws Exception {
    Project project = crew.project(crew.user(Role.ENGINEER));
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute("CREATE TABLE item (id int PRIMARY KEY)", "INSERT INTO item VALUES (1)");
    long task = rows.ready(project, "Locked", source, Servers.postgres().newDatabase(), "{}");
    own(task, "another console", "1 hour");
    set(task, MigrationType.FULL_LOAD_AND_CDC, TaskState.RUNNING);
    CountDownLatch isReplaced = new CountDownLatch(1);
    CompletableFuture<Void> still =
        CompletableFuture.runAsync(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          assertThat(StoredTask.locked(task)).isNotNull();
                          awaitUninterrupted(isReplaced);
                        }));
    await().atMost(Duration.ofSeconds(30)).until(() -> isLocked(task));
    own(task, "another console", "-1 second"); // waits for the store to end that transaction
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> tasks.find(task).orElseThrow().isReplicating());
    isReplaced.countDown();
    assertThat(still).failsWithin(Duration.ofSeconds(30));
    runs.runOf(task).orElseThrow().stop().give();
    await().atMost(Duration.ofSeconds(30)).until(() -> run(task).state() == TaskState.STOPPED);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isLocked(long task) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement read =
            connection.prepareStatement(
                "select 1 from task where id = ? for no key update skip locked")) {
      read.setLong(1, task);
      try (ResultSet row = read.executeQuery()) {
        return !row.next();
      }
    }
  }

  /** The console that is asked is another one than that which runs the task. */
  @Test
  void whatIsAskedOfTablesReachesTheRunThroughTheStoreAndOutlivesItsConsole() throws SQLException {
    Project project = crew.project(crew.user(Role.ENGINEER));
    TestDatabase source = Servers.mariaDb().newDatabase();
    source.execute("CREATE TABLE item (id int PRIMARY KEY)", "INSERT INTO item VALUES (1)");
    TestDatabase target = Servers.postgres().newDatabase();
    long task = rows.ready(project, "Asked", source, target, "{}");
    set(task, MigrationType.FULL_LOAD_AND_CDC, TaskState.RUNNING);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> tasks.find(task).orElseThrow().isReplicating());
    Instant begun = Objects.requireNonNull(run(task).startedAt());
    wish(task, source.name(), "item");
    await().atMost(Duration.ofSeconds(30)).until(() -> asked.of(task).isEmpty());
    assertThat(reloads(target)).isEqualTo(1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> tasks.find(task).orElseThrow().isReplicating());
    assertThat(run(task).startedAt()).isEqualTo(begun);

    own(task, "another console", "1 hour");
    await().atMost(Duration.ofSeconds(30)).until(() -> runs.runOf(task).isEmpty());
    wish(task, source.name(), "item");
    own(task, "another console", "-1 second");
    await().atMost(Duration.ofSeconds(60)).until(() -> asked.of(task).isEmpty());
    assertThat(reloads(target)).isEqualTo(2);
    runs.runOf(task).orElseThrow().stop().give();
    await().atMost(Duration.ofSeconds(30)).until(() -> run(task).state() == TaskState.STOPPED);
  }

  private void wish(long task, String schema, String table) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into task_table_wish (task_id, source_schema, source_table, deed, asked_by,"
                    + " asked_at) values (?, ?, ?, 'RELOAD', 'Ada', now())")) {
      insert.setLong(1, task);
      insert.setString(2, schema);
      insert.setString(3, table);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
  }

  private static int reloads(TestDatabase target) throws SQLException {
    try (Connection connection = target.connect();
        PreparedStatement read =
            connection.prepareStatement("SELECT max(reloads) FROM godwit_control.load_table");
        ResultSet row = read.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  private void delete(long task) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement delete = connection.prepareStatement("delete from task where id = ?")) {
      delete.setLong(1, task);
      assertThat(delete.executeUpdate()).isEqualTo(1);
    }
  }

  private void own(long task, String owner, String until) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update task set owner = ?, owned_until = now() + ?::interval where id = ?")) {
      update.setString(1, owner);
      update.setString(2, until);
      update.setLong(3, task);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  /** What the run before was doing is over, whatever the store still knows of it. */
  private void assertOnePhaseIsOpen(long task) {
    assertThat(phases.read(task))
        .extracting(TaskProgress.Phase::name)
        .containsOnlyOnce(TaskProgress.ONGOING_CHANGES)
        .endsWith(TaskProgress.ONGOING_CHANGES);
  }

  private TaskSummary.Run run(long task) {
    return tasks.find(task).orElseThrow().run();
  }

  private void set(long task, MigrationType type, TaskState state) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update task set type = ?, state = ? where id = ?")) {
      update.setString(1, type.name());
      update.setString(2, state.name());
      update.setLong(3, task);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
