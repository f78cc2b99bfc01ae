package org.godwit.engine;

import java.util.Map;

/**
 * What a task's policy lets the load alter. A validation expects the altered value on the target
 * and counts such values apart.
 *
 * @param zeroDatesBecomeNull whether zero and impossible dates became NULL
 * @param nulCharactersRemoved whether the character U+0000 was removed from text
 * @param lobBytesMax bytes after which a LOB was cut, {@link #WHOLE} for never
 * @param fractionDigits to which a number or a time of a column was rounded because a rule gave it
 *     a shorter type, {@link #ALL_DIGITS} for never
 * @param lengthMax characters or bytes that a column's type leaves of its values, {@link
 *     #ANY_LENGTH} for all
 * @param characters what was replaced in text before anything else: code points by code points, 0
 *     for removed; none becomes another that is replaced too
 */
public record Alterations(
    boolean zeroDatesBecomeNull,
    boolean nulCharactersRemoved,
    long lobBytesMax,
    int fractionDigits,
    int lengthMax,
    Map<Integer, Integer> characters) {
  /** LOBs are whole. */
  public static final long WHOLE = Long.MAX_VALUE;

  /** Fractions are whole. */
  public static final int ALL_DIGITS = Integer.MAX_VALUE;

  /** Values are as long as they are. */
  public static final int ANY_LENGTH = Integer.MAX_VALUE;

  public Alterations {
    characters = Map.copyOf(characters);
  }

  /** Nothing is altered. */
  public static final Alterations NONE = new Alterations(false, false, WHOLE);

  /** What a policy alters, which shortens no type. */
  public Alterations(boolean zeroDatesBecomeNull, boolean nulCharactersRemoved, long lobBytesMax) {
    this(zeroDatesBecomeNull, nulCharactersRemoved, lobBytesMax, ALL_DIGITS, ANY_LENGTH, Map.of());
  }

  /** The same for a column that is no LOB. */
  public Alterations withWholeLobs() {
    return withLobs(WHOLE);
  }

  /** The same with LOBs cut there too, where that is before they were cut. */
  public Alterations withLobsCutTo(long bytes) {
    return withLobs(Math.min(lobBytesMax, bytes));
  }

  /** The same for a column whose fractions are rounded to so many digits. */
  public Alterations roundedTo(int digits) {
    return new Alterations(
        zeroDatesBecomeNull, nulCharactersRemoved, lobBytesMax, digits, lengthMax, characters);
  }

  /** The same for a column that leaves so many characters or bytes of its values. */
  public Alterations cutTo(int length) {
    return new Alterations(
        zeroDatesBecomeNull, nulCharactersRemoved, lobBytesMax, fractionDigits, length, characters);
  }

  /** The same with these characters replaced. */
  public Alterations withCharacters(Map<Integer, Integer> replaced) {
    return new Alterations(
        zeroDatesBecomeNull,
        nulCharactersRemoved,
        lobBytesMax,
        fractionDigits,
        lengthMax,
        replaced);
  }

  private Alterations withLobs(long bytes) {
    return new Alterations(
        zeroDatesBecomeNull, nulCharactersRemoved, bytes, fractionDigits, lengthMax, characters);
  }

  /** Whether values are cut to a length. */
  public boolean cutsValues() {
    return lengthMax != ANY_LENGTH;
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
