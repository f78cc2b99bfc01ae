package org.godwit.convert;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text of a script's bytes: what they are is detected where that is certain, else asked. */
public final class SourceText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int SAMPLE = 4096;

  /** What most files are that aren't UTF-8: also ISO 8859-1 and -15 look right in it. */
  private static final String USUAL = "windows-1252";

  private SourceText() {}

  /** Bytes that are no text, or text of an encoding that only a person can name. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
      super(reason);
    }
  }

  /**
   * The text, without a byte order mark.
   *
   * @param given what a person said that it is; a byte order mark says it better
   * @throws Unreadable with a sentence that goes on from the file's name
   */
  public static String decoded(byte[] bytes, Optional<Charset> given) throws Unreadable {
    Optional<Charset> marked = marked(bytes);
    Charset charset =
        marked.or(() -> given).or(() -> unmarked(bytes)).orElse(StandardCharsets.UTF_8);
    int problem = problem(bytes, charset);
    if (problem >= 0) {
      throw new Unreadable(
          given.isPresent() || marked.isPresent()
              ? "is not %s: line %d can't be read as such".formatted(charset, line(bytes, problem))
              : "is not UTF-8: line %d has '%s', if it is %s; name its encoding"
                  .formatted(line(bytes, problem), word(bytes, problem), USUAL));
    }
    String text = new String(bytes, charset);
    int zero = text.indexOf('\0');
    if (zero >= 0) {
      throw new Unreadable("is no text: character %d is NUL".formatted(zero + 1));
    }
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static Optional<Charset> marked(byte[] bytes) {
    if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (begins(bytes, 0xFF, 0xFE)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return begins(bytes, 0xFE, 0xFF) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int... with) {
    for (int at = 0; at < with.length; at++) {
      if (at >= bytes.length || Byte.toUnsignedInt(bytes[at]) != with[at]) {
        return false;
      }
    }
    return true;
  }

  /** SQL is mostly ASCII, of which every other byte is zero in UTF-16. */
  private static Optional<Charset> unmarked(byte[] bytes) {
    int length = Math.min(SAMPLE, bytes.length);
    int even = 0;
    int odd = 0;
    for (int at = 0; at < length; at++) {
      if (bytes[at] == 0) {
        if (at % 2 == 0) {
          even++;
        } else {
          odd++;
        }
      }
    }
    if (odd > length / 4 && even == 0) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return even > length / 4 && odd == 0
        ? Optional.of(StandardCharsets.UTF_16BE)
        : Optional.empty();
  }

  /** The first byte that can't be read; -1 where all can be. */
  private static int problem(byte[] bytes, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // Piece by piece: the text is large, and only its problems are wanted.
    CharBuffer out = CharBuffer.allocate(SAMPLE);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    return result.isError() ? Math.min(in.position(), bytes.length - 1) : -1;
  }

  private static int line(byte[] bytes, int at) {
    int line = 1;
    for (int passed = 0; passed < at; passed++) {
      line += bytes[passed] == '\n' ? 1 : 0;
    }
    return line;
  }

  /** The letters around a byte, by which a person sees whether the encoding is right. */
  private static String word(byte[] bytes, int at) {
    String around =
        new String(
            bytes,
            Math.max(0, at - 12),
            Math.min(24, bytes.length - Math.max(0, at - 12)),
            Charset.forName(USUAL));
    int middle = Math.min(at, 12);
    int from = middle;
    while (from > 0 && Character.isLetter(around.charAt(from - 1))) {
      from--;
    }
    int to = middle;
    while (to < around.length() && Character.isLetter(around.charAt(to))) {
      to++;
    }
    return from < to ? around.substring(from, to) : around.substring(middle, middle + 1);
  }
}
