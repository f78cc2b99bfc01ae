package org.godwit.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.godwit.engine.Engines;
import org.godwit.sql.ScriptClient;
import org.godwit.sql.ScriptSet;

/** The scripts of MySQL whose conversion is in golden files. */
final class MySqlScripts {
  static final Path FOLDER = Path.of("src/test/resources/convert/mysql-postgresql");

  private MySqlScripts() {}

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> !file.toString().endsWith(".target.sql"))
          .sorted()
          .toList();
    }
  }

  static Conversion converted(Path file) throws IOException {
    return converted(
        Source.MYSQL, Map.of(String.valueOf(file.getFileName()), Files.readString(file)));
  }

  static Conversion converted(Source source, Map<String, String> scripts) {
    Engines engines = Engines.standard();
    return Conversion.of(
        source,
        ScriptClient.plain(ScriptSet.of(scripts)),
        engines.named(source.engine()).scriptReader().orElseThrow(),
        engines.named("postgres").statementRenderer().orElseThrow(),
        PostgresVersion.OWN);
  }

  /** The statements of a script, cut as the client cuts them; comments and USE are left out. */
  static List<String> statements(String script) {
    List<String> all = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String delimiter = ";";
    for (String line : script.lines().toList()) {
      if (line.startsWith("DELIMITER ")) {
        delimiter = line.substring("DELIMITER ".length()).strip();
      } else if (!line.startsWith("USE ") && !line.startsWith("--")) {
        text.append(line).append('\n');
        if (line.stripTrailing().endsWith(delimiter)) {
          all.add(text.substring(0, text.lastIndexOf(delimiter)).strip());
          text.setLength(0);
        }
      }
    }
    return all;
  }

  /** {@code tables.target.sql} of {@code tables.sql}. */
  static Path beside(Path file, String ending) {
    return FOLDER.resolve(String.valueOf(file.getFileName()).replace(".sql", ending));
  }
}
