package org.godwit.codec;

/**
 * What may be done to a value that the target can't store as it is.
 *
 * @param zeroDates for zero and impossible dates
 * @param nulCharacters for the character U+0000 in text, which PostgreSQL can't store
 * @param lobBytesMax LOBs are cut to that many bytes, {@link #WHOLE} for never
 * @param truncation for text and bytes that are longer than their column takes
 * @param characters what is replaced in text before anything else
 */
public record ValuePolicy(
    ZeroDates zeroDates,
    NulCharacters nulCharacters,
    long lobBytesMax,
    Truncation truncation,
    CharacterMap characters) {
  /** LOBs are moved whole. */
  public static final long WHOLE = Long.MAX_VALUE;

  /** Nothing is altered: what can't be stored is an error. */
  public static final ValuePolicy STRICT =
      new ValuePolicy(ZeroDates.ERROR, NulCharacters.ERROR, WHOLE);

  /** A policy that cuts nothing but LOBs and replaces no characters. */
  public ValuePolicy(ZeroDates zeroDates, NulCharacters nulCharacters, long lobBytesMax) {
    this(zeroDates, nulCharacters, lobBytesMax, Truncation.ERROR, CharacterMap.NONE);
  }

  /** The same with LOBs cut elsewhere. */
  public ValuePolicy withLobBytesMax(long bytes) {
    return new ValuePolicy(zeroDates, nulCharacters, bytes, truncation, characters);
  }

  /** For values that are too long. */
  public enum Truncation {
    ERROR,
    CUT
  }

  /** For zero and impossible dates. */
  public enum ZeroDates {
    ERROR,
    NULL
  }

  /** For the character U+0000. */
  public enum NulCharacters {
    ERROR,
    REMOVE,
    /** The target stores it; no setting says so. */
    KEEP
  }

  /** The same for a target that stores U+0000: nothing is an error for its sake. */
  public ValuePolicy keepingNulCharacters() {
    return nulCharacters == NulCharacters.ERROR
        ? new ValuePolicy(zeroDates, NulCharacters.KEEP, lobBytesMax, truncation, characters)
        : this;
  }
}
