package org.godwit.engine.oracle.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.oracle.sql.OracleParser;
import org.godwit.sql.Code;
import org.godwit.sql.Statement;
import org.godwit.testing.Golden;
import org.godwit.testing.Grammar;
import org.junit.jupiter.api.Test;

/** The script of SQL*Plus. */
class ExtractionScriptTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/engine/oracle/extract");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^DECLARE$.*?^/$");

  /** SQL*Plus of 12.2 takes so many letters on a line; older ones fewer. */
  private static final int LINE_MAX = 2400;

  private static List<String> blocks(String script) {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(script);
    while (block.find()) {
      blocks.add(block.group().replaceAll(";\\s*/$", ""));
    }
    return blocks;
  }

  /** All blocks are alike but for their query; of two kinds one is enough to be read. */
  private static String withTwoBlocks(String script) {
    return BLOCK
        .matcher(script)
        .replaceAll(
            it -> {
              boolean isKept =
                  it.group().contains("'Q SESSION '") || it.group().contains("'Q VIEWS '");
              return isKept ? Matcher.quoteReplacement(it.group()) : "";
            })
        .replaceAll("\n{3,}", "\n\n");
  }

  @Test
  void everyQueryIsInAFileThatADbaCanRead() throws IOException {
    StringBuilder all = new StringBuilder();
    for (DictionaryQuery query : DictionaryQuery.values()) {
      for (DictionaryQuery.Statement form : query.parts(Schemas.parse("hr, sh")).getFirst()) {
        all.append("-- ").append(query).append(' ').append(form.views()).append('\n');
        all.append(form.sql()).append("\n;\n\n");
        Grammar.assertOracle(form.sql());
      }
    }
    Golden.assertMatches(FOLDER.resolve("queries.sql"), all.toString());
  }

  @Test
  void everyBlockIsWellFormedAndChangesNothing() throws IOException {
    String script = ExtractionScript.of(Schemas.parse("hr"));
    Golden.assertMatches(FOLDER.resolve("extract.sql"), withTwoBlocks(script));
    List<String> blocks = blocks(script);
    assertThat(blocks).hasSize(DictionaryQuery.values().length + 7);
    Grammar.assertOracle(blocks.getFirst());
    Grammar.assertOracle(
        blocks.stream().filter(it -> it.contains("Q VIEWS ")).findFirst().orElseThrow());
    List<Statement> read = OracleParser.parse(script).statements();
    assertThat(read).noneMatch(Statement.Unknown.class::isInstance);
    assertThat(read.stream().filter(Code.Block.class::isInstance)).hasSize(blocks.size());
    assertThat(script.lines()).allMatch(line -> line.length() < LINE_MAX);
    assertThat(script.lines().filter(line -> !line.startsWith("--")))
        .noneMatch(
            line ->
                line.matches(
                    "(?i).*\\b(INSERT|UPDATE|DELETE|MERGE|CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE|COMMIT|EXECUTE IMMEDIATE)\\b.*"));
  }

  @Test
  void aNameWithAQuoteEndsNoLiteral() {
    String script = ExtractionScript.of(Schemas.parse("\"O'N~'] x\""));
    assertThat(script).contains("'SELECT").doesNotContain("q'~SELECT OWNER");
    for (String block : blocks(script).subList(4, 6)) {
      Grammar.assertOracle(block);
    }
    assertThat(OracleParser.parse(script).statements())
        .noneMatch(Statement.Unknown.class::isInstance);
  }
}
