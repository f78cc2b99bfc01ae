package org.godwit.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.godwit.engine.Engines;
import org.godwit.sql.ScriptClient;
import org.godwit.sql.ScriptSet;

/** The scripts of PostgreSQL whose conversion is in golden files. */
final class PostgresScripts {
  static final Path FOLDER = Path.of("src/test/resources/convert/postgresql-postgresql");

  private PostgresScripts() {}

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
    return converted(Map.of(String.valueOf(file.getFileName()), Files.readString(file)));
  }

  static Conversion converted(Map<String, String> scripts) {
    Engines engines = Engines.standard();
    return Conversion.of(
        Source.POSTGRESQL,
        ScriptClient.plain(ScriptSet.of(scripts)),
        engines.named("postgres").scriptReader().orElseThrow(),
        engines.named("postgres").statementRenderer().orElseThrow(),
        PostgresVersion.OWN);
  }

  /** {@code shop.target.sql} of {@code shop.sql}. */
  static Path beside(Path file, String ending) {
    return FOLDER.resolve(String.valueOf(file.getFileName()).replace(".sql", ending));
  }
}
