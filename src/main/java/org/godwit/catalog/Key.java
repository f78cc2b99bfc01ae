package org.godwit.catalog;

import java.util.List;

/**
 * A primary key.
 *
 * @param name the constraint's name
 * @param columns in key order, never empty
 */
public record Key(String name, List<String> columns) {
  public Key {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("key " + name + " has no columns");
    }
  }
}
