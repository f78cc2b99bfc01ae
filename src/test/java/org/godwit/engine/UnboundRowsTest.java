package org.godwit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.junit.jupiter.api.Test;

final class UnboundRowsTest {
  private static ChangedTable table(String name, boolean isKey) {
    List<Column> columns =
        List.of(
            Column.of("v", DataType.Text.unbounded(), "text", true),
            Column.of("a", new DataType.Int(32, false), "integer", false),
            Column.of("b", new DataType.Int(32, false), "integer", false));
    return new ChangedTable(
        Table.of(new TableName("s", name), TableKind.TABLE, columns),
        columns,
        List.of(2, 1),
        isKey,
        Set.of());
  }

  private static List<String> line(String table, String relation, String column) {
    return List.of("s", table, relation, column);
  }

  @Test
  void rowsAreUnboundWhereUniqueIndexesCompareTheIdentityAlone() {
    List<List<String>> relations =
        List.of(
            line("plain", "key", "a"),
            line("plain", "key", "b"),
            line("plain", "again", "b"),
            line("plain", "again", "a"),
            line("more", "key", "a"),
            line("more", "key", "b"),
            line("more", "other", "v"),
            line("narrower", "key", "a"),
            line("computed", "key", "a"),
            line("computed", "key", "b"),
            line("computed", "expression", ""),
            line("keyless", "key", "a"),
            line("keyless", "key", "b"));
    assertThat(
            UnboundRows.of(
                List.of(
                    table("plain", true),
                    table("more", true),
                    table("narrower", true),
                    table("computed", true),
                    table("keyless", false),
                    table("bare", true)),
                relations,
                List.of(List.of("s", "plain", "v"), List.of("other", "bare", "v"))))
        .isEqualTo(
            Map.of(new TableName("s", "plain"), Set.of("v"), new TableName("s", "bare"), Set.of()));
  }
}
