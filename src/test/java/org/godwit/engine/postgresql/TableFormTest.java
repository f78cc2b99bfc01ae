package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    TableForm bare = new TableForm(1, 0, "", List.of());
    assertThat(TableForm.parseAll(TableForm.text(List.of(form, bare)))).containsExactly(form, bare);
    assertThat(TableForm.parseAll(bare.text())).containsExactly(bare);
  }
}
