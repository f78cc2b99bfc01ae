package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class GtidsTest {
  private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
  private static final String B = "4e11fa47-71ca-11e1-9e33-c80aa9429562";

  @Test
  void setsAreWrittenInOneFormWhateverTheyWereReadFrom() {
    assertThat(Gtids.parse(A.toUpperCase(Locale.ROOT) + ":7:1-3:4-5,\n " + B + ":1").text())
        .isEqualTo(A + ":1-5:7," + B + ":1");
    assertThat(Gtids.parse("1-3-9,0-1-18446744073709551615").text())
        .isEqualTo("0-1-18446744073709551615,1-3-9");
  }

  @Test
  void aSetContainsWhatIsInItsIntervals() {
    Gtids set = Gtids.parse(A + ":1-5:7");
    assertThat(set.containsAll(Gtids.parse(A + ":2-4"))).isTrue();
    assertThat(set.containsAll(Gtids.parse(A + ":5-7"))).isFalse();
    assertThat(set.containsAll(Gtids.parse(B + ":1"))).isFalse();
    assertThat(set.containsAll(Gtids.parse("0-1-1"))).isFalse();
    MySqlGtids whole = ((MySqlGtids) set).with(UUID.fromString(A), 6);
    assertThat(whole.text()).isEqualTo(A + ":1-7");
    assertThat(set.text()).isEqualTo(A + ":1-5:7");
    assertThat(whole.encoded()).hasSize(8 + 16 + 8 + 16);
  }

  @Test
  void aDomainContainsAllBeforeItsLast() {
    Gtids set = Gtids.parse("0-1-5,1-1-2");
    assertThat(set.containsAll(Gtids.parse("0-9-5"))).isTrue();
    assertThat(set.containsAll(Gtids.parse("0-1-6"))).isFalse();
    assertThat(set.containsAll(Gtids.parse("2-1-1"))).isFalse();
  }

  @Test
  void nonsenseIsRefused() {
    for (String text :
        new String[] {"x", A + ":x", "1-2", A + ":tag:1-5", "a:b", "2024-02-29 10:00"}) {
      assertThatThrownBy(() -> Gtids.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
