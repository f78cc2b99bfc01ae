package org.godwit.task.settings;

import java.io.Serial;
import java.util.List;

/** A task settings document that can't be used. Every problem is a sentence that names its key. */
public final class SettingsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** All problems that were found, at least one. */
  public SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Sentences for the user, in the order of the keys. */
  public List<String> problems() {
    return problems;
  }
}
