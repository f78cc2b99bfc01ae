package org.godwit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Extensions that PostgreSQL's programs of this build don't carry. */
public final class PostgresExtensions {
  private PostgresExtensions() {}

  /**
   * Puts an extension's files where CREATE EXTENSION looks for them. Files that are there stay.
   *
   * @param library its code
   * @param scripts its control file, and the scripts that make it
   */
  public static void add(Path library, List<Path> scripts) throws IOException {
    Path folder = PostgresPrograms.unpacked().folder();
    add(library, folder.resolve("lib/postgresql"));
    for (Path script : scripts) {
      add(script, folder.resolve("share/postgresql/extension"));
    }
  }

  private static void add(Path file, Path folder) throws IOException {
    Path target = folder.resolve(String.valueOf(file.getFileName()));
    if (Files.exists(target) && Files.size(target) == Files.size(file)) {
      return;
    }
    // Another process may be about to do the same, or to read it.
    Path copy = Files.createTempFile(folder, ".adding-", "");
    try {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
      Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
