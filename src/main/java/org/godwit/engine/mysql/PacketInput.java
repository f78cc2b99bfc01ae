package org.godwit.engine.mysql;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.godwit.engine.ByteBudget;

/**
 * Cuts the server's stream into packets, in place in one buffer that is read ahead. A packet larger
 * than the buffer gets memory of its own, taken from the budget before it is read and given back
 * when the next one starts.
 */
final class PacketInput {
  /** Fits the second-level cache together with what the target's writer fills. */
  static final int BUFFER_BYTES = 256 * 1024;

  private static final int HEADER_BYTES = 4;

  /** A packet of this length is continued by the next one. */
  private static final int JOINED = 0xFFFFFF;

  /** Room for the small values behind a large one, so that memory need not grow for them. */
  private static final int SLACK_BYTES = 16 * 1024;

  private static final int ARRAY_BYTES_MAX = Integer.MAX_VALUE - 64;

  /** Says how long a row is at least, of which {@code [from, to)} is known. */
  interface LeastBytes {
    long of(byte[] bytes, int from, int to);
  }

  private final InputStream in;
  private final ByteBudget budget;
  private final byte[] base = new byte[BUFFER_BYTES];
  private byte[] buffer = base;
  private LeastBytes leastBytes = LengthEncoded::leastRowBytes;

  /** Read from the stream and not yet given out: {@code buffer[position, limit)}. */
  private int position;

  private int limit;
  private int start;
  private int length;
  private int sequence;
  private long granted;
  private long bytesRead;

  PacketInput(InputStream in, ByteBudget budget) {
    this.in = in;
    this.budget = budget;
  }

  /** The array that holds the packet; another one after a large packet. */
  byte[] buffer() {
    return buffer;
  }

  /** Where the packet's payload begins. */
  int start() {
    return start;
  }

  /** How long the payload is. */
  int length() {
    return length;
  }

  /** Bytes of the stream so far. */
  long bytesRead() {
    return bytesRead;
  }

  /** The number of the first packet that answers a command. */
  void expectSequence(int next) {
    sequence = next;
  }

  /** How the rows to come say how long they are; until then they are text. */
  void measureBy(LeastBytes measure) {
    leastBytes = measure;
  }

  /** Steps to the next packet; the one before is gone. */
  void next() throws IOException {
    giveBack();
    if (limit - position < HEADER_BYTES) {
      fill(HEADER_BYTES);
    }
    int payload = header(buffer, position);
    position += HEADER_BYTES;
    if (payload == JOINED) {
      readJoined();
    } else {
      if (limit - position < payload) {
        if (payload > base.length) {
          readLarge(payload);
        } else {
          fill(payload);
        }
      }
      start = position;
      length = payload;
      position += payload;
    }
  }

  /**
   * Steps over the next packet without keeping it; its start and length are those of its first
   * part.
   */
  void skip() throws IOException {
    giveBack();
    boolean isContinued = true;
    boolean isFirst = true;
    while (isContinued) {
      fill(HEADER_BYTES);
      int payload = header(buffer, position);
      position += HEADER_BYTES;
      isContinued = payload == JOINED;
      int kept = Math.min(payload, 512);
      fill(kept);
      if (isFirst) {
        start = position;
        length = payload;
        isFirst = false;
      }
      int left = payload;
      while (left > 0) {
        if (position == limit) {
          position = 0;
          limit = 0;
          fill(1);
        }
        int step = Math.min(left, limit - position);
        position += step;
        left -= step;
      }
    }
  }

  /** Gives the memory of a large packet back. */
  void giveBack() {
    if (granted > 0) {
      buffer = base;
      position = 0;
      limit = 0;
      budget.give(granted);
      granted = 0;
    }
  }

  private int header(byte[] bytes, int at) throws IOException {
    int number = bytes[at + 3] & 0xFF;
    if (number != (sequence & 0xFF)) {
      throw new IOException(
          "packet " + number + " came where " + (sequence & 0xFF) + " was due; the stream is lost");
    }
    sequence++;
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
  }

  /** Makes that many bytes lie in the base buffer from the position on. */
  private void fill(int wanted) throws IOException {
    int have = limit - position;
    if (have >= wanted) {
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, have);
    position = 0;
    limit = have;
    while (limit < wanted) {
      limit += read(buffer, limit, buffer.length - limit);
    }
  }

  private void readLarge(int payload) throws IOException {
    byte[] large = startLarge(payload);
    int have = limit;
    readFully(large, have, payload - have);
    limit = payload;
  }

  /** Takes memory and moves there what has been read of the packet, which is all there is. */
  private byte[] startLarge(int bytes) {
    budget.take(bytes);
    granted = bytes;
    byte[] large = new byte[bytes];
    int have = limit - position;
    System.arraycopy(buffer, position, large, 0, have);
    buffer = large;
    position = 0;
    limit = have;
    return large;
  }

  /**
   * A row over 16 MB comes in several packets and says nowhere how long it is. But every value says
   * how long it is, so the values that have come tell how much is needed at least.
   */
  private void readJoined() throws IOException {
    fill(base.length);
    long needed = Math.max(JOINED, leastBytes.of(buffer, position, limit));
    byte[] row = startLarge(capacity(needed));
    int have = limit;
    readFully(row, have, JOINED - have);
    int total = JOINED;
    byte[] head = new byte[HEADER_BYTES];
    int payload = JOINED;
    while (payload == JOINED) {
      readFully(head, 0, HEADER_BYTES);
      payload = header(head, 0);
      if (total + (long) payload > row.length) {
        long least = leastBytes.of(row, 0, total);
        row = grow(row, capacity(Math.max(total + (long) payload, least)));
      }
      readFully(row, total, payload);
      total += payload;
    }
    start = 0;
    length = total;
    position = total;
    limit = total;
  }

  private byte[] grow(byte[] row, int bytes) {
    budget.take(bytes - row.length);
    granted += bytes - row.length;
    buffer = Arrays.copyOf(row, bytes);
    return buffer;
  }

  private static int capacity(long bytes) throws IOException {
    if (bytes + SLACK_BYTES > ARRAY_BYTES_MAX) {
      throw new IOException("a row of " + bytes + " bytes is over the limit of 2 GB");
    }
    return (int) bytes + SLACK_BYTES;
  }

  private void readFully(byte[] bytes, int at, int count) throws IOException {
    int done = 0;
    while (done < count) {
      done += read(bytes, at + done, count - done);
    }
  }

  private int read(byte[] bytes, int at, int most) throws IOException {
    int count = in.read(bytes, at, most);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    bytesRead += count;
    return count;
  }
}
