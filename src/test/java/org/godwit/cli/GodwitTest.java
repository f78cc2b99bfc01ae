package org.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GodwitTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void tellsItsVersionAsTheBuildWroteIt() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("godwit \\d+\\.\\d+\\.\\d+\\S* \\(Java 25.*\\)\\s+");
  }

  @Test
  void driversMakeNoRecordsOfEveryRow() {
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    try {
      root.setLevel(Level.ALL);
      Godwit.quieten();
      for (String driver : List.of("org.postgresql.core.v3", "com.mysql.cj", "oracle.jdbc")) {
        assertThat(Logger.getLogger(driver).isLoggable(Level.FINE)).as(driver).isFalse();
        assertThat(Logger.getLogger(driver).isLoggable(Level.WARNING)).as(driver).isTrue();
      }
    } finally {
      root.setLevel(before);
    }
  }

  @Test
  void withoutACommandItListsThemAndEndsWith2() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("a command is missing", "serve", "store");
  }

  @Test
  void anUnknownCommandEndsWith2() {
    assertThat(run("servee")).isEqualTo(2);
    assertThat(err.toString()).contains("'servee'", "godwit serve");
  }

  @Test
  void aPortThatIsNoneEndsWith2() {
    assertThat(run("serve", "--port", "65536")).isEqualTo(2);
    assertThat(err.toString()).contains("--port must be from 0 to 65535, not 65536");
  }

  @Test
  void aWrongUseIsOneSentenceAndWhereToReadMore() {
    assertThat(run("run", "--source", "oracle://x")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2).last().isEqualTo("see ./godwit run --help");
  }

  @Test
  void filesThatCannotBeReadOrWrittenAreToldBeforeTheTaskStarts(@TempDir Path folder)
      throws IOException {
    String[] urls = {
      "--source", "mysql://a@localhost/shop", "--target", "postgresql://a@localhost/x"
    };
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE});
    assertThat(run(with(urls, "--mappings", binary))).isEqualTo(2);
    assertThat(run(with(urls, "--settings", folder))).isEqualTo(2);
    assertThat(run(with(urls, "--settings", folder.resolve("none")))).isEqualTo(2);
    assertThat(run(with(urls, "--json", folder))).isEqualTo(2);
    assertThat(run(with(urls, "--json", folder.resolve("none/result.json")))).isEqualTo(2);
    assertThat(run(with(urls, "--rejects", binary.resolve("deep/down")))).isEqualTo(2);
    assertThat(err.toString())
        .contains("--rejects", "is no folder")
        .contains("not UTF-8", "it is a folder", "there is no such file", "there is no folder")
        .doesNotContain("Exception");
  }

  private static String[] with(String[] urls, String option, Path file) {
    return Stream.of(Stream.of("run"), Stream.of(urls), Stream.of(option, file.toString()))
        .flatMap(Function.identity())
        .toArray(String[]::new);
  }

  @Test
  void restoringFromAFileThatIsNotThereEndsWith2() {
    assertThat(run("store", "restore", "/nonexistent/backup.tar.gz")).isEqualTo(2);
    assertThat(err.toString()).contains("/nonexistent/backup.tar.gz can't be read");
  }

  @Test
  void aConsoleThatIsNotThereIsNotHealthy() {
    assertThat(run("health", "--port", "1")).isEqualTo(1); // nobody listens there
    assertThat(err.toString()).contains("127.0.0.1:1/q/health/ready doesn't answer");
  }

  private int run(String... arguments) {
    return Godwit.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
