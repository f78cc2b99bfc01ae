package org.godwit.sql;

import java.util.List;

/**
 * The smallest piece of a source that means something.
 *
 * @param text of words in upper case, of literals and quoted identifiers what they stand for, of
 *     hints and binds without their marks
 * @param start characters from the beginning of the source
 * @param end behind its last character
 * @param startsLine whether nothing but blanks stands before it on its line
 * @param comments between it and the token before it
 */
public record Token(
    Kind kind, String text, int start, int end, boolean startsLine, List<Comment> comments) {

  /** What a token is. */
  public enum Kind {
    WORD,
    QUOTED,
    STRING,
    NATIONAL_STRING,
    NUMBER,
    BIND,
    HINT,
    SIGN,
    /** What ends a unit of a script: a slash alone on its line. */
    TERMINATOR,
    /** A string, comment or quoted identifier without its end. */
    BROKEN,
    END
  }

  /** Whether it is this word (in upper case) or sign. */
  public boolean is(String wordOrSign) {
    return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(wordOrSign);
  }

  /** Whether it names something: a word or a quoted identifier. */
  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }
}
