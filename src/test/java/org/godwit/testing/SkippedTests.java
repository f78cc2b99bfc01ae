package org.godwit.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Keeps what didn't run, and why, in {@code target/skips}: {@code ./godwit test} counts and prints
 * it, and fails under {@code CI=true} for reasons that are not in {@code allowed-skips.txt}. (A
 * listener can't fail the run itself: JUnit catches what it throws.) Several processes may write.
 */
public final class SkippedTests implements TestExecutionListener {
  private static final String ALLOWED = "/allowed-skips.txt";

  private final Path folder;
  private final List<String> allowedReasons;

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
    keep(name(test), reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      String message = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      keep(name(test), message.replaceFirst("^Assumption failed: ", ""));
    }
  }

  private synchronized void keep(String test, String reason) {
    boolean isAllowed = allowedReasons.stream().anyMatch(reason::startsWith);
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve(isAllowed ? "allowed.txt" : "unlisted.txt"),
          test + ": " + reason.replaceAll("\\R", " ") + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
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
