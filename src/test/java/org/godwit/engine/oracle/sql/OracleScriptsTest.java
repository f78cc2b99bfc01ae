package org.godwit.engine.oracle.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.godwit.sql.Comment;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Script;
import org.godwit.sql.Statement;
import org.godwit.testing.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Oracle's scripts say survives reading and writing. */
final class OracleScriptsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/sql/oracle");
  private static final Pattern COMMENT =
      Pattern.compile("--[^\\n]*|/\\*(?!\\+).*?\\*/", Pattern.DOTALL);

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyStatementIsRead(Path file) throws IOException {
    assertThat(unknowns(OracleParser.parse(Files.readString(file)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void whatIsWrittenReadsBackAsTheSameTree(Path file) throws IOException {
    Script script = OracleParser.parse(Files.readString(file));
    Script again = OracleParser.parse(OracleRenderer.render(script));
    for (int at = 0; at < script.statements().size(); at++) {
      assertThat(again.statements().get(at)).isEqualTo(script.statements().get(at));
    }
    assertThat(again.statements()).hasSameSizeAs(script.statements());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void whatIsWrittenIsAsADbaWouldWriteIt(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".sql", ".golden");
    String written = OracleRenderer.render(OracleParser.parse(Files.readString(file)));
    Golden.assertMatches(SCRIPTS.resolve(name), written);
    assertThat(OracleRenderer.render(OracleParser.parse(written))).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyCommentSurvives(Path file) throws IOException {
    String source = Files.readString(file);
    List<String> comments = new ArrayList<>();
    Script script = OracleParser.parse(source);
    script
        .statements()
        .forEach(
            statement ->
                Rewriter.walk(
                    statement,
                    node -> {
                      node.place().before().forEach(comment -> comments.add(comment.text()));
                      node.place().after().forEach(comment -> comments.add(comment.text()));
                    }));
    script.lastWords().forEach((Comment comment) -> comments.add(comment.text()));
    List<String> expected =
        COMMENT.matcher(source).results().map(found -> found.group().strip()).toList();
    assertThat(comments).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(OracleRenderer.render(script)).contains(expected);
  }

  private static List<Statement.Unknown> unknowns(Script script) {
    return script.statements().stream()
        .flatMap(statement -> Corpus.unknowns(statement).stream())
        .toList();
  }
}
