package org.godwit.sql;

import java.util.Locale;

/**
 * One identifier as written. Two that aren't quoted are equal when they differ in case only.
 *
 * @param text without quotes
 */
public record Identifier(String text, boolean isQuoted) {

  /** An identifier without quotes. */
  public static Identifier of(String text) {
    return new Identifier(text, false);
  }

  /** Whether it is this word, without quotes, in any case. */
  public boolean is(String word) {
    return !isQuoted && text.equalsIgnoreCase(word);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Identifier(var otherText, var otherQuoted)
        && isQuoted == otherQuoted
        && (isQuoted ? text.equals(otherText) : text.equalsIgnoreCase(otherText));
  }

  @Override
  public int hashCode() {
    return isQuoted ? text.hashCode() : text.toUpperCase(Locale.ROOT).hashCode();
  }

  @Override
  public String toString() {
    return isQuoted ? '"' + text + '"' : text;
  }
}
