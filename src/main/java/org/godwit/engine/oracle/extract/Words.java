package org.godwit.engine.oracle.extract;

/** How names and texts stand in statements of Oracle. */
final class Words {
  private Words() {}

  /** {@code 'it''s'}. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A name exactly as the dictionary has it. */
  static String quoted(String name) {
    return "\"" + name.replace("\"", "") + "\"";
  }

  /** {@code "HR"."EMPLOYEES"}. */
  static String quoted(String owner, String name) {
    return owner.isEmpty() ? quoted(name) : quoted(owner) + "." + quoted(name);
  }

  /** An expression of the dictionary, in which a comment may stand last. */
  static String expression(String text) {
    String stripped = text.strip();
    return stripped.contains("--") ? stripped + "\n" : stripped;
  }
}
