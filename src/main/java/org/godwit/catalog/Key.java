package org.godwit.catalog;

import java.util.List;

/**
 * A primary key.
 *
 * @param name the constraint's name
 * @param columns in key order, never empty
 * @param definition where its columns don't tell the whole of it: the constraint as the source
 *     engine writes it; empty where they do
 */
public record Key(String name, List<String> columns, String definition) {
  public Key {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("key " + name + " has no columns");
    }
  }

  /** A key that its columns tell the whole of. */
  public Key(String name, List<String> columns) {
    this(name, columns, "");
  }
}
