package org.godwit.task.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.engine.Alterations;
import org.godwit.testing.Servers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** So many slices of a table are compared at once as ThreadCount says, however many could be. */
final class ThreadCountIT {
  private static final int ROWS = 10_000;

  /** Holds each question back until as many are asked at once as there should be. */
  private static final class Crowd implements SourcePace {
    private final CountDownLatch full;
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Crowd(int size) {
      full = new CountDownLatch(size);
    }

    @Override
    public int rowsMax() {
      return Integer.MAX_VALUE;
    }

    @Override
    public void begin(long rows, Runnable check) throws InterruptedException {
      most.accumulateAndGet(asking.incrementAndGet(), Math::max);
      full.countDown();
      assertThat(full.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Override
    public void end(long more) {
      asking.decrementAndGet();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void isObeyed(int threads) throws SQLException, InterruptedException {
    TestSide source = TestSide.postgres(Servers.postgres().newDatabase());
    TestSide target = TestSide.postgres(Servers.postgres().newDatabase());
    for (TestSide side : List.of(source, target)) {
      side.database()
          .execute(
              "CREATE TABLE t (id bigint PRIMARY KEY)",
              "INSERT INTO t SELECT generate_series(1, %d)".formatted(ROWS));
    }
    List<Column> columns = List.of(Column.of("id", new DataType.Int(64, false), "bigint", false));
    Table here = source.table("t", columns, List.of("id"), ROWS);
    Table there = target.table("t", columns, List.of("id"), ROWS);
    Crowd crowd = new Crowd(threads);
    try (TestSide.Open sources = source.open(5);
        TestSide.Open targets = target.open(5)) {
      ValidationResult result =
          new TableValidation(
                  source.dialect(),
                  source.canonical(),
                  target.dialect(),
                  target.canonical(),
                  new ValidationSettings(threads, ROWS / 10, 10, Alterations.NONE),
                  crowd)
              .run(
                  Validations.pair(here, there, ""),
                  sources.connections(),
                  targets.connections(),
                  ValidationListener.NONE);
      assertThat(result.state()).isEqualTo(ValidationState.VALIDATED);
    }
    assertThat(crowd.most.get()).isEqualTo(threads);
  }
}
