package org.godwit.mapping.expression;

/**
 * A word of an expression.
 *
 * @param text without quotes and the {@code $}
 * @param offset where it starts, from 0
 */
record Token(Kind kind, String text, int offset) {
  enum Kind {
    NUMBER,
    STRING,
    BLOB,
    VARIABLE,
    WORD,
    SYMBOL,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** As messages show it. */
  String shown() {
    return kind == Kind.END ? "the end" : "\"" + text + "\"";
  }
}
