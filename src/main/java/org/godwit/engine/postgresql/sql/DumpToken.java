package org.godwit.engine.postgresql.sql;

/**
 * A token of a script.
 *
 * @param text of a word in lower case, of a quoted name or a string without its quotes
 * @param start of its first character
 * @param end behind its last character
 */
record DumpToken(Kind kind, String text, int start, int end) {
  enum Kind {
    WORD,
    QUOTED,
    STRING,
    /** A string between {@code $tag$}. */
    DOLLAR,
    NUMBER,
    SIGN,
    /** Something that begins and doesn't end; the text says what. */
    BROKEN,
    END
  }

  /** Whether it is that word, in lower case, or that sign. */
  boolean is(String word) {
    return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(word);
  }

  /** Whether it may be a part of a name. */
  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }
}
