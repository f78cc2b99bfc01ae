package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BinlogPlacesTest {
  private static final long FOUR_GB = 1L << 32;

  /** Events tell 32 bits of their place, and a transaction is never cut between two files. */
  @Test
  void aPlaceBeyondFourGigabytesIsToldFromOneAtTheBeginning() {
    assertThat(BinlogEvents.advanced(4, 500)).isEqualTo(500);
    assertThat(BinlogEvents.advanced(500, 0)).isEqualTo(500);
    long last = FOUR_GB - 296;
    assertThat(BinlogEvents.advanced(last, 200)).isEqualTo(FOUR_GB + 200);
    assertThat(BinlogEvents.advanced(FOUR_GB + 200, 8392)).isEqualTo(FOUR_GB + 8392);
    assertThat(BinlogEvents.advanced(2 * FOUR_GB - 10, 90)).isEqualTo(2 * FOUR_GB + 90);
    // An event that stands nowhere new moves nothing back.
    assertThat(BinlogEvents.advanced(FOUR_GB + 8392, 8000)).isEqualTo(FOUR_GB + 8392);
  }

  @Test
  void aPositionIsReadAsItWasWritten() {
    for (String text :
        new String[] {
          "binlog.000042:1337",
          "binlog.000042:4294967496;made=1764000000",
          "binlog.000042:1337;made=1764000000;gtid=0-1-4711",
          "binlog.000042:1337;gtid=0-1-4711,1-1-2"
        }) {
      assertThat(BinlogPosition.parse(text).text()).isEqualTo(text);
    }
    BinlogPosition place = BinlogPosition.parse("binlog.000042:4294967496;made=1764000000");
    assertThat(place.offset()).isEqualTo(FOUR_GB + 200);
    assertThat(place.made()).isEqualTo(1_764_000_000);
  }
}
