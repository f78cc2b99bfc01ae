package org.godwit.engine.mysql;

import org.godwit.catalog.DataType;

/**
 * The name of the form in which a server of the family sends a type's values in its text protocol,
 * and takes them again.
 */
final class Wire {
  private Wire() {}

  /** Equal for two columns exactly where one takes what the other gives, empty for none. */
  static String of(DataType type) {
    return switch (type) {
      // A boolean is Godwit's word, and an address a type of MariaDB's that has several.
      case DataType.Bool _, DataType.Inet _, DataType.TimeOfDay _ -> "";
      default -> "mysql " + type;
    };
  }
}
