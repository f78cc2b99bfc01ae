package org.godwit.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event tells of a statement beside its text: numbers of variables, each with a value whose
 * length depends on it (MySQL internals, "Query_log_event").
 */
final class QueryVariables {
  private static final int UPDATED_SCHEMAS = 12;

  /** The server told of more than it counts. */
  private static final int TOO_MANY = 254;

  private QueryVariables() {}

  /** The schemas of all tables that the statement uses; empty where that isn't known. */
  static List<String> schemas(byte[] bytes, int start, int length) {
    int at = start;
    int end = start + length;
    while (at < end) {
      int variable = bytes[at++] & 0xFF;
      if (variable == UPDATED_SCHEMAS) {
        return names(bytes, at, end);
      }
      int size = size(variable, bytes, at, end);
      if (size < 0) {
        return List.of();
      }
      at += size;
    }
    return List.of();
  }

  /** Of the value; less than 0 for one that isn't known. */
  private static int size(int variable, byte[] bytes, int at, int end) {
    return switch (variable) {
      case 0, 3, 10 -> 4; // flags, steps of counters, bytes written
      case 1, 9, 17 -> 8; // the SQL mode, tables updated, the transaction of a definition
      case 4 -> 6; // character sets
      case 7, 8, 18 -> 2; // the language of names, the database's characters, a collation
      case 13 -> 3; // microseconds
      case 16, 19, 20 -> 1; // defaults of timestamps, keys that are required, encryption
      case 2 -> text(bytes, at, end) + 1; // the catalog, with a zero
      case 5, 6 -> text(bytes, at, end); // the time zone, the catalog
      case 11 -> {
        int user = text(bytes, at, end);
        yield user + text(bytes, at + user, end); // who it is run as
      }
      default -> -1;
    };
  }

  private static int text(byte[] bytes, int at, int end) {
    return at < end ? 1 + (bytes[at] & 0xFF) : 1;
  }

  private static List<String> names(byte[] bytes, int start, int end) {
    int count = bytes[start] & 0xFF;
    List<String> names = new ArrayList<>();
    int at = start + 1;
    for (int i = 0; i < count && count < TOO_MANY; i++) {
      int from = at;
      while (at < end && bytes[at] != 0) {
        at++;
      }
      names.add(new String(bytes, from, at - from, StandardCharsets.UTF_8));
      at++;
    }
    // An empty name stands for those that a foreign key leads to.
    return names.contains("") ? List.of() : names;
  }
}
