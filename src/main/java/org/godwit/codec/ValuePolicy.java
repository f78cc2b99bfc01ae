package org.godwit.codec;

/**
 * What may be done to a value that the target can't store as it is.
 *
 * @param zeroDates for zero and impossible dates
 * @param nulCharacters for the character U+0000 in text, which PostgreSQL can't store
 * @param lobBytesMax LOBs are cut to that many bytes, {@link #WHOLE} for never
 */
public record ValuePolicy(ZeroDates zeroDates, NulCharacters nulCharacters, long lobBytesMax) {
  /** LOBs are moved whole. */
  public static final long WHOLE = Long.MAX_VALUE;

  /** Nothing is altered: what can't be stored is an error. */
  public static final ValuePolicy STRICT =
      new ValuePolicy(ZeroDates.ERROR, NulCharacters.ERROR, WHOLE);

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
        ? new ValuePolicy(zeroDates, NulCharacters.KEEP, lobBytesMax)
        : this;
  }
}
