package org.godwit.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.godwit.embedded.PostgresServer;
import org.godwit.embedded.ServerException;

/** Where scratch servers keep their data, among temporary files. */
final class ScratchFolders {
  private static final Logger LOG = System.getLogger(ScratchFolders.class.getName());
  private static final String PREFIX = "godwit-scratch";

  /** A folder that is made just now may not be locked yet. */
  private static final Duration YOUNG = Duration.ofMinutes(2);

  private static final AtomicBoolean isSwept = new AtomicBoolean();

  private ScratchFolders() {}

  /** A new one. The first time, what processes have left that were killed is removed. */
  static Path fresh() throws IOException {
    Path folder = Files.createTempDirectory(PREFIX);
    Path parent = folder.getParent();
    if (parent != null && isSwept.compareAndSet(false, true)) {
      sweep(parent, Files.getLastModifiedTime(folder).toInstant());
    }
    return folder;
  }

  /** Removes servers and folders whose process has died, but for those that are young now. */
  static void sweep(Path parent, Instant now) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        try {
          if (Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(YOUNG))) {
            PostgresServer.removeAbandoned(folder);
          }
        } catch (IOException | ServerException e) { // another user's, or removed meanwhile
          LOG.log(Level.DEBUG, folder + " is left as it is", e);
        }
      }
    }
  }

  /** Bytes in a folder; what comes and goes meanwhile may be missed. */
  static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(ScratchFolders::size).sum();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return 0;
      }
      throw e.getCause();
    }
  }

  private static long size(Path file) {
    return file.toFile().length(); // 0 where it is gone
  }
}
