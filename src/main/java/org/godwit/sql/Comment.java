package org.godwit.sql;

/**
 * A comment as it stands in the source.
 *
 * @param text with its marks: {@code -- so} or {@code /* so *}{@code /}
 * @param isTrailing whether something else stands before it on its line
 */
public record Comment(String text, boolean isTrailing) {

  /** Whether the rest of its line belongs to it. */
  public boolean endsItsLine() {
    return !text.startsWith("/*");
  }
}
