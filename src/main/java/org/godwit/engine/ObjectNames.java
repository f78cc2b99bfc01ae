package org.godwit.engine;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Names of what belongs to one table, within the length that an engine allows. Where such objects
 * share one name space with those of other tables, they carry the table's name; the same table
 * always gives the same names.
 */
public final class ObjectNames {
  private static final int HASH_LENGTH = 9; // an underscore and eight digits

  private final String table;
  private final Dialect dialect;
  private final Set<String> reserved;
  private final Set<String> taken = new HashSet<>();

  /** Names for one table of an engine. */
  public ObjectNames(String table, Dialect dialect) {
    this(table, dialect, Set.of());
  }

  /**
   * Names for one table of an engine.
   *
   * @param reserved what none of them may be
   */
  public ObjectNames(String table, Dialect dialect, Set<String> reserved) {
    this.table = table;
    this.dialect = dialect;
    this.reserved = reserved;
    taken.add(table);
  }

  /** A name that holds the table's and the object's own. */
  public String of(String object) {
    String full = object.startsWith(table + "_") ? object : table + "_" + object;
    String name = fitting(full, full);
    for (int i = 2; reserved.contains(name) || !taken.add(name); i++) {
      name = fitting(full + "_" + i, full);
    }
    return name;
  }

  private String fitting(String name, String hashed) {
    if (dialect.identifierLength(name) <= dialect.identifierLengthMax()) {
      return name;
    }
    CRC32 hash = new CRC32();
    hash.update((hashed + name).getBytes(StandardCharsets.UTF_8));
    StringBuilder cut = new StringBuilder();
    int length = 0;
    for (int character : name.codePoints().toArray()) {
      length += dialect.identifierLength(Character.toString(character));
      if (length > dialect.identifierLengthMax() - HASH_LENGTH) {
        break;
      }
      cut.appendCodePoint(character);
    }
    return cut.append("_%08x".formatted(hash.getValue())).toString();
  }
}
