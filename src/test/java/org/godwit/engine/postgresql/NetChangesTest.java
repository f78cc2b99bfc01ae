package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.godwit.engine.ChangeKind;
import org.junit.jupiter.api.Test;

/** Net changes end in the rows that the changes end in. */
final class NetChangesTest {
  private static final int KEYS = 6;

  @Test
  void theyEndInTheSameRows() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Map<String, Map<Integer, String>> before = new TreeMap<>();
      for (int key = 0; key < KEYS; key++) {
        if (random.nextBoolean()) {
          before.put("k" + key, row("k" + key, "old", "old"));
        }
      }
      Map<String, Map<Integer, String>> wanted = copy(before);
      NetChanges changes = new NetChanges();
      for (int i = 0; i < 30; i++) {
        change(random, wanted, changes, "v" + i);
      }
      applied(changes, before);
      assertThat(before).as("seed %d", seed).isEqualTo(wanted);
    }
  }

  private static Map<Integer, String> row(String key, String one, String two) {
    return new HashMap<>(Map.of(0, key, 1, one, 2, two));
  }

  private static Map<String, Map<Integer, String>> copy(Map<String, Map<Integer, String>> rows) {
    Map<String, Map<Integer, String>> copied = new TreeMap<>();
    rows.forEach((key, row) -> copied.put(key, new HashMap<>(row)));
    return copied;
  }

  private static void change(
      Random random, Map<String, Map<Integer, String>> rows, NetChanges changes, String value) {
    String key = "k" + random.nextInt(KEYS);
    Map<Integer, String> row = rows.get(key);
    if (row == null) {
      rows.put(key, row(key, value, value));
      assertThat(changes.add(List.of(key), ChangeKind.INSERT, row(key, value, value))).isTrue();
    } else if (random.nextInt(3) == 0) {
      rows.remove(key);
      assertThat(changes.add(List.of(key), ChangeKind.DELETE, new HashMap<>())).isTrue();
    } else {
      int column = 1 + random.nextInt(2);
      row.put(column, value);
      assertThat(changes.add(List.of(key), ChangeKind.UPDATE, new HashMap<>(Map.of(column, value))))
          .isTrue();
    }
  }

  /** As the target does: rows go, change and come. */
  private static void applied(NetChanges changes, Map<String, Map<Integer, String>> rows) {
    changes.deletes().forEach(key -> assertThat(rows.remove(key.getFirst())).isNotNull());
    changes
        .rows()
        .forEach(
            (key, net) -> {
              if (net.kind() == ChangeKind.UPDATE) {
                assertThat(rows).containsKey(key.getFirst());
                rows.get(key.getFirst()).putAll(net.values());
              } else if (net.kind() == ChangeKind.INSERT) {
                assertThat(rows.put(key.getFirst(), new HashMap<>(net.values()))).isNull();
              }
            });
  }

  @Test
  void aChangeThatContradictsThemIsNotAdded() {
    NetChanges changes = new NetChanges();
    assertThat(changes.add(List.of("k"), ChangeKind.INSERT, row("k", "a", "b"))).isTrue();
    assertThat(changes.add(List.of("k"), ChangeKind.INSERT, row("k", "a", "b"))).isFalse();
    assertThat(changes.add(List.of("l"), ChangeKind.DELETE, new HashMap<>())).isTrue();
    assertThat(changes.add(List.of("l"), ChangeKind.UPDATE, new HashMap<>(Map.of(1, "x"))))
        .isFalse();
  }
}
