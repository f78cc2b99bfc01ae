package org.godwit.engine.oracle;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change of one row as LogMiner says it.
 *
 * @param kind what it does
 * @param after what it gives columns, by name: all of a new row, and those that an update changed
 * @param before what columns had, as far as the log says
 */
record RedoStatement(Kind kind, Map<String, RedoLiteral> after, Map<String, RedoLiteral> before) {
  RedoStatement {
    after = new LinkedHashMap<>(after);
    before = new LinkedHashMap<>(before);
  }

  /** What a statement does. */
  enum Kind {
    INSERT,
    UPDATE,
    DELETE
  }

  /** Says that a statement isn't one that LogMiner is known to write; never with a value. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why, null, false, false);
    }

    /** A sentence without its full stop. */
    String why() {
      return String.valueOf(getMessage());
    }
  }
}
