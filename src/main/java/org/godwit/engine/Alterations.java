package org.godwit.engine;

/**
 * What a task's policy lets the load alter. A validation expects the altered value on the target
 * and counts such values apart.
 *
 * @param zeroDatesBecomeNull whether zero and impossible dates became NULL
 * @param nulCharactersRemoved whether the character U+0000 was removed from text
 * @param lobBytesMax bytes after which a LOB was cut, {@link #WHOLE} for never
 * @param fractionDigits to which a number or a time of a column was rounded because a rule gave it
 *     a shorter type, {@link #ALL_DIGITS} for never
 */
public record Alterations(
    boolean zeroDatesBecomeNull,
    boolean nulCharactersRemoved,
    long lobBytesMax,
    int fractionDigits) {
  /** LOBs are whole. */
  public static final long WHOLE = Long.MAX_VALUE;

  /** Fractions are whole. */
  public static final int ALL_DIGITS = Integer.MAX_VALUE;

  /** Nothing is altered. */
  public static final Alterations NONE = new Alterations(false, false, WHOLE);

  /** What a policy alters, which shortens no type. */
  public Alterations(boolean zeroDatesBecomeNull, boolean nulCharactersRemoved, long lobBytesMax) {
    this(zeroDatesBecomeNull, nulCharactersRemoved, lobBytesMax, ALL_DIGITS);
  }

  /** The same for a column that is no LOB. */
  public Alterations withWholeLobs() {
    return new Alterations(zeroDatesBecomeNull, nulCharactersRemoved, WHOLE, fractionDigits);
  }

  /** The same for a column whose fractions are rounded to so many digits. */
  public Alterations roundedTo(int digits) {
    return new Alterations(zeroDatesBecomeNull, nulCharactersRemoved, lobBytesMax, digits);
  }

  /** Whether fractions are rounded. */
  public boolean rounds() {
    return fractionDigits != ALL_DIGITS;
  }

  /** Whether LOBs are cut. */
  public boolean cutsLobs() {
    return lobBytesMax != WHOLE;
  }
}
