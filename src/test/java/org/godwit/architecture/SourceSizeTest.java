package org.godwit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file grows beyond what a reader takes in at once. */
final class SourceSizeTest {
  private static final int LINES_MAX = 500;
  private static final int TEMPLATE_LINES_MAX = 150;

  @Test
  void noSourceFileIsOverItsLimit() throws IOException {
    assertThat(longerThan(LINES_MAX, "src/main/java", ".java")).isEmpty();
    assertThat(longerThan(LINES_MAX, "src/test/java", ".java")).isEmpty();
  }

  @Test
  void noTemplateIsOverItsLimit() throws IOException {
    assertThat(longerThan(TEMPLATE_LINES_MAX, "src/main/resources/templates", ".html")).isEmpty();
  }

  private static List<String> longerThan(int most, String folder, String ending)
      throws IOException {
    Path root = Path.of(folder);
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> lines(file) > most)
          .map(file -> file + ": " + lines(file) + " lines")
          .toList();
    }
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
