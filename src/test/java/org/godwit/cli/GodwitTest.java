package org.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class GodwitTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void tellsItsVersionAsTheBuildWroteIt() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("godwit \\d+\\.\\d+\\.\\d+\\S* \\(Java 25.*\\)\\s+");
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
