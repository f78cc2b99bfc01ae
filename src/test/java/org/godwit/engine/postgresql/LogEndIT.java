package org.godwit.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godwit.engine.postgresql.PostgresFixture.execute;
import static org.godwit.engine.postgresql.PostgresFixture.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.godwit.engine.ChangeSource;
import org.junit.jupiter.api.Test;

/** Where a log ends, and when. */
final class LogEndIT {
  private static final long PAGE = 8192;
  private static final long SEGMENT = 1 << 24;

  @Test
  void itIsBehindWhatWasCommittedAndIsNotFlushedYet() throws SQLException {
    PostgresFixture fixture = new PostgresFixture();
    ChangeSource source = fixture.engine.changeSource().orElseThrow();
    try (Connection connection = fixture.connect()) {
      execute(
          connection,
          "SET synchronous_commit = off",
          "CREATE TABLE t (id int)",
          "INSERT INTO t SELECT generate_series(1, 10)");
      Lsn committed =
          Lsn.parse(rows(connection, "SELECT pg_current_wal_insert_lsn()").getFirst())
              .withoutHeader(PAGE, SEGMENT);
      assertThat(source.isBefore(source.end(connection), committed)).isFalse();
      assertThat(Duration.between(source.now(connection), Instant.now()))
          .isBetween(Duration.ofSeconds(-5), Duration.ofSeconds(5));
    }
  }

  @Test
  void aPageThatHasNothingButItsHeaderIsNotWaitedFor() {
    assertThat(Lsn.parse("0/3000028").withoutHeader(PAGE, SEGMENT))
        .isEqualTo(Lsn.parse("0/3000000"));
    assertThat(Lsn.parse("0/3002018").withoutHeader(PAGE, SEGMENT))
        .isEqualTo(Lsn.parse("0/3002000"));
    for (String written : new String[] {"0/3002028", "0/3000018", "0/3002020", "0/3000030"}) {
      assertThat(Lsn.parse(written).withoutHeader(PAGE, SEGMENT)).isEqualTo(Lsn.parse(written));
    }
  }
}
