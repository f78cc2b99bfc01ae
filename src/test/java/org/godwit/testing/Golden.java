package org.godwit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text with a file that a person can read. {@code -Dgolden.update} writes the file anew;
 * the difference is then reviewed as code is.
 */
public final class Golden {
  private Golden() {}

  /** Fails where the file doesn't hold exactly the text. */
  public static void assertMatches(Path file, String text) throws IOException {
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    }
    assertThat(file).exists();
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
