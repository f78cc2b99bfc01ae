package org.godwit.task.load;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.godwit.task.validate.SourcePace;

/**
 * How much a load may ask of its source: rows each second, and readers at once. Both may be changed
 * while it runs; all readers share them.
 */
public final class SourceLimits {
  /** No limit. */
  public static final int NONE = 0;

  private static final int GRANTS_A_SECOND = 10;
  private static final int ROWS_GRANTED_MAX = 1024;
  private static final double CHECK_SECONDS = 0.2;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private int rowsPerSecond;
  private int readers;
  private int reading;
  private double rowsSaved;
  private long savedAt = System.nanoTime();

  /**
   * The limits to begin with.
   *
   * @param rowsPerSecond of all readers together, {@link #NONE} for as many as they can
   * @param readers that read at once, {@link #NONE} for as many as there are
   */
  public SourceLimits(int rowsPerSecond, int readers) {
    this.rowsPerSecond = rowsPerSecond;
    this.readers = readers;
  }

  /** Sets both anew; who waits under the old ones looks again at once. */
  public void change(int rowsPerSecondMax, int readersMax) {
    lock.lock();
    try {
      rowsPerSecond = rowsPerSecondMax;
      readers = readersMax;
      rowsSaved = 0;
      savedAt = System.nanoTime();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Wakes who waits, to see that the run shall stop. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until some rows may be read.
   *
   * @return how many, at least one
   * @throws Stopped where a person wished it meanwhile
   */
  int grantRows(LoadContext context) {
    lock.lock();
    try {
      while (rowsPerSecond != NONE) {
        int rows = rowsOfAGrant();
        save();
        if (rowsSaved >= rows) {
          rowsSaved -= rows;
          return rows;
        }
        context.checkStop();
        long nanos = (long) ((rows - rowsSaved) / rowsPerSecond * 1e9) + 1;
        if (changed.awaitNanos(nanos) > 0) {
          context.checkStop();
        }
      }
      return ROWS_GRANTED_MAX;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until one more may read; {@link #endReading} must follow.
   *
   * @throws Stopped where a person wished it meanwhile
   */
  void beginReading(LoadContext context) {
    lock.lock();
    try {
      while (readers != NONE && reading >= readers) {
        context.checkStop();
        changed.await();
      }
      reading++;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    } finally {
      lock.unlock();
    }
  }

  /**
   * For questions that the source's server answers by reading rows itself. What they read is known
   * only after it, so each waits until the rows of those before it are paid for.
   */
  public SourcePace pace() {
    return new SourcePace() {
      @Override
      public int rowsMax() {
        return rowsOfAQuestion();
      }

      @Override
      public void begin(long rows, Runnable check) throws InterruptedException {
        beginQuestion(rows, check);
      }

      @Override
      public void end(long more) {
        endQuestion(more);
      }
    };
  }

  private int rowsOfAQuestion() {
    lock.lock();
    try {
      return rowsPerSecond == NONE ? Integer.MAX_VALUE : rowsPerSecond;
    } finally {
      lock.unlock();
    }
  }

  private void beginQuestion(long rows, Runnable check) throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        check.run();
        save();
        boolean isPaid = rowsPerSecond == NONE || rowsSaved >= 0;
        boolean isFree = readers == NONE || reading < readers;
        if (isPaid && isFree) {
          break;
        }
        double seconds = isPaid ? CHECK_SECONDS : -rowsSaved / rowsPerSecond;
        // Nobody signals that an answer isn't wanted any more.
        var _ = changed.awaitNanos((long) (Math.min(seconds, CHECK_SECONDS) * 1e9) + 1);
      }
      reading++;
      rowsSaved -= rows;
    } finally {
      lock.unlock();
    }
  }

  private void endQuestion(long more) {
    lock.lock();
    try {
      reading--;
      rowsSaved -= more;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Adds what may be read since the last time, of which little is kept. */
  private void save() {
    long now = System.nanoTime();
    if (rowsPerSecond == NONE) {
      rowsSaved = 0;
    } else {
      rowsSaved = Math.min(rowsOfAGrant(), rowsSaved + rowsPerSecond * (now - savedAt) / 1e9);
    }
    savedAt = now;
  }

  private int rowsOfAGrant() {
    return Math.clamp(rowsPerSecond / GRANTS_A_SECOND, 1, ROWS_GRANTED_MAX);
  }

  /** A reader has come to the end of its segment, or failed. */
  void endReading() {
    lock.lock();
    try {
      reading--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
