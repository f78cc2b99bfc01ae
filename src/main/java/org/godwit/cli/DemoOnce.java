package org.godwit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.godwit.demo.DemoServers;
import org.godwit.demo.DemoTask;
import org.godwit.demo.ShopComparison;
import org.godwit.demo.ShopWork;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.mapping.TableMapping;
import org.godwit.task.MigrationType;
import org.godwit.task.Start;
import org.godwit.task.Task;
import org.godwit.task.TaskOutcome;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.settings.TaskSettings;

/**
 * What the console's demo does, to its end: one task loads and compares all tables, another loads
 * some and follows them while somebody works in the source, until the target has all of that.
 */
final class DemoOnce {
  /** Of some seconds, so that changes come during the load and behind it. */
  private static final ShopWork WORK = new ShopWork(150, Duration.ofMillis(20));

  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Engines engines = Engines.standard();
  private final PrintWriter out;
  private final Path folder;
  private final DemoServers servers;
  private final EndRequest end;

  DemoOnce(PrintWriter out, Path folder, DemoServers servers, EndRequest end) {
    this.out = out;
    this.folder = folder;
    this.servers = servers;
    this.end = end;
  }

  /**
   * Runs and tells it.
   *
   * @return whether source and target are equal
   * @throws EngineException where the source can't be worked in, or a side can't be compared
   */
  boolean run() {
    TaskOutcome loaded =
        run(
            DemoTask.NAME,
            MigrationType.FULL_LOAD,
            DemoTask.mapping(),
            TaskSettings.parse(DemoTask.SETTINGS),
            ChangeWishes.NONE);
    boolean isEqual = loaded.isComplete() && !loaded.hasDifferences() && follow();
    out.println(verdict(loaded, isEqual));
    out.flush();
    return isEqual;
  }

  private boolean follow() {
    out.printf("%nFollowing changes while the shop goes on working in its database …%n");
    out.flush();
    CompletableFuture<Integer> work = new CompletableFuture<>();
    Thread.ofVirtual().name("shop").start(() -> work(work));
    TaskOutcome outcome = follow(QUIET);
    while (outcome.isComplete()) {
      boolean isOver = work.isDone();
      // Nothing was changed since this run began where the work was over by then.
      outcome = follow(Duration.ZERO);
      if (isOver) {
        return outcome.isComplete() && tellWork(work) && isSame();
      }
    }
    return false;
  }

  private void work(CompletableFuture<Integer> work) {
    try {
      work.complete(WORK.run(engines, servers.source(), end.stop()));
    } catch (EngineException | InterruptedException e) {
      work.completeExceptionally(e);
    }
  }

  /** Without a canary, whose row changes for as long as the task runs. */
  private TaskOutcome follow(Duration idle) {
    return run(
        DemoTask.FOLLOWING_NAME,
        MigrationType.FULL_LOAD_AND_CDC,
        DemoTask.followingMapping(),
        TaskSettings.parse(DemoTask.FOLLOWING_SETTINGS)
            .with(Map.of("GodwitSettings.CanarySchema", "")),
        new ChangeWishes(Optional.empty(), Optional.empty(), Optional.of(idle), true));
  }

  private TaskOutcome run(
      String name, MigrationType type, String mapping, TaskSettings settings, ChangeWishes wishes) {
    TaskTerminal terminal = TaskTerminal.of(Clock.systemUTC(), out);
    TaskOutcome outcome =
        terminal.run(
            engines,
            folder.resolve("rejects"),
            new Task(
                name,
                type,
                servers.source(),
                servers.target(),
                TableMapping.parse(mapping),
                settings),
            Start.RESUME,
            Set.of(),
            wishes,
            end);
    terminal.summary(outcome);
    end.check();
    return outcome;
  }

  private boolean tellWork(CompletableFuture<Integer> work) {
    try {
      out.printf(Locale.ROOT, "%nThe shop has committed %,d transactions.%n", work.join());
      return true;
    } catch (CompletionException e) {
      out.printf("%nThe shop could not go on: %s%n", e.getMessage());
      return false;
    }
  }

  private boolean isSame() {
    ShopComparison.Found found =
        new ShopComparison(engines, servers.source(), servers.target()).compare();
    out.println(
        found.rows().entrySet().stream()
            .map(it -> String.format(Locale.ROOT, "%s %,d", it.getKey(), it.getValue()))
            .collect(Collectors.joining(", ", "Compared row by row: ", " rows.")));
    found.differing().forEach(table -> out.println(table + " differs."));
    return found.differing().isEmpty();
  }

  private static String verdict(TaskOutcome loaded, boolean isEqual) {
    if (!isEqual) {
      return "Source and target differ.";
    }
    return loaded.losses().isNone()
        ? "Source equals target."
        : "Source equals target, but for the values that the policy altered.";
  }
}
