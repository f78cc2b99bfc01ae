package org.godwit.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where the console keeps its files: {@code GODWIT_DATA}, else {@code data}. */
final class DataFolder {
  private DataFolder() {}

  /** The folder; it need not exist yet. */
  static Path path() {
    return Path.of(environment("GODWIT_DATA").orElse("data"));
  }

  /** A variable of the environment; empty also where it is blank. */
  static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
