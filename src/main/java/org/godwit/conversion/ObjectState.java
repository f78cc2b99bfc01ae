package org.godwit.conversion;

import org.godwit.convert.ConvertedObject;
import org.godwit.convert.Severity;
import org.godwit.convert.Standing;

/** How far an object's conversion is known to be right. */
public enum ObjectState {
  COMPILED("Compiled"),
  RENDERED("Rendered"),
  PARTIAL("Partial"),
  REFUSED("Refused"),
  NOT_CONVERTED("Not converted"),
  NOTHING("Nothing to make"),
  /** No script makes it any more; it is kept for what a person wrote of it, and isn't run. */
  GONE("Not in the scripts");

  private final String words;

  ObjectState(String words) {
    this.words = words;
  }

  static ObjectState of(ConvertedObject object) {
    boolean isOpen =
        object.items().stream().anyMatch(item -> item.code().severity() != Severity.INFO);
    return switch (Standing.of(object)) {
      case LOADED -> isOpen ? PARTIAL : COMPILED;
      case WRITTEN -> isOpen ? PARTIAL : RENDERED;
      case REFUSED -> REFUSED;
      case NOT_CONVERTED -> NOT_CONVERTED;
      case NOTHING -> NOTHING;
    };
  }

  /** As a page names it. */
  public String words() {
    return words;
  }
}
