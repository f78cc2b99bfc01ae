package org.godwit.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's data folder. */
final class PostgresData {
  private static final Duration INIT_LIMIT = Duration.ofMinutes(2);
  private static final int STATUS_LINE =
      7; // of postmaster.pid, counted from 0; since PostgreSQL 10

  private PostgresData() {}

  /**
   * The data folder below this one, made if missing.
   *
   * @throws ServerException where it belongs to another major version
   */
  static Path prepared(PostgresServer.Options options, PostgresPrograms programs, RunAs runAs)
      throws IOException {
    Path folder = options.folder();
    Path data = folder.resolve("data");
    if (!Files.exists(data)) {
      make(options, programs, runAs);
    }
    requireMajor(data, programs.major());
    runAs.give(data);
    return data;
  }

  /** Made under another name and renamed: a data folder that exists is complete. */
  private static void make(PostgresServer.Options options, PostgresPrograms programs, RunAs runAs)
      throws IOException {
    Path folder = options.folder();
    Login login = options.login();
    Path making = folder.resolve("data.making");
    Folders.delete(making); // of a start that was killed
    Files.createDirectory(making);
    Path passwordFile = passwordFile(folder, login);
    try {
      runAs.give(making);
      runAs.give(passwordFile);
      List<String> initdb =
          new ArrayList<>(
              List.of(
                  programs.program("initdb").toString(),
                  "--pgdata=" + making,
                  "--username=" + login.user(),
                  "--pwfile=" + passwordFile,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C"));
      if (!options.isDurable()) {
        initdb.add("--no-sync");
      }
      ServerProcess process =
          ServerProcess.start("initdb", runAs.command(initdb), folder.resolve("initdb.log"));
      process.awaitSuccess(INIT_LIMIT);
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(making, folder.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path passwordFile(Path folder, Login login) throws IOException {
    Path file =
        Files.createTempFile(
            folder,
            "password",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, login.password().reveal(), StandardCharsets.UTF_8);
    return file;
  }

  private static void requireMajor(Path data, int major) throws IOException {
    String found = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!found.equals(Integer.toString(major))) {
      throw new ServerException(
          """
          %s was written by PostgreSQL %s, this Godwit carries PostgreSQL %d, which can't read it. \
          Start the Godwit that wrote it, dump with `pg_dumpall -h 127.0.0.1 -p PORT -f godwit.sql`, \
          move the folder away, start this Godwit, and load the dump with `psql -f godwit.sql`."""
              .formatted(data, found, major));
    }
  }

  /** Whether that process has written that it accepts connections. */
  static boolean isReady(Path data, long pid) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE
          && lines.getFirst().strip().equals(Long.toString(pid))
          && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException _) {
      return false; // not written yet
    }
  }
}
