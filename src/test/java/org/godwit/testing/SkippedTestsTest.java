package org.godwit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(kept("unlisted.txt")).singleElement().asString().contains("Off", "not today");
    assertThat(kept("allowed.txt")).singleElement().asString().contains("lacksAServer");
  }

  @Test
  void aSkipWhoseReasonIsAllowedIsCountedAlone() throws IOException {
    run(List.of("no server", "not today"));
    assertThat(folder.resolve("unlisted.txt")).doesNotExist();
    assertThat(kept("allowed.txt")).hasSize(2);
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

  private List<String> kept(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file));
  }
}
