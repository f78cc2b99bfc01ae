package org.godwit.engine.mysql;

/** MariaDB's INET4, INET6 and UUID from their stored bytes, as the server writes them. */
final class MariaDbAddress {
  private static final int WORDS = 8;
  private static final int UUID_BYTES = 16;

  /** Where the stored bytes of a UUID go whose node is stored first, so that it sorts by it. */
  private static final int[] SWAPPED = {10, 11, 12, 13, 14, 15, 8, 9, 6, 7, 4, 5, 0, 1, 2, 3};

  private MariaDbAddress() {}

  static void inet4(byte[] bytes, int at, RowText out) {
    for (int i = 0; i < 4; i++) {
      out.putAscii((i == 0 ? "" : ".") + (bytes[at + i] & 0xFF));
    }
  }

  /**
   * The first of the longest runs of zeros is left out, also where it is one; an IPv4 address is
   * written as such.
   */
  static void inet6(byte[] bytes, int at, RowText out) {
    int[] words = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = (int) PackedDecimal.bigEndian(bytes, at + 2 * i, 2);
    }
    int gap = -1;
    int length = 0;
    for (int i = 0; i < WORDS; i++) {
      int run = 0;
      while (i + run < WORDS && words[i + run] == 0) {
        run++;
      }
      if (run > length) {
        gap = i;
        length = run;
      }
    }
    boolean holdsInet4 = gap == 0 && (length == 6 || (length == 5 && words[5] == 0xFFFF));
    for (int i = 0; i < WORDS; i++) {
      if (i == gap) {
        out.putAscii(i == 0 ? "::" : ":");
        i += length - 1;
      } else if (i == 6 && holdsInet4) {
        inet4(bytes, at + 12, out);
        return;
      } else {
        out.putAscii(Integer.toHexString(words[i]) + (i + 1 < WORDS ? ":" : ""));
      }
    }
  }

  /** Versions 1 to 5 are stored with their parts in reverse order, by older servers all. */
  static void uuid(byte[] bytes, int at, RowText out) {
    boolean isSwapped = (bytes[at + 6] & -bytes[at + 8] & 0x80) != 0;
    byte[] plain = new byte[UUID_BYTES];
    for (int i = 0; i < UUID_BYTES; i++) {
      plain[isSwapped ? SWAPPED[i] : i] = bytes[at + i];
    }
    for (int i = 0; i < UUID_BYTES; i++) {
      boolean isBehindDash = i == 4 || i == 6 || i == 8 || i == 10;
      int value = plain[i] & 0xFF;
      out.putAscii(
          (isBehindDash ? "-" : "") + (value < 16 ? "0" : "") + Integer.toHexString(value));
    }
  }
}
