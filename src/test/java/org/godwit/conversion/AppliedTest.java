package org.godwit.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.godwit.convert.Stage;
import org.junit.jupiter.api.Test;

class AppliedTest {
  private static final ObjectContent CONTENT =
      new ObjectContent(List.of(table("a")), List.of(), List.of(), List.of(), List.of());

  @Test
  void onlyWhatWasRunAsItIsCounts() {
    List<ObjectContent.Section> both = List.of(table("a"), index("b"));
    Map<Stage, String> ofTable = Map.of(Stage.TABLE, Applied.mark("a"));
    assertThat(Applied.of(both, Map.of())).isEqualTo(Applied.NONE);
    assertThat(Applied.of(both, ofTable)).isEqualTo(Applied.PART);
    assertThat(Applied.of(List.of(table("a")), ofTable)).isEqualTo(Applied.WHOLE);
    assertThat(Applied.of(List.of(table("c"), index("b")), ofTable)).isEqualTo(Applied.CHANGED);
    assertThat(Applied.of(List.of(index("b")), ofTable)).isEqualTo(Applied.CHANGED);
  }

  @Test
  void whatRunsAtOneTimeIsOneSection() {
    String index = ObjectContent.heading(Stage.INDEX);
    String text = ObjectContent.heading(Stage.TABLE) + "t\n" + index + "i\n" + index + "j\n";
    assertThat(CONTENT.sectionsOf(text))
        .extracting(ObjectContent.Section::sql)
        .containsExactly("t\n", "i\nj\n");
  }

  private static ObjectContent.Section table(String sql) {
    return new ObjectContent.Section(Stage.TABLE, 0, sql);
  }

  private static ObjectContent.Section index(String sql) {
    return new ObjectContent.Section(Stage.INDEX, 0, sql);
  }
}
