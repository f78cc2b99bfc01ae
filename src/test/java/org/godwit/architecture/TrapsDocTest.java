package org.godwit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.godwit.testing.Golden;
import org.godwit.testing.Trap;
import org.godwit.testing.Traps;
import org.junit.jupiter.api.Test;

/** Every trap has a test that names it, and the page that says which is made from the tests. */
final class TrapsDocTest {
  private static final int KNOWN = 48;
  private static final Path PAGE = Path.of("docs/traps.md");

  @Test
  void everyTrapOfALoadHasATestAndThePageNamesIt() throws IOException {
    Map<Integer, Set<String>> tests = new TreeMap<>();
    new ClassFileImporter()
        .importPath(Path.of("target/test-classes/org/godwit")).stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(Trap.class))
            .forEach(method -> note(method, tests));
    assertThat(tests.keySet()).isEqualTo(Traps.ofALoad().keySet());
    Set<Integer> all = new TreeSet<>(tests.keySet());
    all.addAll(Traps.ofOthers().keySet());
    assertThat(all).hasSize(KNOWN).contains(1, KNOWN);
    StringBuilder page =
        new StringBuilder(
            """
            # Known traps, and the tests that hold to them

            What burns people who move data between databases, as far as it concerns a full load, with the tests that would
            fail. The values that each type must have are in `src/test/resources/types`, one file a pair of engines.

            This page is made from the tests (`-Dgolden.update` on `TrapsDocTest`); don't edit it.

            | trap | what goes wrong | tests |
            |---|---|---|
            """);
    tests.forEach(
        (number, names) ->
            page.append("| %d | %s | ".formatted(number, Traps.ofALoad().get(number)))
                .append(String.join(" · ", names))
                .append(" |\n"));
    page.append('\n');
    Set<String> subjects = new TreeSet<>(Traps.ofOthers().values());
    for (String subject : subjects) {
      String numbers =
          Traps.ofOthers().entrySet().stream()
              .filter(it -> it.getValue().equals(subject))
              .map(it -> it.getKey().toString())
              .collect(Collectors.joining(", "));
      page.append(
          "Of the %d, no load can meet these, which concern %s: %s.\n"
              .formatted(KNOWN, subject, numbers));
    }
    Golden.assertMatches(PAGE, page.toString());
  }

  private static void note(JavaMethod method, Map<Integer, Set<String>> tests) {
    for (int number : method.getAnnotationOfType(Trap.class).value()) {
      tests
          .computeIfAbsent(number, _ -> new TreeSet<>())
          .add("`%s.%s`".formatted(method.getOwner().getSimpleName(), method.getName()));
    }
  }
}
