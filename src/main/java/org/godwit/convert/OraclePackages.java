package org.godwit.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;

/**
 * What packages that come with Oracle declare, as far as the extension pack has a counterpart:
 * types, constants and routines, said in Oracle's words.
 */
final class OraclePackages {
  private static final String FILE = "/convert/oracle-packages.sql";

  private OraclePackages() {}

  /**
   * The statements that declare them.
   *
   * @param reader of Oracle's dialect
   * @param respelled brings names to the target's
   */
  static List<Statement> read(
      Function<String, ScriptReader> reader, UnaryOperator<Statement> respelled) {
    ScriptReader script = reader.apply(text());
    List<Statement> all = new ArrayList<>();
    for (Optional<Statement> next = script.next(); next.isPresent(); next = script.next()) {
      all.add(respelled.apply(next.get()));
    }
    return List.copyOf(all);
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(OraclePackages.class.getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
