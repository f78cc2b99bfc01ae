package org.godwit.engine.mysql;

import java.io.Serial;

/** Ends a translation whose result would not surely mean the same; never leaves this package. */
final class Untranslatable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  Untranslatable() {
    super("no rule", null, false, false);
  }
}
