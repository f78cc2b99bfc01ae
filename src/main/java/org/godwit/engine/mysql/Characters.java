package org.godwit.engine.mysql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.godwit.catalog.Column;
import org.godwit.engine.ShortQuery;
import org.jspecify.annotations.Nullable;

/**
 * Characters as a column stores them, written in UTF-8. The log has them so; to a query the server
 * gives UTF-8. What a byte of a character set of 256 means is asked of the server, for its tables
 * have characters where Java's have holes.
 */
sealed interface Characters {

  /** Writes the text. */
  void write(byte[] bytes, int at, int length, RowText out);

  /** Stored in UTF-8, or never looked at. */
  record AsStored() implements Characters {
    @Override
    public void write(byte[] bytes, int at, int length, RowText out) {
      out.put(bytes, at, length);
    }
  }

  /** By a table: what each byte is in UTF-8. */
  final class ByTable implements Characters {
    private final byte[][] table;

    ByTable(byte[][] table) {
      this.table = table;
    }

    @Override
    public void write(byte[] bytes, int at, int length, RowText out) {
      for (int i = at; i < at + length; i++) {
        byte[] character = table[bytes[i] & 0xFF];
        out.put(character, 0, character.length);
      }
    }
  }

  /** In another form of Unicode. */
  record Unicode(Charset charset) implements Characters {
    @Override
    public void write(byte[] bytes, int at, int length, RowText out) {
      byte[] text = new String(bytes, at, length, charset).getBytes(StandardCharsets.UTF_8);
      out.put(text, 0, text.length);
    }
  }

  /** Those of several columns. */
  final class Known {
    private static final Set<String> UTF_8 =
        Set.of("utf8", "utf8mb3", "utf8mb4", "binary", "ascii");
    private final Map<String, Characters> known = new HashMap<>();

    /** Asks the server what it must. */
    static Known of(Connection connection, Iterable<Column> columns) throws SQLException {
      Known characters = new Known();
      for (Column column : columns) {
        String name = name(column);
        if (!characters.known.containsKey(name)) {
          Optional<Characters> found = characters.find(connection, name);
          if (found.isPresent()) {
            characters.known.put(name, found.get());
          }
        }
      }
      return characters;
    }

    static String name(Column column) {
      return column.collation().map(it -> it.characters()).orElse("utf8mb4");
    }

    /** Null where the character set isn't followed. */
    @Nullable Characters of(Column column) {
      return known.get(name(column));
    }

    private Optional<Characters> find(Connection connection, String name) throws SQLException {
      if (UTF_8.contains(name)) {
        return Optional.of(new AsStored());
      }
      return switch (name) {
        case "ucs2", "utf16" -> Optional.of(new Unicode(StandardCharsets.UTF_16BE));
        case "utf16le" -> Optional.of(new Unicode(StandardCharsets.UTF_16LE));
        case "utf32" -> Optional.of(new Unicode(StandardCharsets.UTF_32BE));
        default -> table(connection, name);
      };
    }

    private static Optional<Characters> table(Connection connection, String name)
        throws SQLException {
      if (!isOfBytes(connection, name)) {
        return Optional.empty();
      }
      String columns =
          IntStream.range(0, 256)
              .mapToObj("CONVERT(_%s 0x%%02x USING utf8mb4)".formatted(name)::formatted)
              .collect(Collectors.joining(", "));
      List<String> meanings = ShortQuery.rows(connection, "SELECT " + columns, 256).getFirst();
      byte[][] table =
          meanings.stream()
              .map(text -> text.getBytes(StandardCharsets.UTF_8))
              .toArray(byte[][]::new);
      return Optional.of(new ByTable(table));
    }

    private static boolean isOfBytes(Connection connection, String name) throws SQLException {
      return ShortQuery.column(
              connection,
              "SELECT MAXLEN FROM information_schema.CHARACTER_SETS WHERE CHARACTER_SET_NAME = ?",
              name)
          .equals(List.of("1"));
    }
  }
}
