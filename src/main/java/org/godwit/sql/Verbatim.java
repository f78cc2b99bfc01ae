package org.godwit.sql;

/**
 * Words of a clause that is understood as a whole, and kept as they are.
 *
 * @param text with one blank between words
 */
public record Verbatim(String text, Place place) implements Clause {}
