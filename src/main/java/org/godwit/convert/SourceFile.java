package org.godwit.convert;

import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A file that statements come from, or a part of it.
 *
 * @param name as the user gave it
 * @param lines the file's line, from 1, of a character of the text
 * @param missing what the last command includes and isn't there; empty where it is, or includes
 *     nothing
 */
public record SourceFile(
    String name, String text, IntUnaryOperator lines, Optional<String> missing) {

  /** One that includes nothing. */
  public SourceFile(String name, String text, IntUnaryOperator lines) {
    this(name, text, lines, Optional.empty());
  }
}
