package org.godwit.engine;

/**
 * What a task's policy lets the load alter. A validation expects the altered value on the target
 * and counts such values apart.
 *
 * @param zeroDatesBecomeNull whether zero and impossible dates became NULL
 * @param nulCharactersRemoved whether the character U+0000 was removed from text
 * @param lobBytesMax bytes after which a LOB was cut, {@link #WHOLE} for never
 */
public record Alterations(
    boolean zeroDatesBecomeNull, boolean nulCharactersRemoved, long lobBytesMax) {
  /** LOBs are whole. */
  public static final long WHOLE = Long.MAX_VALUE;

  /** Nothing is altered. */
  public static final Alterations NONE = new Alterations(false, false, WHOLE);

  /** The same for a column that is no LOB. */
  public Alterations withWholeLobs() {
    return new Alterations(zeroDatesBecomeNull, nulCharactersRemoved, WHOLE);
  }

  /** Whether LOBs are cut. */
  public boolean cutsLobs() {
    return lobBytesMax != WHOLE;
  }
}
