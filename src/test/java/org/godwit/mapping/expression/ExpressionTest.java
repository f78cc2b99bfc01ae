package org.godwit.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of {@code expressions/values.txt} is an expression and its value. */
final class ExpressionTest {

  static List<Arguments> values() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("src/test/resources/expressions/values.txt"))) {
      return lines
          .map(line -> line.split("\\s+=> ", 2))
          .map(pair -> Arguments.of(pair[0], pair[1]))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void theValueIs(String expression, String expected) {
    String value = shown(expression);
    if (expected.startsWith("ERROR")) {
      assertThat(value).startsWith(expected);
    } else {
      assertThat(value).isEqualTo(expected.replace("(empty)", "").replaceAll("_$", " "));
    }
  }

  private static String shown(String expression) {
    try {
      Object value = new Evaluation(new Person()).of(Expression.parse(expression));
      return value == null ? "NULL" : Evaluation.text(value);
    } catch (ExpressionProblem e) {
      return "ERROR " + e.getMessage();
    }
  }

  @Test
  void theColumnsOfAnExpressionAreKnown() {
    Expression expression =
        Expression.parse(
            "CASE $a WHEN $b THEN $c ELSE -$d END || CAST($e AS text) || lower($f) || ($g IN ($h))"
                + " || ($a LIKE $i ESCAPE $j) || ($k BETWEEN $l AND $m) || ($n IS NULL) || (NOT $o)");
    assertThat(String.join("", expression.columns())).isEqualTo("abcdefghijklmno");
  }

  @Test
  void bracketsWithoutEndAreRefused() {
    assertThatThrownBy(() -> Expression.parse("(".repeat(10_000)))
        .isInstanceOf(ExpressionProblem.class)
        .hasMessageContaining("levels of brackets");
  }

  /** One row to evaluate over. */
  private static final class Person implements Scope {
    @Override
    public @Nullable Object column(String name) {
      return switch (name) {
        case "id" -> 42L;
        case "first" -> "Ada";
        case "last" -> "Lovelace";
        case "price" -> new BigDecimal("19.99");
        case "real" -> 1.5;
        case "at" -> "2024-02-29 01:02:03.000000";
        case "odd name" -> "odd";
        case "none" -> null;
        default -> throw new ExpressionProblem("no column " + name);
      };
    }

    @Override
    public String header(Header header) {
      return switch (header) {
        case OPERATION -> "INSERT";
        case TIMESTAMP, COMMIT_TIMESTAMP -> "2025-06-01 10:20:30.000000";
        case STREAM_POSITION, USER, CHANGE_SEQ -> "";
      };
    }

    @Override
    public String metadata(Metadata metadata) {
      return switch (metadata) {
        case SOURCE_SCHEMA -> "hr";
        case SOURCE_TABLE -> "person";
        case MODIFIED_SCHEMA -> "people";
        case SOURCE_COLUMN, SOURCE_COLUMN_DATATYPE, MODIFIED_TABLE -> metadata.variable();
      };
    }

    @Override
    public Instant now() {
      return Instant.parse("2025-06-01T10:20:30Z");
    }

    @Override
    public RandomGenerator random() {
      return new Random(1);
    }
  }
}
