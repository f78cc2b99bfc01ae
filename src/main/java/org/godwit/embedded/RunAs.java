package org.godwit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How a server that refuses to run as root is run. The command line gets a prefix, each part of
 * which replaces itself by what follows, so that the process id stays that of the server.
 */
sealed interface RunAs {
  /** We are an ordinary user already. */
  record Ourselves() implements RunAs {}

  /** In a user namespace, in which root is nobody but owns its files all the same. */
  record UserNamespace() implements RunAs {}

  /** As another user, to whom the folders are given. */
  record OtherUser(String name) implements RunAs {}

  /** Users that a server may run as, the better first. */
  List<String> OTHER_USERS = List.of("postgres", "nobody");

  /** Whether this process has user id 0. */
  static boolean weAreRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException _) {
      return "root".equals(System.getProperty("user.name")); // no /proc: not Linux
    }
  }

  /** What is possible on this system. */
  static RunAs best() {
    if (!weAreRoot()) {
      return new Ourselves();
    }
    if (succeeds("unshare", "-U", "true")) {
      return new UserNamespace();
    }
    return otherUser()
        .orElseThrow(
            () ->
                new ServerException(
                    "PostgreSQL doesn't run as root, and this system allows neither user namespaces"
                        + " (unshare -U) nor setpriv; run Godwit as an ordinary user, or name a"
                        + " server in GODWIT_DB_URL"));
  }

  /** The first other user that a server could run as here. */
  static Optional<OtherUser> otherUser() {
    return OTHER_USERS.stream()
        .filter(user -> succeeds("setpriv", "--reuid", user, "--clear-groups", "true"))
        .map(OtherUser::new)
        .findFirst();
  }

  /** The command line that runs the command so. */
  default List<String> command(List<String> command) {
    List<String> line =
        new ArrayList<>(
            switch (this) {
              case Ourselves _ -> List.<String>of();
              case UserNamespace _ -> List.of("unshare", "-U");
              case OtherUser(var name) -> List.of("setpriv", "--reuid", name, "--clear-groups");
            });
    line.addAll(command);
    return line;
  }

  /**
   * Lets the server use this folder and all below.
   *
   * @throws ServerException where a folder above is closed to the other user
   */
  default void give(Path folder) throws IOException {
    if (!(this instanceof OtherUser(var name))) {
      return;
    }
    var owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    for (Path path : Folders.below(folder)) {
      Files.setOwner(path, owner);
    }
    if (!succeeds("setpriv", "--reuid", name, "--clear-groups", "test", "-w", folder.toString())) {
      throw new ServerException(
          "PostgreSQL doesn't run as root, and user %s can't reach %s; choose a folder whose parents are open to all, or run Godwit as an ordinary user"
              .formatted(name, folder));
    }
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false; // no such program here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while starting a server", e);
    }
  }
}
