package org.godwit.embedded;

import java.nio.file.Path;

/** Where MySQL and MariaDB, which can't do without one, put their Unix socket. */
final class MySqlSocket {
  private static final int PATH_CHARACTERS_MAX = 107; // sun_path of Linux, with its closing zero

  private MySqlSocket() {}

  /** In this folder, or in the folder for temporary files where the path would be too long. */
  static Path in(Path folder) {
    Path socket = folder.resolve("server.sock");
    if (socket.toString().length() <= PATH_CHARACTERS_MAX) {
      return socket;
    }
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "godwit-%d-%08x.sock".formatted(ProcessHandle.current().pid(), folder.hashCode()));
  }
}
