package org.godwit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server that is started once, in a folder below {@code target/servers}; stopped, and its folder
 * deleted, with the JVM.
 */
final class SharedServer {
  private final Function<Path, Started> start;
  private @Nullable TestServer server;

  SharedServer(Function<Path, Started> start) {
    this.start = start;
  }

  /** A running server, and how to stop it. */
  record Started(TestServer server, Runnable stop) {}

  synchronized TestServer get() {
    if (server == null) {
      try {
        Path servers = Files.createDirectories(Path.of("target/servers"));
        Path folder = Files.createTempDirectory(servers, "s").toAbsolutePath();
        Started started = start.apply(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, folder)));
        server = started.server();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return server;
  }

  private static void stop(Started started, Path folder) {
    started.stop().run();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
