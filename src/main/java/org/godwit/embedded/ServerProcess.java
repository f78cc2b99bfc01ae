package org.godwit.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A server's process, whose output goes to a log file. */
final class ServerProcess {
  private static final int LOG_TAIL_LINES = 15;
  private static final Duration POLL_EVERY = Duration.ofMillis(10);

  private final String name;
  private final Process process;
  private final Path log;

  private ServerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it in a session of its own: a Ctrl-C on our terminal is ours to handle, the server must
   * outlive the connections that we close first.
   */
  static ServerProcess start(String name, List<String> command, Path log) throws IOException {
    return startFedBy(name, command, log, _ -> {});
  }

  /** What a program reads from its standard input. */
  @FunctionalInterface
  interface Input {
    /** Writes all of it; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** The same for a program that reads its standard input. */
  static ServerProcess startFedBy(String name, List<String> command, Path log, Input input)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("setsid"));
    line.addAll(command);
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (OutputStream out = process.getOutputStream()) {
      input.writeTo(out);
    }
    return new ServerProcess(name, process, log);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits until the server says that it is ready.
   *
   * @throws ServerException with the end of the server's log where it ended or took too long; it is
   *     then stopped
   */
  void awaitReady(BooleanSupplier isReady, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!isReady.getAsBoolean()) {
      if (waitedForEnd(POLL_EVERY)) {
        throw new ServerException(
            "%s ended with exit code %d instead of starting; its log %s ends with:%n%s"
                .formatted(name, process.exitValue(), log, logTail()));
      }
      if (System.nanoTime() > end) {
        process.destroyForcibly();
        throw new ServerException(
            "%s wasn't ready after %d s; its log %s ends with:%n%s"
                .formatted(name, limit.toSeconds(), log, logTail()));
      }
    }
  }

  /**
   * Waits for the end of a program that prepares something.
   *
   * @throws ServerException with what it wrote where it failed or took too long
   */
  void awaitSuccess(Duration limit) {
    if (!waitedForEnd(limit)) {
      process.destroyForcibly();
      throw new ServerException(
          "%s wasn't done after %d s; its log %s ends with:%n%s"
              .formatted(name, limit.toSeconds(), log, logTail()));
    }
    if (process.exitValue() != 0) {
      throw new ServerException(
          "%s ended with exit code %d; its log %s ends with:%n%s"
              .formatted(name, process.exitValue(), log, logTail()));
    }
  }

  /** Sends a signal by its name, like INT. */
  void signal(String signal) {
    signal(process.toHandle(), signal);
  }

  /** Stops by this signal; by KILL after the limit. A thread that was interrupted stops it too. */
  void stop(String signal, Duration limit) {
    boolean isInterrupted = Thread.interrupted();
    try {
      if (process.isAlive()) {
        signal(signal);
        if (!waitedForEnd(limit)) {
          process.destroyForcibly();
          waitedForEnd(limit);
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The last lines that the server wrote. */
  String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(the log can't be read: " + e + ")";
    }
  }

  /** Sends a signal by its name to any process. Java itself knows only TERM and KILL. */
  static void signal(ProcessHandle process, String signal) {
    try {
      new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new ServerException("process %d can't be signalled: %s".formatted(process.pid(), e), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits for the end of any process; false after the limit. */
  static boolean waitedForEnd(ProcessHandle process, Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new ServerException("process %d can't be watched: %s".formatted(process.pid(), e), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private boolean waitedForEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      process.onExit().join(); // its folder may be deleted next
      throw interrupted(e);
    }
  }

  private static ServerException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ServerException("interrupted while waiting for a server", e);
  }
}
