package org.godwit.security;

import java.util.Map;

/** What was typed can't be accepted: a sentence for each field, shown beside it. */
public final class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> byField;

  /** For several fields at once. */
  public InvalidInput(Map<String, String> byField) {
    super(String.join(" ", byField.values()));
    this.byField = Map.copyOf(byField);
  }

  /** For one field. */
  public InvalidInput(String field, String sentence) {
    this(Map.of(field, sentence));
  }

  /** All sentences in one line. */
  public String sentence() {
    return String.join(" ", byField.values());
  }

  /** Field name to sentence. */
  public Map<String, String> byField() {
    return byField;
  }
}
