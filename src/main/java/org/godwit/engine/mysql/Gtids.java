package org.godwit.engine.mysql;

/** Transactions by their global ids, as one of the two engines writes them. */
sealed interface Gtids permits MySqlGtids, MariaDbGtids {

  /**
   * Reads either engine's form.
   *
   * @throws IllegalArgumentException where the text is neither
   */
  static Gtids parse(String text) {
    String trimmed = text.replaceAll("\\s", "");
    return trimmed.contains(":") || trimmed.isEmpty()
        ? MySqlGtids.parse(trimmed)
        : MariaDbGtids.parse(trimmed);
  }

  /** Whether all of the others are among these. */
  boolean containsAll(Gtids others);

  /** As the server writes them. */
  String text();
}
