package org.godwit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL that was left running on a data folder when the Godwit that had started it was
 * killed.
 */
final class PostgresOrphan {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private PostgresOrphan() {}

  /**
   * Stops whatever PostgreSQL still runs on this data folder; a process that only has the number in
   * {@code postmaster.pid}, and is something else, is left alone.
   */
  static void stopAnyOn(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = postmasterPid(pidFile);
    List<ProcessHandle> left = processesOn(data);
    left.stream().filter(process -> process.pid() == pid).forEach(PostgresOrphan::stop);
    // Backends whose postmaster was killed end by themselves, but not at once.
    for (ProcessHandle process : left) {
      if (!ServerProcess.waitedForEnd(process, STOP_LIMIT)) {
        throw new ServerException(
            "process %d is a PostgreSQL on %s that doesn't end; stop it by hand"
                .formatted(process.pid(), data));
      }
    }
    // Nobody is left: the number may since belong to another program, for which a new server
    // would refuse to start.
    Files.deleteIfExists(pidFile);
  }

  private static void stop(ProcessHandle postmaster) {
    ServerProcess.signal(postmaster, "INT"); // "fast": ends sessions, keeps what was committed
    if (!ServerProcess.waitedForEnd(postmaster, STOP_LIMIT)) {
      ServerProcess.signal(postmaster, "QUIT"); // "immediate": recovers at the next start
    }
  }

  private static long postmasterPid(Path pidFile) throws IOException {
    String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
    return first.matches("[0-9]{1,10}") ? Long.parseLong(first) : -1;
  }

  /** Every process whose program is called postgres and that works in this folder. */
  private static List<ProcessHandle> processesOn(Path data) throws IOException {
    Path folder = data.toRealPath();
    return ProcessHandle.allProcesses().filter(process -> isPostgresOn(process, folder)).toList();
  }

  private static boolean isPostgresOn(ProcessHandle process, Path folder) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      Path program = Files.readSymbolicLink(proc.resolve("exe")).getFileName();
      return program != null
          && program.toString().replace(" (deleted)", "").equals("postgres")
          && Files.readSymbolicLink(proc.resolve("cwd")).equals(folder);
    } catch (IOException _) {
      return false; // ended meanwhile, or another user's: then it isn't on our folder
    }
  }
}
