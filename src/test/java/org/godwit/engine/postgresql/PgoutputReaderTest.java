package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import org.godwit.engine.Change;
import org.junit.jupiter.api.Test;

final class PgoutputReaderTest {
  private final PgoutputReader reader = new PgoutputReader(Map.of(), new Lsn(1), _ -> {});

  /** A server answers how far it has read before it has counted what it has just sent. */
  @Test
  void aPlaceBeforeATransactionThatHasComeIsNoPlaceToGoOnFrom() {
    assertThat(reader.idle(100)).isEqualTo(new Change.Idle(new Lsn(100)));
    byte[] begin =
        ByteBuffer.allocate(21).put((byte) 'B').putLong(200).putLong(0).putInt(7).array();
    assertThat(reader.read(begin, 0, 150)).isInstanceOf(Change.Begin.class);
    assertThat(reader.idle(150)).isNull();
    byte[] commit =
        ByteBuffer.allocate(26).put((byte) 'C').put((byte) 0).putLong(200).putLong(240).array();
    assertThat(reader.read(commit, 0, 200)).isEqualTo(new Change.Commit(new Lsn(240)));
    assertThat(reader.idle(150)).isNull();
    assertThat(reader.idle(240)).isEqualTo(new Change.Idle(new Lsn(240)));
  }
}
