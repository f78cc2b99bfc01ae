package org.godwit.engine.oracle;

import java.util.List;

/** A value as LogMiner writes it into a statement. */
sealed interface RedoLiteral {
  /** {@code NULL}, or {@code IS NULL} in a condition. */
  record Null() implements RedoLiteral {}

  /** {@code 'it''s'}, here without its quotes: numbers and characters. */
  record Text(String text) implements RedoLiteral {}

  /**
   * {@code TO_DATE('…', '…')} and its like.
   *
   * @param name in upper case
   */
  record Call(String name, List<String> arguments) implements RedoLiteral {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code Unsupported Type}: LogMiner has no words for the value. */
  record Unsupported() implements RedoLiteral {}
}
