package org.godwit.engine.mysql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text of an event that has a statement.
 *
 * @param database that it was run in
 * @param schemas whose tables it may have changed, as MySQL tells; empty where that isn't known
 */
record LoggedQuery(String database, String sql, List<String> schemas) {
  private static final int FIXED_BYTES = 13;

  /** LOAD DATA tells of its file, too. */
  private static final int FIXED_BYTES_OF_LOAD = FIXED_BYTES + 13;

  LoggedQuery {
    schemas = List.copyOf(schemas);
  }

  static LoggedQuery of(BinlogEvent event) {
    int database = event.unsigned(8);
    int variables = (int) event.number(11, 2);
    int fixed = event.type() == BinlogEvent.EXECUTE_LOAD_QUERY ? FIXED_BYTES_OF_LOAD : FIXED_BYTES;
    int name = fixed + variables;
    int sql = name + database + 1;
    return new LoggedQuery(
        event.text(name, database),
        text(event.bytes(), BinlogEvent.HEADER_BYTES + sql, event.length() - sql),
        QueryVariables.schemas(event.bytes(), BinlogEvent.HEADER_BYTES + fixed, variables));
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
