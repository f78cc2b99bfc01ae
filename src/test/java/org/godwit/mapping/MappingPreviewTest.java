package org.godwit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.godwit.catalog.Table;
import org.godwit.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code mapping/preview} holds a mapping, tables, and what they become. */
final class MappingPreviewTest {
  private static final Path CASES = Path.of("src/test/resources/mapping/preview");

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTablesBecome(String name) throws IOException {
    Path folder = CASES.resolve(name);
    TableMapping mapping = TableMapping.parse(Files.readString(folder.resolve("mapping.json")));
    List<Table> tables = TableText.parse(Files.readString(folder.resolve("tables.txt")));
    PreviewTarget target =
        new PreviewTarget(
            new PlainDialect(),
            new PlainDialect(),
            "",
            name.equals("limited-lobs") ? 32 * 1024 : Long.MAX_VALUE,
            !name.equals("no-lobs"));
    Golden.assertMatches(
        folder.resolve("preview.txt"), PreviewText.of(MappingPreview.of(mapping, tables, target)));
  }

  @Test
  @Timeout(20)
  void tenThousandTablesWithARuleEachArePreviewedInSeconds() {
    List<Table> tables = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      tables.addAll(
          TableText.parse(
              """
              table shop.orders_%d
                id int8 identity
                note string(50)
                total numeric(10,2)
                key id
                index i note
              """
                  .formatted(i)));
      rules.add(SelectionRule.of(i + 1, SelectionRule.Action.INCLUDE, "shop", "orders[_]" + i));
    }
    rules.add(
        TransformationRule.of(
            20_000,
            RuleTarget.COLUMN,
            Locator.columns("%", "%", "%"),
            new Transformation.ConvertUppercase()));
    PreviewTarget target = new PreviewTarget(new PlainDialect(), new PlainDialect());
    long start = System.nanoTime();
    MappingPreview preview = MappingPreview.of(TableMapping.of(rules), tables, target);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(preview.tables()).hasSize(10_000);
    assertThat(preview.hasErrors()).isFalse();
  }
}
