package org.godwit.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The data dictionary of a schema of Oracle, in a file that a DBA can read, and what SQL*Plus would
 * spool of it: this writes the form a second time, by its description alone.
 */
public final class DictionaryFixture {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/engine/oracle/extract");
  private static final int LINE = 200;
  private static final int SOURCE_PARTS = 8;

  private final Map<String, List<List<String>>> rows = new LinkedHashMap<>();

  private DictionaryFixture() {}

  /** The schema SHOP. */
  public static DictionaryFixture shop() {
    try {
      DictionaryFixture fixture = new DictionaryFixture();
      List<List<String>> current = List.of();
      ObjectMapper json = new ObjectMapper();
      for (String line : Files.readAllLines(FOLDER.resolve("shop.rows"))) {
        if (line.startsWith("== ")) {
          current = new ArrayList<>();
          fixture.rows.put(line.substring(3), current);
        } else if (!line.startsWith("#")) {
          current.add(json.readValue(line, new TypeReference<List<String>>() {}));
        }
      }
      return fixture;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Statements that a person would write for the same schema. */
  public static String written() {
    return text("shop.sql");
  }

  /** What SQL*Plus spooled of it, as it was recorded. */
  public static String spooled() {
    return text("shop.extraction.txt");
  }

  private static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many parts a query has. */
  public static int parts(String query) {
    return query.equals("SOURCE") ? SOURCE_PARTS : 1;
  }

  /** The rows of a part of a query. */
  public List<List<String>> rows(String query, int part) {
    return rows.getOrDefault(query, List.of()).stream()
        .filter(
            row -> parts(query) == 1 || Math.floorMod(row.get(2).hashCode(), SOURCE_PARTS) == part)
        .toList();
  }

  /** The file that the script would write of it, where the user may read DBA_ views. */
  public String spool() {
    StringBuilder file = new StringBuilder("GODWIT EXTRACTION 1 ORACLE\n");
    for (String query : rows.keySet()) {
      for (int part = 0; part < parts(query); part++) {
        spool(query, rows(query, part), file);
      }
    }
    return file.append("END OF GODWIT EXTRACTION\n").toString();
  }

  private static void spool(String query, List<List<String>> all, StringBuilder file) {
    boolean isEverybodys = List.of("SESSION", "VERSION", "SCHEMAS").contains(query);
    file.append("Q %s %s\n".formatted(query, isEverybodys ? "OWN" : "DBA"));
    long letters = 0;
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      row.forEach(value -> line.append(encoded(value)).append('|'));
      letters += line.length();
      for (int from = 0; from < line.length(); from += LINE) {
        file.append(from == 0 ? 'R' : '+')
            .append(line, from, Math.min(line.length(), from + LINE))
            .append(".\n");
      }
    }
    file.append("E %s %d %d\n".formatted(query, all.size(), letters));
  }

  private static String encoded(String value) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '^' || c == '\\' || c == '|' || c < ' ') {
        text.append("^%02X".formatted((int) c));
      } else if (c > '~') {
        text.append("\\%04X".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
