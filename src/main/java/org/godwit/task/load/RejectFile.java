package org.godwit.task.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/**
 * The rejected rows of one table, one JSON object a line: why, and every value as text, so that a
 * person can mend and load them. A segment that is loaded again after a kill may write its rows
 * once more; the exceptions table on the target is the count that holds.
 */
final class RejectFile {
  private final Path file;

  RejectFile(Path folder, TableName table) {
    file = folder.resolve(safe(table.schema()) + "." + safe(table.table()) + ".jsonl");
  }

  /** Appends lines. */
  synchronized void append(List<String> lines) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(
          file,
          lines,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "rejected rows can't be written to %s: %s; free the disk or set another folder"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** A name that no file system minds and that no other table shares. */
  private static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              if ((c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == '-') {
                safe.appendCodePoint(c);
              } else {
                safe.append('%').append(Integer.toHexString(c)).append('%');
              }
            });
    return safe.toString();
  }
}
