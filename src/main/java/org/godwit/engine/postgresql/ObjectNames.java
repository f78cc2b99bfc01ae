package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Names of what belongs to one table. Indexes share one name space with the tables of a schema, but
 * are named per table on MySQL: so they carry the table's name, and the same table always gives the
 * same names.
 */
final class ObjectNames {
  private static final int BYTES_MAX = 63;
  private static final int HASH_BYTES = 9; // an underscore and eight digits

  private final String table;
  private final Set<String> taken = new HashSet<>();

  ObjectNames(String table) {
    this.table = table;
    taken.add(table);
  }

  /** A name that holds the table's and the object's own. */
  String of(String object) {
    String full = object.startsWith(table + "_") ? object : table + "_" + object;
    String name = fitting(full, full);
    for (int i = 2; !taken.add(name); i++) {
      name = fitting(full + "_" + i, full);
    }
    return name;
  }

  private static String fitting(String name, String hashed) {
    if (bytes(name) <= BYTES_MAX) {
      return name;
    }
    CRC32 hash = new CRC32();
    hash.update((hashed + name).getBytes(StandardCharsets.UTF_8));
    StringBuilder cut = new StringBuilder();
    int length = 0;
    for (int character : name.codePoints().toArray()) {
      length += bytes(Character.toString(character));
      if (length > BYTES_MAX - HASH_BYTES) {
        break;
      }
      cut.appendCodePoint(character);
    }
    return cut.append("_%08x".formatted(hash.getValue())).toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
