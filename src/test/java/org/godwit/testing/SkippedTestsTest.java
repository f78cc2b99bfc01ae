package org.godwit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

final class SkippedTestsTest {
  @TempDir Path folder;

  /**
   * Run by the tests below alone: the build runs only classes that it finds by their file's name.
   */
  static final class TwoSkips {
    @Test
    void lacksAServer() {
      Assumptions.abort("no server here");
    }

    @Test
    @Disabled("not today")
    void isSwitchedOff() {}

    @Test
    void runs() {}
  }

  @Test
  void aSkipWhoseReasonNoListAllowsIsWrittenDown() throws IOException {
    run(List.of("no server"));
    assertThat(unlisted()).singleElement().asString().contains("isSwitchedOff", "not today");
  }

  @Test
  void nothingIsWrittenWhereEveryReasonIsAllowed() throws IOException {
    run(List.of("no server", "not today"));
    assertThat(unlisted()).isEmpty();
  }

  private void run(List<String> allowedReasons) {
    var config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(new SkippedTests(folder, allowedReasons))
            .build();
    LauncherFactory.create(config)
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(TwoSkips.class))
                .build());
  }

  private List<String> unlisted() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> written = files.toList();
      return written.isEmpty() ? List.of() : Files.readAllLines(written.getFirst());
    }
  }
}
