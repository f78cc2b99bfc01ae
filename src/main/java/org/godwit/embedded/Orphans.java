package org.godwit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Servers that were left running on a data folder when the Godwit that had started them died. */
final class Orphans {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private Orphans() {}

  /**
   * Stops whatever PostgreSQL still runs on this data folder. A process that has the number in
   * {@code postmaster.pid}, and is something else, is left alone.
   */
  static void stopPostgresOn(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = postmasterPid(pidFile);
    List<ProcessHandle> left = processesOn("postgres", data);
    // "fast": ends sessions, keeps what was committed; "immediate" recovers at the next start.
    left.stream().filter(process -> process.pid() == pid).forEach(it -> stop(it, "INT", "QUIT"));
    // Backends whose postmaster was killed end by themselves, but not at once.
    awaitEnd(left, data);
    // Nobody is left: the number may since belong to another program, for which a new server
    // would refuse to start.
    Files.deleteIfExists(pidFile);
  }

  /** Stops a MariaDB or MySQL, by its program's name, that still runs on this data folder. */
  static void stopOn(String program, Path data) throws IOException {
    List<ProcessHandle> left = processesOn(program, data);
    left.forEach(process -> stop(process, "TERM", "KILL"));
    awaitEnd(left, data);
  }

  private static void stop(ProcessHandle process, String signal, String harderSignal) {
    ServerProcess.signal(process, signal);
    if (!ServerProcess.waitedForEnd(process, STOP_LIMIT)) {
      ServerProcess.signal(process, harderSignal);
    }
  }

  private static void awaitEnd(List<ProcessHandle> processes, Path data) {
    for (ProcessHandle process : processes) {
      if (!ServerProcess.waitedForEnd(process, STOP_LIMIT)) {
        throw new ServerException(
            "process %d is a server on %s that doesn't end; stop it by hand"
                .formatted(process.pid(), data));
      }
    }
  }

  private static long postmasterPid(Path pidFile) throws IOException {
    String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
    return first.matches("[0-9]{1,10}") ? Long.parseLong(first) : -1;
  }

  /** Every process of that program that works in this folder, as these servers do in their data. */
  private static List<ProcessHandle> processesOn(String program, Path data) throws IOException {
    Path folder = data.toRealPath();
    return ProcessHandle.allProcesses().filter(process -> isOn(process, program, folder)).toList();
  }

  private static boolean isOn(ProcessHandle process, String program, Path folder) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      Path running = Files.readSymbolicLink(proc.resolve("exe")).getFileName();
      return running != null
          && running.toString().replace(" (deleted)", "").equals(program)
          && Files.readSymbolicLink(proc.resolve("cwd")).equals(folder);
    } catch (IOException _) {
      return false; // ended meanwhile, or another user's: then it isn't on our folder
    }
  }
}
