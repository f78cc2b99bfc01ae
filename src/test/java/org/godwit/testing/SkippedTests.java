package org.godwit.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the tests that didn't run, prints why, and leaves the ones whose reason is not in {@code
 * allowed-skips.txt} in {@code target/skips}, for which {@code ./godwit test} fails under {@code
 * CI=true}. (A listener can't fail the run itself: JUnit catches what it throws.)
 */
public final class SkippedTests implements TestExecutionListener {
  private static final String ALLOWED = "/allowed-skips.txt";

  private final Path folder;
  private final List<String> allowedReasons;
  private final Queue<Skip> skips = new ConcurrentLinkedQueue<>();

  /** One test, or a whole class, that didn't run. */
  private record Skip(String test, String reason) {}

  /** As JUnit finds it. */
  public SkippedTests() {
    this(Path.of("target/skips"), allowedReasons());
  }

  SkippedTests(Path folder, List<String> allowedReasons) {
    this.folder = folder;
    this.allowedReasons = List.copyOf(allowedReasons);
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    skips.add(new Skip(name(test), reason));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      String message = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      skips.add(new Skip(name(test), message.replaceFirst("^Assumption failed: ", "")));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    System.out.println("skipped: " + skips.size());
    skips.forEach(skip -> System.out.println("  " + skip.test() + ": " + skip.reason()));
    List<String> unlisted =
        skips.stream()
            .filter(skip -> allowedReasons.stream().noneMatch(skip.reason()::startsWith))
            .map(skip -> skip.test() + ": " + skip.reason())
            .toList();
    try {
      Path file = folder.resolve("unlisted-" + ProcessHandle.current().pid() + ".txt");
      Files.deleteIfExists(file);
      if (!unlisted.isEmpty()) {
        Files.createDirectories(folder);
        Files.write(file, unlisted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(TestIdentifier test) {
    return test.getUniqueIdObject().getSegments().stream()
        .skip(1)
        .map(segment -> segment.getValue())
        .reduce((a, b) -> a + "." + b)
        .orElse(test.getDisplayName());
  }

  private static List<String> allowedReasons() {
    try (InputStream in = SkippedTests.class.getResourceAsStream(ALLOWED)) {
      if (in == null) {
        throw new IllegalStateException(ALLOWED + " is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
