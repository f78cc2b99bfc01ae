package org.godwit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.TableName;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.Rule;
import org.godwit.mapping.RuleReach;
import org.godwit.mapping.TableMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedRuleTest {
  private static final TableMapping SHOP = TableMapping.ofSchema("shop");

  private static TypedRule typed(String fields) {
    Map<String, String> typed =
        new HashMap<>(Map.of("schema-name", "shop", "table-name", "orders", "column-name", "note"));
    for (String field : fields.split(";", -1)) {
      String[] parts = field.strip().split("=", 2);
      typed.put(parts[0], parts[1]);
    }
    return new TypedRule(typed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "what=selection/include; where=total > 100 AND state <> 'void' | Move table shop.orders, only rows where total > 100 AND state <> 'void'.",
        "what=selection/include; filter-column=total; filter-operator=gt; filter-value=7 | Move table shop.orders, only rows where total > 7.",
        "what=selection/include; filter-column=total; filter-operator=lte; filter-value=7.5 | Move table shop.orders, only rows where total <= 7.5.",
        "what=selection/include; filter-column=state; filter-operator=in; filter-value=new, sent | Move table shop.orders, only rows where state is one of new, sent.",
        "what=selection/include; filter-column=state; filter-operator=notlike; filter-value=v_id% | Move table shop.orders, only rows where state is not like v_id%.",
        "what=selection/include; filter-column=id; filter-operator=between; filter-value=1; filter-end=9 | Move table shop.orders, only rows where id is between 1 and 9.",
        "what=selection/explicit; filter-column=note; filter-operator=notnull | Move exactly table shop.orders, only rows where note is not null.",
        "what=table/rename; regex=^o(.*)s$; value=$1 | Replace ^o(.*)s$ by \"$1\" in the name of table shop.orders.",
        "what=column/data-masking-keyed-hash; masking-key=PEOPLE | Replace the values of column note of table shop.orders by their HMAC under the key PEOPLE.",
        "what=column/add-column; value=full; expression=upper($a); type=string; length=80 | Add column full (string(80)) to table shop.orders with upper($a).",
        "what=validation/override-validation-function; source-function=UPPER(${column-name}); target-function=upper(${column-name}) | Compare column note of shop.orders as UPPER(${column-name}) on the source and as upper(${column-name}) on the target."
      })
  void whatIsTypedComesBackToBeChanged(String fields, String words) {
    TableMapping mapping = typed(fields).keptIn(SHOP);
    Rule rule = TableMapping.parse(mapping.toJson()).rules().getLast();
    assertThat(RuleWords.of(rule)).isEqualTo(words);

    TypedRule again = TypedRule.of(rule).orElseThrow();
    assertThat(again.fields()).containsEntry("rule", "2");
    assertThat(again.keptIn(mapping).toJson()).isEqualTo(mapping.toJson());
  }

  @Test
  void aChangedRuleKeepsItsPlaceItsNumberAndItsName() {
    TableMapping mapping =
        TableMapping.parse(
            """
            {"rules": [{"rule-type": "selection", "rule-id": 7, "rule-name": "orders only", "rule-action": "include",
            "object-locator": {"schema-name": "shop", "table-name": "orders"}}, {"rule-type": "selection",
            "rule-id": 3, "rule-name": "3", "rule-action": "exclude", "object-locator": {"schema-name": "a", "table-name": "b"}}]}""");
    Map<String, String> fields =
        new HashMap<>(TypedRule.of(mapping.rules().getFirst()).orElseThrow().fields());
    fields.put("table-name", "items");
    TableMapping changed = new TypedRule(fields).keptIn(mapping);
    assertThat(changed.rules()).extracting(Rule::id).containsExactly(7L, 3L);
    assertThat(changed.rules().getFirst().name()).isEqualTo("orders only");
    assertThat(RuleWords.of(changed.rules().getFirst())).isEqualTo("Move table shop.items.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`, \"load-order\": 2`",
        "`, \"note\": \"of ours\"`",
        "`, \"filters\": [{\"filter-type\": \"source\", \"column-name\": \"a\", \"filter-conditions\": [{\"filter-operator\": \"eq\", \"value\": \"1\"}, {\"filter-operator\": \"eq\", \"value\": \"2\"}]}]`",
        "`, \"filters\": [{\"filter-type\": \"source\", \"column-name\": \"a\", \"filter-conditions\": [{\"filter-operator\": \"in\", \"values\": [\"a,b\"]}]}]`"
      })
  void aRuleThatTheFormWouldShortenIsLeftToTheJson(String more) {
    String json =
        """
        {"rules": [{"rule-type": "selection", "rule-id": 1, "rule-name": "1", "rule-action": "include",
        "object-locator": {"schema-name": "shop", "table-name": "orders"}%s}]}"""
            .formatted(more);
    assertThat(TypedRule.of(TableMapping.parse(json).rules().getFirst())).isEmpty();
  }

  @Test
  void aRuleNamesTheTablesThatItIsForAndTheirNewNames() {
    List<TableName> tables =
        List.of(
            new TableName("shop", "orders"),
            new TableName("shop", "order_items"),
            new TableName("crm", "orders"));
    Rule prefix = typed("what=table/add-prefix; value=old_; table-name=order%").in(SHOP);
    assertThat(RuleReach.of(prefix, tables))
        .containsExactly(
            new RuleReach(tables.get(0), new TableName("shop", "old_orders")),
            new RuleReach(tables.get(1), new TableName("shop", "old_order_items")));
    Rule schema = typed("what=schema/rename; value=store").in(SHOP);
    assertThat(RuleReach.of(schema, tables))
        .extracting(it -> it.target().toString())
        .containsExactly("store.orders", "store.order_items");
    Rule column = typed("what=column/remove-column").in(SHOP);
    assertThat(RuleReach.of(column, tables)).noneMatch(RuleReach::isRenamed).hasSize(1);
  }

  @Test
  void whatIsWrongIsSaidByItsKey() {
    assertThatThrownBy(() -> typed("what=table/rename; regex=(; value=x").keptIn(SHOP))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("Rule 2: regex");
    assertThatThrownBy(
            () -> typed("what=validation/override-validation-function; column-name=").keptIn(SHOP))
        .hasMessageContaining("column-name");
    assertThatThrownBy(() -> typed("what=selection/include; table-name=").keptIn(SHOP))
        .hasMessageContaining("table-name is empty");
  }
}
