package org.godwit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.json.JsonProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TableMappingTest {
  private static final String INCLUDE =
      """
      {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1",
        "object-locator": {"schema-name": "s", "table-name": "%"}, "rule-action": "include"}]}
      """;

  static Stream<String> documents() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/mapping"))) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aDocumentIsTheSameAfterPrintingIt(String file) throws IOException {
    TableMapping mapping = TableMapping.parse(Files.readString(Path.of(file)));
    assertThat(TableMapping.parse(mapping.toJson())).isEqualTo(mapping);
    assertThat(TableMapping.parse(mapping.toJson()).toJson()).isEqualTo(mapping.toJson());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void anyMappingIsTheSameAfterPrintingIt(long seed) {
    TableMapping mapping = new RandomMapping(seed).next();
    assertThat(TableMapping.parse(mapping.toJson())).isEqualTo(mapping);
  }

  @Test
  void unknownKeysAreKeptAndListed() {
    TableMapping mapping =
        TableMapping.parse(
            """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "color": "red",
              "object-locator": {"schema-name": "s", "table-name": "t", "a.b/c": {"x": 1}},
              "rule-action": "include", "old-value": null,
              "filters": [{"column-name": "c", "speed": 3,
                "filter-conditions": [{"filter-operator": "null"}]}]}], "author": "me"}
            """);
    assertThat(mapping.notActedOn())
        .extracting(NotActedOn::key)
        .containsExactly("author", "color", "object-locator.a.b/c", "filters[0].speed");
    assertThat(mapping.toJson()).contains("\"a.b/c\"", "\"speed\": 3", "\"author\": \"me\"");
  }

  @Test
  void commentsTrailingCommasAndByteOrderMarksAreRead() {
    assertThat(
            TableMapping.parse(
                "\uFEFF// from the guide\n" + INCLUDE.replace("}]}", "},],/* end */}")))
        .isEqualTo(TableMapping.parse(INCLUDE));
  }

  @Test
  void numbersMayBeStringsAndStringsNumbers() {
    TableMapping mapping =
        TableMapping.parse(
            INCLUDE
                .replace("\"rule-id\": \"1\"", "\"rule-id\": 653647497")
                .replace("\"rule-action\"", "\"load-order\": \"7\", \"rule-action\""));
    SelectionRule rule = mapping.selectionRules().getFirst();
    assertThat(rule.id()).isEqualTo(653_647_497L);
    assertThat(rule.loadOrder()).isEqualTo(7);
  }

  @Test
  void typographicQuotesAreNamedWithTheirPlace() {
    assertThatThrownBy(() -> TableMapping.parse("{\n  \u201Crules\u201D: []}"))
        .isInstanceOf(JsonProblem.class)
        .hasMessage(
            "Line 2, column 3: the typographic quote \u201C stands where JSON needs a straight one"
                + " (\"); word processors put it there, replace all of them.");
  }

  @Test
  void brokenJsonIsNamedWithItsPlace() {
    assertThatThrownBy(() -> TableMapping.parse("{\"rules\": [\n{]}"))
        .isInstanceOf(JsonProblem.class)
        .hasMessageStartingWith("Line 2, column 2: this is not JSON: ");
    assertThatThrownBy(() -> TableMapping.parse("{\"rules\": [{} }"))
        .hasMessage(
            "Line 1, column 15: this is not JSON: Unexpected close marker '}': expected ']'.");
    assertThatThrownBy(() -> TableMapping.parse("{\"rules\": ["))
        .hasMessage(
            "Line 1, column 12: the text ends before the JSON does; a closing }, ] or \" is"
                + " missing.");
    assertThatThrownBy(() -> TableMapping.parse("{\"rules\": []}}"))
        .hasMessageContaining("a closing bracket has no opening one");
    assertThatThrownBy(() -> TableMapping.parse("{\"rules\": [], \"rules\": []}"))
        .hasMessageContaining("the key \"rules\" stands twice");
    assertThatThrownBy(() -> TableMapping.parse("[]"))
        .hasMessage(
            "Line 1, column 1: the table mapping must be a JSON object that starts with { and ends"
                + " with }.");
    assertThatThrownBy(() -> TableMapping.parse("  ")).hasMessageContaining("is empty");
  }

  @Test
  void everyProblemOfEveryRuleIsNamed() throws IOException {
    Path folder = Path.of("src/test/resources/mapping-errors");
    String wrong = Files.readString(folder.resolve("mapping.json"));
    assertThatThrownBy(() -> TableMapping.parse(wrong))
        .isInstanceOfSatisfying(
            MappingException.class,
            e ->
                assertThat(e.problems())
                    .containsExactlyElementsOf(read(folder.resolve("problems.txt"))));
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void excludeWinsAndViewsAreAskedForByType() {
    TableMapping mapping =
        TableMapping.of(
            List.of(
                SelectionRule.of(1, SelectionRule.Action.EXCLUDE, "s", "secret%"),
                SelectionRule.of(2, SelectionRule.Action.INCLUDE, "s", "%")));
    assertThat(mapping.selects(new TableName("s", "open"), TableKind.TABLE)).isTrue();
    assertThat(mapping.selects(new TableName("s", "open"), TableKind.VIEW)).isFalse();
    assertThat(mapping.selects(new TableName("s", "secrets"), TableKind.TABLE)).isFalse();
    assertThat(mapping.selects(new TableName("S", "open"), TableKind.TABLE)).isFalse();
  }
}
