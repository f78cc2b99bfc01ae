package org.godwit.engine.oracle.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.godwit.sql.Statement;
import org.godwit.testing.Grammar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What we read and write, the grammar of Debezium's Oracle connector reads too, where it knows it.
 */
final class SecondOpinionTest {

  @ParameterizedTest
  @ValueSource(strings = {"rows", "blocks", "units"})
  void whatWeWriteIsAsOracleAsWhatWeRead(String topic) throws Exception {
    String source = Files.readString(Path.of("src/test/resources/sql/oracle/" + topic + ".sql"));
    for (Statement statement : OracleParser.parse(source).statements()) {
      String before = source.substring(statement.place().start(), statement.place().end());
      if (Grammar.acceptsOracle(before)) {
        String written = OracleRenderer.render(statement).replaceAll("\\n/\\n$", "").strip();
        assertThat(Grammar.acceptsOracle(written.replaceAll(";$", ""))).as(written).isTrue();
      }
    }
  }

  /** Also on a folder of somebody's code; see {@code bench/parse-oracle}. */
  @Test
  void whatWeCannotReadTheOtherGrammarCannotReadEither() throws Exception {
    Path folder = Path.of(System.getProperty("godwit.corpus", "src/test/resources/sql/oracle"));
    Map<Path, String> sources = Corpus.sources(folder);
    List<String> missed = new ArrayList<>();
    sources.forEach(
        (file, text) -> {
          for (Statement statement : OracleParser.parse(text).statements()) {
            List<Statement.Unknown> unknowns = Corpus.unknowns(statement);
            if (!unknowns.isEmpty()) {
              String source = text.substring(statement.place().start(), statement.place().end());
              if (Grammar.acceptsOracle(source.replaceAll(";\\s*$", ""))) {
                missed.add(file + ": " + unknowns.getFirst().reason());
              }
            }
          }
        });
    assertThat(missed).isEmpty();
  }
}
