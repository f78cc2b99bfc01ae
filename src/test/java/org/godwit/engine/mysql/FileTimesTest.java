package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FileTimesTest {
  private final FileTimes times = new FileTimes();
  private int asked;

  private Instant ask(String stream, String file) throws SQLException {
    return times.of(stream, file, () -> Instant.ofEpochSecond(++asked));
  }

  @Test
  void aServerIsAskedOnceForEachFile() throws SQLException {
    Instant first = ask("godwit_a_1", "db1 log.000002");
    assertThat(ask("godwit_a_1", "db1 log.000002")).isEqualTo(first);
    assertThat(ask("godwit_b_1", "db2 log.000002")).isNotEqualTo(first);
    assertThat(ask("godwit_a_1", "db1 log.000003")).isNotEqualTo(first);
    assertThat(ask("godwit_a_1", "db2 log.000003")).isNotEqualTo(first);
    assertThat(asked).isEqualTo(4);
  }
}
