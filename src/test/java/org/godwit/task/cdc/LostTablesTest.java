package org.godwit.task.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Position;
import org.junit.jupiter.api.Test;

final class LostTablesTest {
  private static final TableName ITEM = new TableName("shop", "item");
  private static final TableName OTHER = new TableName("shop", "other");

  private final Map<TableName, String> carried = new HashMap<>(Map.of(ITEM, "1", OTHER, "2"));
  private final List<TableName> parked = new ArrayList<>();
  private final Connection none = of(Connection.class);
  private long end = 100;

  private record Place(long value) implements Position {
    @Override
    public String text() {
      return Long.toString(value);
    }
  }

  private <T> T of(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, asked) ->
                switch (method.getName()) {
                  case "carried" -> new HashMap<>(carried);
                  case "tellsDefinitions" -> true;
                  case "end" -> new Place(end);
                  case "isBefore" -> ((Place) asked[0]).value() < ((Place) asked[1]).value();
                  default -> throw new UnsupportedOperationException(method.getName());
                }));
  }

  /** A task that lags by more than the time between two looks would else never get there. */
  @Test
  void aTableIsParkedWhereTheLogEndedWhenItWasFirstFoundLost() throws SQLException {
    ChangeSource source = of(ChangeSource.class);
    LostTables lost =
        new LostTables(
            source, new CarriedTables(source, "s", carried), (table, _) -> parked.add(table));
    carried.remove(ITEM);
    lost.look(none);
    end = 200;
    carried.remove(OTHER);
    lost.look(none);
    lost.reach(new Place(99));
    assertThat(parked).isEmpty();
    lost.reach(new Place(100));
    assertThat(parked).containsExactly(ITEM);
    carried.put(OTHER, "2");
    lost.look(none); // it is back
    lost.reach(new Place(300));
    assertThat(parked).containsOnly(ITEM);
  }
}
