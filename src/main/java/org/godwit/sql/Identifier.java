package org.godwit.sql;

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
    if (isQuoted) {
      return text.hashCode();
    }
    int hash = 0;
    for (int at = 0; at < text.length(); at++) {
      // As equalsIgnoreCase compares letters.
      hash = 31 * hash + Character.toLowerCase(Character.toUpperCase(text.charAt(at)));
    }
    return hash;
  }

  @Override
  public String toString() {
    return isQuoted ? '"' + text + '"' : text;
  }
}
