package org.godwit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Environment variables: the docs name those that are read, and what is shipped sets no other. */
class VariablesDocTest {
  private static final Pattern VARIABLE = Pattern.compile("\\bGODWIT_[A-Z][A-Z_]*[A-Z]");

  /** The schema of Godwit's own tables in Oracle's upper case, and examples of key names. */
  private static final Set<String> NO_VARIABLES =
      Set.of("GODWIT_CONTROL", "GODWIT_MASKING_KEY_PEOPLE", "GODWIT_MASKING_KEY_PEOPLE_FILE");

  @Test
  void everyVariableThatIsReadStandsInTheDocs() {
    assertThat(in("docs")).containsAll(in("src/main", "godwit"));
  }

  @Test
  void theImageTheComposeFileTheUnitAndTheDocsNameNoOther() {
    Set<String> read = in("src/main", "godwit");
    // Tests read these.
    read.addAll(in("CONTRIBUTING.md"));
    assertThat(read).containsAll(in("docker", "docs", "README.md"));
  }

  private static Set<String> in(String... places) {
    return Stream.of(places)
        .flatMap(place -> files(Path.of(place)))
        .flatMap(file -> VARIABLE.matcher(text(file)).results())
        .map(found -> found.group())
        .filter(name -> !NO_VARIABLES.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Path> files(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".png"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
