package org.godwit.task.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.junit.jupiter.api.Test;

final class ForeignKeyOrderTest {
  private final Table customer = table("customer", "customer");
  private final Table order = table("order", "customer");
  private final Table item = table("item", "order", "customer");
  private final Table hen = table("hen", "egg");
  private final Table egg = table("egg", "hen");

  private final ForeignKeyOrder<String> keys = new ForeignKeyOrder<>(true);

  private static Table table(String name, String... pointsAt) {
    return Table.of(new TableName("shop", name), TableKind.TABLE, List.of())
        .withForeignKeys(
            Stream.of(pointsAt)
                .map(
                    other ->
                        new ForeignKey(
                            name + "_" + other,
                            List.of("id"),
                            new TableName("shop", other),
                            List.of("id"),
                            ForeignKey.Action.NO_ACTION,
                            ForeignKey.Action.NO_ACTION))
                .toList());
  }

  @Test
  void keysAreMadeWhenTheTablesThatTheyPointAtHaveTheirs() {
    assertThat(keys.completed(item, "keys of item")).isEmpty();
    assertThat(keys.completed(order, "keys of order")).isEmpty();
    assertThat(keys.completed(customer, "keys of customer")).containsExactly("keys of customer");
    assertThat(keys.finished(customer)).containsExactly("keys of order");
    assertThat(keys.finished(order)).containsExactly("keys of item");
    assertThat(keys.finished(item)).isEmpty();
  }

  @Test
  void keysThatPointAtATableThatThisRunDoesNotLoadAreLeftForTheEnd() {
    Table stock = table("stock", "elsewhere");
    assertThat(keys.completed(stock, "keys of stock")).isEmpty();
    assertThat(keys.finished(customer)).isEmpty();
  }

  @Test
  void aKeyThatPointsAtItsOwnTableWaitsForNoOther() {
    Table tree = table("tree", "tree");
    assertThat(keys.completed(tree, "keys of tree")).containsExactly("keys of tree");
  }

  @Test
  void keysThatPointInACircleAreLeftForTheEnd() {
    assertThat(keys.completed(hen, "keys of hen")).isEmpty();
    assertThat(keys.completed(egg, "keys of egg")).isEmpty();
    assertThat(keys.finished(customer)).isEmpty();
  }
}
