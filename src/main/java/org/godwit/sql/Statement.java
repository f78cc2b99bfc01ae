package org.godwit.sql;

/** What is done: a statement of a script, or of a block. */
public sealed interface Statement extends Node
    permits Code, Ddl, Dml, Kept, Statement.Command, Statement.Other, Statement.Unknown {

  /**
   * What couldn't be read. The next statement goes on.
   *
   * @param text just as the source has it
   * @param reason a sentence: what was expected, what was found, at which line
   * @param problemAt where in the source, in characters
   */
  record Unknown(String text, String reason, int problemAt, Place place)
      implements Statement, Declaration {}

  /**
   * A statement that is known and tells nothing about a schema or its code: {@code ALTER SESSION},
   * {@code CREATE TABLESPACE}, {@code AUDIT}.
   *
   * @param words that say which one
   * @param text the rest, one blank between words
   */
  record Other(String words, String text, Place place) implements Statement {}

  /**
   * A command of the client that runs the script, such as {@code PROMPT} or {@code SET}.
   *
   * @param word in upper case
   * @param text the rest of the line
   */
  record Command(String word, String text, Place place) implements Statement {}
}
