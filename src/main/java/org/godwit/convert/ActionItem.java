package org.godwit.convert;

/**
 * What a person has to do, or should know, about one place of the source.
 *
 * @param line from 1
 * @param message what was found there and what became of it
 */
public record ActionItem(ActionCode code, String file, int line, String message) {

  /** {@code 5206 LOW hr.sql:12: message}. */
  @Override
  public String toString() {
    return "%s %s %s:%d: %s".formatted(code.number(), code.severity(), file, line, message);
  }
}
