package org.godwit.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.godwit.convert.Stage;
import org.junit.jupiter.api.Test;

/** Edits meet newer conversions. */
final class ThreeWayTest {
  private static final String BASE = "a\nb\nc\nd\ne\n";

  @Test
  void changesAtDifferentPlacesAreBothTaken() {
    assertThat(ThreeWay.merged(BASE, "a\nB\nc\nd\ne\n", "a\nb\nc\nd\ne\nf\n"))
        .contains("a\nB\nc\nd\ne\nf\n");
    assertThat(ThreeWay.merged(BASE, "a\nc\nd\ne\n", "a\nb\nc\nd\nx\ny\n"))
        .contains("a\nc\nd\nx\ny\n");
    assertThat(ThreeWay.merged(BASE, "z\na\nb\nc\nd\ne\n", "a\nb\nc\ne\n"))
        .contains("z\na\nb\nc\ne\n");
  }

  @Test
  void theSameChangeTwiceIsOne() {
    assertThat(ThreeWay.merged(BASE, "a\nB\nc\nd\nE\n", "a\nB\nc\nd\ne\n"))
        .contains("a\nB\nc\nd\nE\n");
    assertThat(ThreeWay.merged(BASE, BASE, "x\n")).contains("x\n");
    assertThat(ThreeWay.merged(BASE, "x\n", BASE)).contains("x\n");
  }

  @Test
  void changesOfTheSameLinesAreForAPerson() {
    assertThat(ThreeWay.merged(BASE, "a\nB\nc\nd\ne\n", "a\nX\nc\nd\ne\n")).isEmpty();
    assertThat(ThreeWay.merged(BASE, "a\nc\nd\ne\n", "a\nX\nc\nd\ne\n")).isEmpty();
  }

  @Test
  void anEditedTextFallsIntoItsPhases() {
    ObjectContent content =
        new ObjectContent(
            List.of(
                new ObjectContent.Section(Stage.TABLE, 7, "CREATE TABLE t ();\n"),
                new ObjectContent.Section(Stage.GRANT, 3, "GRANT SELECT ON t TO r;\n")),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(content.sectionsOf(content.text())).isEqualTo(content.sections());
    assertThat(content.sectionsOf("-- phase: 30_indexes\nCREATE INDEX ON t (a);\n"))
        .containsExactly(
            new ObjectContent.Section(Stage.INDEX, Integer.MAX_VALUE, "CREATE INDEX ON t (a);\n"));
  }
}
