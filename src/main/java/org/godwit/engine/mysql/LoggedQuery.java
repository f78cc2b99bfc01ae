package org.godwit.engine.mysql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The text of an event that has a statement.
 *
 * @param database that it was run in
 */
record LoggedQuery(String database, String sql) {
  private static final int FIXED_BYTES = 13;

  static LoggedQuery of(BinlogEvent event) {
    int database = event.unsigned(8);
    int variables = (int) event.number(11, 2);
    int name = FIXED_BYTES + variables;
    int sql = name + database + 1;
    return new LoggedQuery(
        event.text(name, database),
        text(event.bytes(), BinlogEvent.HEADER_BYTES + sql, event.length() - sql));
  }

  /** In the client's character set, which for letters that matter is one of two. */
  private static String text(byte[] bytes, int at, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, at, length))
          .toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }
  }

  /** The first words, for messages. */
  String shown() {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
