package org.godwit.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.godwit.engine.Engines;
import org.godwit.sql.ScriptSet;

/** The scripts of Oracle whose conversion is in golden files. */
final class OracleScripts {
  static final Path FOLDER = Path.of("src/test/resources/convert/oracle-postgresql");

  /** Makes the roles that the scripts grant something. */
  static final String ROLES =
      """
      DO $$
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader') THEN
          CREATE ROLE reader;
          CREATE ROLE writer;
        END IF;
      END $$
      """;

  private OracleScripts() {}

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

  static Conversion converted(Map<String, String> sources) {
    return converted(ScriptSet.of(sources));
  }

  static Conversion converted(ScriptSet scripts) {
    Engines engines = Engines.standard();
    return Conversion.of(
        engines.named("oracle").scriptClient().orElseThrow().run(scripts),
        engines.named("oracle").scriptReader().orElseThrow(),
        engines.named("postgres").statementRenderer().orElseThrow());
  }

  /** {@code types.target.sql} of {@code types.sql}. */
  static Path beside(Path file, String ending) {
    return FOLDER.resolve(String.valueOf(file.getFileName()).replace(".sql", ending));
  }
}
