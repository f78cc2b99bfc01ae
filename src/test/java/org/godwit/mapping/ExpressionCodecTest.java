package org.godwit.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.godwit.catalog.Table;
import org.godwit.codec.Bytes;
import org.godwit.codec.CharacterMap;
import org.godwit.codec.Codec;
import org.godwit.codec.Row;
import org.godwit.codec.RowSink;
import org.godwit.codec.Tally;
import org.godwit.codec.ValueError;
import org.godwit.mapping.MappedColumn.FromExpression;
import org.junit.jupiter.api.Test;

final class ExpressionCodecTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-06-01T10:20:30Z"), ZoneOffset.UTC);

  @Test
  void anExpressionReadsTheSourceRow() {
    assertThat(value("upper($name) || ':' || ($id + 1)", "string")).isEqualTo("ADA:43");
    assertThat(value("$id * 2", "int4")).isEqualTo("84");
    assertThat(value("$gone", "string")).isEqualTo("NULL");
    assertThat(value("$AR_M_MODIFIED_TABLE_NAME", "string")).isEqualTo("PERSON");
  }

  @Test
  void timesAreReadFromText() {
    assertThat(value("date('1970-01-03')", "date")).isEqualTo("2");
    assertThat(value("'1970-01-01 00:00:01.5'", "datetime")).isEqualTo("1500000");
    assertThat(value("'01:00'", "time")).isEqualTo("3600000000");
    assertThat(value("$AR_H_TIMESTAMP", "string")).isEqualTo("2025-06-01 10:20:30.000000");
  }

  @Test
  void aValueThatIsNotOfTheTypeIsAnErrorOfItsRow() {
    assertThatThrownBy(() -> value("$name", "int4"))
        .isInstanceOf(ValueError.class)
        .hasMessage("the expression of column added doesn't give a whole number of 64 bits");
    assertThatThrownBy(() -> value("$name", "date"))
        .isInstanceOf(ValueError.class)
        .hasMessageContaining("a date as YYYY-MM-DD");
    assertThatThrownBy(() -> value("date('2024-01-01', $name)", "date"))
        .isInstanceOf(ValueError.class)
        .hasMessageContaining("rule 2");
  }

  private static String value(String expression, String type) {
    Table table =
        TableText.parse("table hr.person\n  name string(10)\n  id int4\n  gone int4\n").getFirst();
    TableMapping mapping =
        TableMapping.of(
            List.of(
                SelectionRule.of(1, SelectionRule.Action.INCLUDE, "hr", "%"),
                TransformationRule.of(
                    2,
                    RuleTarget.COLUMN,
                    Locator.tables("hr", "person"),
                    new Transformation.AddColumn(
                        "added",
                        expression,
                        RuleType.of(RuleWord.parse(type, RuleType.Name.class).orElseThrow()))),
                TransformationRule.of(
                    3,
                    RuleTarget.TABLE,
                    Locator.tables("hr", "person"),
                    new Transformation.ConvertUppercase())));
    MappedTable mapped =
        new TableMapper(
                mapping,
                new PreviewTarget(new PlainDialect(), new PlainDialect()),
                _ -> Optional.empty(),
                name -> name)
            .map(table);
    FromExpression column = (FromExpression) mapped.columns().getLast();
    List<String> moved = new ArrayList<>();
    Codec inner =
        (row, index, _, _, _) -> moved.add(row.isNull(index) ? "NULL" : text(row, index, type));
    new ExpressionCodec(
            mapped,
            column,
            inner,
            new Surroundings(
                CLOCK, new Random(1), new MaskingKeys(Map.of()), CharacterMap.NONE, Occasion.LOAD))
        .move(person(), 0, noSink(), new Tally(1), 0);
    return moved.getFirst();
  }

  private static String text(Row row, int index, String type) {
    return switch (type) {
      case "int4" -> Long.toString(row.getLong(index));
      case "date" -> Long.toString(row.getDate(index));
      case "datetime" -> Long.toString(row.getTimestamp(index));
      case "time" -> Long.toString(row.getTime(index));
      default -> row.text(index).utf8();
    };
  }

  /** Ada, 42, NULL. */
  private static Row person() {
    return (Row)
        Proxy.newProxyInstance(
            Row.class.getClassLoader(),
            new Class<?>[] {Row.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "isNull" -> arguments[0].equals(2);
                  case "getLong" -> 42L;
                  case "text" -> Bytes.utf8("Ada");
                  default -> throw new IllegalStateException(method.getName());
                });
  }

  private static RowSink noSink() {
    return (RowSink)
        Proxy.newProxyInstance(
            RowSink.class.getClassLoader(),
            new Class<?>[] {RowSink.class},
            (_, method, _) -> {
              throw new IllegalStateException(method.getName());
            });
  }
}
