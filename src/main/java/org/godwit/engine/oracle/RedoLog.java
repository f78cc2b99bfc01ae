package org.godwit.engine.oracle;

/**
 * A file of redo.
 *
 * @param first the lowest system change number in it
 * @param next all numbers in it are lower; that of the log that is being written is out of reach
 * @param isOnline whether it is one of the files that are written over again
 * @param isCurrent whether it is being written
 */
record RedoLog(
    String file,
    int thread,
    long sequence,
    long first,
    long next,
    boolean isOnline,
    boolean isCurrent) {

  /** Whether redo of the number is in it. */
  boolean has(long scn) {
    return first <= scn && scn < next;
  }
}
