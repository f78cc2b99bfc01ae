package org.godwit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.godwit.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody can read ends no conversion: it is an item with its line, the rest is converted. */
final class BadScriptsTest {
  private static final int MANY = 100_000;

  static Stream<Arguments> scripts() {
    return Stream.of(
        Arguments.of(
            "parentheses",
            "CREATE VIEW bad AS SELECT "
                + "(".repeat(MANY)
                + "1"
                + ")".repeat(MANY)
                + " x FROM t;"),
        Arguments.of(
            "queries within each other",
            "CREATE VIEW bad AS "
                + "SELECT * FROM (".repeat(MANY)
                + "SELECT 1 x FROM t"
                + ")".repeat(MANY)
                + ";"),
        Arguments.of(
            "blocks within each other",
            "CREATE PROCEDURE bad IS BEGIN\n"
                + "BEGIN\n".repeat(MANY)
                + "NULL;\n"
                + "END;\n".repeat(MANY)
                + "END;\n/"),
        Arguments.of(
            "conditions within each other",
            "CREATE PROCEDURE bad IS BEGIN\n"
                + "IF a = 1 THEN\n".repeat(MANY)
                + "NULL;\n"
                + "END IF;\n".repeat(MANY)
                + "END;\n/"),
        Arguments.of(
            "calls within each other",
            "CREATE VIEW bad AS SELECT "
                + "NVL(".repeat(MANY)
                + "1"
                + ", 0)".repeat(MANY)
                + " x FROM t;"),
        Arguments.of(
            "signs in front of each other",
            "CREATE VIEW bad AS SELECT " + "- ".repeat(MANY) + "1 x FROM t;"),
        Arguments.of(
            "wrapped",
            "CREATE OR REPLACE PACKAGE BODY bad wrapped\na000000\n1\nabcd\nabcd\nb\n"
                + "9Qc3Uq0aKxZ2kq8bR1Lw6mM0gXvN\n".repeat(1000)
                + "\n/"),
        Arguments.of(
            "no statement",
            "\u0000\u0001\u0002PNG\n%PDF-1.4 \u00ff\u00fe{}[]\n".repeat(1000) + "\n/"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void whatStandsAroundABadStatementIsConverted(String name, String bad) {
    Conversion conversion =
        converted(
            "CREATE TABLE before_it (id NUMBER(5));\n" + bad + "\nCREATE TABLE t (x NUMBER(5));\n");
    assertThat(conversion.objects())
        .filteredOn(it -> it.proof() == Proof.RENDERED)
        .extracting(it -> it.id().name())
        .as(name)
        .contains("before_it", "t");
    List<ActionItem> items =
        conversion.objects().stream()
            .flatMap(it -> it.items().stream())
            .filter(it -> it.code().severity() != Severity.INFO)
            .toList();
    assertThat(items).as(name).isNotEmpty();
    assertThat(items).allMatch(it -> it.file().equals("a.sql") && it.line() >= 2);
  }

  @Test
  void aFileThatEndsWithinAUnitKeepsWhatStandsBefore() {
    Conversion conversion =
        converted(
            "CREATE TABLE t (x NUMBER);\nCREATE PACKAGE BODY p AS\n  PROCEDURE q IS\n  BEGIN\n    IF x");
    assertThat(conversion.objects())
        .filteredOn(it -> it.proof() == Proof.NOT_CONVERTED)
        .flatExtracting(ConvertedObject::items)
        .extracting(ActionItem::line)
        .contains(2);
    assertThat(conversion.script()).contains("CREATE TABLE t");
  }

  @Test
  void aLongChainIsNoNesting() {
    String chain =
        IntStream.range(0, MANY).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(" || "));
    String or =
        IntStream.range(0, MANY).mapToObj(i -> "x = " + i).collect(Collectors.joining(" OR "));
    String elsif =
        IntStream.range(0, MANY)
            .mapToObj(i -> "ELSIF a = " + i + " THEN\n  NULL;\n")
            .collect(Collectors.joining());
    Conversion conversion =
        converted(
            "CREATE TABLE t (x NUMBER(5));\nCREATE VIEW v AS SELECT "
                + chain
                + " y FROM t;\nCREATE VIEW w AS SELECT x FROM t WHERE "
                + or
                + ";\nCREATE PROCEDURE p (a NUMBER) IS BEGIN\nIF a = -1 THEN NULL;\n"
                + elsif
                + "END IF;\nEND;\n/\n");
    assertThat(conversion.objects()).noneMatch(it -> it.proof() == Proof.NOT_CONVERTED);
  }

  @Test
  void viewsUponViewsAreInOrderHoweverMany() {
    int views = 20_000;
    StringBuilder script = new StringBuilder("CREATE TABLE v0 (x NUMBER(5));\n");
    for (int at = views; at > 0; at--) {
      script.append("CREATE VIEW v%d AS SELECT x FROM v%d;\n".formatted(at, at - 1));
    }
    List<ConvertedObject> order = converted(script.toString()).inOrder(Stage.CODE);
    assertThat(order).hasSize(views);
    assertThat(order.getFirst().id().name()).isEqualTo("v1");
    assertThat(order.getLast().id().name()).isEqualTo("v" + views);
  }

  private static Conversion converted(String script) {
    Engines engines = Engines.standard();
    return Conversion.of(
        Map.of("a.sql", script),
        engines.named("oracle").scriptReader().orElseThrow(),
        engines.named("postgres").statementRenderer().orElseThrow());
  }
}
