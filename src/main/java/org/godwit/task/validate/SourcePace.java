package org.godwit.task.validate;

/**
 * What validations may ask of the source; they share it with all that reads from it. The server
 * itself reads and hashes the rows of a question, so a question waits until the rows of those
 * before it may have been read.
 */
public interface SourcePace {
  /** As fast as the source answers. */
  SourcePace FREE =
      new SourcePace() {
        @Override
        public int rowsMax() {
          return Integer.MAX_VALUE;
        }

        @Override
        public void begin(long rows, Runnable check) {
          check.run();
        }

        @Override
        public void end(long more) {}
      };

  /** How many rows one question should read at the most where it can choose; at least one. */
  int rowsMax();

  /**
   * Waits until a question may be asked; {@link #end} must follow.
   *
   * @param rows that it is thought to read
   * @param check throws where the answer isn't wanted any more; asked again while it waits
   */
  void begin(long rows, Runnable check) throws InterruptedException;

  /**
   * The question is answered, or failed.
   *
   * @param more rows that it has read than it was thought to; negative for fewer
   */
  void end(long more);
}
