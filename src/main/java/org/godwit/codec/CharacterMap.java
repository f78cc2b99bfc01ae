package org.godwit.codec;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Characters that are replaced or removed on the way (DMS's {@code CharacterSetSettings}). First a
 * character becomes its replacement; what then is none of a character set becomes one character for
 * all.
 */
public final class CharacterMap {
  /** Every character stays. */
  public static final CharacterMap NONE = new CharacterMap(Map.of(), null, 0);

  /** Planes above these hold no character that an older character set has. */
  private static final int LOOKED_AT_MAX = 0x2_FFFF;

  private final Map<Integer, Integer> replacements;
  private final BitSet charset;
  private final boolean hasCharset;
  private final int replaceWith;

  private CharacterMap(
      Map<Integer, Integer> replacements, @Nullable Charset charset, int replaceWith) {
    this.replacements = Map.copyOf(replacements);
    this.hasCharset = charset != null;
    this.charset = charset == null ? new BitSet() : charactersOf(charset);
    this.replaceWith = replaceWith;
  }

  /**
   * A map.
   *
   * @param replacements code points by code points, 0 to remove
   * @param charset what characters may stay; empty for all
   * @param replaceWith what others become, 0 to remove them
   */
  public static CharacterMap of(
      Map<Integer, Integer> replacements, Optional<Charset> charset, int replaceWith) {
    return replacements.isEmpty() && charset.isEmpty()
        ? NONE
        : new CharacterMap(replacements, charset.orElse(null), replaceWith);
  }

  private static BitSet charactersOf(Charset charset) {
    CharsetEncoder encoder = charset.newEncoder();
    BitSet characters = new BitSet();
    for (int i = 0; i <= LOOKED_AT_MAX; i++) {
      boolean isSurrogate = i >= Character.MIN_SURROGATE && i <= Character.MAX_SURROGATE;
      if (!isSurrogate && encoder.canEncode(Character.toString(i))) {
        characters.set(i);
      }
    }
    return characters;
  }

  /** Whether every character stays. */
  public boolean isEmpty() {
    return replacements.isEmpty() && !hasCharset;
  }

  /** Whether a character set says which characters stay. */
  public boolean hasCharset() {
    return hasCharset;
  }

  /** Code points by code points, 0 to remove. */
  public Map<Integer, Integer> replacements() {
    return replacements;
  }

  /** What becomes of a character; 0 where it is removed. */
  private int of(int character) {
    int replaced = Objects.requireNonNull(replacements.getOrDefault(character, character));
    boolean mayStay = !hasCharset || replaced == 0 || charset.get(replaced);
    return mayStay ? replaced : replaceWith;
  }

  /** The text after it; the same instance where nothing is replaced. */
  public String replaced(String text) {
    if (isEmpty() || text.codePoints().allMatch(character -> of(character) == character)) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .map(this::of)
        .filter(character -> character != 0)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  /** The text after it; the same instance where nothing is replaced. */
  Bytes replaced(Bytes utf8) {
    String text = utf8.utf8();
    String replaced = replaced(text);
    return text.equals(replaced) ? utf8 : Bytes.of(replaced.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CharacterMap map
        && map.replacements.equals(replacements)
        && map.hasCharset == hasCharset
        && map.charset.equals(charset)
        && map.replaceWith == replaceWith;
  }

  @Override
  public int hashCode() {
    return Objects.hash(replacements, hasCharset, charset, replaceWith);
  }
}
