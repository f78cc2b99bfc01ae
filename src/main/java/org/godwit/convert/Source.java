package org.godwit.convert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whose schemas are converted. */
public enum Source {
  ORACLE("oracle", "Oracle"),
  MYSQL("mysql", "MySQL"),
  MARIADB("mariadb", "MariaDB"),
  POSTGRESQL("postgres", "PostgreSQL");

  private final String engine;
  private final String words;

  Source(String engine, String words) {
    this.engine = engine;
    this.words = words;
  }

  /**
   * The source that an engine's id names, or the name that a person gives it; empty where such
   * schemas aren't converted.
   */
  public static Optional<Source> of(String engine) {
    return Arrays.stream(values())
        .filter(it -> it.engine.equals(engine) || it.words.toLowerCase(Locale.ROOT).equals(engine))
        .findFirst();
  }

  /** Ids of the engines whose schemas are converted. */
  public static List<String> engines() {
    return Arrays.stream(values()).map(Source::engine).toList();
  }

  /** The engine's id. */
  public String engine() {
    return engine;
  }

  /** As a report names it. */
  public String words() {
    return words;
  }
}
