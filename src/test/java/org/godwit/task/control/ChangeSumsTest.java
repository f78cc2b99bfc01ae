package org.godwit.task.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.godwit.catalog.TableName;
import org.junit.jupiter.api.Test;

final class ChangeSumsTest {
  private static final TableName ODD = new TableName("sh\"op", "o'rd,ers\n");
  private static final TableName NONE = new TableName("shop", "none");

  @Test
  void sumsAreAddedByTableColumnAndKindAndReadAsTheyWereWritten() {
    ChangeSums sums = new ChangeSums();
    sums.add(ODD, new ChangeCounts(1, 2, 3, 4, 5, 6));
    sums.add(ODD, ChangeCounts.of(10, 0, -1, 0));
    sums.add(NONE, ChangeCounts.of(1, 0, 0, 0));
    sums.add(NONE, ChangeCounts.of(-1, 0, 0, 0));
    sums.add(
        ODD, List.of(new AlteredValues("note", "CUT", 1), new AlteredValues("note", "NUL", 2)));
    ChangeSums more = new ChangeSums();
    more.add(ODD, List.of(new AlteredValues("note", "CUT", 5)));
    sums.add(more);
    ChangeSums read = ChangeSums.of(sums.text());
    assertThat(read.counts()).isEqualTo(Map.of(ODD, new ChangeCounts(11, 2, 2, 4, 5, 6)));
    assertThat(read.altered())
        .isEqualTo(
            Map.of(
                ODD,
                List.of(new AlteredValues("note", "CUT", 6), new AlteredValues("note", "NUL", 2))));
    assertThat(ChangeSums.of(new ChangeSums().text()).counts()).isEmpty();
  }
}
