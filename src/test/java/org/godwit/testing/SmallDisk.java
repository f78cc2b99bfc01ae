package org.godwit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system of a chosen size, which a test may fill up and enlarge. */
public final class SmallDisk implements AutoCloseable {
  /** How the reason of a skip begins; it stands in {@code allowed-skips.txt}. */
  static final String MISSING = "A small file system can't be mounted";

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; skips the test where this user may not. */
  public static SmallDisk mounted(Path folder, int megabytes) throws IOException {
    Files.createDirectories(folder);
    String refusal =
        run(List.of("mount", "-t", "tmpfs", "-o", size(megabytes), "tmpfs", folder.toString()));
    Assumptions.assumeTrue(refusal.isEmpty(), MISSING + ": " + refusal);
    return new SmallDisk(folder);
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Gives it so much in all, less than before too. */
  public void resize(int megabytes) {
    check(run(List.of("mount", "-o", "remount," + size(megabytes), folder.toString())));
  }

  /** What is taken of it, rounded up. */
  public int megabytesUsed() throws IOException {
    long used =
        Files.getFileStore(folder).getTotalSpace() - Files.getFileStore(folder).getUsableSpace();
    return (int) (used / (1 << 20)) + 1;
  }

  @Override
  public void close() {
    check(run(List.of("umount", "-l", folder.toString())));
  }

  private static String size(int megabytes) {
    return "size=" + megabytes + "m";
  }

  private static void check(String refusal) {
    if (!refusal.isEmpty()) {
      throw new IllegalStateException(refusal);
    }
  }

  /** What the program said where it refused, empty where it did not. */
  private static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : command.getFirst() + ": " + said.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
