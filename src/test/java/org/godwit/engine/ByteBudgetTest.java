package org.godwit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all readers and writers take together. */
@Timeout(20)
final class ByteBudgetTest {
  private static final long MB = 1 << 20;
  private static final int READERS = 8;
  private static final long ROW = 64 * MB;

  /** Each row grows while it is read, all of them at the same time. */
  @Test
  void rowsThatGrowInManyReadersTakeNoMoreThanTheLimitAndOneRow() throws Exception {
    ByteBudget budget = new ByteBudget(100 * MB);
    CyclicBarrier together = new CyclicBarrier(READERS);
    List<Future<?>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < READERS; i++) {
        readers.add(
            threads.submit(
                () -> {
                  budget.take(MB);
                  together.await(10, TimeUnit.SECONDS);
                  budget.take(15 * MB);
                  budget.take(48 * MB);
                  budget.give(ROW);
                  return true;
                }));
      }
      for (Future<?> reader : readers) {
        reader.get(10, TimeUnit.SECONDS);
      }
    }
    assertThat(budget.taken()).isZero();
    assertThat(budget.most()).isGreaterThan(ROW).isLessThanOrEqualTo(100 * MB + ROW);
  }

  @Test
  void aRowOverTheLimitPassesAlone() {
    ByteBudget budget = new ByteBudget(MB);
    budget.take(ROW);
    budget.take(ROW);
    budget.give(2 * ROW);
    assertThat(budget.taken()).isZero();
  }
}
