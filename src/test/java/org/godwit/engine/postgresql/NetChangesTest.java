package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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
      assertThat(changes.add(List.of(key), ChangeKind.INSERT, given(row(key, value, value))))
          .isTrue();
    } else if (random.nextInt(3) == 0) {
      rows.remove(key);
      assertThat(changes.add(List.of(key), ChangeKind.DELETE, GivenValues.NONE)).isTrue();
    } else {
      int column = 1 + random.nextInt(2);
      row.put(column, value);
      assertThat(changes.add(List.of(key), ChangeKind.UPDATE, given(Map.of(column, value))))
          .isTrue();
    }
  }

  private static GivenValues given(Map<Integer, String> values) {
    BitSet columns = new BitSet();
    values.keySet().forEach(columns::set);
    return new GivenValues(columns, columns.stream().mapToObj(values::get).toList());
  }

  /** As the target does: rows go, change and come; those that only pass are nowhere before. */
  private static void applied(NetChanges changes, Map<String, Map<Integer, String>> rows) {
    changes.passing().forEach(line -> assertThat(rows).doesNotContainKey(line.key().getFirst()));
    changes.deletes().forEach(line -> assertThat(rows.remove(line.key().getFirst())).isNotNull());
    each(changes.updates(), (key, row) -> rows.get(key).putAll(row));
    each(changes.inserts(), (key, row) -> assertThat(rows.put(key, row)).isNull());
  }

  private static void each(
      Map<BitSet, List<NetChanges.Line>> groups, BiConsumer<String, Map<Integer, String>> deed) {
    groups.forEach(
        (columns, lines) ->
            lines.forEach(
                line -> {
                  Map<Integer, String> row = new HashMap<>();
                  Iterator<String> values = line.values().iterator();
                  columns.stream().forEach(column -> row.put(column, values.next()));
                  deed.accept(line.key().getFirst(), row);
                }));
  }

  @Test
  void whatTheFirstChangeExpectsIsKept() {
    NetChanges changes = new NetChanges();
    GivenValues one = given(row("k", "a", "b"));
    assertThat(changes.add(List.of("k"), ChangeKind.INSERT, one)).isTrue();
    assertThat(changes.add(List.of("k"), ChangeKind.DELETE, GivenValues.NONE)).isTrue();
    assertThat(changes.passing()).extracting(NetChanges.Line::key).containsExactly(List.of("k"));
    assertThat(changes.add(List.of("l"), ChangeKind.UPDATE, given(Map.of(1, "x")))).isTrue();
    assertThat(changes.add(List.of("l"), ChangeKind.UPDATE, given(Map.of(2, "y")))).isTrue();
    assertThat(changes.add(List.of("l"), ChangeKind.DELETE, GivenValues.NONE)).isTrue();
    assertThat(changes.deletes()).extracting(NetChanges.Line::key).containsExactly(List.of("l"));
    assertThat(changes.rows().get(List.of("l")).values().values()).containsExactly("x", "y");
  }

  @Test
  void aChangeThatContradictsThemIsNotAdded() {
    NetChanges changes = new NetChanges();
    assertThat(changes.add(List.of("k"), ChangeKind.INSERT, given(row("k", "a", "b")))).isTrue();
    assertThat(changes.add(List.of("k"), ChangeKind.INSERT, given(row("k", "a", "b")))).isFalse();
    assertThat(changes.add(List.of("l"), ChangeKind.DELETE, GivenValues.NONE)).isTrue();
    assertThat(changes.add(List.of("l"), ChangeKind.UPDATE, given(Map.of(1, "x")))).isFalse();
  }
}
