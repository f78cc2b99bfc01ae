package org.godwit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.mapping.Filter.Condition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on rows that come from a log. */
final class RowConditionTest {
  private static final Table TABLE =
      TableText.parse("table shop.t\n  id int8\n  n numeric(10,2)\n  day date\n  user string(40)\n")
          .getFirst();

  private static RowCondition where(String condition) {
    return RowCondition.of(TABLE, new RowFilter.BySql(1, condition), new PlainDialect());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "day < now()",
        "day < current_date",
        "day > 'today'",
        "id IN (SELECT 1)",
        "n > f(id)",
        "\"user\" = CURRENT_USER",
        "n > @limit",
        "\"user\" = 'a\\'",
        "random() < 0.5",
        "\"user\" <> \"O'Brien\" AND day > now() AND id = 'y'"
      })
  void whatDependsOnMoreThanTheRowIsRefusedInWords(String condition) {
    assertThatThrownBy(() -> where(condition))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("where: it holds");
  }

  @Test
  void aConditionNamesTheColumnsThatItReads() {
    RowCondition condition =
        where("(N > 5 OR lower(\"user\") = 'id ''day''') AND coalesce(n, 1) < 9");
    assertThat(condition.columns()).extracting(Column::name).containsExactly("n", "user");
    assertThat(condition.test()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.50, gt, false", "10.51, gt, true", "NaN, gt, true", "-Infinity, gt, false",
    "10.5, eq, true", "10.50, noteq, false", ", gt, false", ", noteq, false"
  })
  void numbersCompareByTheirValue(@Nullable String value, String operator, boolean passes) {
    Filter.Operator wanted =
        switch (operator) {
          case "gt" -> Filter.Operator.GT;
          case "eq" -> Filter.Operator.EQ;
          default -> Filter.Operator.NOTEQ;
        };
    assertThat(passes("n", value, new Filter.Comparison(wanted, "10.5"))).isEqualTo(passes);
  }

  /** As in the load's SQL: a negative condition lets no NULL pass. */
  @Test
  void negativeConditionsAreJoinedByAnd() {
    Condition five = new Filter.In(true, List.of("5", "6"));
    Condition range = new Filter.Between(true, "8", "9");
    Condition nothing = new Filter.Nullness(true);
    assertThat(passes("n", "7", five, range)).isTrue();
    assertThat(passes("n", "6", five, range)).isFalse();
    assertThat(passes("n", "8.5", five, range)).isFalse();
    assertThat(passes("n", null, five, range)).isFalse();
    assertThat(passes("n", null, nothing, five)).isFalse();
    assertThat(passes("n", null, nothing)).isTrue();
  }

  private static boolean passes(String column, @Nullable String value, Condition... conditions) {
    RowCondition condition =
        RowCondition.of(
            TABLE,
            new RowFilter.ByColumn(1, new Filter(column, List.of(conditions))),
            new PlainDialect());
    return condition.test().orElseThrow().passes(new ComputedRow(column, value), 0);
  }

  @Test
  void textIsTheServersToCompare() {
    RowCondition condition =
        RowCondition.of(
            TABLE,
            new RowFilter.ByColumn(
                1, new Filter("user", List.of(new Filter.Comparison(Filter.Operator.EQ, "x")))),
            new PlainDialect());
    assertThat(condition.test()).isEmpty();
    assertThat(condition.sql()).isEqualTo("\"user\" = 'x'");
  }
}
