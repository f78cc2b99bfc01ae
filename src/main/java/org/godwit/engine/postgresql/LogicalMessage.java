package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;

/**
 * A message that somebody has written into the log within a transaction.
 *
 * @param prefix tells whose it is
 */
record LogicalMessage(String prefix, String content) {
  /** Reads it from behind its kind. */
  static LogicalMessage read(byte[] message, int start) {
    int from = start + 1 + Long.BYTES; // its flags and its place
    int end = from;
    while (message[end] != 0) {
      end++;
    }
    int length = Wire.intAt(message, end + 1);
    return new LogicalMessage(
        new String(message, from, end - from, StandardCharsets.UTF_8),
        new String(message, end + 1 + Integer.BYTES, length, StandardCharsets.UTF_8));
  }
}
