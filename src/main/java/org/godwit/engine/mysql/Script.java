package org.godwit.engine.mysql;

import java.util.Arrays;
import java.util.List;

/** Several statements as one text, as the ledger keeps them; the driver takes them one by one. */
final class Script {
  /** A line that stands in no statement of ours, and hardly in a trigger of somebody else's. */
  private static final String SEPARATOR = "\n-- godwit: next statement\n";

  private Script() {}

  static String of(List<String> statements) {
    return String.join(SEPARATOR, statements);
  }

  static List<String> statements(String script) {
    return Arrays.asList(script.split(SEPARATOR, -1));
  }
}
