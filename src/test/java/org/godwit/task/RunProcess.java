package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.testing.TestDatabase;

/** {@code godwit run} as a process of its own, from a bench's source to its target. */
final class RunProcess {
  private static final int MILLISECONDS_BEHIND_LINE_MAX = 40;
  private static final Duration RUN_MAX = Duration.ofMinutes(3);

  private final TaskBench bench;
  private final Path folder;
  private int sourcePort;
  private String heap = "256m";
  private String locale = "en-US";

  RunProcess(TaskBench bench, Path folder) {
    this.bench = bench;
    this.folder = folder;
    this.sourcePort = bench.source.port();
  }

  /** With the source behind another port of this machine. */
  RunProcess sourceAt(int port) {
    sourcePort = port;
    return this;
  }

  /** With another heap than 256 MB, as {@code -Xmx} names it. */
  RunProcess heap(String max) {
    heap = max;
    return this;
  }

  /** In a language of Java's. */
  RunProcess speaking(String language) {
    locale = language;
    return this;
  }

  /** Starts it; what it prints is appended to {@link #printed}. */
  Process start(String settings, String... arguments) throws IOException {
    Path document = Files.writeString(folder.resolve("settings.json"), bench.settings(settings));
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Duser.language=" + locale.substring(0, 2),
                "-Duser.country=" + locale.substring(3),
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.godwit.cli.Godwit",
                "run",
                "--task",
                "process",
                "--settings",
                document.toString(),
                "--rejects",
                folder.resolve("rejects").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GODWIT_SOURCE_URL", url(bench.engine(), bench.source, sourcePort));
    builder
        .environment()
        .put("GODWIT_TARGET_URL", url(bench.targetScheme(), bench.target, bench.target.port()));
    builder.environment().put("GODWIT_SOURCE_PASSWORD", bench.source.password());
    builder.environment().put("GODWIT_TARGET_PASSWORD", bench.target.password());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log()));
    return builder.start();
  }

  /**
   * Starts it and kills it a moment after it has printed so many lines of its log; it may have
   * ended by then.
   */
  void startAndKill(int lines, Random random, String settings, String... arguments)
      throws IOException, InterruptedException {
    long before = printedLines();
    Process run = start(settings, arguments);
    Awaitility.await()
        .atMost(RUN_MAX)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> !run.isAlive() || printedLines() - before >= lines);
    boolean _ = run.waitFor(random.nextInt(MILLISECONDS_BEHIND_LINE_MAX), TimeUnit.MILLISECONDS);
    run.destroyForcibly();
    assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private long printedLines() throws IOException {
    return printed().lines().filter(line -> line.matches("\\d\\d:.*")).count();
  }

  /** What all processes have printed. */
  String printed() throws IOException {
    return log().exists() ? Files.readString(log().toPath()) : "";
  }

  private File log() {
    return folder.resolve("run.log").toFile();
  }

  private static String url(String scheme, TestDatabase database, int port) {
    // A server that was started anew has forgotten the login.
    String settings = scheme.equals("mysql") ? "?AllowPublicKeyRetrieval=true" : "";
    return "%s://%s@%s:%d/%s%s"
        .formatted(scheme, database.user(), database.host(), port, database.name(), settings);
  }
}
