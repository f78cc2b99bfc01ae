package org.godwit.task.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.TableName;
import org.godwit.codec.Bytes;
import org.godwit.engine.ChangeRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LaneRoutesTest {
  private static final TableName ORDERS = new TableName("shop", "orders");
  private static final List<Column> READ =
      List.of(
          Column.of("note", DataType.Text.unbounded(), "text", true),
          Column.of("id", new DataType.Int(64, false), "bigint", false),
          Column.of("line", new DataType.Int(32, false), "integer", false));

  /** Values that are texts; null for one that the log lacks. */
  private record Logged(List<Optional<String>> texts) implements ChangeRow {
    Logged(@Nullable String... texts) {
      this(Stream.of(texts).map(Optional::ofNullable).toList());
    }

    @Override
    public boolean isAbsent(int column) {
      return texts.get(column).isEmpty();
    }

    @Override
    public boolean isNull(int column) {
      return false;
    }

    @Override
    public Bytes text(int column) {
      return Bytes.utf8(texts.get(column).orElseThrow());
    }

    @Override
    public Bytes bytes(int column) {
      return text(column);
    }

    @Override
    public Bytes raw(int column) {
      return text(column);
    }

    @Override
    public long getLong(int column) {
      return Long.parseLong(texts.get(column).orElseThrow());
    }

    @Override
    public double getDouble(int column) {
      return getLong(column);
    }

    @Override
    public long getDate(int column) {
      return getLong(column);
    }

    @Override
    public long getTimestamp(int column) {
      return getLong(column);
    }

    @Override
    public long getTime(int column) {
      return getLong(column);
    }
  }

  private static LaneRoutes routes(int lanes, String... by) {
    LaneRoutes routes = new LaneRoutes(lanes);
    routes.add(ORDERS, READ, List.of(by));
    return routes;
  }

  private static List<Integer> lanes(LaneRoutes routes, int rows) {
    return IntStream.range(0, rows)
        .mapToObj(id -> routes.lane(ORDERS, new Logged("a", Integer.toString(id), "1")))
        .toList();
  }

  /** Whoever goes on after a kill must find the lanes that another build has chosen. */
  @Test
  void lanesAreTheSameForEver() {
    assertThat(lanes(routes(5, "id", "line"), 12))
        .containsExactly(2, 3, 0, 1, 1, 0, 0, 4, 3, 1, 3, 1); // FNV-1a, reckoned elsewhere
  }

  @Test
  void rowsAreDividedByTheirKeyAlone() {
    LaneRoutes routes = routes(4, "id");
    int lane = routes.lane(ORDERS, new Logged("a", "7", "1"));
    assertThat(routes.lane(ORDERS, new Logged("another", "7", "2"))).isEqualTo(lane);
    assertThat(lanes(routes, 1000))
        .containsOnly(0, 1, 2, 3)
        .satisfies(
            all -> assertThat(all.stream().filter(it -> it == 2).count()).isBetween(200L, 300L));
  }

  @Test
  void aTableWhoseRowsAreBoundHasOneLane() {
    LaneRoutes routes = routes(4);
    assertThat(lanes(routes, 50).stream().distinct()).hasSize(1);
    assertThat(routes.has(new TableName("shop", "other"))).isFalse();
  }

  @Test
  void aRowWhoseOldKeyIsNotLoggedHasTheLaneOfItsNewOne() {
    LaneRoutes routes = routes(7, "id");
    assertThat(routes.laneBefore(ORDERS, null, 5)).isEqualTo(5);
    assertThat(routes.laneBefore(ORDERS, new Logged("a", null, null), 5)).isEqualTo(5);
    Logged before = new Logged("a", "3", null);
    assertThat(routes.laneBefore(ORDERS, before, 5)).isEqualTo(routes.lane(ORDERS, before));
  }
}
