package org.godwit.task;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.godwit.catalog.TableName;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.load.SourceLimits;
import org.godwit.testing.TestDatabase;

/**
 * A bench's task in a process of its own, which is asked to reload a table once it has applied a
 * change. It may hold the load open until changes behind its snapshot are applied. What it logs is
 * appended to a file.
 */
final class ReloadingProcess {
  private ReloadingProcess() {}

  /** Starts it. */
  static Process start(
      TaskBench bench, String settings, String table, boolean holdsOpen, Path folder)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ReloadingProcess.class.getName(),
                bench.engine(),
                folder.toString(),
                settings,
                table,
                Boolean.toString(holdsOpen)));
    command.addAll(arguments(bench.source));
    command.addAll(arguments(bench.target));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder)))
        .start();
  }

  private static File log(Path folder) {
    return folder.resolve("reloading.log").toFile();
  }

  /** What all of them have logged. */
  static String logged(Path folder) throws IOException {
    return log(folder).exists() ? Files.readString(log(folder).toPath()) : "";
  }

  private static List<String> arguments(TestDatabase it) {
    return List.of(
        it.host(), Integer.toString(it.port()), it.name(), it.user(), it.password(), it.jdbcUrl());
  }

  private static TestDatabase database(String[] from, int at) {
    return new TestDatabase(
        from[at],
        Integer.parseInt(from[at + 1]),
        from[at + 2],
        from[at + 3],
        from[at + 4],
        from[at + 5]);
  }

  public static void main(String[] arguments) {
    TaskBench bench =
        TaskBench.between(
            arguments[0], database(arguments, 5), database(arguments, 11), Path.of(arguments[1]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    bench.onLine = line -> out.println(line.table() + " " + line.message());
    bench.wishes = new ChangeWishes(Optional.empty(), Optional.empty(), Optional.empty(), true);
    TableName table = new TableName(bench.schema(), arguments[3]);
    Thread.ofVirtual()
        .start(
            () -> {
              Awaitility.await().forever().until(() -> bench.progress.changes().ofThisRun() > 0);
              boolean holdsOpen = Boolean.parseBoolean(arguments[4]);
              bench.limits.change(holdsOpen ? 1 : SourceLimits.NONE, SourceLimits.NONE);
              bench.tables.offer(
                  List.of(new TableWish(1, table, TableWish.Deed.RELOAD, "a process")));
              if (holdsOpen) {
                Awaitility.await().forever().until(() -> isLoading(bench, table));
                Instant since = Instant.now().plusSeconds(1); // as fine as logs have their times
                Awaitility.await().forever().until(() -> isApplied(bench, since));
                bench.limits.change(SourceLimits.NONE, SourceLimits.NONE);
              }
            });
    TaskOutcome outcome =
        bench.run(
            arguments[2], task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
    out.println("ended: " + outcome);
  }

  private static boolean isLoading(TaskBench bench, TableName table) {
    return bench.tables.open().isEmpty()
        && bench.progress.of(table).statistics().state() == TableState.FULL_LOAD;
  }

  private static boolean isApplied(TaskBench bench, Instant committed) {
    Instant applied = bench.progress.changes().appliedOf();
    return applied != null && applied.isAfter(committed);
  }
}
