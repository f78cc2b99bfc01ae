package org.godwit.mapping;

import java.io.Serial;
import java.util.List;

/** A table mapping that can't be used. Every problem is a sentence that names rule id and key. */
public final class MappingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** All problems that were found, at least one. */
  public MappingException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One problem. */
  public MappingException(String problem) {
    this(List.of(problem));
  }

  /** A problem of one rule. */
  public static MappingException ofRule(long ruleId, String problem) {
    return new MappingException("Rule " + ruleId + ": " + problem);
  }

  /** Sentences for the user, in the order of the document. */
  public List<String> problems() {
    return problems;
  }
}
