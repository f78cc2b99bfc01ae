package org.godwit.engine.mysql;

import org.godwit.codec.Row;

/** A row in its packet, read where it lies. */
interface QueryRow extends Row {
  /**
   * Finds the values of the packet.
   *
   * @return whether the packet ends where its last value does
   */
  boolean moveTo(byte[] bytes, int start, int length);

  /**
   * How long a row is at least, of which {@code [from, to)} is known: up to the end of the last
   * value whose length lies there.
   */
  long leastBytes(byte[] bytes, int from, int to);
}
