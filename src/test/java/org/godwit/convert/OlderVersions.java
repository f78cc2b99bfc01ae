package org.godwit.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.godwit.engine.Engines;
import org.godwit.sql.ScriptSet;

/** One script of Oracle, with what older versions of PostgreSQL lack. */
final class OlderVersions {
  static final Path FOLDER = Path.of("src/test/resources/convert/oracle-older");

  private OlderVersions() {}

  static Conversion converted(PostgresVersion version) throws IOException {
    Engines engines = Engines.standard();
    String script = Files.readString(FOLDER.resolve("shop.sql"));
    return Conversion.of(
        Source.ORACLE,
        engines
            .named("oracle")
            .scriptClient()
            .orElseThrow()
            .run(ScriptSet.of(Map.of("shop.sql", script))),
        engines.named("oracle").scriptReader().orElseThrow(),
        engines.named("postgres").statementRenderer().orElseThrow(),
        version);
  }
}
