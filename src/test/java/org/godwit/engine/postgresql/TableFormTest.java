package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TableFormTest {
  @Test
  void aFormIsReadAsItWasWritten() {
    TableForm form =
        new TableForm(
            4_000_000_000L,
            16390,
            "1,4",
            List.of(
                new TableForm.Field(1, 23, -1, true, "-7", "id"),
                new TableForm.Field(4, -1_294_967_290, 84, false, "", "a b\\n\n\tc")));
    TableForm parted =
        new TableForm(7, 0, "-", List.of(), new TreeMap<>(Map.of(8L, 8L, 9L, 4_000_000_000L)));
    TableForm bare = new TableForm(1, 0, "", List.of());
    assertThat(TableForm.parseAll(TableForm.text(List.of(form, parted, bare))))
        .containsExactly(form, parted, bare);
    assertThat(TableForm.parseAll(bare.text())).containsExactly(bare);
  }

  /** A swap leaves the same names. */
  @Test
  void aLabelThatWasRenamedIsTold() {
    TableForm.Field old = new TableForm.Field(1, 20_000, -1, true, "5=aa,7=bb", "mood");
    assertThat(labelled("5=bb,7=aa").renames(old)).isTrue();
    assertThat(labelled("5=aa,6=cc,7=bb").renames(old)).isFalse();
    assertThat(labelled("5=aa").renames(labelled("-123"))).isFalse(); // of an earlier build
  }

  private static TableForm.Field labelled(String labels) {
    return new TableForm.Field(1, 20_000, -1, true, labels, "mood");
  }
}
