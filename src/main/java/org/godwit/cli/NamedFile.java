package org.godwit.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.godwit.embedded.ServerException;

/** A file that a variable of the environment names. */
final class NamedFile {
  private NamedFile() {}

  /**
   * Its text; UTF-8, of which PEM is a part.
   *
   * @throws ServerException where it can't be read
   */
  static String read(Path file, String variable) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new ServerException("%s names %s, which doesn't exist".formatted(variable, file), e);
    } catch (AccessDeniedException e) {
      throw new ServerException(
          "%s names %s, which user %s may not read"
              .formatted(variable, file, System.getProperty("user.name")),
          e);
    } catch (IOException e) {
      throw new ServerException(
          "%s names %s, which can't be read: %s".formatted(variable, file, e.getMessage()), e);
    }
  }
}
